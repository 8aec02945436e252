package io.twinsim.inference;

import io.twinsim.internal.text.Checks;
import java.util.List;

/**
 * Everything about an experiment but its data and columns.
 *
 * @param options of the interval
 * @param dimensions of subgroups
 * @param groups how subgroups are tested and shown
 * @param split the designed share of the treated
 * @param adjustment how the effect is adjusted
 */
record ExperimentSettings(
        IntervalOptions options, List<String> dimensions, SubgroupSettings groups, double split,
        AdjustmentSettings adjustment) {

    private static final double BALANCED = 0.5;

    ExperimentSettings {
        Checks.openUnit(split, "treatedShare");
    }

    static ExperimentSettings of(IntervalOptions options) {
        return new ExperimentSettings(options, List.of(), SubgroupSettings.of(), BALANCED, AdjustmentSettings.NONE);
    }

    ExperimentSettings with(IntervalOptions other) {
        return new ExperimentSettings(other, dimensions, groups, split, adjustment);
    }

    ExperimentSettings with(List<String> other) {
        return new ExperimentSettings(options, other, groups, split, adjustment);
    }

    ExperimentSettings with(SubgroupSettings other) {
        return new ExperimentSettings(options, dimensions, other, split, adjustment);
    }

    ExperimentSettings with(double otherSplit) {
        return new ExperimentSettings(options, dimensions, groups, otherSplit, adjustment);
    }

    ExperimentSettings with(AdjustmentSettings other) {
        return new ExperimentSettings(options, dimensions, groups, split, other);
    }
}
