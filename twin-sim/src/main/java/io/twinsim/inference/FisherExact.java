package io.twinsim.inference;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Special;

/**
 * Fisher's exact test of two proportions where neither arm varies, so that Welch's t has no error to go by. All ones
 * against all zeros is the most extreme of its tables, so the p-value has a closed form; two-sided means all tables
 * that are at most as probable (Fisher 1935, doi:10.2307/2342435).
 */
final class FisherExact {

    private FisherExact() {
    }

    /** The two-sided p-value of arms of n1 and n0 units: 1 if all are alike, else for all ones against all zeros. */
    static double constantArms(long n1, long n0, boolean alike) {
        if (alike) {
            return 1;
        }
        double logOne = Special.logGamma(n1 + 1.0) + Special.logGamma(n0 + 1.0) - Special.logGamma(n1 + n0 + 1.0);
        // The opposite table is as improbable if the arms have one size, and more probable otherwise.
        return Math.min(1, (n1 == n0 ? 2 : 1) * Elementary.exp(logOne));
    }
}
