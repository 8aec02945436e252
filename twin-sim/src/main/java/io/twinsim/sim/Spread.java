package io.twinsim.sim;

import io.twinsim.inference.ReplicateQuantile;
import io.twinsim.internal.math.Normal;
import java.util.Arrays;

/**
 * The distribution of {@code theta_k + se z}: one of the draws theta_k, each as likely as the others, plus a normal error.
 * The error is integrated out, not drawn, so that the limits carry no noise of their own and are never inside those of the
 * draws alone. The level p stands at {@code (K + 1) p}, as for replicates: with se = 0 these are the quantiles of the draws.
 */
final class Spread {

    /** Beyond this many standard errors a draw counts as wholly below or above. */
    private static final double FAR = 9;
    private static final int BISECTIONS = 80;

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
        double low = draws[0] - 2 * FAR * error;
        double high = draws[n - 1] + 2 * FAR * error;
        for (int i = 0; i < BISECTIONS && low < high; i++) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (below(middle) < count) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double found = low + (high - low) / 2;
        return p < 0.5 ? Math.min(found, plain) : Math.max(found, plain);
    }

    /** The expected number of draws with error below x. */
    private double below(double x) {
        int first = firstAbove(x - FAR * error);
        double sum = first;
        for (int k = first; k < draws.length && draws[k] < x + FAR * error; k++) {
            sum += Normal.cdf((x - draws[k]) / error);
        }
        return sum;
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
