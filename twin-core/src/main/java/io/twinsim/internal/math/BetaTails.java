package io.twinsim.internal.math;

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
        return a <= b ? CORE.lower(a, b, s) : CORE.upper(b, a, -s);
    }

    static double survival(double a, double b, double s) {
        return a <= b ? CORE.upper(a, b, s) : CORE.lower(b, a, -s);
    }

    static double quantile(double p, double a, double b, double start) {
        return a <= b ? CORE.solveLower(p, a, b, start) : -CORE.solveUpper(p, b, a, -start);
    }

    static double survivalQuantile(double q, double a, double b, double start) {
        return a <= b ? CORE.solveUpper(q, a, b, start) : -CORE.solveLower(q, b, a, -start);
    }

    static double density(double a, double b, double s) {
        return Elementary.exp(a <= b ? CORE.logDensity(a, b, s) : CORE.logDensity(b, a, -s));
    }

    /** x at s, for shapes in any order. */
    static double value(double a, double b, double s) {
        double odds = a / b;
        if (s < 0) {
            double scaled = odds * Elementary.exp(s);
            return scaled / (1 + scaled);
        }
        return 1 / (1 + Elementary.exp(-s) / odds);
    }

    @Override
    double logDensity(double a, double b, double s) {
        double n = a + b;
        double m = a / n;
        double e = Elementary.expm1(s);
        double deviance;
        if (s > 700) {
            deviance = n * (Elementary.log(m) + s) - a * s;
        } else if (Math.abs(s) < 0.5) {
            deviance = n * (Deviance.log1pLess(m * e) + m * Deviance.expm1Less(s));
        } else {
            deviance = n * Elementary.log1p(m * e) - a * s;
        }
        return -deviance + Deviance.stirlingError(n) - Deviance.stirlingError(a) - Deviance.stirlingError(b)
                + 0.5 * (Elementary.log(a) + Elementary.log(b / n)) - Deviance.HALF_LOG_TWO_PI;
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
        double n = a + b;
        double x = value(a, b, s);
        if (isLarge(a, b)) {
            return integral(a, b, s, true, reach(lead(a, b, s), n * x * (1 - x)));
        }
        return fraction(a, b, x) / a;
    }

    @Override
    double upperRatio(double a, double b, double s) {
        double n = a + b;
        double x = value(a, b, s);
        if (n >= LARGE_SUM) {
            return integral(a, b, s, false, reach(-lead(a, b, s), n * x * (1 - x)));
        }
        return fraction(b, a, 1 / (1 + Elementary.exp(s) * (a / b))) / b;
    }

    /** n (m - x), the slope of ln w. */
    private static double lead(double a, double b, double s) {
        double n = a + b;
        double m = a / n;
        double e = Elementary.expm1(s);
        return s > 700 ? -b : -a * (b / n) * e / (1 + m * e);
    }

    @Override
    double drop(double a, double b, double s, double y, boolean lower) {
        double step = lower ? -y : y;
        double n = a + b;
        double x = value(a, b, s);
        double e = Elementary.expm1(step);
        if (x > 0.9) {
            return n * Elementary.log1p(x * e) - a * step;
        }
        double curve = n * (Deviance.log1pLess(x * e) + x * Deviance.expm1Less(step));
        return curve - lead(a, b, s) * step;
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
