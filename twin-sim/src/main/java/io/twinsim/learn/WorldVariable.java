package io.twinsim.learn;

import io.twinsim.column.ColumnType;

/**
 * A learned variable, as it will stand in the world file.
 *
 * @param name the column's name
 * @param drawn whether the formula draws; else it follows from other variables
 * @param formula the formula, without {@code ~} or {@code =}
 * @param type the column's type
 * @param lower the least value of numbers
 * @param upper the greatest value of numbers
 * @param missing whether some rows of the data have no value
 * @param ordered whether the labels rise in the order of the formula
 * @param comment what was found, one line
 */
record WorldVariable(String name, boolean drawn, String formula, ColumnType type, double lower, double upper,
        boolean missing, boolean ordered, String comment) {

    boolean number() {
        return type == ColumnType.REAL || type == ColumnType.INTEGER;
    }

    /** The same variable with a range that holds its own and this one. */
    WorldVariable withRange(double least, double greatest) {
        return new WorldVariable(name, drawn, formula, type, Math.min(lower, least), Math.max(upper, greatest),
                missing, ordered, comment);
    }

    WorldVariable withComment(String text) {
        return new WorldVariable(name, drawn, formula, type, lower, upper, missing, ordered, text);
    }
}
