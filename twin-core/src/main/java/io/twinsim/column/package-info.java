/**
 * Primitive columns. A {@link io.twinsim.column.Column} is an immutable array of doubles, ints, category codes or
 * flags; missing values are bits of a validity bitmap, never a special number. Kernels read columns block by block
 * through {@link io.twinsim.column.ColumnSource}; a {@link io.twinsim.column.ColumnBuilder} takes blocks and
 * becomes a column; a {@link io.twinsim.column.Selection} says which rows a filter keeps.
 *
 * <p>Memory per row: 8 bytes for a real, 4 for an integer, 1 for a flag, 1, 2 or 4 for a category of up to 128,
 * 32,768 or more levels, and one bit more where values are missing.
 *
 * <pre>{@code
 * RealColumn age = RealColumn.of(31, 45.5, 62);
 * CategoryColumn region = CategoryColumn.of("west", "south", "west");
 * region.label(0);                                     // west
 * double[] register = new double[2];
 * age.load(1, register, 0, 2);                         // 45.5, 62.0
 * }</pre>
 */
@NullMarked
package io.twinsim.column;

import org.jspecify.annotations.NullMarked;
