package io.twinsim.scenario;

import io.twinsim.inference.TidyRow;
import java.util.ArrayList;
import java.util.List;

/** A comparison as rows of a tidy table. */
final class ComparisonRows {

    private final ComparisonResult result;

    ComparisonRows(ComparisonResult result) {
        this.result = result;
    }

    List<TidyRow> rows() {
        List<TidyRow> rows = new ArrayList<>();
        for (int s = 0; s < result.scenarios().size(); s++) {
            if (result.joint().hasEffect(s)) {
                rows.addAll(result.joint().rows(s, result.scenarios().get(s)));
            }
        }
        if (result.hasNumbers()) {
            long n = result.results().get(0).n();
            result.ranking().forEach(standing ->
                    rows.add(TidyRow.of(standing.scenario(), "probability_best", standing.probBest()).withN(n)));
            for (Difference d : result.differences()) {
                String pair = d.scenario() + " - " + d.against();
                rows.add(TidyRow.of(pair, "difference", d.estimate()).withStandardError(d.standardError())
                        .within(d.interval()).withN(n));
                rows.add(TidyRow.of(pair, "difference", d.estimate()).withStandardError(d.standardError())
                        .within(d.simultaneous().lower(), d.simultaneous().upper(), d.simultaneous().level(),
                                "simultaneous").withN(n));
                rows.add(TidyRow.of(pair, "probability_better", d.probBetter()).withN(n));
            }
        }
        return rows;
    }
}
