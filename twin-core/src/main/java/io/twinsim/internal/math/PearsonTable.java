package io.twinsim.internal.math;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Quantiles of a continuous distribution by one polynomial of degree 6 per cell, 16 or 32 cells to a binade of min(u,
 * 1 - u), for either tail down to 2^-53. Values never fall when u rises.
 *
 * <p>The table is built from the middle outwards by the distribution's own differential equation: a Taylor series per
 * cell (see {@link Series}), economised to degree 6, carries on to the next cell; every eighth cell starts anew from
 * the exact quantile. Where the series does not reach an error of 2e-11 of the tail probability, or the carried value
 * has drifted from the exact one, the cell is marked and its values are computed exactly, which happens for shapes
 * below about 0.05. So |F(quantile(u)) - u| is below 1e-10 min(u, 1 - u), but for the rounding of the value itself.
 * Building takes about 1,700 series of O(degree^2) operations.
 */
public final class PearsonTable implements QuantileTable {

    private static final double LEAST = 0x1p-53;
    private static final int BINADES = 52;
    private static final int DEGREE = 6;
    private static final int SERIES = 12;
    /** A floor and seven coefficients: a cell is a cache line. */
    private static final int STRIDE = 8;
    private static final int ANCHOR = 8;
    private static final double TOLERANCE = 2e-11;
    /** How far a carried coordinate may be off for the rounding of x alone. */
    private static final double ROUNDING = 0x1p-50;
    /** Below this a variable is lost among the subnormal numbers, and further out all the more. */
    private static final double VANISHED = 1e-290;
    private static final int FEW_BITS = 4;
    private static final int MANY_BITS = 5;

    private final DoubleUnaryOperator exact;
    private final DoubleUnaryOperator exactUpper;
    private final int shift;
    private final int base;
    /** Cells of one tail; the last holds 1/2 alone. */
    private final int count;
    private final double[] cells;
    private int marked;
    /** Whether narrower cells would serve some of the marked ones. */
    private boolean unresolved;

    private PearsonTable(int bits, PearsonSide lower, PearsonSide upper,
            DoubleUnaryOperator exact, DoubleUnaryOperator exactUpper) {
        this.exact = exact;
        this.exactUpper = exactUpper;
        this.shift = 52 - bits;
        this.base = (int) (Double.doubleToRawLongBits(LEAST) >>> shift);
        this.count = (BINADES << bits) + 1;
        this.cells = new double[2 * count * STRIDE];
        fill(lower, 0);
        fill(upper, count);
        setFloors();
    }

    private static PearsonTable of(PearsonSide lower, PearsonSide upper,
            DoubleUnaryOperator exact, DoubleUnaryOperator exactUpper) {
        PearsonTable table = new PearsonTable(FEW_BITS, lower, upper, exact, exactUpper);
        return table.unresolved ? new PearsonTable(MANY_BITS, lower, upper, exact, exactUpper) : table;
    }

    /**
     * The quantiles of a gamma distribution.
     *
     * @param shape the shape, in [1e-13, 1e33]
     * @param scale the scale, positive
     * @return the table
     */
    public static PearsonTable gamma(double shape, double scale) {
        return of(PearsonSide.gamma(shape, scale, true), PearsonSide.gamma(shape, scale, false),
                u -> scale * Special.gammaQuantile(u, shape), q -> scale * Special.gammaSurvivalQuantile(q, shape));
    }

    /**
     * The quantiles of a beta distribution.
     *
     * @param a the first shape, at least 1e-13
     * @param b the second shape, at least 1e-13
     * @return the table
     */
    public static PearsonTable beta(double a, double b) {
        return of(PearsonSide.beta(a, b, true), PearsonSide.beta(a, b, false),
                u -> Special.betaQuantile(u, a, b), q -> Special.betaSurvivalQuantile(q, a, b));
    }

    /**
     * The quantiles of Student's t distribution.
     *
     * @param df degrees of freedom, positive
     * @return the table
     */
    public static PearsonTable studentT(double df) {
        return of(PearsonSide.studentT(df, true), PearsonSide.studentT(df, false),
                u -> StudentT.quantile(u, df), q -> -StudentT.quantile(q, df));
    }

    /** How many cells fall back to the exact quantile. */
    int marked() {
        return marked;
    }

    @Override
    public double quantile(double u) {
        double tail = Math.min(u, 1 - u);
        if (!(tail >= LEAST)) {
            return exact.applyAsDouble(u);
        }
        int upper = (int) (Double.doubleToRawLongBits(0.5 - u) >> 63) & count;
        double x = lookUp(tail, upper);
        return x == x ? x : Math.max(floor(tail, upper), exact.applyAsDouble(u));
    }

    @Override
    public double survivalQuantile(double q) {
        double tail = Math.min(q, 1 - q);
        if (!(tail >= LEAST)) {
            return exactUpper.applyAsDouble(q);
        }
        int upper = q < 0.5 ? count : 0;
        double x = lookUp(tail, upper);
        return x == x ? x : Math.max(floor(tail, upper), exactUpper.applyAsDouble(q));
    }

    /** The kernel; NaN in a marked cell. */
    private double lookUp(double tail, int upper) {
        long bits = Double.doubleToRawLongBits(tail);
        int j = ((int) (bits >>> shift) - base + upper) * STRIDE;
        double t = tail - centre(bits);
        double[] a = cells;
        double x = Math.fma(t, a[j + 7], a[j + 6]);
        x = Math.fma(t, x, a[j + 5]);
        x = Math.fma(t, x, a[j + 4]);
        x = Math.fma(t, x, a[j + 3]);
        x = Math.fma(t, x, a[j + 2]);
        x = Math.fma(t, x, a[j + 1]);
        return x < a[j] ? a[j] : x;
    }

