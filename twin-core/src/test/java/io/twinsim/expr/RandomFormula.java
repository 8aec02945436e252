package io.twinsim.expr;

import java.util.List;
import java.util.random.RandomGenerator;

/** Random well-typed formulas over {@link TestColumns#random}, as text, so that the parser takes part. */
final class RandomFormula {

    static final Binding BINDING = new Binding(java.util.Map.of("p", 2.5, "n", 3, "q", true, "s", "red"),
            java.util.Map.of("a", 0.75, "b", -2.0));

    private final RandomGenerator random;
    private final boolean draws;

    RandomFormula(RandomGenerator random, boolean draws) {
        this.random = random;
        this.draws = draws;
    }

    private String pick(String... options) {
        return options[random.nextInt(options.length)];
    }

    String number(int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return pick("x", "y", "k", "m", "f", "g", "$p", "$n", "$$a", "$$b", "2", "0.5", "0", "-1", "x", "k", "10");
        }
        int d = depth - 1;
        switch (random.nextInt(draws ? 13 : 12)) {
            case 0:
            case 1:
            case 2:
                return "(" + number(d) + pick(" + ", " - ", " * ", " / ") + number(d) + ")";
            case 3:
                return pick("abs", "exp", "log", "log1p", "expm1", "tanh", "logistic", "sin", "cos",
                        "floor", "ceil", "round", "sign", "sqrt") + "(" + number(d) + ")";
            case 4:
                return pick("min", "max", "sum", "mean") + "(" + number(d) + ", " + number(d) + ", " + number(d) + ")";
            case 5:
                return "clamp(" + number(d) + ", " + pick("0", "-1", "x") + ", " + pick("1", "3", "$p") + ")";
            case 6:
                return "pow(" + number(d) + ", " + pick("2", "0.5", "x") + ")";
            case 7:
                return "if(" + flag(d) + ", " + number(d) + ", " + number(d) + ")";
            case 8:
                return "lookup(" + pick("k", "m", "round(" + number(d) + ")", "$n") + ", 3: " + number(d) + ", -1: "
                        + number(d) + ", " + pick("7", "90000") + ": 4, else: " + number(d) + ")";
            case 9:
                return lookupOfLabels(d);
            case 10:
                return "lookup(" + pick("f", "g") + ", true: " + number(d) + ", false: " + number(d) + ")";
            case 11:
                return "-" + number(d);
            default:
                return draw(d);
        }
    }

    private String lookupOfLabels(int d) {
        return pick("lookup(c, red: %s, 'dark blue': %s, else: %s)", "lookup(d, x: %s, 'it''s': %s, else: %s)",
                "lookup(c, red: %s, green: %s, 'dark blue': %s)", "lookup($s, green: %s, red: %s, else: %s)")
                .formatted(number(d), number(d), number(d));
    }

    private String draw(int d) {
        return pick("uniform(x, x + 2)", "uniform(0, 1)", "normal(y, 2)", "normal(0, k)", "normal($$a, 1, stream: 'u')",
                "bernoulli(0.3)", "bernoulli(x)", "uniform_int(1, 6)", "exponential(2)", "normal(" + number(d) + ", 1)",
                "if(k > 0, exponential(k), 0)", "triangular(-1, 0, 1, stream: 'u')", switched(d), switched(d));
    }

    /** A choice among draws of constant parameters, of which each row needs one. */
    private String switched(int d) {
        String one = pick("exponential(2)", "weibull(2, 3)", "lognormal(0, 0.5)", "normal(1, 2)", "uniform(-1, 1)",
                "exponential(0.5, stream: 'v')", "truncated(uniform(0, 4), 1, 2)", "lognormal(0, 300)");
        String other = pick("exponential(1)", "triangular(-1, 0, 1)", "lognormal(1, 0.5)", "bernoulli(0.5)",
                "uniform_int(-1, 1)", "if(" + flag(d) + ", exponential(3), exponential(4))", "x", "1",
                "lookup(categorical(a: 0.3, b: 0.7), a: 2, b: -1)",
                "lookup(if(" + flag(d) + ", binomial(3, 0.5), poisson(2)), 0: 5, 2: 7, else: 1)");
        return pick("if(%1$s, %2$s, %3$s)", "if(%1$s, %2$s, if(g, %3$s, exponential(7)))",
                "lookup(c, red: %2$s, green: %3$s, else: weibull(1, 2))", "lookup(m, 3: %2$s, -1: %3$s, else: %2$s)",
                "lookup(f, true: %2$s, false: %3$s)", "lookup(k, 1: %2$s, 90000: %3$s, else: exponential(1))")
                .formatted(flag(d), one, other);
    }

    String flag(int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return pick("f", "g", "$q", "true", "false", "x > 0", "k == 3", "c == 'red'", "is_missing(m)");
        }
        int d = depth - 1;
        switch (random.nextInt(9)) {
            case 0:
            case 1:
                return "(" + flag(d) + pick(" and ", " or ") + flag(d) + ")";
            case 2:
                return "not " + pick("f", "g", "(" + flag(d) + ")");
            case 3:
            case 4:
                return "(" + number(d) + pick(" < ", " <= ", " > ", " >= ", " == ", " != ") + number(d) + ")";
            case 5:
                return pick("k", "m", "x", "floor(" + number(d) + ")") + pick(" in ", " not in ") + "(1, -1, 2, $n)";
            case 6:
                return pick("between(%s, %s, %s)", "is_missing(%s + %s * %s)").formatted(number(d), number(d),
                        number(d));
            case 7:
                return labels(d);
            default:
                return "if(" + flag(d) + ", " + flag(d) + ", " + flag(d) + ")";
        }
    }

    private String labels(int d) {
        return pick("c == 'green'", "d != 'it''s'", "c in ('red', 'green')", "d not in ('x', $s)", "c == d", "d != c",
                "$s == 'red'", "'red' == c", "(" + category(d) + " == 'red' or f)").replace("((", "((");
    }

    String category(int depth) {
        if (depth == 0) {
            return pick("c", "d", "if(f, 'red', 'blue')", "lookup(c, red: 'red', green: d, else: 'none')");
        }
        int d = depth - 1;
        String choice = pick("if(%s, %s, %s)", "lookup(k, 1: c, 2: 'red', else: lookup(f, true: %2$s, false: %3$s))");
        String text = choice.formatted(flag(d), category(d), category(d));
        return draws && random.nextInt(3) == 0 ? random.nextBoolean() ? drawn(d, text) : transition(d, text) : text;
    }

    /** Rows of constants, of numbers that differ from row to row, of zeros, and with a rest anywhere. */
    private String transition(int d, String text) {
        return pick("transition(c, red: {red: 0.5, z: rest}, green: {green: clamp(abs(x) / 4, 0, 1), red: rest}, "
                        + "'dark blue': {none: 1})",
                "transition(d, x: {x: 0.25, red: 0.75}, else: {blue: rest, x: if(f, 0.5, 0.25), z: 0, green: 0.5})",
                "transition(d, green: {z: 0, a: 0.25, b: 0, c: 0.75, d: 0}, else: {red: rest}, stream: 'w')",
                "transition(" + text + ", else: {a: 0.5 * f, red: 0.125, b: rest})",
                "transition('red', red: {red: 0.1, b: 0.2, c: rest}, z: {z: 1})");
    }

    private String drawn(int d, String text) {
        return pick("lookup(c, red: categorical(red: 0.25, z: 0.75), green: " + text + ", else: 'red')",
                "lookup(d, x: categorical(red: 0.25, z: 0.75), else: categorical(z: 0.1, blue: 0, red: 0.9))",
                "if(" + flag(d) + ", categorical(red: 0.5, none: 0.5, stream: 'w'), categorical(z: 1))",
                "if(" + flag(d) + ", categorical(a: 0.5, red: 0.5), if(" + flag(d)
                        + ", categorical(red: 0.3, b: 0.3, a: 0.4), categorical(c: 0.01, red: 0.99)))",
                "lookup(c, red: if(" + flag(d) + ", categorical(red: 0.5, z: 0.5), categorical(b: 0.5, red: 0.5)), "
                        + "green: categorical(red: 0.2, z: 0.8), else: " + text + ")",
                "lookup(k, 2: categorical(red: 0.25, z: 0.75), 90000: 'z', else: categorical(red: 0.75, z: 0.25))");
    }

    static List<String> kinds() {
        return List.of("number", "flag", "category");
    }

    String of(String kind, int depth) {
        return kind.equals("number") ? number(depth) : kind.equals("flag") ? flag(depth) : category(depth);
    }
}
