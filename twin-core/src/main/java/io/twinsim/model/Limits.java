package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/** Applies a variable's declared range to a register of values. */
final class Limits {

    private Limits() {
    }

    static void apply(Variable variable, double[] values, long @Nullable [] valid, long firstRow, int from, int to) {
        if (variable.range().isEmpty() || variable.outside() == Variable.Outside.KEEP) {
            return;
        }
        Range range = variable.range().get();
        double lower = range.lower();
        double upper = range.upper();
        if (variable.outside() == Variable.Outside.CLAMP) {
            for (int i = from; i < to; i++) {
                values[i] = Math.min(Math.max(values[i], lower), upper);
            }
            return;
        }
        for (int i = from; i < to; i++) {
            if (!(values[i] >= lower && values[i] <= upper) && (valid == null || (valid[i >>> 6] >>> i & 1) != 0)) {
                throw new InputException(variable.name() + " must be in " + range + ", got "
                        + Numbers.shortest(values[i]) + " at row " + (firstRow + i)
                        + "; say outside: clamp or outside: keep to allow it");
            }
        }
    }
}