    private double floor(double tail, int upper) {
        return cells[((int) (Double.doubleToRawLongBits(tail) >>> shift) - base + upper) * STRIDE];
    }

    @Override
    public void quantiles(double[] u, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = quantile(u[i]);
        }
    }

    /** The centre of the cell that holds a tail probability. */
    private double centre(long bits) {
        return Double.longBitsToDouble(bits >>> shift << shift | 1L << (shift - 1));
    }

    private double edge(int cell) {
        return Double.longBitsToDouble((long) (base + cell) << shift);
    }

    private void fill(PearsonSide side, int first) {
        double s = 0;
        int anchored = count - 1;
        for (int cell = count - 2; cell >= 0; cell--) {
            double low = edge(cell);
            double half = (edge(cell + 1) - low) / 2;
            boolean due = (count - 2 - cell) % ANCHOR == 0 || Double.isNaN(cells[(first + cell + 1) * STRIDE + 1]);
            if (due) {
                double carried = Double.isFinite(s) ? s : 0;
                s = side.solve(low + half, carried);
                side.at(s);
                double drift = Math.abs(s - carried);
                if (cell < count - 2 && !(drift * side.weight <= TOLERANCE * low || drift <= ROUNDING)) {
                    mark(first + cell + 1, first + anchored);
                }
                anchored = cell;
            } else {
                side.at(s);
            }
            double[] series = series(side, half);
            double relative = Chebyshev.loss(series, DEGREE) / Math.abs(series[1]) * (half / low);
            boolean vanished = Math.abs(side.x) < VANISHED;
            if (!vanished && relative <= TOLERANCE && Double.isFinite(side.x)) {
                write(first + cell, side, Chebyshev.economise(series, DEGREE), half);
            } else {
                unresolved |= !vanished;
                mark(vanished && side.shrinks ? first : first + cell, first + cell);
            }
            if (cell == count - 2) {
                writeMiddle(first, side, series);
            }
            if (vanished && side.shrinks) {
                return;
            }
            // the next centre down is two half-widths away, one and a half where the cells get narrower
            s = side.coordinate(value(series, isBinade(low) ? -1.5 : -2));
        }
    }

    /** The series is made in units of x, so that squares of very small or large values do not leave the doubles. */
    private static double[] series(PearsonSide side, double half) {
        double unit = Math.abs(side.x);
        double[] p = {side.p[0] / unit, side.p[1], side.p[2] * unit};
        double[] q = {side.q[0], side.q[1] * unit};
        double[] series = Series.quantile(Math.signum(side.x), half * side.slope / unit, SERIES, p, q);
        for (int k = 0; k < series.length; k++) {
            series[k] *= unit;
        }
        return series;
    }

    private static boolean isBinade(double low) {
        return (Double.doubleToRawLongBits(low) & -1L >>> 12) == 0;
    }

    private static double value(double[] series, double t) {
        double x = 0;
        for (int k = series.length - 1; k >= 0; k--) {
            x = x * t + series[k];
        }
        return x;
    }

    private void write(int cell, PearsonSide side, double[] scaled, double half) {
        int j = cell * STRIDE;
        double power = 1;
        for (int k = 0; k <= DEGREE; k++) {
            cells[j + 1 + k] = side.sign * scaled[k] / power + (k == 0 ? side.offset : 0);
            power *= half;
        }
    }

    /** The cell of 1/2 alone: the upper end of the one below it. */
    private void writeMiddle(int first, PearsonSide side, double[] series) {
        int j = (first + count - 1) * STRIDE;
        boolean isMarked = Double.isNaN(cells[j - STRIDE + 1]);
        cells[j + 1] = isMarked ? exact.applyAsDouble(0.5) : side.offset + side.sign * value(series, 1);
    }

    private void mark(int from, int to) {
        for (int cell = from; cell <= to; cell++) {
            if (cell % count < count - 1 && !Double.isNaN(cells[cell * STRIDE + 1])) {
                Arrays.fill(cells, cell * STRIDE + 1, (cell + 1) * STRIDE, Double.NaN);
                marked++;
            }
        }
    }

    /** Walks through the cells in the order of u: none may begin below the end of the one before. */
    private void setFloors() {
        double floor = Double.NEGATIVE_INFINITY;
        for (int cell = 0; cell < count; cell++) {
            cells[cell * STRIDE] = floor;
            floor = Math.max(floor, end(cell, cell < count - 1 ? Math.nextDown(edge(cell + 1)) : 0.5, false));
        }
        for (int cell = count - 1; cell >= 0; cell--) {
            cells[(count + cell) * STRIDE] = floor;
            floor = Math.max(floor, end(count + cell, edge(cell), true));
        }
    }

    private double end(int cell, double tail, boolean upper) {
        int j = cell * STRIDE + 1;
        if (Double.isNaN(cells[j])) {
            boolean isNextMarked = Double.isNaN(cells[j + (upper ? -STRIDE : STRIDE)]);
            return isNextMarked ? Double.NEGATIVE_INFINITY : exact.applyAsDouble(upper ? 1 - tail : tail);
        }
        double t = tail - centre(Double.doubleToRawLongBits(tail));
        double x = cells[j + DEGREE];
        for (int k = DEGREE - 1; k >= 0; k--) {
            x = Math.fma(t, x, cells[j + k]);
        }
        return x;
    }
}
