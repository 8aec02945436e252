package io.twinsim.sim;

import io.twinsim.inference.ReplicateQuantile;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Normal;
import java.util.Arrays;

/**
 * The distribution of {@code theta_k + se z}: one of the draws theta_k, each as likely as the others, plus a normal
 * error. The error is integrated out, not drawn, so that the limits carry no noise of their own and are never inside
 * those of the draws alone. The level p stands at {@code (K + 1) p}, as for replicates: with se = 0 these are the
 * quantiles of the draws.
 */
final class Spread {

    /** Beyond this many standard errors a draw counts as wholly below or above. */
    private static final double FAR = 9;
    private static final int STEPS = 200;
    /** A step of this many standard errors is the last one; Newton's method then has twice as many digits. */
    private static final double CLOSE = 1e-9;

    private final double[] draws;
    private final double error;

    /**
     * The distribution.
     *
     * @param draws the draws; sorted in place
     * @param error the standard error, at least 0
     */
    Spread(double[] draws, double error) {
        Arrays.sort(draws);
        this.draws = draws;
        this.error = error;
    }

    /** The value below which the share p lies. */
    double quantile(double p) {
        double plain = ReplicateQuantile.quantile(draws, p);
        int n = draws.length;
        if (!(error > 0) || draws[0] + error == draws[0] && draws[n - 1] + error == draws[n - 1]) {
            return plain;
        }
        // A draw at the value itself counts half, so the rank (n + 1) p is reached at a count of (n + 1) p - 1/2.
        double count = p < 0.5 ? Math.max((n + 1) * p - 0.5, n * p / 2)
                : Math.min((n + 1) * p - 0.5, n - n * (1 - p) / 2);
        Moments moments = Moments.of(draws);
        double sd = Math.sqrt(moments.variance() + error * error);
        double found = solve(count, moments.mean() + Normal.quantile(p) * sd);
        return p < 0.5 ? Math.min(found, plain) : Math.max(found, plain);
    }

    /**
     * Where the expected number of draws with error below x is count: Newton's method, halving where it leaves the
     * bracket.
     */
    private double solve(double count, double start) {
        double low = draws[0] - 2 * FAR * error;
        double high = draws[draws.length - 1] + 2 * FAR * error;
        double x = start > low && start < high ? start : low + (high - low) / 2;
        for (int i = 0; i < STEPS; i++) {
            int first = firstAbove(x - FAR * error);
            double below = first;
            double density = 0;
            for (int k = first; k < draws.length && draws[k] < x + FAR * error; k++) {
                double z = (x - draws[k]) / error;
                below += Normal.cdf(z);
                density += Normal.density(z);
            }
            if (below < count) {
                low = x;
            } else {
                high = x;
            }
            double next = x + (count - below) / density * error;
            if (!(next > low && next < high)) {
                next = low + (high - low) / 2;
                if (next <= low || next >= high) {
                    break;
                }
            }
            double step = Math.abs(next - x);
            x = next;
            if (step <= CLOSE * error) {
                break;
            }
        }
        return x;
    }

    private int firstAbove(double x) {
        int at = Arrays.binarySearch(draws, x);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && draws[at - 1] == x) {
            at--;
        }
        return at;
    }
}
