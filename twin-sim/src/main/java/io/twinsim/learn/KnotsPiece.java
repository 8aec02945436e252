package io.twinsim.learn;

import io.twinsim.random.Distribution;
import io.twinsim.random.Empirical;
import io.twinsim.random.Family;
import io.twinsim.random.Mixture;
import java.util.ArrayList;
import java.util.List;

/** A part of a column's values, and the draw that describes it. */
record KnotsPiece(long count, Distribution distribution, String text) {

    /** Weights are whole multiples of this, so that they read well and sum to 1. */
    private static final long UNITS = 1_000_000;

    static KnotsPiece constant(long count, double value) {
        return new KnotsPiece(count, Family.CONSTANT.bind(value), "constant(" + KnotsText.exact(value) + ")");
    }

    static KnotsPiece uniformInt(long count, double from, double to) {
        return new KnotsPiece(count, Family.UNIFORM_INT.bind(from, to),
                "uniform_int(" + KnotsText.exact(from) + ", " + KnotsText.exact(to) + ")");
    }

    static KnotsPiece empirical(long count, double[] knots) {
        StringBuilder text = new StringBuilder("empirical(");
        for (int k = 0; k < knots.length; k++) {
            text.append(k == 0 ? "" : ", ").append(KnotsText.exact(knots[k]));
        }
        return new KnotsPiece(count, Empirical.of(knots), text.append(')').toString());
    }

    /** The pieces as one draw: alone, or as a mixture with weights that sum to 1 exactly as written. */
    static KnotsPiece join(List<KnotsPiece> pieces) {
        if (pieces.size() == 1) {
            return pieces.get(0);
        }
        long n = 0;
        for (KnotsPiece piece : pieces) {
            n += piece.count;
        }
        long[] units = shares(pieces, n);
        double[] weights = new double[units.length];
        List<Distribution> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder("mixture(");
        for (int k = 0; k < units.length; k++) {
            weights[k] = (double) units[k] / UNITS;
            parts.add(pieces.get(k).distribution);
            text.append(k == 0 ? "" : ", ").append(KnotsText.exact(weights[k])).append(": ").append(pieces.get(k).text);
        }
        return new KnotsPiece(n, Mixture.of(weights, parts), text.append(')').toString());
    }

    /** Shares in units, rounded so that they sum to the whole: each takes what its running total still lacks. */
    private static long[] shares(List<KnotsPiece> pieces, long n) {
        long[] units = new long[pieces.size()];
        long before = 0;
        long counted = 0;
        for (int k = 0; k < units.length; k++) {
            counted += pieces.get(k).count;
            // n and counts are below 2^31
            long upTo = (counted * UNITS + n / 2) / n;
            units[k] = Math.max(1, upTo - before);
            before = Math.max(upTo, before + 1);
        }
        int largest = 0;
        for (int k = 1; k < units.length; k++) {
            largest = units[k] > units[largest] ? k : largest;
        }
        units[largest] -= before - UNITS;
        return units;
    }
}
