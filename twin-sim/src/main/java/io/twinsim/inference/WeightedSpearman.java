package io.twinsim.inference;

import io.twinsim.internal.math.Ranks;

/**
 * Spearman's rank correlation of weighted rows: Pearson's, of mid-ranks that count weights. With whole weights it is
 * that of the sample in which each row stands as often as its weight says.
 *
 * <p>Both orders are found once; a weight vector costs {@code O(n)} time and two {@code double[n]}.
 */
final class WeightedSpearman {

    private final double[] a;
    private final double[] b;
    private final int[] orderOfA;
    private final int[] orderOfB;

    WeightedSpearman(Sample a, Sample b) {
        this.a = a.values();
        this.b = b.values();
        this.orderOfA = Ranks.order(this.a);
        this.orderOfB = Ranks.order(this.b);
    }

    /** The correlation; not a number where a variable does not vary under the weights. */
    double of(double[] weights) {
        double[] x = ranks(a, orderOfA, weights);
        double[] y = ranks(b, orderOfB, weights);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += weights[i] * x[i] * x[i];
            yy += weights[i] * y[i] * y[i];
            xy += weights[i] * x[i] * y[i];
        }
        double r = xy / (Math.sqrt(xx) * Math.sqrt(yy));
        return Math.max(-1, Math.min(1, r));
    }

    /** Mid-ranks from their mean: the weight of all smaller values and half of that of equal ones, less half of all. */
    private static double[] ranks(double[] values, int[] order, double[] weights) {
        double[] ranks = new double[values.length];
        double before = 0;
        int from = 0;
        while (from < order.length) {
            double value = values[order[from]];
            double equal = 0;
            int to = from;
            while (to < order.length && values[order[to]] == value) {
                equal += weights[order[to++]];
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = before + equal / 2;
            }
            before += equal;
            from = to;
        }
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] -= before / 2;
        }
        return ranks;
    }
}
