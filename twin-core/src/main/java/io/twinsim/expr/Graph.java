package io.twinsim.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lowered formula in the making. Equal operations on equal values are one value; constants fold, by the same
 * kernels that run later; draws are neither shared nor folded.
 */
final class Graph {

    private record Key(Op op, List<Value> in, List<Value> masks, @Nullable Object detail) {
    }

    private final Map<Key, Value> shared = new HashMap<>();
    private final List<Value> order = new ArrayList<>();
    private final Known known = new Known(this);
    private final SwitchLowering switches = new SwitchLowering(this);
    private final Tabulation tables = new Tabulation(this);
    final Overlay overlay = new Overlay(this);
    final Notes notes = new Notes();

    /** All values in the order in which they were made: arguments first. */
    List<Value> order() {
        return Collections.unmodifiableList(order);
    }

    Value constant(double value) {
        return intern(Op.CONSTANT, List.of(), List.of(), Double.doubleToRawLongBits(value), Value.Shape.CONSTANT, value,
                Range.point(value), null);
    }

    Value flag(boolean value) {
        return constant(value ? 1 : 0);
    }

    Value coefficient(String name) {
        return intern(Op.COEFFICIENT, List.of(), List.of(), name, Value.Shape.SCALAR, 0, Range.FINITE, null);
    }

    /** A number that is set for a run. */
    Value scalar(String name, boolean negative) {
        return intern(Op.SCALAR, List.of(), List.of(), name, Value.Shape.SCALAR, 0,
                new Range(negative ? -Range.MOST : 0, Range.MOST, false), null);
    }

    Value load(Symbol symbol) {
        Value mask = symbol.nullable() ? mask(Op.MASK_LOAD, List.of(), List.of(), symbol) : null;
        return intern(Op.LOAD, List.of(), List.of(), symbol, Value.Shape.VECTOR, 0, symbol.range(), mask);
    }

    Value unary(Op op, Value x) {
        @Nullable Value argument = known.unary(op, x);
        return argument != null ? argument
                : tables.of(operation(op, List.of(x), null, Range.unary(op, x.range), x.validity));
    }

    Value binary(Op op, Value x, Value y) {
        @Nullable Value result = known.binary(op, x, y);
        if (result != null) {
            return result;
        }
        if (op == Op.DIVIDE && !x.isConstant() && Known.reciprocal(y)) {
            return binary(Op.MULTIPLY, x, constant(1 / y.constant));
        }
        boolean swap = op.commutes() && x.shape.compareTo(y.shape) < 0;
        List<Value> in = swap ? List.of(y, x) : List.of(x, y);
        Value value = operation(op, in, null, Range.binary(op, x.range, y.range), both(x.validity, y.validity));
        return tables.of(value);
    }

    /** Conjunction or disjunction: a side that decides makes the other irrelevant, missing or not. */
    Value logical(Op op, Value x, Value y) {
        boolean and = op == Op.AND;
        double neutral = and ? 1 : 0;
        if (x.is(neutral) || y.is(1 - neutral)) {
            return y;
        }
        if (y.is(neutral) || x.is(1 - neutral)) {
            return x;
        }
        if (x.validity == null && y.validity == null && !x.range.risky() && !y.range.risky()) {
            return binary(op, x, y);
        }
        Value validity = null;
        if (x.validity != null || y.validity != null) {
            validity = mask(and ? Op.MASK_GUARDED_AND : Op.MASK_GUARDED_OR, List.of(x, y),
                    List.of(orAll(x.validity), orAll(y.validity)), null);
        }
        Op guarded = and ? Op.GUARDED_AND : Op.GUARDED_OR;
        return operation(guarded, List.of(x, y), null, Range.binary(guarded, x.range, y.range), validity);
    }

    /** x where the flag is set, else y. */
    Value select(Value flag, Value x, Value y) {
        @Nullable Value result = known.select(flag, x, y);
        if (result == null) {
            result = switches.select(flag, x, y);
        }
        if (result != null) {
            return result;
        }
        @Nullable Value branch = x.validity;
        if (x.validity != y.validity || x.validity != null && flag.range.risky()) {
            branch = mask(Op.MASK_SELECT, List.of(flag), List.of(orAll(x.validity), orAll(y.validity)), null);
        }
        return operation(Op.SELECT, List.of(flag, x, y), null, x.range.union(y.range), both(flag.validity, branch));
    }

    /** The entry that x points at. Entries are constants or scalars. */
    Value table(Value x, TableShape shape, List<Value> entries) {
        if (x.isConstant()) {
            return x.range.risky() ? constant(Double.NaN) : entries.get(shape.index(x.constant, entries.size()));
        }
        @Nullable Value result = known.table(x, shape, entries);
        if (result != null) {
            return result;
        }
        List<Value> in = new ArrayList<>(List.of(x));
        in.addAll(entries);
        Range range = entries.get(0).range;
        for (Value entry : entries) {
            range = range.union(entry.range);
        }
        return operation(Op.TABLE, List.copyOf(in), shape, range, x.validity);
    }

