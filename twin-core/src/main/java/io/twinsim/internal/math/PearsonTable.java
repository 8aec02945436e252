package io.twinsim.internal.math;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of a continuous distribution by one polynomial of degree 6 per cell, 16 or 32 cells to a binade of min(u,
 * 1 - u), for either tail down to 2^-53 (see {@link PearsonCells}): |F(quantile(u)) - u| is below 1e-10 min(u, 1 - u),
 * but for the rounding of the value itself, and values never fall when u rises.
 *
 * <p>For small shapes, whose values span hundreds of powers of ten, the polynomials are those of the logarithm of a
 * gamma variate or of the logit of a beta variate, and a second pass takes the exponential or logistic function. Where
 * neither will do (two beta shapes below 0.02, student_t below 0.08 degrees of freedom), cells are left out and their
 * values computed from exact ones, some hundred to a thousand times slower. Building takes about 1,700 series of O(degree^2)
 * operations.
 */
public final class PearsonTable implements QuantileTable {

    private static final int FEW_BITS = 4;
    private static final int MANY_BITS = 5;
    /** Bits of a tail probability below those of the grid. */
    private static final int GRID = 28;
    /** Adding and subtracting it rounds to a whole number, in loops of any length at the same speed. */
    private static final double SHIFT = 0x1.8p52;

    /** From what the polynomials give to values, in place. */
    private interface Finish {

        void apply(double[] out, int from, int to);
    }

    private final double[] cells;
    private final int shift;
    private final int base;
    private final int count;
    private final int marked;
    private final DoubleUnaryOperator exact;
    private final DoubleUnaryOperator exactUpper;
    private final @Nullable Finish finish;

    private PearsonTable(int bits, boolean patient, PearsonSide lower, PearsonSide upper, DoubleUnaryOperator exact,
            DoubleUnaryOperator exactUpper, @Nullable Finish finish) {
        PearsonCells made = new PearsonCells(bits, patient, lower, upper, exact, exactUpper);
        this.cells = made.cells;
        this.shift = made.shift;
        this.base = made.base;
        this.count = made.count;
        this.marked = made.marked();
        this.exact = exact;
        this.exactUpper = exactUpper;
        this.finish = finish;
    }

    /** Impatient, the table may be of no use: some cells are marked then. */
    private static PearsonTable of(boolean patient, PearsonSide lower, PearsonSide upper, DoubleUnaryOperator exact,
            DoubleUnaryOperator exactUpper, @Nullable Finish finish) {
        PearsonTable table = new PearsonTable(FEW_BITS, false, lower, upper, exact, exactUpper, finish);
        return table.marked == 0 ? table
                : new PearsonTable(MANY_BITS, patient, lower, upper, exact, exactUpper, finish);
    }

    /**
     * The quantiles of a gamma distribution.
     *
     * @param shape the shape, in [1e-13, 1e33]
     * @param scale the scale, positive
     * @return the table
     */
    public static PearsonTable gamma(double shape, double scale) {
        PearsonTable table = of(false, PearsonSide.gamma(shape, scale, true), PearsonSide.gamma(shape, scale, false),
                u -> scale * Special.gammaQuantile(u, shape),
                q -> scale * Special.gammaSurvivalQuantile(q, shape), null);
        if (table.marked == 0) {
            return table;
        }
        PearsonSide lower = PearsonSide.logGamma(shape, scale, true);
        double offset = lower.offset;
        return of(true, lower, PearsonSide.logGamma(shape, scale, false),
                u -> offset + GammaTails.INSTANCE.solveLower(u, shape, 0, LogConcaveTails.UNKNOWN),
                q -> offset + GammaTails.INSTANCE.solveUpper(q, shape, 0, LogConcaveTails.UNKNOWN),
                (out, from, to) -> Elementary.exp(out, out, from, to));
    }

