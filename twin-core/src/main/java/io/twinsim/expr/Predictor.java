package io.twinsim.expr;

import java.util.List;

/**
 * A model that formulas call by name: {@code predict(name)}. Its inputs are columns of the formula's scope, matched by
 * name, and categories by the text of their labels. Immutable and safe for use by any number of threads; equal
 * predictors have equal hashes.
 */
public interface Predictor {

    /**
     * The name by which formulas call it.
     *
     * @return the name
     */
    String name();

    /**
     * The columns that it reads. Flags and whole numbers serve for numbers; labels of a category are in the order of
     * the codes that the scorer takes.
     *
     * @return an immutable list, in the order of the scorer's inputs
     */
    List<Symbol> inputs();

    /**
     * Whether a row with a missing input has a prediction.
     *
     * @return false if the prediction of such a row is missing
     */
    boolean takesMissing();

    /**
     * Whether every row that can be predicted has a number between the bounds. If not, values that overflowed on the
     * way are found when they reach a result, and refused.
     *
     * @return true only if no prediction is ever infinite or NaN within finite bounds
     */
    default boolean isTotal() {
        return false;
    }

    /**
     * What no prediction is below, in the order of {@link Double#compare}: 0.0 says that none is -0.0.
     *
     * @return a bound; negative infinity if nothing is known
     */
    double lower();

    /**
     * What no prediction is above.
     *
     * @return a bound; infinity if nothing is known
     */
    double upper();

    /**
     * The identity of the predictor's content: equal hashes, equal predictions. It counts in the hash of every formula
     * that calls the predictor.
     *
     * @return 64 hexadecimal digits
     */
    String hash();

    /**
     * Working space for one thread.
     *
     * @return a new scorer
     */
    Scorer scorer();

    /** Scores blocks of rows; used by one thread at a time. */
    interface Scorer {

        /**
         * Writes the predictions of some rows of a block.
         *
         * @param inputs {@code inputs[k][i]} is input k of row i: a number, a code in the order of the predictor's own
         *     labels, NaN if missing; not modified
         * @param out {@code out[i]} becomes the prediction of row i; none of {@code inputs}
         * @param from the first row, at least 0
         * @param to one past the last row, at most 1,024
         */
        void score(double[][] inputs, double[] out, int from, int to);
    }
}
