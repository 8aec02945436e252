package io.twinsim.model;

import io.twinsim.column.Column;
import io.twinsim.column.Selection;
import io.twinsim.internal.math.Blocks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** SHA-256 of the values of a column: type, labels, then block by block the values' bits and the validity masks. */
final class ColumnDigest {

    private ColumnDigest() {
    }

    /** SHA-256 of which rows are selected. */
    static byte[] of(Selection rows) {
        MessageDigest sha = ContentHash.sha256();
        long[] words = new long[Blocks.WORDS];
        ByteBuffer bytes = ByteBuffer.allocate(8 * Blocks.WORDS);
        for (int start = 0; start < rows.size(); start += Blocks.ROWS) {
            Arrays.fill(words, 0);
            rows.load(start, words, 0, Math.min(Blocks.ROWS, rows.size() - start));
            bytes.clear();
            bytes.asLongBuffer().put(words);
            sha.update(bytes);
        }
        return sha.digest();
    }

    static byte[] of(Column column) {
        MessageDigest sha = ContentHash.sha256();
        sha.update(column.type().id().getBytes(StandardCharsets.UTF_8));
        for (String label : column.labels()) {
            byte[] text = label.getBytes(StandardCharsets.UTF_8);
            sha.update(ByteBuffer.allocate(4).putInt(text.length).array());
            sha.update(text);
        }
        double[] values = new double[Blocks.ROWS];
        long[] valid = new long[Blocks.WORDS];
        ByteBuffer bytes = ByteBuffer.allocate(8 * (Blocks.ROWS + Blocks.WORDS));
        for (int start = 0; start < column.size(); start += Blocks.ROWS) {
            int rows = Math.min(Blocks.ROWS, column.size() - start);
            column.load(start, values, 0, rows);
            column.loadValidity(start, valid, 0, rows);
            bytes.clear();
            for (int i = 0; i < rows; i++) {
                bytes.putLong(Double.doubleToLongBits(values[i] + 0.0));
            }
            for (int w = 0; w <= (rows - 1) >>> 6; w++) {
                long used = rows - (w << 6) >= 64 ? -1L : (1L << rows) - 1;
                bytes.putLong(valid[w] & used);
            }
            bytes.flip();
            sha.update(bytes);
        }
        return sha.digest();
    }
}
