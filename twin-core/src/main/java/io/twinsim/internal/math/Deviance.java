package io.twinsim.internal.math;

import org.apache.commons.math3.special.Gamma;

/**
 * The small differences on which the accuracy of densities hangs, computed without cancellation (Loader 2000, Fast and
 * accurate computation of binomial probabilities).
 */
final class Deviance {

    static final double HALF_LOG_TWO_PI = 0.9189385332046727418;
    private static final double STIRLING_FROM = 15;
    /** Of Stirling's series, in the odd powers of 1 / x. */
    private static final double[] STIRLING = {1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0,
        -691 / 360360.0};

    /** 1 / 2!, 1 / 3! and so on. */
    private static final double[] EXPONENTIAL = exponential();

    private Deviance() {
    }

    private static double[] exponential() {
        double[] coefficients = new double[18];
        double factorial = 1;
        for (int k = 0; k < coefficients.length; k++) {
            factorial *= k + 2;
            coefficients[k] = 1 / factorial;
        }
        return coefficients;
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

    /** {@code ln Gamma(x + step) - ln Gamma(x)} for x > 0 and a step in [0, 1/2]; small with the step. */
    static double logGammaRise(double x, double step) {
        double rise = 0;
        double z = x;
        for (; z < STIRLING_FROM; z++) {
            rise -= Elementary.log1p(step / z);
        }
        double u = 1 / z;
        double v = 1 / (z + step);
        // v^k - u^k = (v - u) (v^(k-1) + v^(k-2) u + ... + u^(k-1)), where v - u = -step u v
        double powers = 1;
        double last = 1;
        double sum = 0;
        for (int k = 0; k < STIRLING.length; k++) {
            sum += STIRLING[k] * powers;
            for (int j = 0; j < 2; j++) {
                last *= u;
                powers = powers * v + last;
            }
        }
        return rise + (z - 0.5) * Elementary.log1p(step / z) + step * (Elementary.log(z + step) - 1 - u * v * sum);
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
        if (Math.abs(x) > 1) {
            return Elementary.expm1(x) - x;
        }
        double[] c = EXPONENTIAL;
        double square = x * x;
        double even = c[16];
        double odd = c[17];
        for (int k = 14; k >= 0; k -= 2) {
            even = Math.fma(even, square, c[k]);
            odd = Math.fma(odd, square, c[k + 1]);
        }
        return square * Math.fma(odd, x, even);
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