    Value draw(DrawPlan plan, List<Value> parameters, Range range) {
        @Nullable Value validity = null;
        List<Value> in = new ArrayList<>();
        for (Value parameter : parameters) {
            validity = both(validity, parameter.validity);
            in.add(vector(parameter));
        }
        Value draw = new Value(Op.DRAW, List.copyOf(in), validity == null ? List.of() : List.of(validity), plan,
                Value.Shape.VECTOR, 0, range, validity);
        order.add(draw);
        return draw;
    }

    /**
     * The code that a transition goes to: the first input is the code that it leaves, the others are probabilities,
     * one for the run or one per row.
     */
    Value transition(DrawPlan plan, List<Value> in, Range range) {
        @Nullable Value validity = null;
        for (Value input : in) {
            validity = both(validity, input.validity);
        }
        Value next = new Value(Op.DRAW, List.copyOf(in), validity == null ? List.of() : List.of(validity), plan,
                Value.Shape.VECTOR, 0, range, validity);
        order.add(next);
        return in.get(0).range.risky() ? poison(next, in.get(0)) : next;
    }

    /** In each row the value of the draw that the index points at. */
    Value switched(Value index, List<Value> leaves) {
        if (index.isConstant() && !index.range.risky()) {
            return leaves.get((int) index.constant);
        }
        Range range = leaves.get(0).range;
        for (Value leaf : leaves) {
            range = range.union(leaf.range);
        }
        Value draw = new Value(Op.SWITCH, List.of(vector(index)), List.of(), new Switched(List.copyOf(leaves)),
                Value.Shape.VECTOR, 0, range, index.validity);
        order.add(draw);
        return index.range.risky() ? poison(draw, index) : draw;
    }

    /** What a learned model says of columns; a row that lacks one has no prediction unless the model can do without. */
    Value prediction(PredictionPlan plan, List<Value> columns, Range range) {
        @Nullable Value validity = null;
        for (Value column : columns) {
            validity = plan.predictor().takesMissing() ? null : both(validity, column.validity);
        }
        return intern(Op.PREDICT, List.copyOf(columns), List.of(), plan, Value.Shape.VECTOR, 0, range, validity);
    }

    Value missing(Value x) {
        return x.validity == null ? flag(false) : intern(Op.IS_MISSING, List.of(), List.of(x.validity), null,
                Value.Shape.VECTOR, 0, Range.UNIT, null);
    }

    /** The value in a register of one number per row. */
    Value vector(Value x) {
        return x.isVector() ? x
                : intern(Op.BROADCAST, List.of(x), List.of(), null, Value.Shape.VECTOR, 0, x.range, null);
    }

    private Value operation(Op op, List<Value> in, @Nullable Object detail, Range range, @Nullable Value validity) {
        Value value = in.stream().allMatch(Value::isConstant) ? constant(folded(op, in)) : intern(op, in, List.of(),
                detail, in.stream().anyMatch(Value::isVector) ? Value.Shape.VECTOR : Value.Shape.SCALAR, 0, range,
                validity);
        for (int i = 0; i < in.size(); i++) {
            if (op.swallows(i) && in.get(i).range.risky()) {
                value = poison(value, in.get(i));
            }
        }
        return value;
    }

    private static double folded(Op op, List<Value> in) {
        return Fold.apply(op, in.stream().mapToDouble(value -> value.constant).toArray());
    }

    private Value poison(Value value, Value by) {
        return operation(Op.POISON, List.of(value, by), null, value.range.poisoned(true), value.validity);
    }

    private Value orAll(@Nullable Value mask) {
        return mask != null ? mask : mask(Op.MASK_ALL, List.of(), List.of(), null);
    }

    private @Nullable Value both(@Nullable Value a, @Nullable Value b) {
        if (a == null || a == b) {
            return b;
        }
        return b == null ? a : mask(Op.MASK_AND, List.of(), List.of(a, b), null);
    }

    private Value mask(Op op, List<Value> in, List<Value> masks, @Nullable Object detail) {
        return intern(op, in, masks, detail, Value.Shape.MASK, 0, Range.RISKY, null);
    }

    private Value intern(Op op, List<Value> in, List<Value> masks, @Nullable Object detail, Value.Shape shape,
            double constant, Range range, @Nullable Value validity) {
        Key key = new Key(op, in, masks, detail);
        Value found = shared.get(key);
        if (found == null) {
            found = new Value(op, in, masks, detail, shape, constant, range, validity);
            shared.put(key, found);
            order.add(found);
        } else if (found.isVector() && !found.in.isEmpty()) {
            notes.shared(found);
        }
        return found;
    }
}
