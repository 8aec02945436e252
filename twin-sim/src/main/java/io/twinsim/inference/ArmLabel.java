package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Names;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the number under which a treatment column holds the label of an arm. */
final class ArmLabel {

    private static final int MOST = 1000;
    private static final int NOBODY = -1;

    private ArmLabel() {
    }

    /**
     * The category code, the flag as 0 or 1, or the number itself. A label that no row has is refused with the nearest
     * one, unless the column has nothing but the other arm.
     */
    static double value(Column column, String columnName, String label, String other) {
        if (column.type() == ColumnType.CATEGORY) {
            int code = column.labels().indexOf(label);
            if (code >= 0) {
                return code;
            }
            if (column.labels().equals(List.of(other))) {
                return NOBODY;
            }
        } else if (column.type() == ColumnType.FLAG) {
            if (label.equals("true") || label.equals("1")) {
                return 1;
            }
            if (label.equals("false") || label.equals("0")) {
                return 0;
            }
        } else if (isNumber(label)) {
            return Double.parseDouble(label);
        }
        throw unknown(column, columnName, label);
    }

    private static InputException unknown(Column column, String columnName, String label) {
        String where = " (column " + Names.quote(columnName) + ")";
        if (column.type() == ColumnType.CATEGORY) {
            return new InputException(Names.unknown("value", label, column.labels()) + where);
        }
        Collection<String> known = column.type() == ColumnType.FLAG ? List.of("false", "true") : numbers(column);
        return new InputException("unknown value " + Names.quote(label) + "; known: " + Names.list(known) + where);
    }

    private static boolean isNumber(String label) {
        return label.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    }

    /** The distinct values, ascending, as far as anyone would read them. */
    private static Collection<String> numbers(Column column) {
        Map<Double, String> texts = new TreeMap<>();
        double[] value = new double[1];
        for (int i = 0; i < column.size() && texts.size() < MOST; i++) {
            if (!column.isMissing(i)) {
                column.load(i, value, 0, 1);
                texts.put(value[0], column.text(i));
            }
        }
        return texts.values();
    }
}
