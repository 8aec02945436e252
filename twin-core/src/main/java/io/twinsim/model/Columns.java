package io.twinsim.model;

import io.twinsim.column.Column;
import io.twinsim.expr.Symbol;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The columns of a population: all there, or made from their model when they are first read. */
interface Columns {

    /** The names, in order. */
    List<String> names();

    /** The number of rows of each. */
    long size();

    /** What formulas see of a column that exists; makes nothing. */
    Symbol symbol(String name);

    /** A column that exists, made if it was not yet. */
    Column column(String name);

    /**
     * Makes columns that exist, in one pass over the rows.
     *
     * @param wanted their names
     * @param stopped asked between tiles of rows; once true, nothing more is made
     * @return whether all of them are there
     */
    boolean make(Collection<String> wanted, BooleanSupplier stopped);

    /** The memory of all columns, made or not. */
    long bytes();
}
