package io.twinsim.expr;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes operations and values for people: columns by name, constants by value, what is nested deep as three dots. */
final class ValueText {

    private static final int DEPTH = 2;
    /** Longer draws are cut between two parameters. */
    private static final int LONGEST_DRAW = 44;

    private ValueText() {
    }

    static String of(Value value) {
        return of(value, DEPTH);
    }

    static String operation(Op op, Value... in) {
        return operation(op, Arrays.stream(in).map(value -> of(value, 0)).toList());
    }

    /** Such as {@code decile is in [1, 10]}. */
    static String range(Value value) {
        Range range = value.range;
        String text = value.op == Op.LOAD ? of(value) : "it";
        return range.lower() == range.upper() ? text + " is " + Printer.number(range.lower())
                : text + " is in [" + Printer.number(range.lower()) + ", " + Printer.number(range.upper()) + "]";
    }

    private static String of(Value value, int depth) {
        @Nullable Object detail = value.detail;
        return switch (value.op) {
            case CONSTANT -> Printer.number(value.constant);
            case COEFFICIENT -> "$$" + detail;
            case SCALAR -> String.valueOf(detail);
            case LOAD -> Printer.column(((Symbol) detail).name());
            case DRAW -> draw((DrawPlan) detail);
            case PREDICT -> "predict(" + ((PredictionPlan) detail).predictor().name() + ")";
            case SWITCH -> "one of " + ((Switched) detail).leaves().size() + " draws";
            case BROADCAST, POISON -> of(value.in.get(0), depth);
            case TABLE -> "table[" + of(value.in.get(0), 0) + "]";
            case IS_MISSING -> "is_missing(...)";
            default -> depth == 0 ? "..." : operation(value.op,
                    value.in.stream().map(in -> part(value.op, in, depth - 1)).toList());
        };
    }

    /** An argument, in brackets if both it and the operation are written with a symbol between arguments. */
    private static String part(Op op, Value in, int depth) {
        String text = of(in, depth);
        return symbol(op).isEmpty() || symbol(in.op).isEmpty() || depth == 0 ? text : "(" + text + ")";
    }

    static String draw(DrawPlan plan) {
        String text = Printer.print(plan.draw());
        if (text.length() <= LONGEST_DRAW) {
            return text;
        }
        int cut = text.lastIndexOf(", ", LONGEST_DRAW - "...)".length());
        return (cut < 0 ? Printer.name(plan.draw()) + "(" : text.substring(0, cut + 2)) + "...)";
    }

    /** An operation on texts, as a formula would write it. */
    static String operation(Op op, List<String> in) {
        String symbol = symbol(op);
        if (!symbol.isEmpty()) {
            return String.join(" " + symbol + " ", in);
        }
        return switch (op) {
            case NOT -> "not " + in.get(0);
            case NEGATE -> "-" + in.get(0);
            case SELECT -> "if(" + String.join(", ", in) + ")";
            case BROADCAST -> in.get(0) + " in every row";
            case POISON -> in.get(0) + " where " + in.get(1) + " is finite";
            default -> op.name().toLowerCase(Locale.ROOT) + "(" + String.join(", ", in) + ")";
        };
    }

    private static String symbol(Op op) {
        return switch (op) {
            case ADD -> "+";
            case SUBTRACT -> "-";
            case MULTIPLY -> "*";
            case DIVIDE -> "/";
            case LESS -> "<";
            case AT_MOST -> "<=";
            case EQUAL -> "==";
            case DIFFERENT -> "!=";
            case AND, GUARDED_AND -> "and";
            case OR, GUARDED_OR -> "or";
            default -> "";
        };
    }
}
