package io.twinsim.expr;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The functions with positional arguments. Draws, {@code lookup} and {@code predict} have a form of their own. */
public enum Function {
    /** The least of two or more numbers. */
    MIN("min", "a, b, ...", 2, Integer.MAX_VALUE),
    /** The greatest of two or more numbers. */
    MAX("max", "a, b, ...", 2, Integer.MAX_VALUE),
    /** The sum of one or more numbers, added from left to right. */
    SUM("sum", "a, b, ...", 1, Integer.MAX_VALUE),
    /** The sum of one or more numbers, divided by how many they are. */
    MEAN("mean", "a, b, ...", 1, Integer.MAX_VALUE),
    /** The magnitude. */
    ABS("abs", "x", 1),
    /** The square root. */
    SQRT("sqrt", "x", 1),
    /** e to the power x. */
    EXP("exp", "x", 1),
    /** The natural logarithm. */
    LOG("log", "x", 1),
    /** log(1 + x), accurate for small x. */
    LOG1P("log1p", "x", 1),
    /** exp(x) - 1, accurate for small x. */
    EXPM1("expm1", "x", 1),
    /** x to the power y. */
    POW("pow", "x, y", 2),
    /** The sine of an angle in radians. */
    SIN("sin", "x", 1),
    /** The cosine of an angle in radians. */
    COS("cos", "x", 1),
    /** The hyperbolic tangent. */
    TANH("tanh", "x", 1),
    /** 1 / (1 + exp(-x)). */
    LOGISTIC("logistic", "x", 1),
    /** The greatest whole number not above x. */
    FLOOR("floor", "x", 1),
    /** The least whole number not below x. */
    CEIL("ceil", "x", 1),
    /** The nearest whole number, the even one of two equally near. */
    ROUND("round", "x", 1),
    /** -1, 0 or 1. */
    SIGN("sign", "x", 1),
    /** min(max(x, lower), upper). */
    CLAMP("clamp", "x, lower, upper", 3),
    /** a where the condition holds, else b. */
    IF("if", "condition, a, b", 3),
    /** True where a &lt;= x and x &lt;= b. */
    BETWEEN("between", "x, a, b", 3),
    /** True where x has no value. */
    IS_MISSING("is_missing", "x", 1);

    private final String id;
    private final String signature;
    private final int least;
    private final int most;

    Function(String id, String signature, int count) {
        this(id, signature, count, count);
    }

    Function(String id, String signature, int least, int most) {
        this.id = id;
        this.signature = signature;
        this.least = least;
        this.most = most;
    }

    /**
     * The name in formulas.
     *
     * @return such as {@code is_missing}
     */
    public String id() {
        return id;
    }

    /** The arguments as shown in messages. */
    String signature() {
        return signature;
    }

    boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }

    /** Whether there may be any number of arguments. */
    boolean isVariadic() {
        return most > least;
    }

    String count() {
        return (isVariadic() ? "at least " : "") + least + (least == 1 ? " argument" : " arguments");
    }

    static Optional<Function> find(String id) {
        return Arrays.stream(values()).filter(f -> f.id.equals(id)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Function::id).toList();
    }
}
