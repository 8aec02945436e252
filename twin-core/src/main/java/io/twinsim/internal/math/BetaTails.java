package io.twinsim.internal.math;

import org.apache.commons.math3.special.Gamma;

/**
 * Tails of a beta variate with shapes {@code a <= b} at {@code logit x = logit m + s}, m = a / (a + b) its mean. The
 * static methods take shapes in any order.
 */
final class BetaTails extends LogConcaveTails {

    private static final BetaTails CORE = new BetaTails();

    /** From these shapes on the density is near enough to a bell for quadrature; above the mean the sum suffices. */
    private static final double LARGE_LEAST = 5;
    private static final double LARGE_SUM = 100;
    private static final double TINY = 1e-300;

    private BetaTails() {
    }

    static double cdf(double a, double b, double s) {
        return a <= b ? CORE.lower(a, b, s, 0) : CORE.upper(b, a, -s, 0);
    }

    static double survival(double a, double b, double s) {
        return a <= b ? CORE.upper(a, b, s, 0) : CORE.lower(b, a, -s, 0);
    }

    static double quantile(double p, double a, double b, double start) {
        return a <= b ? CORE.solveLower(p, a, b, start) : -CORE.solveUpper(p, b, a, -start);
    }

    static double survivalQuantile(double q, double a, double b, double start) {
        return a <= b ? CORE.solveUpper(q, a, b, start) : -CORE.solveLower(q, b, a, -start);
    }

    /** The part of {@link #density} that does not depend on s, as a logarithm. */
    static double constant(double a, double b) {
        return CORE.logConstant(a, b);
    }

    static double density(double a, double b, double s, double constant) {
        return Elementary.exp(constant + (a <= b ? CORE.logShape(a, b, s) : CORE.logShape(b, a, -s)));
    }

    /** x at s, for shapes in any order. */
    static double value(double a, double b, double s) {
        double odds = a / b;
        if (s < 0) {
            double scaled = odds * Elementary.exp(s);
            return scaled / (1 + scaled);
        }
        double rest = Elementary.exp(-s) / odds;
        return rest < 0.5 ? 1 - rest / (1 + rest) : 1 / (1 + rest);
    }

    /** ln x, where x itself may underflow. */
    private static double logValue(double a, double b, double s) {
        double odds = a / b;
        return s < 0 ? s + Elementary.log(odds) - Elementary.log1p(odds * Elementary.exp(s))
                : -Elementary.log1p(Elementary.exp(-s) / odds);
    }

    @Override
    double logConstant(double a, double b) {
        double n = a + b;
        return Deviance.stirlingError(n) - Deviance.stirlingError(a) - Deviance.stirlingError(b)
                + 0.5 * (Elementary.log(a) + Elementary.log(b / n)) - Deviance.HALF_LOG_TWO_PI;
    }

    @Override
    double logShape(double a, double b, double s) {
        double n = a + b;
        double m = a / n;
        if (s > 700) {
            return a * s - n * (Elementary.log(m) + s);
        }
        double e = Elementary.expm1(s);
        return Math.abs(s) < 1 ? -n * (Deviance.log1pLess(m * e) + m * Deviance.expm1Less(s))
                : a * s - n * Elementary.log1p(m * e);
    }

    @Override
    double slope(double a, double b, double s) {
        double m = a / (a + b);
        double e = Elementary.expm1(s);
        return s > 700 ? -b : -a * (b / (a + b)) * e / (1 + m * e);
    }

    @Override
    double variate(double a, double b, double s) {
        return value(a, b, s);
    }

    @Override
    double curvature(double a, double b, double x) {
        return (a + b) * x * (1 - x);
    }

    @Override
    double drop(double a, double b, double x, double slope, double y) {
        double n = a + b;
        double e = Elementary.expm1(y);
        return x > 0.9 ? n * Elementary.log1p(x * e) - a * y
                : n * (Deviance.log1pLess(x * e) + x * Deviance.expm1Less(y)) - slope * y;
    }

    /** A normal deviate stretched (Abramowitz and Stegun 26.5.22); for small shapes the power at the nearer end. */
    @Override
    double guess(double tail, double a, double b, boolean lower) {
        if (a >= 1) {
            double z = lower ? -Normal.quantile(tail) : Normal.quantile(tail);
            double inverseA = 1 / (2 * a - 1);
            double inverseB = 1 / (2 * b - 1);
            double l = (z * z - 3) / 6;
            double h = 2 / (inverseA + inverseB);
            return -2 * (z * Math.sqrt(l + h) / h - (inverseB - inverseA) * (l + 5 / 6.0 - 2 / (3 * h)));
        }
        double n = a + b;
        double atZero = Elementary.exp(a * Elementary.log(a / n)) / a;
        double all = atZero + Elementary.exp(b * Elementary.log(b / n)) / b;
        double logLower = lower ? Elementary.log(tail) : Elementary.log1p(-tail);
        double logUpper = lower ? Elementary.log1p(-tail) : Elementary.log(tail);
        double centre = Elementary.log(a) - Elementary.log(b);
        boolean isNearZero = logLower < Elementary.log(atZero / all);
        double log = Math.min(-0.01, isNearZero ? (logLower + Elementary.log(a * all)) / a
                : (logUpper + Elementary.log(b * all)) / b);
        double logit = log - Elementary.log(-Elementary.expm1(log));
        return (isNearZero ? logit : -logit) - centre;
    }

    private static boolean isLarge(double a, double b) {
        return a >= LARGE_LEAST && a + b >= LARGE_SUM;
    }

    @Override
    boolean lowerIsDirect(double a, double b, double s) {
        if (isLarge(a, b)) {
            return s <= 0;
        }
        return value(a, b, s) < (a + 1) / (a + b + 2);
    }

    @Override
    double lowerRatio(double a, double b, double s) {
        return isLarge(a, b) ? integral(a, b, s, true) : fraction(a, b, value(a, b, s)) / a;
    }

    @Override
    double upperRatio(double a, double b, double s) {
        return a + b >= LARGE_SUM ? integral(a, b, s, false)
                : fraction(b, a, 1 / (1 + Elementary.exp(s) * (a / b))) / b;
    }

    /** {@code x^a / (a B(a, b)) 2F1(a, 1 - b; a + 1; x)}; the hypergeometric function is 1 + a times a sum. */
    @Override
    double logLowerOfSmall(double a, double b, double s) {
        double x = value(a, b, s);
        double power = 1;
        double sum = 0;
        for (int n = 1; n < 1000 && Math.abs(power) > 0x1p-60; n++) {
            power *= (n - b) * x / n;
            sum += power / (a + n);
        }
        return a * logValue(a, b, s) + Deviance.logGammaRise(b, a) - Gamma.logGamma1p(a)
                + Elementary.log1p(a * sum);
    }

    /** The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method. */
    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 - (a + b) * x / (a + 1);
        d = 1 / (Math.abs(d) < TINY ? TINY : d);
        double h = d;
        for (int m = 1; m < 100_000; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 + even * d;
            d = 1 / (Math.abs(d) < TINY ? TINY : d);
            c = 1 + even / c;
            c = Math.abs(c) < TINY ? TINY : c;
            h *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 + odd * d;
            d = 1 / (Math.abs(d) < TINY ? TINY : d);
            c = 1 + odd / c;
            c = Math.abs(c) < TINY ? TINY : c;
            double factor = c * d;
            h *= factor;
            if (Math.abs(factor - 1) < 0x1p-52) {
                break;
            }
        }
        return h;
    }
}
