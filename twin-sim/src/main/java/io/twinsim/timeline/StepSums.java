package io.twinsim.timeline;

import io.twinsim.internal.math.Lanes;
import java.util.Arrays;

/**
 * The sums of a set of twins at all steps: per cell the mean, what it has lost to rounding and the squared deviations,
 * for values also the extremes; and counts. A block is read in two passes of eight lanes each; sets are merged by the
 * formula of Chan, in the order of the canonical tree over blocks, as {@link io.twinsim.internal.math.Moments} are.
 */
final class StepSums {

    private final double[] mean;
    private final double[] rest;
    private final double[] squares;
    private final double[] min;
    private final double[] max;
    private final long[] counts;
    private long n;

    StepSums(StepLayout layout) {
        mean = new double[layout.cells()];
        rest = new double[layout.cells()];
        squares = new double[layout.cells()];
        min = new double[layout.valueCells()];
        max = new double[layout.valueCells()];
        counts = new long[layout.counts()];
        clear(0);
    }

    /** Forgets everything; the next block has this many twins. */
    void clear(long twins) {
        n = twins;
        Arrays.fill(mean, 0);
        Arrays.fill(rest, 0);
        Arrays.fill(squares, 0);
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        Arrays.fill(counts, 0);
    }

    long n() {
        return n;
    }

    /** About how much heap they hold. */
    long bytes() {
        return 8L * (3L * mean.length + 2L * min.length + counts.length);
    }

    double mean(int cell) {
        return mean[cell];
    }

    /** The sum of squared deviations from the mean. */
    double squares(int cell) {
        return squares[cell];
    }

    double min(int cell) {
        return min[cell];
    }

    double max(int cell) {
        return max[cell];
    }

    long count(int at) {
        return counts[at];
    }

    void add(int at, long more) {
        counts[at] += more;
    }

    /** Sets a cell to the moments of a block, false if their sum is beyond all doubles. */
    boolean put(int cell, double[] x, int from, int to) {
        int size = to - from;
        double rough = Lanes.sum(x, from, to) / size;
        if (!(Math.abs(rough) <= Double.MAX_VALUE)) {
            return false;
        }
        deviations(cell, x, from, to, rough);
        if (cell < min.length) {
            extremes(cell, x, from, to);
        }
        return true;
    }

    /** The kernel: sums of deviations from the rough mean and of their squares, four lanes each. */
    private void deviations(int cell, double[] x, int from, int to, double rough) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double q0 = 0;
        double q1 = 0;
        double q2 = 0;
        double q3 = 0;
        int whole = from + (to - from & -4);
        for (int i = from; i < whole; i += 4) {
            double d0 = x[i] - rough;
            double d1 = x[i + 1] - rough;
            double d2 = x[i + 2] - rough;
            double d3 = x[i + 3] - rough;
            s0 += d0;
            s1 += d1;
            s2 += d2;
            s3 += d3;
            q0 += d0 * d0;
            q1 += d1 * d1;
            q2 += d2 * d2;
            q3 += d3 * d3;
        }
        double s = (s0 + s2) + (s1 + s3);
        double q = (q0 + q2) + (q1 + q3);
        for (int i = whole; i < to; i++) {
            double d = x[i] - rough;
            s += d;
            q += d * d;
        }
        double shift = s / (to - from);
        mean[cell] = rough + shift;
        rest[cell] = lost(rough, shift, mean[cell]);
        squares[cell] = Math.max(0, q - s * shift);
    }

    private void extremes(int cell, double[] x, int from, int to) {
        double least = x[from];
        double most = x[from];
        for (int i = from + 1; i < to; i++) {
            double value = x[i];
            least = value < least ? value : least;
            most = value > most ? value : most;
        }
        min[cell] = least;
        max[cell] = most;
    }

    /** What rounding took from {@code a + b} (Knuth's two-sum). */
    private static double lost(double a, double b, double sum) {
        double part = sum - a;
        return (a - (sum - part)) + (b - part);
    }

    /** Adds the twins of another set, which come after these. */
    StepSums absorb(StepSums right) {
        if (right.n == 0) {
            return this;
        }
        double a = n;
        double b = right.n;
        double total = a + b;
        for (int c = 0; c < mean.length; c++) {
            double delta = (right.mean[c] - mean[c]) + (right.rest[c] - rest[c]);
            double step = delta / total;
            squares[c] = squares[c] + right.squares[c] + delta * step * a * b;
            double low = step * b + rest[c];
            double merged = mean[c] + low;
            rest[c] = lost(mean[c], low, merged);
            mean[c] = merged;
        }
        for (int c = 0; c < min.length; c++) {
            min[c] = Math.min(min[c], right.min[c]);
            max[c] = Math.max(max[c], right.max[c]);
        }
        for (int k = 0; k < counts.length; k++) {
            counts[k] += right.counts[k];
        }
        n += right.n;
        return this;
    }
}
