package io.twinsim.io;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.model.Population;
import io.twinsim.model.ReadOptions;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes a population as RFC 4180 text with LF. Missing values are empty; in a single column, {@code NA}. */
final class CsvText {

    /** In the name of a lone column these would look like the wrong delimiter. */
    private static final String OTHER_DELIMITERS = ",;|\t";

    private final Writer out;
    private final char delimiter;

    CsvText(Writer out, char delimiter) {
        this.out = out;
        this.delimiter = delimiter;
    }

    void write(Population population) throws IOException {
        List<String> names = population.names();
        population.prepare();
        Column[] columns = new Column[names.size()];
        String[][] quoted = new String[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = population.column(names.get(c));
            quoted[c] = columns[c].labels().stream().map(label -> quote(label, "")).toArray(String[]::new);
            out.write(quote(names.get(c), columns.length == 1 ? OTHER_DELIMITERS : ""));
            out.write(c < columns.length - 1 ? delimiter : '\n');
        }
        String missing = columns.length == 1 ? "NA" : "";
        for (int row = 0; row < population.size(); row++) {
            for (int c = 0; c < columns.length; c++) {
                out.write(cell(columns[c], quoted[c], row, missing));
                out.write(c < columns.length - 1 ? delimiter : '\n');
            }
        }
    }

    private static String cell(Column column, String[] labels, int row, String missing) {
        if (column.isMissing(row)) {
            return missing;
        }
        if (column.type() == ColumnType.CATEGORY) {
            return labels[((CategoryColumn) column).code(row)];
        }
        return column.text(row);
    }

    /** Quotes where the text would otherwise be split, trimmed or taken for a missing value. */
    private String quote(String text, String special) {
        return needsQuotes(text, special) ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private boolean needsQuotes(String text, String special) {
        if (text.isEmpty() || ReadOptions.of().missingTokens().contains(text)) {
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
