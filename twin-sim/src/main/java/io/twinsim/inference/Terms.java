package io.twinsim.inference;

/**
 * The rows of one arm, as the terms whose means a statistic is made of: {@code columns[j][i]} is term j of row i. All
 * columns are finite and equally long; they are shared, never changed and never handed out.
 */
record Terms(double[][] columns) {

    int rows() {
        return columns[0].length;
    }

    int count() {
        return columns.length;
    }
}
