package io.twinsim.model;

import io.twinsim.column.ColumnType;
import io.twinsim.column.RegisterSource;
import java.util.List;

/** The block at hand of a variable, straight from the register that holds it. */
record RegisterColumn(ColumnType type, List<String> labels, double[] values) implements RegisterSource {

    @Override
    public boolean hasMissing() {
        return false;
    }

    @Override
    public void loadValidity(int position, long[] words, int from, int to) {
        for (int i = from; i < to; i++) {
            words[i >>> 6] |= 1L << i;
        }
    }
}
