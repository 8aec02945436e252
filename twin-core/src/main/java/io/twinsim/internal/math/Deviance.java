package io.twinsim.internal.math;

import org.apache.commons.math3.special.Gamma;

/**
 * The small differences on which the accuracy of densities hangs, computed without cancellation (Loader 2000, Fast and
 * accurate computation of binomial probabilities).
 */
final class Deviance {

    static final double HALF_LOG_TWO_PI = 0.9189385332046727418;
    private static final double STIRLING_FROM = 15;

    private Deviance() {
    }

    /** {@code ln Gamma(x) - ((x - 1/2) ln x - x + ln(2 pi) / 2)} for x > 0. */
    static double stirlingError(double x) {
        if (x < STIRLING_FROM) {
            return Gamma.logGamma(x) - ((x - 0.5) * Elementary.log(x) - x + HALF_LOG_TWO_PI);
        }
        double r = 1 / (x * x);
        double sum = 1 / 1188.0 - r * (691 / 360360.0);
        return (1 / 12.0 - r * (1 / 360.0 - r * (1 / 1260.0 - r * (1 / 1680.0 - r * sum)))) / x;
    }

    /** {@code x ln(x / mean) + mean - x} for x, mean > 0. */
    static double poissonDeviance(double x, double mean) {
        double d = x - mean;
        if (Math.abs(d) >= 0.1 * (x + mean)) {
            return x * Elementary.log(x / mean) + mean - x;
        }
        double v = d / (x + mean);
        double square = v * v;
        double sum = d * v;
        double term = 2 * x * v;
        for (int j = 3; ; j += 2) {
            term *= square;
            double next = sum + term / j;
            if (next == sum) {
                return sum;
            }
            sum = next;
        }
    }

    /** {@code e^x - 1 - x}. */
    static double expm1Less(double x) {
        if (Math.abs(x) > 0.5) {
            return Elementary.expm1(x) - x;
        }
        double sum = 1;
        for (int k = 16; k >= 3; k--) {
            sum = 1 + sum * x / k;
        }
        return sum * x * x / 2;
    }

    /** {@code ln(1 + x) - x} for x > -1. */
    static double log1pLess(double x) {
        if (Math.abs(x) > 0.4) {
            return Elementary.log1p(x) - x;
        }
        double v = x / (2 + x);
        double square = v * v;
        double sum = 1 / 29.0;
        for (int j = 27; j >= 3; j -= 2) {
            sum = sum * square + 1.0 / j;
        }
        return v * (2 * square * sum - x);
    }
}
