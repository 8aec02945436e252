package io.twinsim.timeline;

import io.twinsim.column.ColumnSource;
import io.twinsim.column.ColumnType;
import java.util.List;
import java.util.function.IntSupplier;

/** The block at hand of a value, straight from the register that holds it then: what formulas of the block read. */
final class NodeColumn implements ColumnSource {

    /** Where the values are now. */
    @FunctionalInterface
    interface Register {
        /** The register, 1,024 long. */
        double[] values();
    }

    private final ColumnType type;
    private final List<String> labels;
    private final Register register;
    private final IntSupplier start;

    /**
     * A column over registers.
     *
     * @param type what it holds
     * @param labels the labels of a category
     * @param register where the values are
     * @param start the position of register 0; negative where the twins begin inside the block
     */
    NodeColumn(ColumnType type, List<String> labels, Register register, IntSupplier start) {
        this.type = type;
        this.labels = labels;
        this.register = register;
        this.start = start;
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
        return Integer.MAX_VALUE;
    }

    @Override
    public void load(int position, double[] out, int from, int to) {
        System.arraycopy(register.values(), position - start.getAsInt(), out, from, to - from);
    }

    @Override
    public void loadValidity(int position, long[] words, int from, int to) {
        for (int i = from; i < to; i++) {
            words[i >>> 6] |= 1L << i;
        }
    }
}
