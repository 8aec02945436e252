package io.twinsim.internal.math;

import org.apache.commons.math3.special.Gamma;

/** Tails of a gamma variate of shape a at {@code x = a e^s}; b is not used. */
final class GammaTails extends LogConcaveTails {

    static final GammaTails INSTANCE = new GammaTails();

    /** From this shape on the density is near enough to a bell for quadrature, and the series grow long. */
    private static final double LARGE = 100;
    private static final double TINY = 1e-300;

    private GammaTails() {
    }

    @Override
    double logConstant(double a, double b) {
        return -Deviance.stirlingError(a) + 0.5 * Elementary.log(a) - Deviance.HALF_LOG_TWO_PI;
    }

    @Override
    double logShape(double a, double b, double s) {
        return -a * Deviance.expm1Less(s);
    }

    @Override
    double slope(double a, double b, double s) {
        return -a * Elementary.expm1(s);
    }

    @Override
    double variate(double a, double b, double s) {
        return a * Elementary.exp(s);
    }

    @Override
    double curvature(double a, double b, double x) {
        return x;
    }

    @Override
    double drop(double a, double b, double x, double slope, double y) {
        return x * Deviance.expm1Less(y) - slope * y;
    }

    /** Wilson and Hilferty's cube root; near 0 and for small shapes the first terms of the series. */
    @Override
    double guess(double tail, double a, double b, boolean lower) {
        if (a >= 1) {
            double z = lower ? Normal.quantile(tail) : -Normal.quantile(tail);
            double root = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
            if (root > 0.4) {
                return 3 * Elementary.log(root);
            }
        }
        double logGamma = Special.logGamma(a + 1);
        double s = ((lower ? Elementary.log(tail) : Elementary.log1p(-tail)) + logGamma) / a;
        double x = Elementary.exp(s);
        if (!lower && x > 0.5) {
            double length = Math.max(1, Elementary.log(a / tail) - logGamma);
            return Elementary.log(length + (a - 1) * Elementary.log(length)) - Elementary.log(a);
        }
        return s + Math.min(x, 1) / (a + 1) - Elementary.log(a);
    }

    @Override
    boolean lowerIsDirect(double a, double b, double s) {
        return a >= LARGE ? s <= 0 : a * Elementary.exp(s) < a + 1;
    }

    @Override
    double lowerRatio(double a, double b, double s) {
        if (a >= LARGE) {
            return integral(a, b, s, true);
        }
        double x = a * Elementary.exp(s);
        double term = 1 / a;
        double sum = term;
        for (double n = a + 1; term > 0x1p-54 * sum; n++) {
            term *= x / n;
            sum += term;
        }
        return sum;
    }

    /** Lentz's method for the continued fraction of Legendre. */
    @Override
    double upperRatio(double a, double b, double s) {
        if (a >= LARGE) {
            return integral(a, b, s, false);
        }
        double x = a * Elementary.exp(s);
        double base = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / base;
        double h = d;
        for (int n = 1; n < 10_000; n++) {
            double numerator = -n * (n - a);
            base += 2;
            d = base + numerator * d;
            d = 1 / (Math.abs(d) < TINY ? TINY : d);
            c = base + numerator / c;
            c = Math.abs(c) < TINY ? TINY : c;
            double factor = c * d;
            h *= factor;
            if (Math.abs(factor - 1) < 0x1p-52) {
                break;
            }
        }
        return h;
    }

    /** {@code x^a / Gamma(a + 1) (1 + a times a sum)}. */
    @Override
    double logLowerOfSmall(double a, double b, double s) {
        double x = a * Elementary.exp(s);
        double term = 1;
        double sum = 0;
        for (int n = 1; Math.abs(term) > 0x1p-60; n++) {
            term *= -x / n;
            sum += term / (a + n);
        }
        return a * (Elementary.log(a) + s) - Gamma.logGamma1p(a) + Elementary.log1p(a * sum);
    }

    @Override
    double farthest(double a) {
        return Elementary.log1p((1600 + 60 * Math.sqrt(a)) / a);
    }
}
