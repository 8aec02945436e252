package io.twinsim.inference;

import io.twinsim.internal.math.Elementary;
import java.util.Arrays;
import java.util.List;

/**
 * Solves {@code r*(s) = z} for the saddlepoint s and gives the quantile K'(s), where {@code r* = r + ln(u/r)/r},
 * {@code r = sign(s) sqrt(2 (s K'(s) - K(s)))} and {@code u = s sqrt(K''(s))} (Lugannani and Rice 1980 in the form of
 * Barndorff-Nielsen 1986; Davison and Hinkley 1988, doi:10.1093/biomet/75.3.417).
 *
 * <p>r* rises from the skewness term at s = 0, but falls again near the edge of a discrete support, so that only the
 * rising branch counts. Newton's method inside a shrinking bracket, with the exact derivative.
 */
final class SaddlepointSolver {

    /** The kurtosis of the statistic when one value of many has about half of the variance. */
    private static final double HEAVY = 0.3;
    /** Below this many standard units, ln(u/r)/r loses its digits and its expansion takes over. */
    private static final double NEAR = 1e-3;
    private static final double TOLERANCE = 1e-12;
    private static final double NARROW = 1e-14;
    private static final int STEPS = 200;

    private final List<Cgf> arms;
    private final double root2;
    private final double rho3;
    private final double rho4;
    private final double[] sums = new double[4];

    SaddlepointSolver(List<Cgf> arms) {
        this.arms = arms;
        double[] cumulants = new double[3];
        for (Cgf arm : arms) {
            arm.addCumulants(cumulants);
        }
        root2 = Math.sqrt(cumulants[0]);
        rho3 = cumulants[1] / (cumulants[0] * root2);
        rho4 = cumulants[2] / (cumulants[0] * cumulants[0]);
    }

    /** Whether so few values have so much of the variance that the statistic is far from normal, however large n. */
    boolean dominated() {
        return rho4 > HEAVY;
    }

    /** The deviation from the estimate whose tail is that of z, or NaN if r* never reaches z. */
    double quantile(double z) {
        return solve(z, rho3 / 6, true);
    }

    /**
     * The deviation at which r itself is z, the first order: r rises wherever K does, so that there is one even where a
     * single value outweighs all others and r* turns back before z.
     */
    double firstOrder(double z) {
        return solve(z, 0, false);
    }

    /** The start is what the function is at 0. */
    private double solve(double z, double start, boolean corrected) {
        int direction = z >= start ? 1 : -1;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double guess = Math.abs(z - start) / root2;
        double x = guess;
        for (int step = 0; step < STEPS; step++) {
            double slope = evaluate(direction * x, corrected);
            double miss = direction * (sums[0] - z);
            if (slope > 0 && Math.abs(miss) <= TOLERANCE) {
                return sums[1];
            }
            boolean rising = slope > 0;
            if (rising && miss < 0) {
                low = x;
            } else {
                high = x;
            }
            boolean bounded = high < Double.POSITIVE_INFINITY;
            if (bounded && high - low <= NARROW * high) {
                return rising && Math.abs(miss) <= NEAR ? sums[1] : Double.NaN;
            }
            double newton = rising ? x - miss / slope : Double.NaN;
            if (newton > low && newton < high && newton <= 4 * low + guess) {
                x = newton;
            } else {
                x = bounded ? (low + high) / 2 : 2 * low + guess;
            }
        }
        return Double.NaN;
    }

    /**
     * Leaves r*(s), or r(s) if it is not corrected, and K'(s) in {@code sums[0]} and {@code sums[1]}; returns the
     * derivative of the former, NaN if it is undefined.
     */
    private double evaluate(double s, boolean corrected) {
        Arrays.fill(sums, 0);
        for (Cgf arm : arms) {
            arm.addTo(sums, s);
        }
        double t = s * root2;
        if (Math.abs(t) < NEAR) {
            return near(t, corrected);
        }
        double k2 = sums[2];
        double square = 2 * (s * sums[1] - sums[0]);
        if (!(k2 > 0) || !(square > 0)) {
            return Double.NaN;
        }
        double r = Math.copySign(Math.sqrt(square), s);
        double slopeR = s * k2 / r;
        if (!corrected) {
            sums[0] = r;
            return slopeR;
        }
        double u = s * Math.sqrt(k2);
        double log = Elementary.log(u / r);
        double slopeLog = 1 / s + sums[3] / (2 * k2) - slopeR / r;
        sums[0] = r + log / r;
        return slopeR + slopeLog / r - log * slopeR / (r * r);
    }

    /** The expansion near 0, with its derivative. */
    private double near(double t, boolean corrected) {
        if (!corrected) {
            sums[0] = t * (1 + rho3 * t / 3);
            return root2 * (1 + 2 * rho3 * t / 3);
        }
        double linear = 1 + rho4 / 8 - 7 * rho3 * rho3 / 36;
        sums[0] = rho3 / 6 + t * (linear + rho3 * t / 3);
        return root2 * linear;
    }
}
