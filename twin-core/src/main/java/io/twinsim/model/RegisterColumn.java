package io.twinsim.model;

import io.twinsim.column.ColumnSource;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Blocks;
import java.util.List;

/** The block at hand of a variable, straight from the register that holds it: what other variables of the block read. */
final class RegisterColumn implements ColumnSource {

    private final ColumnType type;
    private final List<String> labels;
    private final double[] values;
    /** The position of register 0; negative where the column begins inside the block. */
    private int start;

    RegisterColumn(ColumnType type, List<String> labels, double[] values) {
        this.type = type;
        this.labels = labels;
        this.values = values;
    }

    /** The register holds another block now. */
    void moveTo(int position) {
        start = position;
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public boolean hasMissing() {
        return false;
    }

    @Override
    public int size() {
        return start + Blocks.ROWS;
    }

    @Override
    public void load(int position, double[] out, int from, int to) {
        System.arraycopy(values, position - start, out, from, to - from);
    }

    @Override
    public void loadValidity(int position, long[] words, int from, int to) {
        for (int i = from; i < to; i++) {
            words[i >>> 6] |= 1L << i;
        }
    }
}
