package io.twinsim.expr;

import io.twinsim.internal.math.Elementary;

/**
 * Bounds of the values of a register, or {@link #RISKY} if a value may be not finite. What is bounded needs no check
 * at run time. Sums and products of doubles are monotone, so the corners bound the rounded results too.
 *
 * @param lower not above any value
 * @param upper not below any value
 */
record Range(double lower, double upper) {

    /** Anything, infinities and NaN included. */
    static final Range RISKY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    /** Finite, of any magnitude: arithmetic on it may overflow. */
    static final Range FINITE = new Range(-Double.MAX_VALUE, Double.MAX_VALUE);
    static final Range UNIT = new Range(0, 1);

    /** Bounds beyond this are taken as a possible overflow. */
    private static final double LIMIT = 1e300;

    static Range of(double lower, double upper) {
        return lower >= -LIMIT && upper <= LIMIT && lower <= upper ? new Range(lower, upper) : RISKY;
    }

    static Range point(double value) {
        return Double.isFinite(value) ? new Range(value, value) : RISKY;
    }

    boolean risky() {
        return !(lower >= -Double.MAX_VALUE && upper <= Double.MAX_VALUE);
    }

    Range union(Range other) {
        return new Range(Math.min(lower, other.lower), Math.max(upper, other.upper));
    }

    static Range unary(Op op, Range x) {
        if (x.risky()) {
            return RISKY;
        }
        return switch (op) {
            case NEGATE -> new Range(-x.upper, -x.lower);
            case ABS -> new Range(0, Math.max(Math.abs(x.lower), Math.abs(x.upper)));
            case FLOOR, CEIL, ROUND -> new Range(Math.floor(x.lower), Math.ceil(x.upper));
            case SIGN, TANH -> new Range(-1, 1);
            case NOT, LOGISTIC -> UNIT;
            case SQRT -> x.lower >= 0 ? new Range(0, Math.sqrt(x.upper)) : RISKY;
            case EXP -> of(0, Elementary.exp(x.upper));
            case EXPM1 -> of(-1, Elementary.expm1(x.upper));
            case LOG -> x.lower > 0 ? of(Elementary.log(x.lower), Elementary.log(x.upper)) : RISKY;
            case LOG1P -> x.lower > -1 ? of(Elementary.log1p(x.lower), Elementary.log1p(x.upper)) : RISKY;
            default -> RISKY;
        };
    }

    static Range binary(Op op, Range x, Range y) {
        if (x.risky() || y.risky()) {
            return RISKY;
        }
        return switch (op) {
            case ADD -> of(x.lower + y.lower, x.upper + y.upper);
            case SUBTRACT -> of(x.lower - y.upper, x.upper - y.lower);
            case MULTIPLY -> corners(x.lower * y.lower, x.lower * y.upper, x.upper * y.lower, x.upper * y.upper);
            case DIVIDE -> y.lower > 0 || y.upper < 0
                    ? corners(x.lower / y.lower, x.lower / y.upper, x.upper / y.lower, x.upper / y.upper) : RISKY;
            case MIN -> new Range(Math.min(x.lower, y.lower), Math.min(x.upper, y.upper));
            case MAX -> new Range(Math.max(x.lower, y.lower), Math.max(x.upper, y.upper));
            case POW -> x.lower > 0 || x.lower >= 0 && y.lower >= 0
                    ? corners(Elementary.pow(x.lower, y.lower), Elementary.pow(x.lower, y.upper),
                            Elementary.pow(x.upper, y.lower), Elementary.pow(x.upper, y.upper)) : RISKY;
            case LESS, AT_MOST, EQUAL, DIFFERENT, AND, OR, GUARDED_AND, GUARDED_OR -> UNIT;
            default -> RISKY;
        };
    }

    private static Range corners(double a, double b, double c, double d) {
        return of(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
    }
}
