package io.twinsim.inference;

import io.twinsim.column.Column;
import io.twinsim.column.Selection;
import io.twinsim.internal.math.Blocks;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** The values of the selected rows of a column, without those that are missing. */
final class PresentRows {

    private final Column column;
    private final Selection selection;

    PresentRows(Column column, Selection selection) {
        this.column = column;
        this.selection = selection;
    }

    /** The distinct whole numbers; reads no further once they are too many. */
    DistinctWhole distinct(int allowed) {
        DistinctWhole distinct = new DistinctWhole(allowed);
        read(distinct::add, distinct::tooMany);
        return distinct;
    }

    /** All values, in the order of the rows. */
    double[] values() {
        double[] found = new double[selection.count()];
        int[] count = new int[1];
        read((values, kept, valid, size) -> {
            int next = count[0];
            for (int i = 0; i < size; i++) {
                if ((kept[i >>> 6] & valid[i >>> 6] & 1L << (i & 63)) != 0) {
                    found[next++] = values[i];
                }
            }
            count[0] = next;
        }, () -> false);
        return Arrays.copyOf(found, count[0]);
    }

    /** What is done with a block of rows: those count whose bit is set in both masks. */
    private interface Body {
        void block(double[] values, long[] kept, long[] valid, int size);
    }

    private void read(Body body, BooleanSupplier enough) {
        double[] values = new double[Blocks.ROWS];
        long[] valid = new long[Blocks.WORDS];
        long[] kept = new long[Blocks.WORDS];
        for (int start = 0; start < column.size() && !enough.getAsBoolean(); start += Blocks.ROWS) {
            int size = Math.min(Blocks.ROWS, column.size() - start);
            column.load(start, values, 0, size);
            column.loadValidity(start, valid, 0, size);
            selection.load(start, kept, 0, size);
            body.block(values, kept, valid, size);
        }
    }
}
