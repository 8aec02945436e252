package io.twinsim.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The numbers of an experiment as rows of a tidy table; the package description of sim says what they are. */
final class ExperimentRows {

    private final ExperimentResult result;
    private final String scenario;
    private final List<TidyRow> rows = new ArrayList<>();

    private ExperimentRows(ExperimentResult result) {
        this.result = result;
        this.scenario = result.treated().label() + " - " + result.control().label();
    }

    static List<TidyRow> of(ExperimentResult result) {
        ExperimentRows all = new ExperimentRows(result);
        all.effects();
        all.arm(result.treated());
        all.arm(result.control());
        result.subgroups().forEach(all::group);
        return all.rows;
    }

    /** The effect that counts, then those of the other estimators. */
    private void effects() {
        rows.add(row("effect", result.estimate()));
        rows.add(TidyRow.of(scenario, "p_value", result.pValue()).withN(result.estimate().n()));
        for (AdjustedEstimate other : result.estimators()) {
            if (other.estimator() != result.adjustment().estimator()) {
                other.estimate().ifPresent(made -> rows.add(row("effect_" + other.estimator().id(), made)));
            }
        }
    }

    private TidyRow row(String metric, Estimate made) {
        return TidyRow.of(scenario, metric, made.estimate()).withStandardError(made.standardError())
                .within(made.interval()).withN(made.n());
    }

    private void arm(ExperimentResult.Arm arm) {
        rows.add(TidyRow.of(arm.label(), "mean", arm.mean()).withStandardError(arm.sd() / Math.sqrt((double) arm.n()))
                .withN(arm.n()));
        rows.add(TidyRow.of(arm.label(), "sd", arm.sd()).withN(arm.n()));
    }

    private void group(SubgroupEffect group) {
        long n = group.treated() + group.control();
        TidyRow effect = group.estimate().map(made -> row("effect", made)).orElse(
                TidyRow.of(scenario, "effect", Double.NaN));
        rows.add(effect.withN(n).in(group.dimension(), group.value()));
        group.shrunken().ifPresent(one -> rows.add(TidyRow.of(scenario, "effect_shrunken", one.estimate())
                .withStandardError(one.standardError())
                .within(one.lower(), one.upper(), result.estimate().interval().level(), IntervalKind.SAMPLING.id())
                .withN(n).in(group.dimension(), group.value())));
        add(group, "p_value", group.pValue());
        group.adjusted().forEach((correction, p) -> add(group, "p_" + correction.id(), OptionalDouble.of(p)));
    }

    private void add(SubgroupEffect group, String metric, OptionalDouble p) {
        p.ifPresent(value -> rows.add(TidyRow.of(scenario, metric, value).withN(group.treated() + group.control())
                .in(group.dimension(), group.value())));
    }
}
