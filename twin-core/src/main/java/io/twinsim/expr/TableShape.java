package io.twinsim.expr;

/**
 * How a table is indexed. A table of codes has one entry per code; a table of whole numbers has one per number from
 * {@code lower} on, and one more at either end for all numbers outside.
 *
 * @param lower the number of the second entry; unused for codes
 * @param bounded whether numbers outside occur
 */
record TableShape(double lower, boolean bounded) {

    /** For category codes and flags. */
    static final TableShape CODES = new TableShape(0, false);

    /** Lookups of whole numbers over a wider span are chains of comparisons. */
    static final int WIDEST = 4096;
    /** Whole numbers known to lie in [0, this] are looked up like codes. */
    static final int DIRECT = 255;

    int index(double x, int entries) {
        return bounded ? (int) Math.min(Math.max(x - lower, -1), entries - 2) + 1 : (int) x;
    }
}
