package io.twinsim.inference;

import io.twinsim.internal.math.Ranks;
import java.util.function.ToDoubleFunction;

/**
 * The type-7 quantile of weighted values. With weights that add up to n, let v(t) be the least value whose weight and
 * that of all smaller ones together exceed t, and h = (n - 1) p; the quantile is
 * {@code (1 - f) v(j) + f v(j + 1)} with j the whole part of h and f the rest. With whole weights this is type 7 of
 * Hyndman and Fan (1996) of the sample in which each value stands as often as its weight says.
 */
final class WeightedQuantile implements ToDoubleFunction<double[]> {

    /** Sums of weights nearer than this share of n count as equal. */
    private static final double ROUNDING = 1e-12;

    private final int[] order;
    private final double[] sorted;
    private final double p;

    WeightedQuantile(double[] values, double p) {
        this.order = Ranks.order(values);
        this.sorted = new double[values.length];
        this.p = p;
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values[order[i]];
        }
    }

    /** The quantile under weights of the values in their original order. */
    @Override
    public double applyAsDouble(double[] weights) {
        int last = sorted.length - 1;
        double h = last * p;
        double whole = Math.floor(h);
        double rest = h - whole;
        double slack = ROUNDING * sorted.length;
        int i = 0;
        double sum = weights[order[0]];
        while (i < last && sum <= whole + slack) {
            sum += weights[order[++i]];
        }
        double low = sorted[i];
        if (rest == 0) {
            return low;
        }
        while (i < last && sum <= whole + 1 + slack) {
            sum += weights[order[++i]];
        }
        return low + rest * (sorted[i] - low);
    }
}
