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
    double logDensity(double a, double b, double s) {
        return -a * Deviance.expm1Less(s) - Deviance.stirlingError(a) + 0.5 * Elementary.log(a)
                - Deviance.HALF_LOG_TWO_PI;
    }

    @Override
    boolean lowerIsDirect(double a, double b, double s) {
        return a >= LARGE ? s <= 0 : a * Elementary.exp(s) < a + 1;
    }

    @Override
    double lowerRatio(double a, double b, double s) {
        if (a >= LARGE) {
            double c = -Elementary.expm1(s);
            return integral(a, b, s, true, reach(a * c, a * (1 - c)));
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
            double c = Elementary.expm1(s);
            return integral(a, b, s, false, reach(a * c, a * (1 + c)));
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

    /** For small shapes 1 - F is small although x is small too: 1 - x^a / Gamma(a + 1) without cancellation. */
    @Override
    double lowerComplement(double a, double b, double s, double w) {
        if (a >= 0.5) {
            return super.lowerComplement(a, b, s, w);
        }
        double x = a * Elementary.exp(s);
        double power = a * (Elementary.log(a) + s) - Gamma.logGamma1p(a);
        double term = 1;
        double sum = 0;
        for (int n = 1; Math.abs(term) > 0x1p-60; n++) {
            term *= -x / n;
            sum += term / (a + n);
        }
        return -Elementary.expm1(power) - Elementary.exp(power) * a * sum;
    }

    @Override
    double farthest(double a) {
        return Elementary.log1p((1600 + 60 * Math.sqrt(a)) / a);
    }

    @Override
    double drop(double a, double b, double s, double y, boolean lower) {
        double step = lower ? -y : y;
        return a * (Elementary.expm1(s) * Elementary.expm1(step) + Deviance.expm1Less(step));
    }
}
