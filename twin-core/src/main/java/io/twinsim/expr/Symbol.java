package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Checks;
import java.util.List;

/**
 * A column that formulas may name.
 *
 * @param name the column's name
 * @param type what it holds
 * @param labels the labels of a category in code order; empty for other types
 * @param nullable whether rows may be missing
 */
public record Symbol(String name, ColumnType type, List<String> labels, boolean nullable) {

    /** Copies the labels; refuses labels of a column that is not a category. */
    public Symbol {
        Checks.notNull(name, "name");
        Checks.notNull(type, "type");
        labels = List.copyOf(labels);
        if (type != ColumnType.CATEGORY && !labels.isEmpty()) {
            throw new InputException("labels of \"" + name + "\" must be empty for type " + type.id() + ", got "
                    + labels);
        }
    }

    /**
     * A number or flag column without missing values.
     *
     * @param name the column's name
     * @param type what it holds
     * @return the symbol
     */
    public static Symbol of(String name, ColumnType type) {
        return new Symbol(name, type, List.of(), false);
    }

    /**
     * A category column without missing values.
     *
     * @param name the column's name
     * @param labels its labels in code order
     * @return the symbol
     */
    public static Symbol category(String name, String... labels) {
        return new Symbol(name, ColumnType.CATEGORY, List.of(labels), false);
    }
}
