package io.twinsim.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node of the lowered formula: an operation on other values. Compared by identity; the graph shares equal ones. */
final class Value {

    /** Where a value lives: known now, once per run, one per row, or a mask. */
    enum Shape { CONSTANT, SCALAR, VECTOR, MASK }

    final Op op;
    /** Double arguments. */
    final List<Value> in;
    /** Mask arguments. */
    final List<Value> masks;
    /** Which coefficient, column, table or draw; null for plain operations. */
    final @Nullable Object detail;
    final Shape shape;
    /** The value, if the shape is constant. */
    final double constant;
    final Range range;
    /** Which rows are valid; null if all are. */
    final @Nullable Value validity;

    Value(Op op, List<Value> in, List<Value> masks, @Nullable Object detail, Shape shape, double constant, Range range,
            @Nullable Value validity) {
        this.op = op;
        this.in = in;
        this.masks = masks;
        this.detail = detail;
        this.shape = shape;
        this.constant = constant;
        this.range = range;
        this.validity = validity;
    }

    boolean isConstant() {
        return shape == Shape.CONSTANT;
    }

    boolean isVector() {
        return shape == Shape.VECTOR;
    }

    boolean is(double number) {
        return isConstant() && constant == number;
    }
}
