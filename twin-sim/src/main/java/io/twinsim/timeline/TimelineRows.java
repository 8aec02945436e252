package io.twinsim.timeline;

import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.TidyRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The numbers of a result over time as rows of a tidy table; the package description of sim says what they are. */
final class TimelineRows {

    /** What limits cover that hold for the whole curve at once. */
    private static final String BAND = "band";

    private final TimelineResult result;
    private final StepResults results;
    private final List<TidyRow> rows = new ArrayList<>();

    TimelineRows(TimelineResult result) {
        this.result = result;
        this.results = result.results();
    }

    List<TidyRow> rows() {
        List<StepVariable> variables = results.plan().variables();
        for (int v = 0; v < variables.size(); v++) {
            for (int arm = 0; arm < result.arms().size(); arm++) {
                level(variables.get(v), v, arm);
            }
            for (int arm = 1; arm < result.arms().size(); arm++) {
                for (int share = 0; share < Math.max(1, variables.get(v).labels().size()); share++) {
                    effect(results.curve(0, arm, v, share));
                }
            }
        }
        result.events().values().forEach(this::tally);
        result.alerts().values().forEach(this::tally);
        over();
        return rows;
    }

    /** The mean of a number, the share of a flag, the share of each label. */
    private void level(StepVariable variable, int v, int arm) {
        StepSummary summary = results.summary(arm, v);
        if (variable.isNumber()) {
            double[] error = summary.standardError();
            for (int step = 0; step < error.length; step++) {
                rows.add(row(summary.arm(), variable.name(), summary.meanAt(step), step)
                        .withStandardError(error[step]));
            }
            return;
        }
        for (int share = 0; share < variable.shares(); share++) {
            String name = variable.name() + (variable.labels().isEmpty() ? "" : "=" + variable.labels().get(share));
            for (int step = 0; step <= results.axis().steps(); step++) {
                rows.add(row(summary.arm(), name, summary.shareAt(share, step), step));
            }
        }
    }

    private TidyRow row(String scenario, String metric, double estimate, int step) {
        return TidyRow.of(scenario, metric, estimate).at(results.axis().time(step)).withN(result.n());
    }

    /** The effect at each time, once with the limits of that time and once with the band; then over time. */
    private void effect(EffectCurve curve) {
        String scenario = curve.arm() + " - " + curve.against();
        for (int step = 0; step <= results.axis().steps(); step++) {
            EffectPoint point = curve.point(step);
            TidyRow row = row(scenario, curve.name(), point.estimate(), step).withStandardError(point.standardError());
            rows.add(row.within(point.lower(), point.upper(), curve.level(), IntervalKind.SIMULATION.id()));
            rows.add(row.within(point.bandLower(), point.bandUpper(), curve.level(), BAND));
        }
        if (curve.hasMeanOverTime()) {
            EffectCurve.MeanOverTime mean = curve.overTime();
            rows.add(TidyRow.of(scenario, curve.name() + "_over_time", mean.estimate())
                    .withStandardError(mean.standardError()).within(mean.interval()).withN(result.n()));
        }
    }

    private void tally(EventTally tally) {
        for (Map.Entry<String, EventTally.Arm> arm : tally.arms().entrySet()) {
            rows.add(whole(arm.getKey(), tally.name() + "_any", arm.getValue().share()));
            rows.add(whole(arm.getKey(), tally.name() + "_per_twin", arm.getValue().perTwin()));
        }
        for (Map.Entry<String, EventTally.Effect> arm : tally.effects().entrySet()) {
            String scenario = arm.getKey() + " - " + result.arms().get(0);
            EventTally.Effect effect = arm.getValue();
            rows.add(limited(whole(scenario, tally.name() + "_any", effect.share()), effect.shareInterval()));
            rows.add(limited(whole(scenario, tally.name() + "_per_twin", effect.perTwin()), effect.perTwinInterval()));
        }
    }

    private TidyRow whole(String scenario, String metric, double estimate) {
        return TidyRow.of(scenario, metric, estimate).withN(result.n());
    }

    /** One twin has no standard error, and so no limits. */
    private TidyRow limited(TidyRow row, Interval interval) {
        return result.n() > 1 ? row.within(interval) : row;
    }

    private void over() {
        if (results.plan().until()) {
            for (String arm : result.arms()) {
                double[] over = result.over(arm);
                for (int step = 0; step < over.length; step++) {
                    rows.add(row(arm, "over", over[step], step));
                }
            }
        }
    }
}
