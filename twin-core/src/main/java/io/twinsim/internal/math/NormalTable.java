package io.twinsim.internal.math;

/**
 * The cells of the normal quantile: for each exponent and top five mantissa bits of {@code min(p, 1 - p)} the centre
 * of the cell and a polynomial about it. The cell below 1/2 is developed about 1/2 itself, where the quantile is 0,
 * so that small quantiles keep their relative accuracy.
 */
final class NormalTable {

    /** The least tail in the table. */
    static final double LEAST = 0x1p-56;

    private static final int TOP_BITS = 5;
    private static final int SHIFT = 52 - TOP_BITS;
    private static final int BASE = (int) (Double.doubleToRawLongBits(LEAST) >>> SHIFT);
    /** 2^-56 up to 1/2, and one more for 1/2 itself. */
    private static final int COUNT = (55 << TOP_BITS) + 1;
    private static final int DEGREE = 6;
    /** Centre and seven coefficients: a cell is a cache line. */
    private static final int STRIDE = 8;

    static final double[] CELLS = build();

    private NormalTable() {
    }

    /** The quantile of p, whose tail must be in [{@link #LEAST}, 0.5]. */
    static double lookUp(double[] cells, double p) {
        double tail = Math.min(p, 1 - p);
        int j = ((int) (Double.doubleToRawLongBits(tail) >>> SHIFT) - BASE) * STRIDE;
        double t = tail - cells[j];
        double z = Math.fma(t, cells[j + 7], cells[j + 6]);
        z = Math.fma(t, z, cells[j + 5]);
        z = Math.fma(t, z, cells[j + 4]);
        z = Math.fma(t, z, cells[j + 3]);
        z = Math.fma(t, z, cells[j + 2]);
        z = Math.fma(t, z, cells[j + 1]);
        return Math.copySign(z, p - 0.5);
    }

    private static double[] build() {
        double[] cells = new double[COUNT * STRIDE];
        for (int cell = 0; cell < COUNT - 2; cell++) {
            double low = Double.longBitsToDouble((long) (BASE + cell) << SHIFT);
            double high = Double.longBitsToDouble((long) (BASE + cell + 1) << SHIFT);
            double half = (high - low) / 2;
            double z = Normal.deep(low + half);
            double[] series = Series.quantile(-z, half * Normal.slope(z), 12, new double[] {1, 0, 0}, new double[] {0,
                    1});
            write(cells, cell, low + half, Chebyshev.economise(series, DEGREE), half);
        }
        writeLast(cells);
        return cells;
    }

    /**
     * The lower tail is tabulated; the kernel sets the sign, so the sign in the table is free: magnitudes are stored.
     */
    private static void write(double[] cells, int cell, double centre, double[] scaled, double half) {
        int j = cell * STRIDE;
        cells[j] = centre;
        double power = 1;
        for (int k = 0; k <= DEGREE; k++) {
            cells[j + 1 + k] = -scaled[k] / power;
            power *= half;
        }
    }

    /** The cell [63/128, 1/2]: odd in p - 1/2, fitted on its one side. */
    private static void writeLast(double[] cells) {
        double width = 0x1p-7;
        double[] odd = Series.quantile(0, -width * Normal.slope(0), 13, new double[] {1, 0, 0}, new double[] {0, 1});
        // z / t as a polynomial of t / width in [0, 1], moved to [-1, 1] to be economised there, and back
        double[] ratio = new double[odd.length - 1];
        System.arraycopy(odd, 1, ratio, 0, ratio.length);
        double[] moved = Chebyshev.shift(ratio, 0.5, 0.5);
        double[] back = Chebyshev.shift(Chebyshev.economise(moved, DEGREE - 1), -1, 2);
        for (int cell = COUNT - 2; cell < COUNT; cell++) {
            int j = cell * STRIDE;
            cells[j] = 0.5;
            double power = -width;
            for (int k = 1; k <= DEGREE; k++) {
                cells[j + 1 + k] = back[k - 1] / power;
                power *= -width;
            }
        }
    }
}
