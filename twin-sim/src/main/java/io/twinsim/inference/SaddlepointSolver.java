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

    /** The deviation from the estimate whose tail is that of z, or NaN if r* never reaches z. */
    double quantile(double z) {
        double start = rho3 / 6;
        int direction = z >= start ? 1 : -1;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double guess = Math.abs(z - start) / root2;
        double x = guess;
        for (int step = 0; step < STEPS; step++) {
            double slope = evaluate(direction * x);
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
     * Leaves r*(s) and K'(s) in {@code sums[0]} and {@code sums[1]}; returns the derivative of r*, NaN if r* is
     * undefined.
     */
    private double evaluate(double s) {
        Arrays.fill(sums, 0);
        for (Cgf arm : arms) {
            arm.addTo(sums, s);
        }
        double t = s * root2;
        if (Math.abs(t) < NEAR) {
            double linear = 1 + rho4 / 8 - 7 * rho3 * rho3 / 36;
            sums[0] = rho3 / 6 + t * (linear + rho3 * t / 3);
            return root2 * linear;
        }
        double k2 = sums[2];
        double square = 2 * (s * sums[1] - sums[0]);
        if (!(k2 > 0) || !(square > 0)) {
            return Double.NaN;
        }
        double r = Math.copySign(Math.sqrt(square), s);
        double u = s * Math.sqrt(k2);
        double log = Elementary.log(u / r);
        double slopeR = s * k2 / r;
        double slopeLog = 1 / s + sums[3] / (2 * k2) - slopeR / r;
        sums[0] = r + log / r;
        return slopeR + slopeLog / r - log * slopeR / (r * r);
    }
}
