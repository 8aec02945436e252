package io.twinsim.column;

import java.util.Locale;

/** What a column holds. Reals, integers and flags count as numbers in formulas; categories compare with labels. */
public enum ColumnType {
    /** Finite doubles. */
    REAL,
    /** 32-bit integers. */
    INTEGER,
    /** Codes of a fixed list of labels. */
    CATEGORY,
    /** True or false. */
    FLAG;

    /**
     * The name used in files and messages.
     *
     * @return the lower-case name, such as {@code integer}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
