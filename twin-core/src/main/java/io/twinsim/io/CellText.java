package io.twinsim.io;

import io.twinsim.column.ColumnType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** How the values of one column are written: what is written often is encoded once. */
final class CellText {

    private static final byte[] FALSE = bytes("false");
    private static final byte[] TRUE = bytes("true");

    private final ColumnType type;
    private final byte[] missing;
    /** By code; of a flag {@code false} and {@code true}. */
    private final byte[][] texts;

    private CellText(ColumnType type, byte[] missing, byte[][] texts) {
        this.type = type;
        this.missing = missing;
        this.texts = texts;
    }

    /** {@code quote} makes of a label what stands in the file. */
    static CellText of(ColumnType type, List<String> labels, String missing, UnaryOperator<String> quote) {
        byte[][] texts = type == ColumnType.FLAG ? new byte[][] {FALSE, TRUE}
                : labels.stream().map(label -> bytes(quote.apply(label))).toArray(byte[][]::new);
        return new CellText(type, bytes(missing), texts);
    }

    /** Labels, names and punctuation hold no halves of surrogate pairs, so they all have UTF-8. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void write(double value, ByteText out) throws IOException {
        if (value != value) {
            out.add(missing);
        } else if (type == ColumnType.REAL) {
            out.real(value);
        } else if (type == ColumnType.INTEGER) {
            out.whole((int) value);
        } else {
            out.add(texts[(int) value]);
        }
    }
}
