package io.twinsim.io;

import io.twinsim.model.RowBlocks;
import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * Writes rows one after another, block by block: before each value what stands between it and the one before, after
 * each row its end, between rows a separator.
 */
final class RecordText {

    private final CellText[] cells;
    private final byte[][] before;
    private final byte[] end;
    private final byte[] between;

    /**
     * A writer of rows.
     *
     * @param cells how each column is written
     * @param before what stands before each of them
     * @param end what ends a row
     * @param between what stands before every row but the first
     */
    RecordText(CellText[] cells, byte[][] before, byte[] end, byte[] between) {
        this.cells = cells;
        this.before = before;
        this.end = end;
        this.between = between;
    }

    /** Writes all rows; {@code told} hears after every block how many are written. */
    void write(RowBlocks rows, ByteText out, LongConsumer told) throws IOException {
        double[][] values = new double[cells.length][];
        for (int c = 0; c < cells.length; c++) {
            values[c] = rows.values(c);
        }
        long written = 0;
        while (rows.next()) {
            int size = rows.size();
            for (int i = 0; i < size; i++) {
                if (written + i > 0) {
                    out.add(between);
                }
                row(values, i, out);
            }
            written += size;
            told.accept(written);
        }
    }

    private void row(double[][] values, int i, ByteText out) throws IOException {
        for (int c = 0; c < cells.length; c++) {
            out.add(before[c]);
            cells[c].write(values[c][i], out);
        }
        out.add(end);
    }
}
