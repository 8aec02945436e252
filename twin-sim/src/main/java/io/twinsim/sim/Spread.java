package io.twinsim.sim;

import io.twinsim.inference.ReplicateQuantile;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.NormalMixture;
import java.util.Arrays;

/**
 * The distribution of {@code theta_k + se z}: one of the draws theta_k, each as likely as the others, plus a normal
 * error. The error is integrated out, not drawn, so that the limits carry no noise of their own and are never inside
 * those of the draws alone. The level p stands at {@code (K + 1) p}, as for replicates: with se = 0 these are the
 * quantiles of the draws.
 */
final class Spread {

    /** No quantile is further from the draws than this many standard errors. */
    private static final double FAR = 18;
    private static final int STEPS = 200;
    /** Beyond this the series for the step does not pay. */
    private static final double BENT = 0.25;
    /** A step of this many standard errors is the last one: the series leaves its fourth power. */
    private static final double CLOSE = 7e-4;
    /** So many errors in a standard deviation of the draws make a small error. */
    private static final double NARROW = 12;
    /** Per cent of normal draws that lie more than a standard deviation below the mean. */
    private static final int SIXTH = 16;
    /** Bounds leave room for the rounding of what they bound. */
    private static final double SLACK = 1e-9;

    private final double[] draws;
    private final double error;
    /** NaN until it is needed. */
    private double mean = Double.NaN;
    private double sd;

    /**
     * The distribution.
     *
     * @param draws the draws; sorted in place
     * @param error the standard error, at least 0
     */
    Spread(double[] draws, double error) {
        sort(draws);
        this.draws = draws;
        this.error = error;
    }

    /** Draws that rise or fall throughout, as those of one product do, need no sorting. */
    private static void sort(double[] draws) {
        int n = draws.length;
        boolean falls = draws[0] > draws[n - 1];
        if (falls) {
            for (int i = 0, k = n - 1; i < k; i++, k--) {
                double swapped = draws[i];
                draws[i] = draws[k];
                draws[k] = swapped;
            }
        }
        for (int k = 1; k < n; k++) {
            if (!(draws[k - 1] <= draws[k])) {
                Arrays.sort(draws);
                return;
            }
        }
    }

    /** The value below which the share p lies. */
    double quantile(double p) {
        double plain = ReplicateQuantile.quantile(draws, p);
        if (isPlain()) {
            return plain;
        }
        double count = count(p);
        double found = solve(count, start(plain, count));
        return p < 0.5 ? Math.min(found, plain) : Math.max(found, plain);
    }

    private boolean isPlain() {
        double last = draws[draws.length - 1];
        return !(error > 0) || draws[0] + error == draws[0] && last + error == last;
    }

    /** A draw at the value itself counts half, so the rank (n + 1) p is reached at a count of (n + 1) p - 1/2. */
    private double count(double p) {
        int n = draws.length;
        return p < 0.5 ? Math.max((n + 1) * p - 0.5, n * p / 2) : Math.min((n + 1) * p - 0.5, n - n * (1 - p) / 2);
    }

    /**
     * Near the quantile: that of the draws widened like a normal one for a small error; for others that of a normal
     * distribution with the variance of both, which by the third power of their share is as askew as the draws.
     */
    private double start(double plain, double count) {
        int n = draws.length;
        double middle = draws[n / 2];
        double share = (draws[n - 1 - n * SIXTH / 100] - draws[n * SIXTH / 100]) / (2 * error);
        if (share > NARROW) {
            return middle + (plain - middle) * Math.sqrt(1 + 1 / (share * share));
        }
        if (mean != mean) {
            measure();
        }
        double z = Normal.quantile(count / n);
        double both = Math.sqrt(sd * sd + error * error);
        double part = sd / both;
        return mean + both * (sd > 0 ? z + ((plain - mean) / sd - z) * part * part * part : z);
    }

    /** Mean and standard deviation of the draws; two lanes, as a start need not be exact. */
    private void measure() {
        int n = draws.length;
        double even = 0;
        double odd = 0;
        double evenSquares = 0;
        double oddSquares = 0;
        double centre = draws[n / 2];
        for (int k = 0; k + 1 < n; k += 2) {
            double a = draws[k] - centre;
            double b = draws[k + 1] - centre;
            even += a;
            odd += b;
            evenSquares += a * a;
            oddSquares += b * b;
        }
        double last = n % 2 == 0 ? 0 : draws[n - 1] - centre;
        double shift = (even + odd + last) / n;
        mean = centre + shift;
        sd = Math.sqrt(Math.max(0, (evenSquares + oddSquares + last * last) / n - shift * shift));
    }

    /**
     * Where the expected number of draws with error below x is count: by the inverse of the series of third order,
     * whose step leaves an error of its fourth power, by Newton's method where that is far from its end, and halving
     * where either leaves the bracket.
     */
    private double solve(double count, double start) {
        NormalMixture mixture = new NormalMixture(draws, error);
        double low = draws[0] - FAR * error;
        double high = draws[draws.length - 1] + FAR * error;
        double x = start > low && start < high ? start : low + (high - low) / 2;
        for (int i = 0; i < STEPS; i++) {
            double excess = mixture.at(x, count);
            if (excess < 0) {
                low = x;
            } else {
                high = x;
            }
            double density = mixture.derivative(1);
            double newton = -excess / density;
            double bend = newton * mixture.derivative(2) / (2 * density);
            double turn = newton * newton * mixture.derivative(3) / (6 * density);
            boolean straight = Math.abs(bend) < BENT && Math.abs(turn) < BENT;
            double next = x + (straight ? newton * (1 - bend + 2 * bend * bend - turn) : newton) * error;
            boolean inside = next > low && next < high;
            if (!inside) {
                if (next == x) {
                    break;
                }
                next = low + (high - low) / 2;
                if (next <= low || next >= high) {
                    break;
                }
            }
            x = next;
            if (inside && straight && Math.abs(newton) <= CLOSE) {
                break;
            }
        }
        return x;
    }

    /**
     * Bounds of the quantile without solving for it: if r draws are at most q, the count at {@code q + z error} is at
     * least {@code r Phi(z)}, and if only r are below q, it is at most {@code r + (n - r) Phi(z)}.
     *
     * @return what the quantile is not below and what it is not above
     */
    double[] bounds(double p) {
        double plain = ReplicateQuantile.quantile(draws, p);
        if (isPlain()) {
            return new double[] {plain, plain};
        }
        int n = draws.length;
        boolean upper = p >= 0.5;
        double count = upper ? n - count(p) : count(p);
        double least = Double.NEGATIVE_INFINITY;
        for (int r : new int[] {0, (int) (count / 2), (int) Math.max(0, count - 2)}) {
            least = Math.max(least, fromEnd(r + 1, upper) + Normal.quantile((count - r) / (n - r)) * error);
        }
        double most = Double.POSITIVE_INFINITY;
        for (int r : new int[] {n, (int) Math.min(n, 2 * count + 1), (int) Math.min(n, count + 3)}) {
            most = Math.min(most, fromEnd(r, upper) + Normal.quantile(count / r) * error);
        }
        double end = upper ? -plain : plain;
        least = Math.min(end, least - SLACK * error);
        most = Math.min(end, most + SLACK * error);
        return upper ? new double[] {-most, -least} : new double[] {least, most};
    }

    /** The draw of this rank, from 1 on; counted from the upper end with the sign turned if so asked. */
    private double fromEnd(int rank, boolean upper) {
        return upper ? -draws[draws.length - rank] : draws[rank - 1];
    }
}
