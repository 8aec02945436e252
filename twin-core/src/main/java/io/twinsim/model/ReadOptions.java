package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a data file is read.
 *
 * @param delimiter the field separator of a CSV file
 * @param missingTokens the unquoted texts that stand for a missing value; the empty field always does
 * @param types declared column types by name; other columns are inferred
 * @param decimalComma whether numbers are written {@code 1,5}; needs another delimiter than the comma
 */
public record ReadOptions(
        char delimiter, List<String> missingTokens, Map<String, ColumnType> types, boolean decimalComma) {

    private static final ReadOptions DEFAULT = new ReadOptions(',', List.of("NA"), Map.of(), false);

    /** Copies, and refuses delimiters that cannot separate fields. */
    public ReadOptions {
        if (delimiter == '"' || delimiter == '\n' || delimiter == '\r' || delimiter == '\uFEFF') {
            throw new InputException("delimiter must not be a quote or a line end");
        }
        if (decimalComma && delimiter == ',') {
            throw new InputException("delimiter must not be a comma when numbers have a decimal comma; use ';'");
        }
        missingTokens = List.copyOf(missingTokens);
        types = java.util.Collections.unmodifiableMap(new TreeMap<>(types));
    }

    /**
     * A comma between fields, a point in numbers, {@code NA} and empty fields for missing values, types inferred.
     *
     * @return the defaults
     */
    public static ReadOptions of() {
        return DEFAULT;
    }

    /**
     * Another field separator.
     *
     * @param separator such as {@code ';'} or a tab
     * @return changed options
     */
    public ReadOptions withDelimiter(char separator) {
        return new ReadOptions(separator, missingTokens, types, decimalComma);
    }

    /**
     * Other texts for missing values.
     *
     * @param tokens such as {@code "NA"}, {@code "n/a"}
     * @return changed options
     */
    public ReadOptions withMissingTokens(String... tokens) {
        return new ReadOptions(delimiter, List.of(tokens), types, decimalComma);
    }

    /**
     * A declared column type.
     *
     * @param column the column's name
     * @param type what it holds
     * @return changed options
     */
    public ReadOptions withType(String column, ColumnType type) {
        Map<String, ColumnType> all = new TreeMap<>(types);
        all.put(column, type);
        return new ReadOptions(delimiter, missingTokens, all, decimalComma);
    }

    /**
     * Numbers with a decimal comma.
     *
     * @return changed options
     */
    public ReadOptions withDecimalComma() {
        return new ReadOptions(delimiter, missingTokens, types, true);
    }

    /** Such as {@code ReadOptions[delimiter ',', missing NA, 2 types given]}. */
    @Override
    public String toString() {
        return Lines.one("ReadOptions[delimiter " + (delimiter == '\t' ? "tab" : "'" + delimiter + "'") + ", missing "
                + Names.list(missingTokens) + (types.isEmpty() ? "" : ", types " + types)
                + (decimalComma ? ", decimal comma]" : "]"));
    }
}
