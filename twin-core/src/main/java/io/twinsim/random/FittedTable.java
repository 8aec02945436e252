package io.twinsim.random;

import io.twinsim.InputException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of any continuous distribution by polynomials of degree 6 through its exact quantiles. Cells start as
 * binades of the smaller tail and are halved until the polynomial rises and, between its nodes, misses the uniform by
 * less than 4e-11 of that tail or the value by its rounding. Where halving does not get there, at kinks and gaps and in
 * the last 2^-24 of each tail, the quantile is exact. Values never leave the range between the exact quantiles at the
 * ends of their cell: so they never fall.
 */
final class FittedTable {

    private static final double TOLERANCE = 4e-11;
    /** In units of the last place: what exact quantiles may err. */
    private static final double ROUNDING = 16;
    /** The tails beyond are met so rarely that they need no cells. */
    private static final double LEAST = 0x1p-24;
    private static final int HALVINGS = 14;
    /** So many cells take 300 KB; what is left then is exact. */
    private static final int MOST = 4096;
    private static final int GUIDE = 2048;
    /** Splits a double into 35 bits and the rest (Veltkamp 1968). */
    private static final double SPLIT = 0x1p18 + 1;
    private static final int DEGREE = 6;
    /** The middle of the cell and seven coefficients: a cell is a cache line. */
    private static final int STRIDE = 8;
    private static final double HALF_ROOT_3 = 0.8660254037844386;
    /** The extremes of the Chebyshev polynomial of the degree, and points between them, the worst first. */
    private static final double[] NODES = {-1, -HALF_ROOT_3, -0.5, 0, 0.5, HALF_ROOT_3, 1};
    private static final double[] CHECKS = {0.25881904510252074, -0.9659258262890683, 0.9659258262890683,
        -0.7071067811865476, 0.7071067811865476, -0.25881904510252074};
    private static final double[][] BINOMIALS = binomials();

    private final Distribution exact;
    /** The upper end of each cell. */
    private double[] ends = new double[256];
    /** The exact quantile at the upper end of each cell. */
    private double[] values = new double[256];
    /** A middle that is not a number marks a cell without polynomial. */
    private double[] cells = new double[256 * STRIDE];
    private final double first;
    private int count;
    private final int[] guide = new int[GUIDE];

    /** Fits the table to the scalar quantiles of a distribution. */
    FittedTable(Distribution exact) {
        this.exact = exact;
        first = exact.lower();
        edge(0, LEAST, exact.lower(), at(LEAST));
        for (double a = LEAST; a < 0.5; a *= 2) {
            fit(a, 2 * a, at(a), at(2 * a), 0);
        }
        for (double a = 0.5; a > LEAST; a /= 2) {
            fit(1 - a, 1 - a / 2, at(1 - a), at(1 - a / 2), 0);
        }
        edge(1 - LEAST, 1, at(1 - LEAST), exact.upper());
        ends = Arrays.copyOf(ends, count);
        values = Arrays.copyOf(values, count);
        cells = Arrays.copyOf(cells, count * STRIDE);
        int cell = 0;
        for (int g = 0; g < GUIDE; g++) {
            while (ends[cell] <= g / (double) GUIDE) {
                cell++;
            }
            guide[g] = cell;
        }
    }

    private static double[][] binomials() {
        double[][] rows = new double[DEGREE + 1][DEGREE + 1];
        for (int n = 0; n <= DEGREE; n++) {
            rows[n][0] = 1;
            for (int k = 1; k <= n; k++) {
                rows[n][k] = rows[n - 1][k - 1] + rows[n - 1][k];
            }
        }
        return rows;
    }

    /** The exact quantile; not a number where it overflows. */
    private double at(double u) {
        try {
            return u <= 0.5 ? exact.quantile(u) : exact.survivalQuantile(1 - u);
        } catch (InputException overflow) {
            return Double.NaN;
        }
    }

    /** A window's end is reached smoothly, so that one cell may do; tails without an end are exact. */
    private void edge(double a, double b, double atA, double atB) {
        if (Double.isFinite(atA) && Double.isFinite(atB)) {
            fit(a, b, atA, atB, HALVINGS);
        } else {
            add(b, atB, null, 0);
        }
    }

    private void fit(double a, double b, double atA, double atB, int halvings) {
        double middle = a + (b - a) / 2;
        double half = (b - a) / 2;
        double atMiddle = at(middle);
        if (atB - atA <= ROUNDING * Math.ulp(atB)) {
            add(b, atB, new double[] {atA / 2 + atB / 2, (atB - atA) / 2, 0, 0, 0, 0, 0}, middle);
            scale(half);
            return;
        }
        double[] coefficients = interpolate(middle, half, atA, atMiddle, atB);
        if (rises(coefficients) && isClose(coefficients, middle, half)) {
            add(b, atB, coefficients, middle);
            scale(half);
        } else if (halvings == HALVINGS || count >= MOST) {
            add(b, atB, null, 0);
        } else {
            fit(a, middle, atA, atMiddle, halvings + 1);
            fit(middle, b, atMiddle, atB, halvings + 1);
        }
    }

