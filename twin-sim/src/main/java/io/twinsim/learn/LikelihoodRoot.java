package io.twinsim.learn;

import io.twinsim.internal.math.Elementary;

/**
 * Where the score of a parameter above 0 is zero: Newton's steps on its logarithm, kept inside the bracket that the
 * signs seen so far give, until they are rounding.
 *
 * @param value the parameter after the last step
 * @param score the score where the last step started
 * @param iterations how often the score was asked
 * @param converged whether the steps came to an end before the limit
 */
record LikelihoodRoot(double value, double score, int iterations, boolean converged) {

    /** The score and its derivative. */
    interface Score {
        /** Writes the score at x, positive where the maximum is above x, and its derivative. */
        void at(double x, double[] scoreAndSlope);
    }

    static final int MOST = 200;
    private static final double ROUNDING = 1e-15;
    /** Below this a step that does not shrink is rounding. */
    private static final double SMALL = 1e-9;
    private static final double LONGEST = 3;

    static LikelihoodRoot find(Score score, double start, double limit) {
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double x = start;
        double last = Double.POSITIVE_INFINITY;
        double[] at = new double[2];
        for (int step = 1; step <= MOST; step++) {
            score.at(x, at);
            low = at[0] > 0 ? x : low;
            high = at[0] < 0 ? x : high;
            double move = at[1] < 0 ? -at[0] / (x * at[1]) : at[0] > 0 ? 1 : -1;
            move = Math.max(-LONGEST, Math.min(LONGEST, move));
            double size = Math.abs(move);
            if (!(size > ROUNDING) || size < SMALL && size >= last / 2) {
                return new LikelihoodRoot(x, at[0], step, !Double.isNaN(move));
            }
            double next = x * Elementary.exp(move);
            if (!(next > low && next < high)) {
                next = Math.sqrt(low) * Math.sqrt(high);
            }
            if (next == x || next <= low || next >= high) {
                return new LikelihoodRoot(x, at[0], step, size < SMALL || high - low < SMALL * x);
            }
            if (next > limit) {
                return new LikelihoodRoot(x, at[0], step, false);
            }
            last = size;
            x = next;
        }
        return new LikelihoodRoot(x, at[0], MOST, false);
    }
}
