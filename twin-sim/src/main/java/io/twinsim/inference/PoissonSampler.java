package io.twinsim.inference;

import io.twinsim.internal.math.Elementary;
import io.twinsim.random.DrawStream;

/**
 * Exact Poisson counts from an own lane of uniforms each, like {@link BinomialSampler}.
 *
 * <p>Means below 10 by inversion from 0 with one uniform; larger ones by transformed rejection with squeeze (Hoermann
 * 1993, algorithm PTRS, doi:10.1016/0167-6687(93)90997-4).
 */
final class PoissonSampler {

    private static final double INVERSION_BELOW = 10;
    private static final double HALF_LOG_TWO_PI = 0.91893853320467274178;

    private final DrawStream lane;

    PoissonSampler(DrawStream lane) {
        this.lane = lane;
    }

    /** A count of mean {@code mean} in (0, 10^6], from the uniforms of the lane that starts at {@code firstRow}. */
    long count(double mean, long firstRow) {
        return mean < INVERSION_BELOW ? inversion(mean, firstRow) : rejection(mean, firstRow);
    }

    private long inversion(double mean, long row) {
        double uniform = lane.uniform(row);
        double mass = Elementary.exp(-mean);
        double sum = mass;
        long k = 0;
        while (uniform > sum && mass > 1e-300) {
            k++;
            mass *= mean / k;
            sum += mass;
        }
        return k;
    }

    private long rejection(double mean, long firstRow) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double alpha = 1.1239 + 1.1328 / (b - 3.4);
        double squeeze = 0.9277 - 3.6224 / (b - 2);
        for (long row = firstRow;; row += 2) {
            double u = lane.uniform(row) - 0.5;
            double v = lane.uniform(row + 1);
            double us = 0.5 - Math.abs(u);
            double proposal = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= squeeze) {
                return (long) proposal;
            }
            if (proposal < 0 || us < 0.013 && v > us) {
                continue;
            }
            if (Elementary.log(v * alpha / (a / (us * us) + b)) <= logMass((long) proposal, mean)) {
                return (long) proposal;
            }
        }
    }

    /** The log of the mass at k, written so that no large terms cancel. */
    static double logMass(long k, double mean) {
        return (k + 0.5) * Elementary.log(mean / (k + 1)) - 0.5 * Elementary.log(mean) + (k + 1 - mean)
                - HALF_LOG_TWO_PI - BinomialSampler.stirling(k);
    }
}
