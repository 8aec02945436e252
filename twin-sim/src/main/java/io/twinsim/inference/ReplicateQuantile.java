package io.twinsim.inference;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Checks;

/**
 * Quantiles of B bootstrap replicates: the order statistic {@code k = (B + 1) p}, interpolated on the normal scale
 * where k is not whole, as {@code boot.ci} of R does (Davison and Hinkley 1997, equation 5.8).
 */
public final class ReplicateQuantile {

    private static final double WHOLE = 1e-9;

    private ReplicateQuantile() {
    }

    /**
     * A quantile of replicates.
     *
     * @param sorted the replicates, ascending, at least one
     * @param p the probability, in (0, 1)
     * @return the quantile; the least or greatest replicate where {@code (B + 1) p} is below 1 or above B
     * @throws io.twinsim.InputException if there is no replicate or {@code p} is out of range
     */
    public static double quantile(double[] sorted, double p) {
        Checks.atLeast(1, Checks.notNull(sorted, "sorted").length, "replicates");
        Checks.openUnit(p, "p");
        int b = sorted.length;
        double k = (b + 1.0) * p;
        double nearest = Math.rint(k);
        if (Math.abs(k - nearest) < WHOLE && nearest >= 1 && nearest <= b) {
            return sorted[(int) nearest - 1];
        }
        int below = (int) Math.floor(k);
        if (below < 1) {
            return sorted[0];
        }
        if (below >= b) {
            return sorted[b - 1];
        }
        double lower = Normal.quantile(below / (b + 1.0));
        double upper = Normal.quantile((below + 1.0) / (b + 1.0));
        double share = (Normal.quantile(p) - lower) / (upper - lower);
        return sorted[below - 1] + share * (sorted[below] - sorted[below - 1]);
    }

    /** Whether the quantile is the least or the greatest replicate, and so badly determined. */
    static boolean extreme(int replicates, double p) {
        double k = (replicates + 1.0) * p;
        return k < 1 + WHOLE || k > replicates - WHOLE;
    }

    /** The fewest replicates whose extremes reach the tails of a level: {@code (B + 1) (1 - level)/2 >= 1}. */
    static int fewest(double level) {
        double needed = Math.ceil(2 / (1 - level) - 1 - WHOLE);
        return (int) Math.min(Integer.MAX_VALUE, Math.max(2, needed));
    }

    /** The standard error of the quantile over repeated resampling, from the spacing of the replicates around it. */
    static double monteCarloError(double[] sorted, double p) {
        double reached = reached(sorted.length, p);
        return Math.sqrt(reached * (1 - reached) / sorted.length) * slope(sorted, reached);
    }

    /** Where a quantile beyond the extreme replicates is taken: at the extreme one, which is no more certain. */
    static double reached(int replicates, double p) {
        double edge = 1 / (replicates + 1.0);
        return Math.max(edge, Math.min(1 - edge, p));
    }

    /**
     * The derivative of the quantile function at p, over Bofinger's bandwidth (1975), wide enough to see past the steps
     * of lattice data.
     */
    static double slope(double[] sorted, double p) {
        double z = Normal.quantile(p);
        double density = Normal.density(z);
        double curvature = 2 * z * z + 1;
        double bandwidth = Elementary.pow(
                4.5 * density * density * density * density / (curvature * curvature) / sorted.length, 0.2);
        double edge = 1 / (sorted.length + 1.0);
        double step = Math.max(bandwidth, Math.sqrt(p * (1 - p) / sorted.length));
        double low = Math.max(edge, p - step);
        double high = Math.min(1 - edge, p + step);
        return high > low ? (quantile(sorted, high) - quantile(sorted, low)) / (high - low) : 0;
    }
}
