package io.twinsim.internal.math;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Builds the cells of a {@link PearsonTable}, from the middle outwards by the distribution's own differential equation:
 * a Taylor series per cell (see {@link Series}), economised to degree 6, carries on to the next cell; every eighth cell
 * starts anew from the exact quantile. A cell whose series does not reach an error of 2e-11 of the tail probability, or
 * to which a value was carried that had drifted from the exact one, is marked: it holds no polynomial.
 */
final class PearsonCells {

    /** The least tail of a table. */
    static final double LEAST = 0x1p-53;
    /** Centre and seven coefficients: a cell is a cache line. Marked cells hold NaN and a floor. */
    static final int STRIDE = 8;

    private static final int BINADES = 52;
    private static final int DEGREE = 6;
    private static final int ANCHOR = 8;
    private static final double TOLERANCE = 2e-11;
    /** How far a carried coordinate may be off for the rounding of x alone. */
    private static final double ROUNDING = 0x1p-50;
    /** Below this a variable is lost among the subnormal numbers. */
    private static final double VANISHED = 1e-290;

    final int shift;
    /** Of the least tail, among all doubles. */
    final int base;
    /** Cells of one tail; the last holds 1/2 alone. */
    final int count;
    /** First those of the lower tail, from the least up, then those of the upper one. */
    final double[] cells;
    private final DoubleUnaryOperator exact;
    private final DoubleUnaryOperator exactUpper;
    private final boolean patient;
    private int marked;

    /**
     * With 2^bits cells to a binade. The exact quantiles are those of what the sides write. Impatient, it gives up at
     * the first cell to be marked.
     */
    PearsonCells(int bits, boolean patient, PearsonSide lower, PearsonSide upper, DoubleUnaryOperator exact,
            DoubleUnaryOperator exactUpper) {
        this.exact = exact;
        this.exactUpper = exactUpper;
        this.patient = patient;
        shift = 52 - bits;
        base = (int) (Double.doubleToRawLongBits(LEAST) >>> shift);
        count = (BINADES << bits) + 1;
        cells = new double[2 * count * STRIDE];
        fill(lower, 0);
        if (isWorthMore()) {
            fill(upper, count);
        }
        if (isWorthMore()) {
            join();
        }
    }

    private boolean isWorthMore() {
        return patient || marked == 0;
    }

    /** How many cells hold no polynomial. */
    int marked() {
        return marked;
    }

    private double edge(int cell) {
        return Double.longBitsToDouble((long) (base + cell) << shift);
    }

