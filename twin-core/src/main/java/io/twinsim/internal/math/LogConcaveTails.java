package io.twinsim.internal.math;

/**
 * Tails of a distribution with shapes a, b in a coordinate s on the whole line in which its density w is log-concave:
 * log of a gamma variate, logit of a beta variate, each measured from its centre. Both ln F and ln(1 - F) are then
 * concave, so that Newton's method on them converges from everywhere, and {@code F / w} neither underflows nor cancels.
 */
abstract class LogConcaveTails {

    private static final int NODES = 40;
    private static final GaussLegendre RULE = new GaussLegendre(NODES);
    /** A drop by this exponent ends an integral: e^-37 is 2^-53. */
    private static final double DROP = 37;
    private static final int STEPS = 200;

    /** ln w. */
    abstract double logDensity(double a, double b, double s);

    /** Whether F is computed and 1 - F is its complement, or the other way round. */
    abstract boolean lowerIsDirect(double a, double b, double s);

    /** F / w, where the lower tail is direct. */
    abstract double lowerRatio(double a, double b, double s);

    /** (1 - F) / w, where the upper tail is direct. */
    abstract double upperRatio(double a, double b, double s);

    /** Beyond every upper quantile: keeps Newton's method out of the region where ln(1 - F) falls exponentially. */
    double farthest(double a) {
        return Double.POSITIVE_INFINITY;
    }

    /** ln w(s) - ln w(s - y) for the lower tail, ln w(s) - ln w(s + y) for the upper one. */
    abstract double drop(double a, double b, double s, double y, boolean lower);

    final double lower(double a, double b, double s) {
        double w = Elementary.exp(logDensity(a, b, s));
        return lowerIsDirect(a, b, s) ? Math.min(1, w * lowerRatio(a, b, s)) : upperComplement(a, b, s, w);
    }

    private double upperComplement(double a, double b, double s, double w) {
        return w == 0 ? 1 : Math.max(0, 1 - w * upperRatio(a, b, s));
    }

    final double upper(double a, double b, double s) {
        double w = Elementary.exp(logDensity(a, b, s));
        return lowerIsDirect(a, b, s) ? lowerComplement(a, b, s, w) : Math.min(1, w * upperRatio(a, b, s));
    }

    double lowerComplement(double a, double b, double s, double w) {
        return w == 0 ? 1 : Math.max(0, 1 - w * lowerRatio(a, b, s));
    }

    /** The s with F(s) = p, by Newton on ln F. */
    final double solveLower(double p, double a, double b, double start) {
        double target = Elementary.log(p);
        double s = start;
        for (int step = 0; step < STEPS; step++) {
            double logW = logDensity(a, b, s);
            double ratio;
            double excess;
            if (lowerIsDirect(a, b, s)) {
                ratio = lowerRatio(a, b, s);
                excess = logW + Elementary.log(ratio) - target;
            } else {
                double w = Elementary.exp(logW);
                double f = upperComplement(a, b, s, w);
                ratio = f / w;
                excess = Elementary.log(f) - target;
            }
            s -= excess * ratio;
            if (settled(excess, excess * ratio, s)) {
                break;
            }
        }
        return s;
    }

    /** The s with 1 - F(s) = q, by Newton on ln(1 - F). */
    final double solveUpper(double q, double a, double b, double start) {
        double target = Elementary.log(q);
        double s = start;
        for (int step = 0; step < STEPS; step++) {
            double logW = logDensity(a, b, s);
            double ratio;
            double excess;
            if (lowerIsDirect(a, b, s)) {
                double w = Elementary.exp(logW);
                double f = lowerComplement(a, b, s, w);
                ratio = f / w;
                excess = Elementary.log(f) - target;
            } else {
                ratio = upperRatio(a, b, s);
                excess = logW + Elementary.log(ratio) - target;
            }
            s = Math.min(s + excess * ratio, farthest(a));
            if (settled(excess, excess * ratio, s)) {
                break;
            }
        }
        return s;
    }

    /** Convergence is quadratic: an excess of 1e-8 before the last step leaves 1e-16 after it. */
    private static boolean settled(double excess, double step, double s) {
        return Math.abs(excess) < 1e-8 || Math.abs(step) <= 0x1p-52 * Math.abs(s);
    }

    /** The integral of {@code w(s -+ y) / w(s)} over y > 0, where w falls from s on. */
    final double integral(double a, double b, double s, boolean lower, double length) {
        double end = length;
        for (int step = 0; step < STEPS && drop(a, b, s, end, lower) < DROP; step++) {
            end *= 1.25;
        }
        double sum = 0;
        for (int k = 0; k < NODES; k++) {
            sum += RULE.weights[k] * Elementary.exp(-drop(a, b, s, end * RULE.nodes[k], lower));
        }
        return sum * end;
    }

    /** The y at which {@code slope y + curvature y^2 / 2} reaches the drop. */
    static double reach(double slope, double curvature) {
        double bend = Math.sqrt(2 * DROP * curvature);
        double unit = Math.max(slope, bend);
        double a = slope / unit;
        double b = bend / unit;
        return 2 * DROP / (slope + unit * Math.sqrt(a * a + b * b));
    }
}
