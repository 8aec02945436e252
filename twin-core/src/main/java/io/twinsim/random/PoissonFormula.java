package io.twinsim.random;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.Special;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

final class PoissonFormula extends CountFormula {

    /** Sums from 0 on are the shortest way up to this mean. */
    private static final double SMALL = 12;
    /** Sums from the guess on grow longer than the exact search beyond this mean. */
    private static final double LARGE = 10_000;
    /** Relative distance from a step that no rounding of the sums reaches. */
    private static final double CLEAR = 1e-11;

    @Override
    @Nullable String refusal(double mean, double b, double c) {
        return mean >= 0 && mean <= 1e9 ? null : "poisson mean must be in [0, 1.0E9], got " + Numbers.shortest(mean);
    }

    @Override
    double mass(double k, double mean, double b) {
        return Special.poissonMass(k, mean);
    }

    @Override
    double ratio(double k, double mean, double b) {
        return mean / (k + 1);
    }

    /**
     * Adds up masses, and leaves to the exact search what comes so close to a step of the distribution function that
     * rounding could decide: so the result is that of the search.
     */
    @Override
    double quick(double u, double mean, double b) {
        return mean <= SMALL ? fromZero(u, mean) : mean <= LARGE && u >= 0x1p-53 ? fromGuess(u, mean) : -1;
    }

    private static double fromZero(double u, double mean) {
        double slack = CLEAR * u;
        double mass = Elementary.exp(-mean);
        double cdf = mass;
        double k = 0;
        while (cdf < u - slack && k < 100) {
            k++;
            mass *= mean / k;
            cdf += mass;
        }
        return cdf > u + slack && cdf - mass < u - slack ? k : -1;
    }

    private static double fromGuess(double u, double mean) {
        double z = Normal.quantile(u);
        double guess = mean + Math.sqrt(mean) * z + (z * z - 1) / 6;
        double k = Math.max(0, Math.ceil(guess - 0.5));
        double mass = Special.poissonMass(k, mean);
        double slack = CLEAR * Math.min(u, 1 - u);
        // Up to the mean the cdf is summed; above it 1 - survival, with u seen from above too.
        boolean lower = k <= mean;
        double target = lower ? u : u - 1;
        double cdf = lower ? mass * below(k, mean) : -mass * above(k, mean);
        if (lower && u > 0.5) {
            slack = CLEAR;
        }
        while (cdf < target - slack) {
            k++;
            mass *= mean / k;
            cdf += mass;
        }
        while (k > 0 && cdf - mass > target + slack) {
            cdf -= mass;
            mass *= k / mean;
            k--;
        }
        return cdf > target + slack && (k == 0 || cdf - mass < target - slack) ? k : -1;
    }

    /** cdf(k) / mass(k), from the smallest term that counts. */
    private static double below(double k, double mean) {
        double inverse = 1 / mean;
        double sum = 1;
        for (double j = Math.max(1, Math.ceil(k - 9 * Math.sqrt(mean))); j <= k; j++) {
            sum = Math.fma(sum, j * inverse, 1);
        }
        return sum;
    }

    /** survival(k) / mass(k), from the smallest term that counts. */
    private static double above(double k, double mean) {
        double sum = 0;
        for (double j = Math.ceil(k + 10 * Math.sqrt(mean) + 10); j > k; j--) {
            sum = Math.fma(sum, mean / j, mean / j);
        }
        return sum;
    }

    @Override
    double skewness(double mean, double b) {
        return mean > 0 ? 1 / Math.sqrt(mean) : 0;
    }

    @Override
    double cdf(double x, double mean, double b, double c) {
        return x < 0 ? 0 : mean == 0 || x == Double.POSITIVE_INFINITY ? 1
                : Special.regularisedGammaQ(Math.floor(x) + 1, mean);
    }

    @Override
    double survival(double x, double mean, double b, double c) {
        return x < 0 ? 1 : mean == 0 || x == Double.POSITIVE_INFINITY ? 0
                : Special.regularisedGammaP(Math.floor(x) + 1, mean);
    }

    @Override
    double mean(double mean, double b, double c) {
        return mean;
    }

    @Override
    double variance(double mean, double b, double c) {
        return mean;
    }

    @Override
    double upper(double mean, double b, double c) {
        return mean == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
}