    private void fill(PearsonSide side, int first) {
        double s = LogConcaveTails.UNKNOWN;
        int anchored = count - 1;
        for (int cell = count - 2; cell >= 0 && isWorthMore(); cell--) {
            double low = edge(cell);
            double half = (edge(cell + 1) - low) / 2;
            boolean due = (count - 2 - cell) % ANCHOR == 0 || isMarked(first + cell + 1);
            if (due) {
                double carried = Double.isFinite(s) ? s : LogConcaveTails.UNKNOWN;
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
            double[] series = side.series(half);
            double relative = Chebyshev.loss(series, DEGREE) / Math.abs(series[1]) * (half / low);
            if (!(relative <= TOLERANCE && Math.abs(side.x) >= VANISHED && Double.isFinite(side.x))
                    || !write(first + cell, side, shorten(series), low + half, half)) {
                mark(first + cell, first + cell);
            }
            if (cell == count - 2) {
                writeMiddle(first, side, series);
            }
            // the next centre down is two half-widths away, one and a half where the cells get narrower
            s = side.coordinate(value(series, isBinade(low) ? -1.5 : -2));
        }
    }

    private boolean isMarked(int cell) {
        return Double.isNaN(cells[cell * STRIDE + 1]);
    }

    /** Economised, and tilted so that both ends are those of the series: neighbours meet. */
    private static double[] shorten(double[] series) {
        double[] shorter = Chebyshev.economise(series, DEGREE);
        double high = value(series, 1) - value(shorter, 1);
        double low = value(series, -1) - value(shorter, -1);
        shorter[0] += (high + low) / 2;
        shorter[1] += (high - low) / 2;
        return shorter;
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

    /** Returns false if a coefficient overflows. */
    private boolean write(int cell, PearsonSide side, double[] scaled, double centre, double half) {
        int j = cell * STRIDE;
        cells[j] = centre;
        double power = 1;
        for (int k = 0; k <= DEGREE; k++) {
            cells[j + 1 + k] = side.sign * scaled[k] / power + (k == 0 ? side.offset : 0);
            power *= half;
        }
        return Double.isFinite(cells[j + 1 + DEGREE]);
    }

    /** The cell of 1/2 alone: the upper end of the one below it. */
    private void writeMiddle(int first, PearsonSide side, double[] series) {
        int cell = first + count - 1;
        cells[cell * STRIDE] = 0.5;
        cells[cell * STRIDE + 1] = isMarked(cell - 1) ? exact.applyAsDouble(0.5)
                : side.offset + side.sign * value(series, 1);
    }

    private void mark(int from, int to) {
        for (int cell = from; cell <= to; cell++) {
            if (cell % count < count - 1 && !isMarked(cell)) {
                Arrays.fill(cells, cell * STRIDE + 1, (cell + 1) * STRIDE, Double.NaN);
                marked++;
            }
        }
    }

    /** Walks through the cells in the order of u, and mends where one would begin below the end of the one before. */
    private void join() {
        double floor = Double.NEGATIVE_INFINITY;
        for (int cell = 0; cell < count; cell++) {
            double last = cell < count - 1 ? Math.nextDown(edge(cell + 1)) : 0.5;
            floor = join(cell, edge(cell), last, floor);
        }
        for (int cell = count - 2; cell >= 0; cell--) {
            floor = join(count + cell, Math.nextDown(edge(cell + 1)), edge(cell), floor);
        }
    }

    /** Returns the floor of the next cell. */
    private double join(int cell, double firstTail, double lastTail, double floor) {
        int j = cell * STRIDE;
        if (isMarked(cell)) {
            cells[j + 2] = floor;
            double last = cell < count ? exact.applyAsDouble(edge(cell + 1)) : exactUpper.applyAsDouble(lastTail);
            return last > floor ? last : floor;
        }
        if (lookUp(j, firstTail) < floor) {
            lift(j, firstTail, lastTail, floor);
        }
        double end = lookUp(j, lastTail);
        return end > floor ? end : floor;
    }

    /**
     * Lifts the beginning of a cell to the floor and leaves its end where it is, so that liftings do not add up; a cell
     * not much longer than that, of a few roundings, becomes a straight line.
     */
    private void lift(int j, double firstTail, double lastTail, double floor) {
        double span = lastTail - firstTail;
        double lack = floor - lookUp(j, firstTail);
        double rise = lookUp(j, lastTail) - floor;
        if (rise > 8 * lack) {
            cells[j + 1] += lack * ((lastTail - cells[j]) / span);
            cells[j + 2] -= lack / span;
        } else {
            Arrays.fill(cells, j + 2, j + STRIDE, 0);
            cells[j + 2] = rise > 0 && span != 0 ? rise / span : 0;
            cells[j + 1] = floor + cells[j + 2] * (cells[j] - firstTail);
        }
        while (lookUp(j, firstTail) < floor) {
            cells[j + 1] = Math.nextUp(cells[j + 1]);
        }
    }

    /** What the table does. */
    private double lookUp(int j, double tail) {
        double t = tail - cells[j];
        double x = cells[j + 1 + DEGREE];
        for (int k = DEGREE; k >= 1; k--) {
            x = Math.fma(t, x, cells[j + k]);
        }
        return x;
    }
}
