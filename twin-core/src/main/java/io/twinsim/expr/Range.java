package io.twinsim.expr;

import io.twinsim.internal.math.Elementary;

/**
 * Bounds of the finite values of a register, and whether a value may be not finite. What is not risky needs no check
 * at run time; what is bounded needs no clamp.
 *
 * <p>Bounds hold in the order of {@link Double#compare}, in which -0.0 is below 0.0: a lower bound of 0.0 says that no
 * value is -0.0, so that leaving out {@code max(x, 0)} changes no bit. Sums, products, quotients, roots and roundings
 * of doubles are monotone in that order, so the corners bound the rounded results too.
 *
 * @param lower not above any finite value
 * @param upper not below any finite value
 * @param risky whether a value may be infinite or NaN
 */
record Range(double lower, double upper, boolean risky) {

    /** Anything, infinities and NaN included. */
    static final Range RISKY = new Range(-Double.MAX_VALUE, Double.MAX_VALUE, true);
    /** Finite, of any magnitude: arithmetic on it may overflow. */
    static final Range FINITE = new Range(-Double.MAX_VALUE, Double.MAX_VALUE, false);
    static final Range UNIT = new Range(0, 1, false);

    /** The greatest magnitude of a number that is set for a run. */
    static final double MOST = 1e15;

    /** Bounds beyond this are taken as a possible overflow. */
    private static final double LIMIT = 1e300;
    /** Elementary functions are monotone but for their last bits. */
    private static final double SLACK = 0x1p-40;

    static Range of(double lower, double upper) {
        if (lower >= -LIMIT && upper <= LIMIT && lower <= upper) {
            return new Range(lower, upper, false);
        }
        return new Range(lower >= -LIMIT ? Math.min(lower, Double.MAX_VALUE) : -Double.MAX_VALUE,
                upper <= LIMIT ? Math.max(upper, -Double.MAX_VALUE) : Double.MAX_VALUE, true);
    }

    static Range point(double value) {
        return Double.isFinite(value) ? new Range(value, value, false) : RISKY;
    }

    Range union(Range other) {
        return new Range(Math.min(lower, other.lower), Math.max(upper, other.upper), risky || other.risky);
    }

    /** The same bounds, of values that may be not finite. */
    Range poisoned(boolean poisoned) {
        return poisoned && !risky ? new Range(lower, upper, true) : this;
    }

    /** Whether no finite value is below a bound or above the other, the signs of zeros included. */
    boolean within(double least, double greatest) {
        return Double.compare(least, lower) <= 0 && Double.compare(upper, greatest) <= 0;
    }

    static Range unary(Op op, Range x) {
        return bounds(op, x).poisoned(x.risky);
    }

    private static Range bounds(Op op, Range x) {
        return switch (op) {
            case NEGATE -> new Range(-x.upper, -x.lower, false);
            case ABS -> new Range(x.lower > 0 ? x.lower : x.upper < 0 ? -x.upper : 0,
                    Math.max(Math.abs(x.lower), Math.abs(x.upper)), false);
            case FLOOR -> new Range(Math.floor(x.lower), Math.floor(x.upper), false);
            case CEIL -> new Range(Math.ceil(x.lower), Math.ceil(x.upper), false);
            case ROUND -> new Range(Math.rint(x.lower), Math.rint(x.upper), false);
            case SIGN -> new Range(Math.signum(x.lower), Math.signum(x.upper), false);
            case SIN, COS -> new Range(-1, 1, false);
            case SQRT -> x.lower >= 0 ? new Range(Math.sqrt(x.lower), Math.sqrt(x.upper), false)
                    : new Range(-0.0, Math.sqrt(Math.max(0, x.upper)), true);
            case NOT -> UNIT;
            case TANH -> new Range(Math.max(-1, down(Elementary.tanh(x.lower))),
                    Math.min(1, up(Elementary.tanh(x.upper))), false);
            case LOGISTIC -> new Range(Math.max(0, down(Elementary.logistic(x.lower))),
                    Math.min(1, up(Elementary.logistic(x.upper))), false);
            case EXP -> of(Math.max(0, down(Elementary.exp(x.lower))), up(Elementary.exp(x.upper)));
            case EXPM1 -> of(Math.max(-1, down(Elementary.expm1(x.lower))), up(Elementary.expm1(x.upper)));
            case LOG -> x.lower > 0 ? of(down(Elementary.log(x.lower)), up(Elementary.log(x.upper))) : RISKY;
            case LOG1P -> x.lower > -1 ? of(down(Elementary.log1p(x.lower)), up(Elementary.log1p(x.upper))) : RISKY;
            default -> RISKY;
        };
    }

    static Range binary(Op op, Range x, Range y) {
        return bounds(op, x, y).poisoned(x.risky || y.risky);
    }

    private static Range bounds(Op op, Range x, Range y) {
        return switch (op) {
            case ADD -> of(x.lower + y.lower, x.upper + y.upper);
            case SUBTRACT -> of(x.lower - y.upper, x.upper - y.lower);
            case MULTIPLY -> corners(x.lower * y.lower, x.lower * y.upper, x.upper * y.lower, x.upper * y.upper);
            case DIVIDE -> y.lower > 0 || y.upper < 0
                    ? corners(x.lower / y.lower, x.lower / y.upper, x.upper / y.lower, x.upper / y.upper) : RISKY;
            case MIN -> new Range(Math.min(x.lower, y.lower), Math.min(x.upper, y.upper), false);
            case MAX -> new Range(Math.max(x.lower, y.lower), Math.max(x.upper, y.upper), false);
            case POW -> x.lower > 0 || x.lower >= 0 && y.lower >= 0 ? power(x, y) : RISKY;
            case LESS, AT_MOST, EQUAL, DIFFERENT, AND, OR, GUARDED_AND, GUARDED_OR -> UNIT;
            default -> RISKY;
        };
    }

    private static Range power(Range x, Range y) {
        Range bounds = corners(Elementary.pow(x.lower, y.lower), Elementary.pow(x.lower, y.upper),
                Elementary.pow(x.upper, y.lower), Elementary.pow(x.upper, y.upper));
        // Odd powers of -0.0 are -0.0, and no corner need be odd.
        double least = Double.compare(x.lower, 0.0) >= 0 ? down(bounds.lower) : -0.0;
        return new Range(least, up(bounds.upper), bounds.risky);
    }

    private static double down(double value) {
        return Double.isInfinite(value) ? value : value - Math.abs(value) * SLACK;
    }

    private static double up(double value) {
        return Double.isInfinite(value) ? value : value + Math.abs(value) * SLACK;
    }

    private static Range corners(double a, double b, double c, double d) {
        return of(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
    }
}
