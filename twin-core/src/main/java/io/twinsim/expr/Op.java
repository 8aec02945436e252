package io.twinsim.expr;

/** What an instruction does. */
enum Op {
    CONSTANT, COEFFICIENT,
    /** A number that is set for a run, such as t. */
    SCALAR,
    LOAD, BROADCAST,
    ADD, SUBTRACT, MULTIPLY, DIVIDE, MIN, MAX, POW,
    LESS, AT_MOST, EQUAL, DIFFERENT,
    /** Conjunction and disjunction of flags that are 0 or 1 in every row. */
    AND, OR,
    /** The same where a side may be missing or not finite: false decides, true decides. */
    GUARDED_AND, GUARDED_OR,
    NOT, NEGATE, ABS, SQRT, EXP, EXPM1, LOG, LOG1P, SIN, COS, TANH, LOGISTIC, FLOOR, CEIL, ROUND, SIGN,
    SELECT, TABLE, DRAW,
    /** The prediction of a learned model. */
    PREDICT,
    /** In each row one of several draws. */
    SWITCH,
    /** The first argument where the second is finite, else NaN: for operations that would swallow an infinity. */
    POISON,
    /** 1 where a mask has no bit. */
    IS_MISSING,
    MASK_ALL, MASK_LOAD, MASK_AND, MASK_SELECT, MASK_GUARDED_AND, MASK_GUARDED_OR;

    boolean isMask() {
        return compareTo(MASK_ALL) >= 0;
    }

    /** Whether swapping the two arguments changes no bit of the result. */
    boolean commutes() {
        return switch (this) {
            case ADD, MULTIPLY, MIN, MAX, EQUAL, DIFFERENT, AND, OR, GUARDED_AND, GUARDED_OR -> true;
            default -> false;
        };
    }

    /** Whether an argument that is not finite may leave a finite result. */
    boolean swallows(int argument) {
        return switch (this) {
            case MIN, MAX, POW, LESS, AT_MOST, EQUAL, DIFFERENT, EXP, EXPM1, TANH, LOGISTIC, SIGN -> true;
            case DIVIDE -> argument == 1;
            case SELECT, TABLE -> argument == 0;
            default -> false;
        };
    }
}
