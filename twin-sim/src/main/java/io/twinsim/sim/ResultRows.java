package io.twinsim.sim;

import io.twinsim.inference.Interval;
import io.twinsim.inference.TidyRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The numbers of a result as rows of a tidy table; the package description says what they are. */
final class ResultRows {

    private static final double[] QUANTILES = {0.05, 0.5, 0.95};
    private static final String[] QUANTILE_NAMES = {"effect_q05", "effect_q50", "effect_q95"};

    private final SimulationResult result;
    private final List<TidyRow> rows = new ArrayList<>();

    ResultRows(SimulationResult result) {
        this.result = result;
    }

    List<TidyRow> rows() {
        effect();
        twins();
        result.recommendation().ifPresent(r -> rows.add(row("probability_worthwhile", r.probWorthwhile(), result.n())));
        result.subgroups().forEach(this::groups);
        return rows;
    }

    /** The mean effect, once for each interval. */
    private void effect() {
        Intervals all = result.intervals();
        double simulation = result.ate().standardError();
        double assumption = result.assumption().map(Assumption::sd).orElse(0.0);
        effect(Optional.of(all.simulation()), simulation);
        effect(all.assumption(), assumption);
        effect(all.total(), Math.sqrt(simulation * simulation + assumption * assumption));
        effect(all.plannedTrial(), result.plannedTrial().map(PlannedTrial::standardError).orElse(Double.NaN));
    }

    private void effect(Optional<Interval> interval, double standardError) {
        interval.ifPresent(limits -> rows.add(row("effect", result.ate().estimate(), result.n())
                .withStandardError(standardError).within(limits)));
    }

    /** How the effects of twins are distributed, and what those who are reached gain. */
    private void twins() {
        Ate ate = result.ate();
        if (ate.reached() > 0 && ate.reached() < result.n()) {
            TidyRow reached = row("effect_per_reached", ate.perReached(), ate.reached());
            rows.add(result.recommendation().map(r -> reached.within(r.interval())).orElse(reached));
        }
        rows.add(row("effect_sd", ate.sd(), result.n()));
        rows.add(row("effect_sd_systematic", ate.sdSystematic(), result.n()));
        rows.add(row("effect_sd_noise", ate.sdNoise(), result.n()));
        for (int k = 0; k < QUANTILES.length; k++) {
            rows.add(row(QUANTILE_NAMES[k], result.quantile(QUANTILES[k]), result.n()));
        }
    }

    private void groups(String dimension, SubgroupTable table) {
        for (SubgroupTable.Row group : table.rows()) {
            TidyRow row = row("effect", group.ate(), group.n()).in(dimension, group.value())
                    .withStandardError(group.standardError().orElse(Double.NaN));
            rows.add(group.interval().map(row::within).orElse(row));
        }
        table.contrast().ifPresent(c -> rows.add(TidyRow.of(result.intervention(), "effect_difference", c.difference())
                .in(dimension, c.high() + " - " + c.low()).within(c.interval())));
        table.explained().ifPresent(share -> rows.add(row("variance_explained", share, result.n()).across(dimension)));
    }

    private TidyRow row(String metric, double estimate, long n) {
        return TidyRow.of(result.intervention(), metric, estimate).withN(n);
    }
}
