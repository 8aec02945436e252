package io.twinsim.internal.math;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@link Moments} of blocks without objects: eight doubles in a flat array, with the bits of {@link Moments#ofBlock}
 * and {@link Moments#merge}, which remain the definition.
 *
 * <p>A block is read in simple passes instead of one that does everything, with deviations in scratch and no branches,
 * so that compilers turn all but the sums into vector code, and the sums wait for nothing but the adders. Rows that are
 * not selected have deviation 0, see {@link RowWeights}. That is exact: a lane starts at +0.0, so it is never -0.0, and
 * a zero of either sign leaves it as it is.
 *
 * <p>Holds scratch, so one for each thread; allocates nothing.
 */
public final class MomentKernel {

    /** Doubles of one set of moments: n (exact below 2^53), mean, m2, m3, m4, min, max, meanRest. */
    public static final int SIZE = 8;

    private static final int ALL = 4;
    private static final int MEAN = 1;
    private static final int M2 = 2;
    private static final int M3 = 3;
    private static final int M4 = 4;
    private static final int MIN = 5;
    private static final int MAX = 6;
    private static final int REST = 7;

    private static final int LANES = 8;
    private static final int HALF = Blocks.ROWS / 2;
    private static final int QUARTER = Blocks.ROWS / 4;
    private static final int EIGHTH = Blocks.ROWS / 8;

    private final RowWeights rows = new RowWeights();
    private final double[] deviation = new double[Blocks.ROWS];
    private final double[] low = new double[HALF];
    private final double[] high = new double[HALF];

    /** A kernel for one thread. */
    public MomentKernel() {
    }

    /**
     * The moments of the selected rows of one block.
     *
     * @param x the values; index i is row i of the block; values that are not selected do not matter
     * @param keep bit i says whether row i is selected; null if all are
     * @param from the first index, at least 0
     * @param to one past the last index, at most {@link Blocks#ROWS}
     * @param order 4 for all; 2 for n, mean and m2, 1 for n and mean, with the rest as of no values
     * @param out where the {@link #SIZE} doubles go
     * @param at the index of the first of them
     * @throws ArithmeticException if the sum of the values is not finite
     */
    public void block(double[] x, long @Nullable [] keep, int from, int to, int order, double[] out, int at) {
        int n = RowWeights.count(keep, from, to);
        if (n == 0) {
            empty(out, at);
            return;
        }
        boolean whole = n == Blocks.ROWS;
        double centre;
        if (whole) {
            centre = centre(lanes(x), n);
            deviations(x, centre);
        } else {
            rows.load(x, keep, from, to);
            rows.deviations(0, deviation);
            double sum = lanes(deviation);
            if (!(Math.abs(sum) <= Double.MAX_VALUE)) {
                rows.reload(x, from, to);
                rows.deviations(0, deviation);
                sum = lanes(deviation);
            }
            centre = centre(sum, n);
            rows.deviations(centre, deviation);
        }
        if (order == 1) {
            finish(n, centre, lanes(deviation) / n, 0, 0, 0, out, at);
        } else if (order == 2) {
            squares(centre, n, out, at);
        } else {
            powers(centre, n, out, at);
        }
        if (!(Math.abs(out[at + MEAN]) <= Double.MAX_VALUE)) {
            overflow(x, keep, from, to, out, at);
        } else if (order == ALL) {
            extremes(whole ? x : rows.values(), out, at);
            out[at + MIN] = out[at + MIN] == 0 ? firstZero(x, keep, from, to) : out[at + MIN];
            out[at + MAX] = out[at + MAX] == 0 ? firstZero(x, keep, from, to) : out[at + MAX];
        }
        if (order < ALL) {
            leaveOut(order, out, at);
        }
    }

    /** What a lower order leaves as it is of no values. */
    private static void leaveOut(int order, double[] out, int at) {
        out[at + M2] = order == 1 ? 0 : out[at + M2];
        out[at + M3] = 0;
        out[at + M4] = 0;
        out[at + MIN] = Double.POSITIVE_INFINITY;
        out[at + MAX] = Double.NEGATIVE_INFINITY;
    }

    private static double centre(double sum, int n) {
        double rough = sum / n;
        if (Math.abs(rough) <= Double.MAX_VALUE) {
            return rough;
        }
        throw new ArithmeticException("the sum of a block must be finite, got " + n + " values beyond that");
    }

    private void deviations(double[] x, double centre) {
        for (int i = 0; i < Blocks.ROWS; i++) {
            deviation[i] = x[i] - centre;
        }
    }

    /** The sum of a block in eight lanes. */
    private static double lanes(double[] a) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        for (int i = 0; i < Blocks.ROWS; i += LANES) {
            s0 += a[i];
            s1 += a[i + 1];
            s2 += a[i + 2];
            s3 += a[i + 3];
            s4 += a[i + 4];
            s5 += a[i + 5];
            s6 += a[i + 6];
            s7 += a[i + 7];
        }
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    /** The sums of the deviations and of their squares; fma(d, 1, r) is r + d in another unit of the processor. */
    private void squares(double centre, int n, double[] out, int at) {
        double[] d = deviation;
        double r0 = 0;
        double r1 = 0;
        double r2 = 0;
        double r3 = 0;
        double r4 = 0;
        double r5 = 0;
        double r6 = 0;
        double r7 = 0;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        for (int i = 0; i < Blocks.ROWS; i += LANES) {
            double d0 = d[i];
            double d1 = d[i + 1];
            double d2 = d[i + 2];
            double d3 = d[i + 3];
            double d4 = d[i + 4];
            double d5 = d[i + 5];
            double d6 = d[i + 6];
            double d7 = d[i + 7];
            r0 = Math.fma(d0, 1, r0);
            r1 = Math.fma(d1, 1, r1);
            r2 = Math.fma(d2, 1, r2);
            r3 = Math.fma(d3, 1, r3);
            r4 = Math.fma(d4, 1, r4);
            r5 = Math.fma(d5, 1, r5);
            r6 = Math.fma(d6, 1, r6);
            r7 = Math.fma(d7, 1, r7);
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
            s4 += d4 * d4;
            s5 += d5 * d5;
            s6 += d6 * d6;
            s7 += d7 * d7;
        }
        double shift = (((r0 + r4) + (r2 + r6)) + ((r1 + r5) + (r3 + r7))) / n;
        double sum2 = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        finish(n, centre, shift, sum2, 0, 0, out, at);
    }

    /** The kernel: the sums of the deviations and of their powers. */
    private void powers(double centre, int n, double[] out, int at) {
        double[] d = deviation;
        double r0 = 0;
        double r1 = 0;
        double r2 = 0;
        double r3 = 0;
        double r4 = 0;
        double r5 = 0;
        double r6 = 0;
        double r7 = 0;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        double c0 = 0;
        double c1 = 0;
        double c2 = 0;
        double c3 = 0;
        double c4 = 0;
        double c5 = 0;
        double c6 = 0;
        double c7 = 0;
        double q0 = 0;
        double q1 = 0;
        double q2 = 0;
        double q3 = 0;
        double q4 = 0;
        double q5 = 0;
        double q6 = 0;
        double q7 = 0;
        for (int i = 0; i < Blocks.ROWS; i += LANES) {
            double d0 = d[i];
            double d1 = d[i + 1];
            double d2 = d[i + 2];
            double d3 = d[i + 3];
            double d4 = d[i + 4];
            double d5 = d[i + 5];
            double d6 = d[i + 6];
            double d7 = d[i + 7];
            double e0 = d0 * d0;
            double e1 = d1 * d1;
            double e2 = d2 * d2;
            double e3 = d3 * d3;
            double e4 = d4 * d4;
            double e5 = d5 * d5;
            double e6 = d6 * d6;
            double e7 = d7 * d7;
            r0 = Math.fma(d0, 1, r0);
            r1 = Math.fma(d1, 1, r1);
            r2 = Math.fma(d2, 1, r2);
            r3 = Math.fma(d3, 1, r3);
            r4 = Math.fma(d4, 1, r4);
            r5 = Math.fma(d5, 1, r5);
            r6 = Math.fma(d6, 1, r6);
            r7 = Math.fma(d7, 1, r7);
            s0 += e0;
            s1 += e1;
            s2 += e2;
            s3 += e3;
            s4 += e4;
            s5 += e5;
            s6 += e6;
            s7 += e7;
            c0 += e0 * d0;
            c1 += e1 * d1;
            c2 += e2 * d2;
            c3 += e3 * d3;
            c4 += e4 * d4;
            c5 += e5 * d5;
            c6 += e6 * d6;
            c7 += e7 * d7;
            q0 += e0 * e0;
            q1 += e1 * e1;
            q2 += e2 * e2;
            q3 += e3 * e3;
            q4 += e4 * e4;
            q5 += e5 * e5;
            q6 += e6 * e6;
            q7 += e7 * e7;
        }
        double shift = (((r0 + r4) + (r2 + r6)) + ((r1 + r5) + (r3 + r7))) / n;
        double sum2 = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        double sum3 = ((c0 + c4) + (c2 + c6)) + ((c1 + c5) + (c3 + c7));
        double sum4 = ((q0 + q4) + (q2 + q6)) + ((q1 + q5) + (q3 + q7));
        finish(n, centre, shift, sum2, sum3, sum4, out, at);
    }

    private static void finish(long n, double centre, double shift, double sum2, double sum3, double sum4,
            double[] out, int at) {
        double square = shift * shift;
        double mean = centre + shift;
        out[at] = n;
        out[at + MEAN] = mean;
        out[at + M2] = Math.max(0, sum2 - n * square);
        out[at + M3] = sum3 - 3 * shift * sum2 + 2 * n * square * shift;
        out[at + M4] = Math.max(0, sum4 - 4 * shift * sum3 + 6 * square * sum2 - 3 * n * square * square);
        out[at + REST] = rest(centre, shift, mean);
    }

    /** Deviations beyond all numbers, where a weight of 0 leaves a trace: read by the definition. */
    private static void overflow(double[] x, long @Nullable [] keep, int from, int to, double[] out, int at) {
        write(keep == null ? Moments.ofBlock(x, from, to) : Moments.ofBlock(x, keep, from, to), out, at);
    }

    /** The zero that comes first: extremes keep its sign, and elementwise extremes prefer one sign instead. */
    private static double firstZero(double[] x, long @Nullable [] keep, int from, int to) {
        int i = from;
        while (x[i] != 0 || keep != null && (keep[i >>> 6] >>> i & 1) == 0) {
            i++;
        }
        return x[i];
    }

    /** The extremes of a block by halving it; the sizes are constants, or there would be no vector code. */
    private void extremes(double[] x, double[] out, int at) {
        double[] least = low;
        double[] most = high;
        for (int i = 0; i < HALF; i++) {
            least[i] = Math.min(x[i], x[i + HALF]);
            most[i] = Math.max(x[i], x[i + HALF]);
        }
        for (int i = 0; i < QUARTER; i++) {
            least[i] = Math.min(least[i], least[i + QUARTER]);
            most[i] = Math.max(most[i], most[i + QUARTER]);
        }
        for (int i = 0; i < EIGHTH; i++) {
            least[i] = Math.min(least[i], least[i + EIGHTH]);
            most[i] = Math.max(most[i], most[i + EIGHTH]);
        }
        double min = least[0];
        double min1 = min;
        double max = most[0];
        double max1 = max;
        for (int i = 0; i < EIGHTH; i += 2) {
            min = least[i] < min ? least[i] : min;
            max = most[i] > max ? most[i] : max;
            min1 = least[i + 1] < min1 ? least[i + 1] : min1;
            max1 = most[i + 1] > max1 ? most[i + 1] : max1;
        }
        out[at + MIN] = Math.min(min, min1);
        out[at + MAX] = Math.max(max, max1);
    }

    /** What rounding took from {@code a + b} (Knuth's two-sum). */
    private static double rest(double a, double b, double sum) {
        double part = sum - a;
        return (a - (sum - part)) + (b - part);
    }

    /**
     * Writes the moments of no values: {@link Moments#EMPTY}.
     *
     * @param out where the {@link #SIZE} doubles go
     * @param at the index of the first of them
     */
    public static void empty(double[] out, int at) {
        Arrays.fill(out, at, at + SIZE, 0);
        out[at + MIN] = Double.POSITIVE_INFINITY;
        out[at + MAX] = Double.NEGATIVE_INFINITY;
    }

    /**
     * Adds the moments of higher blocks: {@link Moments#merge}, in place.
     *
     * @param left the moments of lower blocks, from {@code at} on; become those of both
     * @param right the moments of higher blocks, from {@code at} on, not modified
     * @param at the index of the first double in both arrays
     */
    public static void merge(double[] left, double[] right, int at) {
        double a = left[at];
        double b = right[at];
        if (b == 0) {
            return;
        }
        if (a == 0) {
            System.arraycopy(right, at, left, at, SIZE);
            return;
        }
        double total = a + b;
        double mean = left[at + MEAN];
        double meanRest = left[at + REST];
        double left2 = left[at + M2];
        double right2 = right[at + M2];
        double left3 = left[at + M3];
        double right3 = right[at + M3];
        double delta = (right[at + MEAN] - mean) + (right[at + REST] - meanRest);
        double step = delta / total;
        double square = delta * step * a * b;
        left[at] = total;
        left[at + M2] = left2 + right2 + square;
        left[at + M3] = left3 + right3 + square * step * (a - b) + 3 * step * (a * right2 - b * left2);
        left[at + M4] = left[at + M4] + right[at + M4] + square * step * step * (a * a - a * b + b * b)
                + 6 * step * step * (a * a * right2 + b * b * left2) + 4 * step * (a * right3 - b * left3);
        double small = step * b + meanRest;
        double merged = mean + small;
        left[at + MEAN] = merged;
        left[at + REST] = rest(mean, small, merged);
        left[at + MIN] = Math.min(left[at + MIN], right[at + MIN]);
        left[at + MAX] = Math.max(left[at + MAX], right[at + MAX]);
    }

    /**
     * The moments as an object.
     *
     * @param v what {@link #block}, {@link #merge} or {@link #write} left
     * @param at the index of the first of its {@link #SIZE} doubles
     * @return the moments
     */
    public static Moments read(double[] v, int at) {
        return new Moments((long) v[at], v[at + MEAN], v[at + M2], v[at + M3], v[at + M4], v[at + MIN], v[at + MAX],
                v[at + REST]);
    }

    /**
     * The moments as doubles.
     *
     * @param m moments of fewer than 2^53 values
     * @param v where the {@link #SIZE} doubles go
     * @param at the index of the first of them
     */
    public static void write(Moments m, double[] v, int at) {
        v[at] = m.n();
        v[at + MEAN] = m.mean();
        v[at + M2] = m.m2();
        v[at + M3] = m.m3();
        v[at + M4] = m.m4();
        v[at + MIN] = m.min();
        v[at + MAX] = m.max();
        v[at + REST] = m.meanRest();
    }
}
