package io.twinsim.inference;

import io.twinsim.internal.math.Elementary;
import io.twinsim.random.DrawStream;

/**
 * Exact binomial counts from an own lane of uniforms: the lane of a (slab, replicate) feeds this count and nothing
 * else, so that the number of uniforms a rejection needs moves no other draw.
 *
 * <p>Means below 10 by inversion from 0 with one uniform; larger ones by transformed rejection with squeeze (Hoermann
 * 1993, algorithm BTRS, doi:10.1080/00949659308811496). Errors of the acceptance ratio stay below 1e-11 and matter only
 * for proposals that the squeeze does not accept, at its very boundary.
 */
final class BinomialSampler {

    private static final double INVERSION_BELOW = 10;
    /** Corrections of Stirling's formula where its series is not yet exact. */
    private static final double[] SMALL = small();

    private final DrawStream lane;
    private long row;

    BinomialSampler(DrawStream lane) {
        this.lane = lane;
    }

    /** A count of n trials of probability p, from the uniforms of the lane that starts at {@code firstRow}. */
    long count(long n, double p, long firstRow) {
        if (n == 0 || !(p > 0)) {
            return 0;
        }
        if (p >= 1) {
            return n;
        }
        row = firstRow;
        if (p > 0.5) {
            return n - atMostHalf(n, 1 - p);
        }
        return atMostHalf(n, p);
    }

    private long atMostHalf(long n, double p) {
        return n * p < INVERSION_BELOW ? inversion(n, p) : rejection(n, p);
    }

    private long inversion(long n, double p) {
        double odds = p / (1 - p);
        double uniform = lane.uniform(row++);
        double mass = Elementary.exp(n * Elementary.log1p(-p));
        double sum = mass;
        long k = 0;
        while (uniform > sum && k < n) {
            mass *= odds * (n - k) / (k + 1);
            sum += mass;
            k++;
            if (mass < 1e-300) {
                break;
            }
        }
        return k;
    }

    private long rejection(long n, double p) {
        double spread = Math.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * spread;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double centre = n * p + 0.5;
        double squeeze = 0.92 - 4.2 / b;
        while (true) {
            double u = lane.uniform(row++) - 0.5;
            double v = lane.uniform(row++);
            double us = 0.5 - Math.abs(u);
            double proposal = Math.floor((2 * a / us + b) * u + centre);
            if (us >= 0.07 && v <= squeeze) {
                return (long) proposal;
            }
            if (proposal < 0 || proposal > n) {
                continue;
            }
            double alpha = (2.83 + 5.1 / b) * spread;
            if (Elementary.log(v * alpha / (a / (us * us) + b)) <= logRatio(n, p, (long) proposal)) {
                return (long) proposal;
            }
        }
    }

    /** The log of the mass at k over the mass at the mode m, written so that no large terms cancel. */
    static double logRatio(long n, double p, long k) {
        double odds = p / (1 - p);
        long m = (long) Math.floor((n + 1) * p);
        double atMode = Elementary.log((m + 1) / (odds * (n - m + 1)));
        double atK = Elementary.log(odds * (n - k + 1) / (k + 1));
        return (m + 0.5) * atMode + (n + 1) * Elementary.log1p((double) (k - m) / (n - k + 1)) + (k + 0.5) * atK
                + stirling(m) + stirling(n - m) - stirling(k) - stirling(n - k);
    }

    /** ln k! minus Stirling's formula in k + 1. */
    static double stirling(long k) {
        if (k < SMALL.length) {
            return SMALL[(int) k];
        }
        double x = k + 1;
        double square = x * x;
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) / square)
                / x;
    }

    /** ln k! = (k + 1/2) ln (k + 1) - (k + 1) + ln(2 pi)/2 + stirling(k). */
    private static double[] small() {
        double[] table = new double[16];
        double logFactorial = 0;
        for (int k = 0; k < table.length; k++) {
            logFactorial += k < 2 ? 0 : Elementary.log(k);
            double halfLogTwoPi = 0.91893853320467274178;
            table[k] = logFactorial - ((k + 0.5) * Elementary.log(k + 1) - (k + 1) + halfLogTwoPi);
        }
        return table;
    }
}
