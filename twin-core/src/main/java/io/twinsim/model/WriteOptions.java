package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import java.util.Locale;

/**
 * How a data file is written. Each format uses what applies to it: CSV the delimiter and the missing text, JSON the
 * layout, other formats nothing. Every file reads back with {@link ReadOptions} of the same delimiter and missing text.
 *
 * @param layout how a JSON file holds the rows
 * @param delimiter the field separator of a CSV file; the comma stands for a tab in a {@code .tsv} file
 * @param missing the text of a missing value in a CSV file, unquoted; choose one that is no value. A file of one column
 *     has {@code NA} in place of the empty text, as it would have blank lines
 */
public record WriteOptions(Layout layout, char delimiter, String missing) {

    private static final WriteOptions DEFAULT = new WriteOptions(Layout.RECORDS, ',', "");

    /** How a JSON file holds rows. */
    public enum Layout {
        /** An array of objects, one per row: {@code [{"age": 31}, {"age": 45}]}. */
        RECORDS,
        /** One object of arrays, one per column: {@code {"age": [31, 45]}}. */
        COLUMNS
    }

    /** Refuses what could not be told from values, quotes or line ends. */
    public WriteOptions {
        Checks.notNull(layout, "layout");
        Checks.notNull(missing, "missing");
        if (delimiter < ' ' && delimiter != '\t' || Character.isLetterOrDigit(delimiter)
                || "\"+-.\uFEFF".indexOf(delimiter) >= 0 || Character.isSurrogate(delimiter)) {
            throw new InputException("delimiter must not occur in numbers, nor be a letter, a quote or a line end, got "
                    + Names.quote(String.valueOf(delimiter)));
        }
        boolean plain = missing.equals(missing.strip()) && Names.unpairedSurrogate(missing) < 0
                && missing.chars().noneMatch(c -> c < ' ' || c == '"' || c == delimiter || c == '\uFEFF');
        if (!plain) {
            throw new InputException("missing must hold no quote, delimiter or control character and no blanks around "
                    + "it, got " + Names.quote(missing));
        }
    }

    /**
     * Records in JSON; a comma between fields and nothing for a missing value in CSV.
     *
     * @return the defaults
     */
    public static WriteOptions of() {
        return DEFAULT;
    }

    /**
     * Another layout of a JSON file.
     *
     * @param rows records or columns
     * @return changed options
     */
    public WriteOptions withLayout(Layout rows) {
        return new WriteOptions(rows, delimiter, missing);
    }

    /**
     * Another field separator.
     *
     * @param separator such as {@code ';'} or a tab
     * @return changed options
     * @throws InputException if it is a letter, digit, sign, point, quote or line end
     */
    public WriteOptions withDelimiter(char separator) {
        return new WriteOptions(layout, separator, missing);
    }

    /**
     * Another text for missing values.
     *
     * @param text such as {@code NA}; labels that are equal to it are written in quotes
     * @return changed options
     * @throws InputException if it holds a quote, a delimiter or a control character, or begins or ends with a blank
     */
    public WriteOptions withMissing(String text) {
        return new WriteOptions(layout, delimiter, text);
    }

    /** Such as {@code WriteOptions[records, delimiter ',', missing "NA"]}. */
    @Override
    public String toString() {
        return Lines.one("WriteOptions[" + layout.name().toLowerCase(Locale.ROOT) + ", delimiter "
                + (delimiter == '\t' ? "tab" : "'" + delimiter + "'") + ", missing " + Names.quote(missing) + "]");
    }
}
