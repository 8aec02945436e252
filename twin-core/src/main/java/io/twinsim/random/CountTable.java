package io.twinsim.random;

import io.twinsim.internal.math.QuantileTable;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of counts: the distribution function at every count that a uniform can reach, and a guide to where to
 * begin in it. Below 1/2 the function itself is stored, above it the greatest double that is not above it, found from
 * the survival function: so {@code cdf(k) >= u} is decided exactly for every double u on either side.
 */
final class CountTable implements QuantileTable {

    private static final double LEAST = 0x1p-53;
    /** Tails above this are resolved by the table nearly always. */
    private static final double CLEAR = 0x1p-40;
    /** Recurrences start anew from the exact mass after this many steps. */
    private static final int ANCHOR = 64;
    private static final double MOST = 4e6;

    private final CountFormula formula;
    private final double a;
    private final double b;
    private final double c;
    private final double first;
    private final double[] cdf;
    private final int[] guide;

    private CountTable(CountFormula formula, double a, double b, double c, double first, double[] cdf) {
        this.formula = formula;
        this.a = a;
        this.b = b;
        this.c = c;
        this.first = first;
        this.cdf = cdf;
        this.guide = guide(cdf);
    }

    /** The table, or nothing if it would pass 32 MB. */
    static @Nullable CountTable of(CountFormula formula, double a, double b, double c) {
        double first = formula.quantile(LEAST, a, b, c);
        double last = formula.survivalQuantile(LEAST, a, b, c);
        if (!(last - first < MOST)) {
            return null;
        }
        double[] cdf = new double[(int) (last - first) + 1];
        int middle = fillLower(formula, a, b, c, first, cdf);
        fillUpper(formula, a, b, c, first, cdf, middle);
        return new CountTable(formula, a, b, c, first, cdf);
    }

    /** Adds up from below as long as the sum stays under 1/2; returns the first index not written. */
    private static int fillLower(CountFormula formula, double a, double b, double c, double first, double[] cdf) {
        double sum = formula.cdf(first - 1, a, b, c);
        double mass = 0;
        for (int i = 0; i < cdf.length; i++) {
            mass = i % ANCHOR == 0 ? formula.mass(first + i, a, b) : mass * formula.ratio(first + i - 1, a, b);
            sum += mass;
            if (sum >= 0.5) {
                return i;
            }
            cdf[i] = sum;
        }
        return cdf.length;
    }

    private static void fillUpper(
            CountFormula formula, double a, double b, double c, double first, double[] cdf, int middle) {
        double sum = formula.survival(first + cdf.length - 1, a, b, c);
        double mass = 0;
        for (int i = cdf.length - 1; i >= middle; i--) {
            cdf[i] = 1 - Math.ceil(sum * 0x1p53) * 0x1p-53;
            mass = (cdf.length - 1 - i) % ANCHOR == 0 ? formula.mass(first + i, a, b)
                    : mass / formula.ratio(first + i, a, b);
            sum += mass;
        }
    }

    private static int[] guide(double[] cdf) {
        int cells = Integer.highestOneBit(Math.max(128, Math.min(cdf.length, 1 << 17))) * 2;
        int[] guide = new int[cells];
        int k = 0;
        for (int cell = 0; cell < cells; cell++) {
            while (cdf[k] < (double) cell / cells) {
                k++;
            }
            guide[cell] = k;
        }
        return guide;
    }

    @Override
    public double quantile(double u) {
        return u < LEAST ? formula.quantile(u, a, b, c) : first + index(u);
    }

    private int index(double u) {
        int k = guide[(int) (u * guide.length)];
        while (cdf[k] < u) {
            k++;
        }
        return k;
    }

    /** Where the rounding of 1 - q, or of the stored function, could decide, the exact search does. */
    @Override
    public double survivalQuantile(double q) {
        double u = 1 - q;
        if (q >= 0.5) {
            return quantile(u);
        }
        if (q > CLEAR) {
            int k = index(u);
            if (cdf[k] - u > 2 * LEAST && (k == 0 || u - cdf[k - 1] > 2 * LEAST)) {
                return first + k;
            }
        }
        return formula.survivalQuantile(q, a, b, c);
    }

    @Override
    public void quantiles(double[] u, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = quantile(u[i]);
        }
    }
}
