package io.twinsim.expr;

/** The operators that stand between two operands, weakest first. Operators of one level associate to the left. */
public enum Operator {
    /** True if either side is. */
    OR("or", 1),
    /** True if both sides are. */
    AND("and", 2),
    /** Below. */
    LESS("<", 4),
    /** Not above. */
    AT_MOST("<=", 4),
    /** Above. */
    GREATER(">", 4),
    /** Not below. */
    AT_LEAST(">=", 4),
    /** The same number, flag or label. */
    EQUAL("==", 4),
    /** Another number, flag or label. */
    DIFFERENT("!=", 4),
    /** The sum. */
    ADD("+", 5),
    /** The difference. */
    SUBTRACT("-", 5),
    /** The product. */
    MULTIPLY("*", 6),
    /** The quotient. */
    DIVIDE("/", 6);

    /** The level of {@code not}, between {@code and} and the comparisons. */
    static final int NOT_LEVEL = 3;
    /** The level of all comparisons and of {@code in}. */
    static final int COMPARISON_LEVEL = 4;
    /** The level of unary minus, above all binary operators. */
    static final int MINUS_LEVEL = 7;

    private final String symbol;
    private final int level;

    Operator(String symbol, int level) {
        this.symbol = symbol;
        this.level = level;
    }

    /**
     * The operator as written.
     *
     * @return such as {@code <=} or {@code and}
     */
    public String symbol() {
        return symbol;
    }

    int level() {
        return level;
    }

    boolean isComparison() {
        return level == COMPARISON_LEVEL;
    }
}
