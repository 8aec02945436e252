package io.twinsim.internal.math;

/**
 * The tails of the normal quantile: for each exponent and top five mantissa bits of {@code min(p, 1 - p)} below 2^-7
 * the centre of the cell and a polynomial about it.
 */
final class NormalTable {

    /** The least tail in the table. */
    static final double LEAST = 0x1p-56;

    private static final int TOP_BITS = 5;
    private static final int SHIFT = 52 - TOP_BITS;
    private static final int BASE = (int) (Double.doubleToRawLongBits(LEAST) >>> SHIFT);
    /** 2^-56 up to 2^-7. */
    private static final int COUNT = 49 << TOP_BITS;
    private static final int DEGREE = 6;
    /** Centre and seven coefficients: a cell is a cache line. */
    private static final int STRIDE = 8;

    static final double[] CELLS = build();

    private NormalTable() {
    }

    /** The quantile of p, whose tail, {@code min(p, 1 - p)}, must be in [{@link #LEAST}, 2^-7). */
    static double lookUp(double[] cells, double p, double tail) {
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
        double[] p = {1, 0, 0};
        double[] q = {0, 1};
        for (int cell = 0; cell < COUNT; cell++) {
            double low = Double.longBitsToDouble((long) (BASE + cell) << SHIFT);
            double high = Double.longBitsToDouble((long) (BASE + cell + 1) << SHIFT);
            double half = (high - low) / 2;
            double z = Normal.deep(low + half);
            double[] series = Series.quantile(-z, half * Normal.slope(z), 12, p, q);
            write(cells, cell * STRIDE, low + half, Chebyshev.economise(series, DEGREE), half);
        }
        return cells;
    }

    /** The series is that of the lower tail; magnitudes are stored, as {@link #lookUp} sets the sign. */
    private static void write(double[] cells, int j, double centre, double[] scaled, double half) {
        cells[j] = centre;
        double power = 1;
        for (int k = 0; k <= DEGREE; k++) {
            cells[j + 1 + k] = -scaled[k] / power;
            power *= half;
        }
    }
}
