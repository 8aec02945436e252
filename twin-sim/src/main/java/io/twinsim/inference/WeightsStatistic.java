package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;

/**
 * A function of weighted rows.
 *
 * @param name what it is called
 * @param rows how many there are
 * @param function the statistic
 * @param value the statistic of equal weights
 */
record WeightsStatistic(String name, int rows, WeightsFunction function, double value) implements Statistic {

    static WeightsStatistic of(String name, int rows, WeightsFunction function) {
        Sample.requireTwo(rows, "statistic " + name);
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        double value = function.value(ones);
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            throw new InputException("statistic " + name + " must be finite at equal weights, got "
                    + Numbers.shortest(value));
        }
        return new WeightsStatistic(name, rows, function, value);
    }

    static WeightsStatistic spearman(Sample a, Sample b) {
        Checks.atLeast(Pearson.ROWS, a.size(), "rows");
        Pearson.requireVariation(a);
        Pearson.requireVariation(b);
        return of("rank correlation", a.size(), new WeightedSpearman(a, b)::of);
    }

    @Override
    public StatisticKind kind() {
        return StatisticKind.FUNCTION_OF_WEIGHTS;
    }

    @Override
    public long n() {
        return rows;
    }

    /** The replicates of a run. */
    double[] replicates(Bootstrap bootstrap) {
        return ReplicateWeights.run(new int[] {rows}, bootstrap.resampling(), bootstrap.estimand(),
                bootstrap.options(), function::value);
    }

    @Override
    public String toString() {
        return Texts.statistic(this);
    }
}
