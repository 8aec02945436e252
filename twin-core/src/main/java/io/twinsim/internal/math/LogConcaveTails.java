package io.twinsim.internal.math;

/**
 * Tails of a distribution with shapes a, b in a coordinate s on the whole line in which its density w is log-concave:
 * log of a gamma variate, logit of a beta variate, each measured from its centre. Both ln F and ln(1 - F) are then
 * concave, so that Newton's method on them converges from everywhere, and {@code F / w} neither underflows nor cancels.
 * Where a Newton step is short, Halley's correction makes it converge cubically.
 */
abstract class LogConcaveTails {

    /** Where to start is not known: a guess will do. */
    static final double UNKNOWN = Double.NaN;

    private static final int NODES = 40;
    private static final GaussLegendre RULE = new GaussLegendre(NODES);
    /** A drop by this exponent ends an integral: e^-37 is 2^-53. */
    private static final double DROP = 37;
    private static final int STEPS = 200;
    private static final double SMALL = 0.5;

    /** The part of ln w that does not depend on s, the same for shapes in either order. */
    abstract double logConstant(double a, double b);

    /** The part of ln w that depends on s. */
    abstract double logShape(double a, double b, double s);

    /** The derivative of ln w. */
    abstract double slope(double a, double b, double s);

    /** The variate at s. */
    abstract double variate(double a, double b, double s);

    /** Minus the second derivative of ln w at a variate. */
    abstract double curvature(double a, double b, double x);

    /** ln w(s) - ln w(s + y), where the variate at s is x and the slope there is given. */
    abstract double drop(double a, double b, double x, double slope, double y);

    /** Somewhere near the s with F(s) = tail (lower) or 1 - F(s) = tail. */
    abstract double guess(double tail, double a, double b, boolean lower);

    /** ln F for a shape below 1/2, where the lower tail is direct: a power of the variate and a short series. */
    abstract double logLowerOfSmall(double a, double b, double s);

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

    /** ln w. */
    final double logDensity(double a, double b, double s) {
        return logShape(a, b, s) + logConstant(a, b);
    }

    /** F(s + rest), where the rest is below the rounding of s. */
    final double lower(double a, double b, double s, double rest) {
        double w = Elementary.exp(logDensity(a, b, s));
        double f = !lowerIsDirect(a, b, s) ? upperComplement(a, b, s, w)
                : a < SMALL ? Elementary.exp(logLowerOfSmall(a, b, s)) : w * lowerRatio(a, b, s);
        return Math.max(0, Math.min(1, f + w * rest));
    }

    private double upperComplement(double a, double b, double s, double w) {
        return w == 0 ? 1 : Math.max(0, 1 - w * upperRatio(a, b, s));
    }

    /** 1 - F(s + rest). */
    final double upper(double a, double b, double s, double rest) {
        double w = Elementary.exp(logDensity(a, b, s));
        double f = lowerIsDirect(a, b, s) ? lowerComplement(a, b, s, w) : w * upperRatio(a, b, s);
        return Math.max(0, Math.min(1, f - w * rest));
    }

    /** For a small shape 1 - F may be small although x is small too. */
    private double lowerComplement(double a, double b, double s, double w) {
        return a < SMALL ? -Elementary.expm1(logLowerOfSmall(a, b, s))
                : w == 0 ? 1 : Math.max(0, 1 - w * lowerRatio(a, b, s));
    }

    /** The s with F(s) = p, by Newton and Halley on ln F. */
    final double solveLower(double p, double a, double b, double start) {
        double target = Elementary.log(p);
        double constant = logConstant(a, b);
        double s = start == start ? start : guess(p, a, b, true);
        for (int step = 0; step < STEPS; step++) {
            double logW = logShape(a, b, s) + constant;
            double ratio;
            double excess;
            if (lowerIsDirect(a, b, s)) {
                boolean isSmall = a < SMALL;
                double logF = isSmall ? logLowerOfSmall(a, b, s) : 0;
                ratio = isSmall ? Elementary.exp(logF - logW) : lowerRatio(a, b, s);
                excess = (isSmall ? logF : logW + Elementary.log(ratio)) - target;
            } else {
                double w = Elementary.exp(logW);
                double f = upperComplement(a, b, s, w);
                ratio = f / w;
                excess = Elementary.log(f) - target;
            }
            double move = excess * ratio;
            s -= corrected(move, slope(a, b, s) - 1 / ratio);
            if (settled(excess, move, s)) {
                break;
            }
        }
        return s;
    }

    /** The s with 1 - F(s) = q, by Newton and Halley on ln(1 - F). */
    final double solveUpper(double q, double a, double b, double start) {
        double target = Elementary.log(q);
        double constant = logConstant(a, b);
        double s = start == start ? start : guess(q, a, b, false);
        for (int step = 0; step < STEPS; step++) {
            double logW = logShape(a, b, s) + constant;
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
            double move = excess * ratio;
            s = Math.min(s - corrected(-move, slope(a, b, s) + 1 / ratio), farthest(a));
            if (settled(excess, move, s)) {
                break;
            }
        }
        return s;
    }

    /** Halley's step for Newton's one, the bend being f'' / f'; Newton's where it is long. */
    private static double corrected(double move, double bend) {
        double turn = move * bend;
        return Math.abs(turn) < 0.5 ? move / (1 - 0.5 * turn) : move;
    }

    /** Convergence is cubic: an excess of 2e-6 before the last step leaves 1e-17 after it. */
    private static boolean settled(double excess, double step, double s) {
        return Math.abs(excess) < 2e-6 || Math.abs(step) <= 0x1p-52 * Math.abs(s);
    }

    /** The integral of {@code w(s -+ y) / w(s)} over y > 0, where w falls from s on. */
    final double integral(double a, double b, double s, boolean lower) {
        double x = variate(a, b, s);
        double slope = slope(a, b, s);
        double direction = lower ? -1 : 1;
        double end = reach(Math.abs(slope), curvature(a, b, x));
        for (int step = 0; step < STEPS && drop(a, b, x, slope, direction * end) < DROP; step++) {
            end *= 1.25;
        }
        double sum = 0;
        for (int k = 0; k < NODES; k++) {
            sum += RULE.weights[k] * Elementary.exp(-drop(a, b, x, slope, direction * end * RULE.nodes[k]));
        }
        return sum * end;
    }

    /** The y at which {@code slope y + curvature y^2 / 2} reaches the drop. */
    private static double reach(double slope, double curvature) {
        double bend = Math.sqrt(2 * DROP * curvature);
        double unit = Math.max(slope, bend);
        double a = slope / unit;
        double b = bend / unit;
        return 2 * DROP / (slope + unit * Math.sqrt(a * a + b * b));
    }
}
