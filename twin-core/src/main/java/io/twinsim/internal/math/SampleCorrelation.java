package io.twinsim.internal.math;

import io.twinsim.InputException;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;

/**
 * How two columns go together: Pearson's correlation, and those of ranks. Sums run over deviations from the mean, per
 * block of 1,024 rows, and blocks are combined in the {@link BlockTree}'s order. Scales cannot overflow or vanish.
 */
public final class SampleCorrelation {

    private static final int LANES = 8;

    /** Deviations from the mean, brought to about 1 by a power of two, which costs no bit. */
    private record Deviations(double[] values, double centre, double rest, double scale) {

        static Deviations of(double[] values, String name) {
            Moments moments = Moments.of(values);
            if (moments.min() == moments.max()) {
                throw new InputException("correlation is undefined: zero variance of " + name);
            }
            double most = Math.max(moments.max() - moments.mean(), moments.mean() - moments.min());
            return new Deviations(values, moments.mean(), moments.meanRest(),
                    Math.scalb(1.0, -Math.getExponent(most)));
        }

        double at(int i) {
            return (values[i] - centre - rest) * scale;
        }
    }

    private SampleCorrelation() {
    }

    /**
     * Pearson's product-moment correlation.
     *
     * @param x at least two finite values
     * @param y one finite value per value of x
     * @return r in [-1, 1]; exactly 1 for a column with itself
     * @throws InputException if lengths differ, a value is not finite, or a column does not vary
     */
    public static double pearson(double[] x, double[] y) {
        check(x, y);
        Deviations a = Deviations.of(x, "x");
        Deviations b = Deviations.of(y, "y");
        double r = products(a, b, 0) / Math.sqrt(products(a, a, 0) * products(b, b, 0));
        return Math.max(-1, Math.min(1, r));
    }

    /**
     * Spearman's rank correlation: Pearson's of mid-ranks.
     *
     * @param x at least two finite values
     * @param y one finite value per value of x
     * @return rho in [-1, 1]
     * @throws InputException as {@link #pearson}
     */
    public static double spearman(double[] x, double[] y) {
        check(x, y);
        return pearson(Ranks.midRanks(x), Ranks.midRanks(y));
    }

    /**
     * The correlation of normal scores, Pearson's of {@link Ranks#normalScores}.
     *
     * @param x at least two finite values
     * @param y one finite value per value of x
     * @return r in [-1, 1]
     * @throws InputException as {@link #pearson}
     */
    public static double normalScores(double[] x, double[] y) {
        check(x, y);
        return pearson(Ranks.normalScores(x), Ranks.normalScores(y));
    }

    /**
     * Kendall's tau-b, in O(n log n).
     *
     * @param x at least two finite values
     * @param y one finite value per value of x
     * @return tau in [-1, 1]
     * @throws InputException as {@link #pearson}
     */
    public static double kendall(double[] x, double[] y) {
        check(x, y);
        double tau = KendallTau.of(x, y);
        if (Double.isNaN(tau)) {
            throw new InputException("correlation is undefined: zero variance of "
                    + (constant(x) ? "x" : "y"));
        }
        return tau;
    }

    /**
     * The autocorrelation at lag 1, the sum of products of neighbouring deviations from the mean of all over the sum of
     * all squared deviations (the definition of NIST's reference data).
     *
     * @param x at least two finite values in the order of time
     * @return a value in (-1, 1)
     * @throws InputException if a value is not finite or none differs
     */
    public static double autocorrelation(double[] x) {
        check(x, x);
        Deviations a = Deviations.of(x, "x");
        return products(a, a, 1) / products(a, a, 0);
    }

    private static boolean constant(double[] x) {
        for (double value : x) {
            if (value != x[0]) {
                return false;
            }
        }
        return true;
    }

    private static void check(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new InputException("y must have one value per value of x (" + x.length + "), got " + y.length);
        }
        if (x.length < 2) {
            throw new InputException("correlation must have at least 2 rows, got " + x.length);
        }
        for (int i = 0; i < x.length; i++) {
            if (!(Math.abs(x[i]) <= Double.MAX_VALUE && Math.abs(y[i]) <= Double.MAX_VALUE)) {
                boolean first = !(Math.abs(x[i]) <= Double.MAX_VALUE);
                throw new InputException((first ? "x" : "y") + " must be finite, got "
                        + Numbers.shortest(first ? x[i] : y[i]) + " at index " + i);
            }
        }
    }

    /** The sum of {@code a[i] b[i + lag]}. */
    private static double products(Deviations a, Deviations b, int lag) {
        int n = a.values.length - lag;
        BlockTree<Double> tree = new BlockTree<>(Double::sum);
        double[] lanes = new double[LANES];
        for (int from = 0; from < n; from += Blocks.ROWS) {
            Arrays.fill(lanes, 0);
            int to = Math.min(n, from + Blocks.ROWS);
            for (int i = from; i < to; i++) {
                lanes[i & LANES - 1] += a.at(i) * b.at(i + lag);
            }
            tree.add(0, from / Blocks.ROWS, ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
                    + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7])));
        }
        return tree.total().orElse(0.0);
    }
}
