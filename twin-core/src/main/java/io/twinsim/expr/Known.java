package io.twinsim.expr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operations whose result is known from the ranges of their arguments, or is an argument itself. Leaving them out
 * changes no bit: ranges tell -0.0 from 0.0, values that may be not finite are left alone, and so are arguments that
 * would make the result missing.
 */
final class Known {

    private final Graph graph;

    Known(Graph graph) {
        this.graph = graph;
    }

    /** The result of an operation on two values, if it is one of them or a constant. */
    @Nullable Value binary(Op op, Value x, Value y) {
        if (op == Op.MULTIPLY && y.is(1) || op == Op.DIVIDE && y.is(1)) {
            return x;
        }
        if (op == Op.MULTIPLY && x.is(1)) {
            return y;
        }
        if (x.isConstant() && y.isConstant() || x.range.risky() || y.range.risky()) {
            return null;
        }
        return switch (op) {
            case MIN, MAX -> wins(op, x, y) ? kept(op, x, y, x) : wins(op, y, x) ? kept(op, x, y, y) : null;
            case LESS, AT_MOST, EQUAL, DIFFERENT -> x.validity == null && y.validity == null ? compared(op, x, y)
                    : null;
            default -> null;
        };
    }

    private static boolean wins(Op op, Value x, Value y) {
        boolean complete = y.validity == null || y.validity == x.validity;
        return complete && (op == Op.MAX ? Double.compare(x.range.lower(), y.range.upper()) >= 0
                : Double.compare(x.range.upper(), y.range.lower()) <= 0);
    }

    private Value kept(Op op, Value x, Value y, Value kept) {
        Value bounded = kept.isConstant() ? kept == x ? y : x : kept;
        graph.notes.dropped(ValueText.operation(op, x, y), ValueText.range(bounded));
        return kept;
    }

    private @Nullable Value compared(Op op, Value x, Value y) {
        Range a = x.range;
        Range b = y.range;
        boolean apart = a.upper() < b.lower() || a.lower() > b.upper();
        boolean holds = switch (op) {
            case LESS -> a.upper() < b.lower();
            case AT_MOST -> a.upper() <= b.lower();
            case DIFFERENT -> apart;
            default -> false;
        };
        boolean fails = switch (op) {
            case LESS -> a.lower() >= b.upper();
            case AT_MOST -> a.lower() > b.upper();
            case EQUAL -> apart;
            default -> false;
        };
        if (!holds && !fails) {
            return null;
        }
        graph.notes.dropped(ValueText.operation(op, x, y) + " = " + holds, ValueText.range(x.isConstant() ? y : x));
        return graph.flag(holds);
    }

    /** The argument, where an operation on it changes nothing. */
    @Nullable Value unary(Op op, Value x) {
        if (op != Op.ABS || x.isConstant() || x.range.risky() || Double.compare(x.range.lower(), 0.0) < 0) {
            return null;
        }
        graph.notes.dropped(ValueText.operation(op, x), ValueText.range(x));
        return x;
    }

    /** A divisor whose reciprocal is exact divides as that reciprocal multiplies: not so a subnormal one. */
    static boolean reciprocal(Value divisor) {
        double c = divisor.constant;
        return divisor.isConstant() && Double.isFinite(c) && Math.abs(c) >= 0x1p-1000 && Math.abs(c) <= 0x1p1000
                && (Double.doubleToRawLongBits(c) & -1L >>> 12) == 0;
    }

    /** The flag itself for 1 and 0, its opposite for 0 and 1: a flag is 0.0 or 1.0. */
    @Nullable Value select(Value flag, Value x, Value y) {
        if (flag.isConstant() && !flag.range.risky()) {
            return flag.constant != 0 ? x : y;
        }
        if (flag.range.risky()) {
            return null;
        }
        if (x == y && flag.validity == null) {
            return x;
        }
        return x.is(1) && isZero(y) ? flag : isZero(x) && y.is(1) ? graph.unary(Op.NOT, flag) : null;
    }

    private static boolean isZero(Value x) {
        return x.isConstant() && Double.doubleToRawLongBits(x.constant) == 0;
    }

    /** A table of whole numbers over a range that is known has no entry for numbers outside. */
    @Nullable Value table(Value x, TableShape shape, List<Value> entries) {
        Range range = x.range;
        if (shape.bounded() && !range.risky() && range.lower() >= 0 && range.upper() <= TableShape.DIRECT) {
            List<Value> direct = new ArrayList<>();
            for (int number = 0; number <= range.upper(); number++) {
                direct.add(entries.get(shape.index(Math.max(number, range.lower()), entries.size())));
            }
            return graph.table(x, TableShape.CODES, direct);
        }
        return shape.equals(TableShape.CODES) && x.op == Op.TABLE && x.detail == TableShape.CODES ? composed(x, entries)
                : null;
    }

    /** Two tables, one behind the other, as one. */
    private @Nullable Value composed(Value inner, List<Value> entries) {
        List<Value> both = new ArrayList<>();
        for (Value code : inner.in.subList(1, inner.in.size())) {
            if (!code.isConstant() || !(code.constant >= 0 && code.constant < entries.size())) {
                return null;
            }
            both.add(entries.get((int) code.constant));
        }
        return graph.table(inner.in.get(0), TableShape.CODES, both);
    }
}