    /**
     * The quantiles of a beta distribution.
     *
     * @param a the first shape, at least 1e-13
     * @param b the second shape, at least 1e-13
     * @return the table
     */
    public static PearsonTable beta(double a, double b) {
        PearsonTable table = of(false, PearsonSide.beta(a, b, true), PearsonSide.beta(a, b, false),
                u -> Special.betaQuantile(u, a, b), q -> Special.betaSurvivalQuantile(q, a, b), null);
        if (table.marked == 0) {
            return table;
        }
        PearsonSide lower = PearsonSide.logitBeta(a, b, true);
        double offset = lower.offset;
        return of(true, lower, PearsonSide.logitBeta(a, b, false),
                u -> offset + BetaTails.quantile(u, a, b, LogConcaveTails.UNKNOWN),
                q -> offset + BetaTails.survivalQuantile(q, a, b, LogConcaveTails.UNKNOWN),
                (out, from, to) -> Elementary.logistic(out, out, from, to));
    }

    /**
     * The quantiles of Student's t distribution.
     *
     * @param df degrees of freedom, positive
     * @return the table
     */
    public static PearsonTable studentT(double df) {
        return of(true, PearsonSide.studentT(df, true), PearsonSide.studentT(df, false),
                u -> StudentT.quantile(u, df), q -> -StudentT.quantile(q, df), null);
    }

    /** How many cells fall back to the exact quantile. */
    int marked() {
        return marked;
    }

    /** Whether the cells hold logarithms or logits. */
    boolean isLogarithmic() {
        return finish != null;
    }

    @Override
    public void quantiles(double[] u, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            // the smaller tail, negative for the upper one; exact, as subtracting 1 from 1/2 or more is
            out[i] = u[i] - (u[i] + SHIFT - SHIFT);
        }
        int end = lookUp(out, from, to);
        if (end < to) {
            lookUpFrom(end, out, to);
        }
        if (finish != null) {
            finish.apply(out, from, to);
        }
    }

    /** From an index that the table does not serve: apart, so that the kernel is not compiled inside of a loop. */
    private void lookUpFrom(int first, double[] out, int to) {
        int i = first;
        while (i < to) {
            out[i] = outside(out[i]);
            i = lookUp(out, i + 1, to);
        }
    }

    /** The kernel, from signed tails to values; returns the first index that the table does not serve. */
    private int lookUp(double[] out, int from, int to) {
        double[] a = cells;
        int upper = count;
        int drop = shift;
        int first = base;
        for (int i = from; i < to; i++) {
            double signed = out[i];
            long bits = Double.doubleToRawLongBits(signed);
            int side = (int) (bits >> 63) & upper;
            int cell = (int) ((bits & Long.MAX_VALUE) >>> drop) - first;
            if (cell < 0 || cell >= upper) {
                return i;
            }
            int j = (cell + side) * PearsonCells.STRIDE;
            double t = Math.abs(signed) - a[j];
            double x = Math.fma(t, a[j + 7], a[j + 6]);
            x = Math.fma(t, x, a[j + 5]);
            x = Math.fma(t, x, a[j + 4]);
            x = Math.fma(t, x, a[j + 3]);
            x = Math.fma(t, x, a[j + 2]);
            x = Math.fma(t, x, a[j + 1]);
            if (x != x) {
                return i;
            }
            out[i] = x;
        }
        return to;
    }

    private double outside(double signed) {
        boolean lower = signed >= 0;
        double tail = Math.abs(signed);
        int cell = (int) (Double.doubleToRawLongBits(tail) >>> shift) - base;
        return cell < 0 || cell >= count ? exactly(tail, lower)
                : marked(tail, lower, cells[(cell + (lower ? 0 : count)) * PearsonCells.STRIDE + 2]);
    }

    /**
     * A straight line between the exact values at neighbours of a grid so coarse, 2^-24 of the tail, that rounding
     * cannot make them fall, and so fine that the line is as good as the curve.
     */
    private double marked(double tail, boolean lower, double floor) {
        long bits = Double.doubleToRawLongBits(tail) >>> GRID << GRID;
        double near = Double.longBitsToDouble(bits);
        double far = Double.longBitsToDouble(bits + (1L << GRID));
        double first = exactly(near, lower);
        double last = exactly(far, lower);
        double share = (tail - near) / (far - near);
        double x = first + (last - first) * share;
        double bounded = lower ? (x < last ? x : last) : x > last ? x : last;
        return bounded > floor ? bounded : floor;
    }

    private double exactly(double tail, boolean lower) {
        return lower ? exact.applyAsDouble(tail) : exactUpper.applyAsDouble(tail);
    }
}
