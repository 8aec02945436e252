package io.twinsim.io;

import io.twinsim.model.Population;
import io.twinsim.model.ReadOptions;
import io.twinsim.model.RowBlocks;
import io.twinsim.model.WriteOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.LongConsumer;

/** Writes a population as RFC 4180 text with LF. */
final class CsvText {

    /** In the name of a lone column these would look like the wrong delimiter. */
    private static final String OTHER_DELIMITERS = ",;|\t";

    private final char delimiter;
    private final String missing;

    CsvText(WriteOptions options) {
        delimiter = options.delimiter();
        missing = options.missing();
    }

    void write(Population population, OutputStream out, LongConsumer told) throws IOException {
        List<String> names = population.names();
        RowBlocks rows = population.rows();
        CellText[] cells = new CellText[names.size()];
        byte[][] before = new byte[cells.length][];
        boolean lone = cells.length == 1;
        StringBuilder head = new StringBuilder();
        for (int c = 0; c < cells.length; c++) {
            String separator = c == 0 ? "" : String.valueOf(delimiter);
            before[c] = CellText.bytes(separator);
            cells[c] = CellText.of(rows.type(c), rows.labels(c), lone && missing.isEmpty() ? "NA" : missing,
                    label -> quote(label, ""));
            head.append(separator).append(quote(names.get(c), lone ? OTHER_DELIMITERS : ""));
        }
        ByteText text = new ByteText(out);
        text.add(CellText.bytes(head.append('\n').toString()));
        new RecordText(cells, before, new byte[] {'\n'}, new byte[0]).write(rows, text, told);
        text.flush();
    }

    /** Quotes where the text would otherwise be split, trimmed or taken for a missing value. */
    private String quote(String text, String special) {
        return needsQuotes(text, special) ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private boolean needsQuotes(String text, String special) {
        if (text.isEmpty() || text.equals(missing) || ReadOptions.of().missingTokens().contains(text)) {
            return true;
        }
        char last = text.charAt(text.length() - 1);
        if (text.charAt(0) <= ' ' || last <= ' ' || text.charAt(0) == '\uFEFF') {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == delimiter || c == '"' || c == '\n' || c == '\r' || special.indexOf(c) >= 0) {
                return true;
            }
        }
        return false;
    }
}