    /** The coefficients in {@code (u - middle) / half}, by divided differences. */
    private double[] interpolate(double middle, double half, double atA, double atMiddle, double atB) {
        double[] y = new double[DEGREE + 1];
        double[] t = new double[DEGREE + 1];
        for (int k = 0; k <= DEGREE; k++) {
            double u = Math.fma(half, NODES[k], middle);
            // u is rounded
            t[k] = (u - middle) / half;
            y[k] = k == 0 ? atA : k == DEGREE ? atB : k == DEGREE / 2 ? atMiddle : at(u);
        }
        for (int order = 1; order <= DEGREE; order++) {
            for (int k = DEGREE; k >= order; k--) {
                y[k] = (y[k] - y[k - 1]) / (t[k] - t[k - order]);
            }
        }
        double[] c = new double[DEGREE + 1];
        for (int k = DEGREE; k >= 0; k--) {
            for (int j = DEGREE; j >= 1; j--) {
                c[j] = c[j - 1] - t[k] * c[j];
            }
            c[0] = y[k] - t[k] * c[0];
        }
        return c;
    }

    /** Whether no Bernstein coefficient of the derivative on [-1, 1] is negative: then the derivative is not. */
    private static boolean rises(double[] c) {
        double[] d = new double[DEGREE];
        for (int k = 0; k < DEGREE; k++) {
            // the derivative, moved to t = 2 s - 1 with s in [0, 1]
            double slope = (k + 1) * c[k + 1];
            for (int j = 0; j <= k; j++) {
                d[j] += slope * BINOMIALS[k][j] * (1 << j) * ((k - j) % 2 == 0 ? 1 : -1);
            }
        }
        for (int i = 0; i < DEGREE; i++) {
            double bernstein = 0;
            for (int k = 0; k <= i; k++) {
                bernstein += BINOMIALS[i][k] / BINOMIALS[DEGREE - 1][k] * d[k];
            }
            if (!(bernstein >= 0)) {
                return false;
            }
        }
        return true;
    }

    private boolean isClose(double[] c, double middle, double half) {
        for (double check : CHECKS) {
            double u = Math.fma(half, check, middle);
            double t = (u - middle) / half;
            double x = c[DEGREE];
            double slope = 0;
            for (int k = DEGREE - 1; k >= 0; k--) {
                slope = Math.fma(slope, t, x);
                x = Math.fma(x, t, c[k]);
            }
            double slack = TOLERANCE * (u < 0.5 ? u : 1 - u) * slope / half + ROUNDING * Math.ulp(x);
            if (!(Math.abs(x - at(u)) <= slack)) {
                return false;
            }
        }
        return true;
    }

    private void add(double end, double value, double @Nullable [] coefficients,
            double middle) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
            cells = Arrays.copyOf(cells, 2 * count * STRIDE);
        }
        ends[count] = end;
        values[count] = value;
        cells[count * STRIDE] = coefficients == null ? Double.NaN : middle;
        if (coefficients != null) {
            System.arraycopy(coefficients, 0, cells, count * STRIDE + 1, DEGREE + 1);
        }
        count++;
    }

    /** Turns the coefficients of the last cell into those of powers of {@code u - middle}. */
    private void scale(double half) {
        double power = 1;
        for (int k = 0; k <= DEGREE; k++) {
            cells[(count - 1) * STRIDE + 1 + k] /= power;
            power *= half;
        }
    }

    /** As {@link Distribution#quantiles(double[], double[], int, int)}. */
    void quantiles(double[] u, double[] out, int from, int to) {
        double[] ends = this.ends;
        double[] values = this.values;
        double[] cells = this.cells;
        for (int i = from; i < to; i++) {
            double p = u[i];
            int cell = guide[(int) (p * GUIDE)];
            while (ends[cell] <= p) {
                cell++;
            }
            int j = cell * STRIDE;
            double t = p - cells[j];
            double x = Math.fma(t, cells[j + 7], cells[j + 6]);
            x = Math.fma(t, x, cells[j + 5]);
            x = Math.fma(t, x, cells[j + 4]);
            x = Math.fma(t, x, cells[j + 3]);
            x = Math.fma(t, x, cells[j + 2]);
            x = Math.fma(t, x, cells[j + 1]);
            if (x != x) {
                x = exactly(p, i);
            }
            double low = cell == 0 ? first : values[cell - 1];
            double high = values[cell];
            out[i] = x < low ? low : x > high ? high : x;
        }
    }

    /**
     * The exact quantile at the tail rounded to 35 bits: a relative 1.5e-11, but so the next value is farther away than
     * exact quantiles err.
     */
    private double exactly(double u, int i) {
        double tail = u <= 0.5 ? u : 1 - u;
        double wide = tail * SPLIT;
        double rounded = wide - (wide - tail);
        try {
            return u <= 0.5 ? exact.quantile(rounded) : exact.survivalQuantile(rounded);
        } catch (InputException overflow) {
            throw new RowException(i, String.valueOf(overflow.getMessage()));
        }
    }
}
