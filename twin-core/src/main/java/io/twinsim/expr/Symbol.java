package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.List;

/**
 * A column that formulas may name. Its bounds are known if a model generated it; they hold in the order of {@link
 * Double#compare}, in which -0.0 is below 0.0, and let the compiler leave out clamps and comparisons that they decide.
 *
 * @param name the column's name
 * @param type what it holds
 * @param labels the labels of a category in code order; empty for other types
 * @param nullable whether rows may be missing
 * @param lower not above any value; negative infinity if unknown
 * @param upper not below any value; infinity if unknown
 */
public record Symbol(String name, ColumnType type, List<String> labels, boolean nullable, double lower, double upper) {

    /** Copies the labels; refuses labels of a column that is not a category, and bounds that do not ascend. */
    public Symbol {
        Checks.notNull(name, "name");
        Checks.notNull(type, "type");
        labels = List.copyOf(labels);
        if (type != ColumnType.CATEGORY && !labels.isEmpty()) {
            throw new InputException("labels of \"" + name + "\" must be empty for type " + type.id() + ", got "
                    + labels);
        }
        if (!(lower <= upper)) {
            throw new InputException("bounds of \"" + name + "\" must ascend, got [" + Numbers.shortest(lower) + ", "
                    + Numbers.shortest(upper) + "]");
        }
    }

    /**
     * A column of which no bounds are known.
     *
     * @param name the column's name
     * @param type what it holds
     * @param labels the labels of a category in code order; empty for other types
     * @param nullable whether rows may be missing
     */
    public Symbol(String name, ColumnType type, List<String> labels, boolean nullable) {
        this(name, type, labels, nullable, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
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

    /**
     * The same column, whose values are known to lie in an interval. A bound of 0, whatever its sign, leaves both zeros
     * possible.
     *
     * @param least no value is below; negative infinity if nothing is known
     * @param greatest no value is above; infinity if nothing is known
     * @return a symbol with these bounds or the ones it has, whichever say more
     * @throws InputException if the two exclude each other
     */
    public Symbol within(double least, double greatest) {
        return new Symbol(name, type, labels, nullable, Math.max(lower, least == 0 ? -0.0 : least),
                Math.min(upper, greatest == 0 ? 0.0 : greatest));
    }

    /** What the column's type and bounds say of its values. */
    Range range() {
        return switch (type) {
            case REAL -> new Range(Math.max(lower, -Double.MAX_VALUE), Math.min(upper, Double.MAX_VALUE), false);
            case INTEGER -> whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case FLAG -> whole(0, 1);
            case CATEGORY -> whole(0, Math.max(0, labels.size() - 1));
        };
    }

    /** Stored as whole numbers, so there is no -0.0. */
    private Range whole(int least, int greatest) {
        return new Range(Math.max(Math.ceil(lower) + 0.0, least), Math.min(Math.floor(upper) + 0.0, greatest), false);
    }

    /** Such as {@code Symbol[decile, integer in 1..10]}. */
    @Override
    public String toString() {
        boolean bounded = lower > Double.NEGATIVE_INFINITY || upper < Double.POSITIVE_INFINITY;
        return Lines.one("Symbol[" + name + ", " + type.id() + (labels.isEmpty() ? "" : " of " + Names.list(labels))
                + (bounded ? " in " + Numbers.significant(lower, 6) + ".." + Numbers.significant(upper, 6) : "")
                + (nullable ? ", may be missing]" : "]"));
    }
}
