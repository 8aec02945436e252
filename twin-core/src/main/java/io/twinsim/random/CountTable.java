package io.twinsim.random;

import io.twinsim.internal.math.QuantileTable;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of counts: the distribution function around every count that a uniform can reach, and a guide to where to
 * begin. A uniform so close to a step that rounding could decide is left to the exact search, so the table gives what
 * that gives for every double.
 */
final class CountTable implements QuantileTable {

    /** The least uniform of a stream, and the distance of the greatest from 1. */
    private static final double LEAST = 0x1p-53;
    /** Relative to the smaller tail: distance from a step that no rounding reaches. */
    private static final double CLEAR = 1e-11;
    /** The longest table for which the distribution function is evaluated at every count. */
    private static final double MOST_EVALUATED = 16_384;
    /** The longest table of sums: 64 MB. */
    private static final double MOST_SUMMED = 4e6;
    /** Recurrences start anew from the exact mass after this many steps. */
    private static final int ANCHOR = 64;

    /** What is tabulated. */
    interface Steps {

        double cdf(double k);

        double survival(double k);

        /** The exact quantile. */
        double quantile(double u);

        /** The exact quantile, seen from above. */
        double survivalQuantile(double q);
    }

    private final Steps steps;
    private final double first;
    /** For each count the end and the beginning of the zone around its step. */
    private final double[] zones;
    private final int[] guide;

    private CountTable(Steps steps, double first, double[] cdf, double[] survival, double rounding) {
        this.steps = steps;
        this.first = first;
        zones = new double[2 * cdf.length];
        double before = 0;
        for (int k = 0; k < cdf.length; k++) {
            boolean lower = cdf[k] <= 0.5;
            double step = lower ? cdf[k] : 1 - survival[k];
            double slack = rounding + (lower ? CLEAR * cdf[k] : CLEAR * survival[k] + 2 * LEAST);
            before = Math.max(before, k == cdf.length - 1 ? 1 : step + slack);
            zones[2 * k] = before;
            zones[2 * k + 1] = step - slack;
        }
        this.guide = guide(zones);
    }

    /** The table, or nothing if it would be long; {@code rounding} is what the probabilities may err, absolutely. */
    static @Nullable CountTable of(Steps steps, double rounding) {
        double first = steps.quantile(LEAST);
        double last = steps.survivalQuantile(LEAST);
        if (!(last - first < MOST_EVALUATED)) {
            return null;
        }
        int count = (int) (last - first) + 1;
        double[] cdf = new double[count];
        double[] survival = new double[count];
        for (int i = 0; i < count; i++) {
            cdf[i] = steps.cdf(first + i);
            survival[i] = steps.survival(first + i);
        }
        return new CountTable(steps, first, cdf, survival, rounding);
    }

    /** The table of a count, added up from its masses, or nothing if it would be longer still. */
    static @Nullable CountTable of(CountFormula formula, double a, double b, double c) {
        Steps steps = new Bound(formula, a, b, c);
        double first = steps.quantile(LEAST);
        double last = steps.survivalQuantile(LEAST);
        if (!(last - first < MOST_SUMMED)) {
            return null;
        }
        int count = (int) (last - first) + 1;
        double[] cdf = new double[count];
        double[] survival = new double[count];
        double below = steps.cdf(first - 1);
        double mass = 0;
        for (int i = 0; i < count; i++) {
            mass = i % ANCHOR == 0 ? formula.mass(first + i, a, b) : mass * formula.ratio(first + i - 1, a, b);
            below += mass;
            cdf[i] = below;
        }
        double above = steps.survival(last);
        for (int i = count - 1; i >= 0; i--) {
            survival[i] = above;
            mass = (count - 1 - i) % ANCHOR == 0 ? formula.mass(first + i, a, b)
                    : mass / formula.ratio(first + i, a, b);
            above += mass;
        }
        return new CountTable(steps, first, cdf, survival, 0);
    }

    private static int[] guide(double[] zones) {
        int counts = zones.length / 2;
        int cells = Integer.highestOneBit(Math.max(128, Math.min(counts, 1 << 17))) * 2;
        int[] guide = new int[cells];
        int k = 0;
        for (int cell = 0; cell < cells; cell++) {
            while (zones[2 * k] < (double) cell / cells) {
                k++;
            }
            guide[cell] = 2 * k;
        }
        return guide;
    }

    private double quantile(double u) {
        if (u >= LEAST && u <= 1 - LEAST) {
            int k = guide[(int) (u * guide.length)];
            while (zones[k] < u) {
                k += 2;
            }
            if (u < zones[k + 1]) {
                return first + (k >> 1);
            }
        }
        return steps.quantile(u);
    }

    @Override
    public void quantiles(double[] u, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = quantile(u[i]);
        }
    }

    /** A formula with its parameters. */
    record Bound(Formula formula, double a, double b, double c) implements Steps {

        @Override
        public double cdf(double k) {
            return formula.cdf(k, a, b, c);
        }

        @Override
        public double survival(double k) {
            return formula.survival(k, a, b, c);
        }

        @Override
        public double quantile(double u) {
            return formula.quantile(u, a, b, c);
        }

        @Override
        public double survivalQuantile(double q) {
            return formula.survivalQuantile(q, a, b, c);
        }
    }
}
