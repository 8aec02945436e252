package io.twinsim.internal.math;

import org.jspecify.annotations.Nullable;

/**
 * Count, mean and central power sums of a set of values: what is needed of a column once it is gone.
 *
 * <p>A block is read in two passes: the sum in eight lanes (index mod 8), folded {@code ((0+4)+(2+6))+((1+5)+(3+7))},
 * then the powers of the deviations, corrected for the rounding of the mean. Blocks are merged by the formulas of
 * Chan and Pebay (Pebay 2008, SAND2008-6212, equations 2.1 and 3.1), never refolded; the order of merging is the
 * {@link BlockTree}'s. Values must be finite.
 *
 * @param n how many values
 * @param mean their mean; 0 if there is none
 * @param m2 the sum of the squared deviations from the mean
 * @param m3 the sum of the cubed deviations
 * @param m4 the sum of the fourth powers of the deviations
 * @param min the least value; infinity if there is none
 * @param max the greatest value; negative infinity if there is none
 * @param meanRest what the mean has lost to rounding, so that blocks far from 0 but near each other merge exactly
 */
public record Moments(long n, double mean, double m2, double m3, double m4, double min, double max, double meanRest) {

    /** No values: the identity of {@link #merge}. */
    public static final Moments EMPTY =
            new Moments(0, 0, 0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private static final int ALL = 0xff;

    /**
     * Moments with an exact mean.
     *
     * @param n how many values
     * @param mean their mean
     * @param m2 the sum of the squared deviations from the mean
     * @param m3 the sum of the cubed deviations
     * @param m4 the sum of the fourth powers of the deviations
     * @param min the least value
     * @param max the greatest value
     */
    public Moments(long n, double mean, double m2, double m3, double m4, double min, double max) {
        this(n, mean, m2, m3, m4, min, max, 0);
    }

    /**
     * The moments of an array: its blocks from block 0 on, merged in the canonical tree.
     *
     * @param x the values, finite
     * @return the moments
     */
    public static Moments of(double... x) {
        BlockTree<Moments> tree = new BlockTree<>(Moments::merge);
        double[] block = new double[Blocks.ROWS];
        for (int start = 0; start < x.length; start += Blocks.ROWS) {
            int size = Math.min(Blocks.ROWS, x.length - start);
            System.arraycopy(x, start, block, 0, size);
            tree.add(0, start / Blocks.ROWS, ofBlock(block, 0, size));
        }
        return tree.total().orElse(EMPTY);
    }

    /**
     * The moments of one block.
     *
     * @param x the values; index i is row i of the block
     * @param from the first index, at least 0
     * @param to one past the last index
     * @return the moments
     */
    public static Moments ofBlock(double[] x, int from, int to) {
        return fold(x, null, from, to);
    }

    /**
     * The moments of the selected rows of one block; with all rows selected, the bits of {@link #ofBlock(double[],
     * int, int)}.
     *
     * @param x the values; index i is row i of the block; values that are not selected are not read
     * @param keep bit i says whether row i is selected
     * @param from the first index, at least 0
     * @param to one past the last index
     * @return the moments
     */
    public static Moments ofBlock(double[] x, long[] keep, int from, int to) {
        return fold(x, keep, from, to);
    }

    private static Moments fold(double[] x, long @Nullable [] keep, int from, int to) {
        long n = count(keep, from, to);
        if (n == 0) {
            return EMPTY;
        }
        double rough = sum(x, keep, from, to, 0) / n;
        if (!(Math.abs(rough) <= Double.MAX_VALUE)) {
            throw new ArithmeticException("the sum of a block must be finite, got " + n + " values beyond that");
        }
        double shift = sum(x, keep, from, to, rough) / n;
        return powers(x, keep, from, to, n, rough, shift);
    }

    private static long count(long @Nullable [] keep, int from, int to) {
        if (keep == null) {
            return Math.max(0, to - from);
        }
        long n = 0;
        for (int i = from & -Byte.SIZE; i < to; i += Byte.SIZE) {
            n += Integer.bitCount(chosen(keep, i, from, to));
        }
        return n;
    }

    /** The rows {@code i .. i + 7} that are inside the range and selected, as eight bits; i is a multiple of 8. */
    private static int chosen(long @Nullable [] keep, int i, int from, int to) {
        int bits = keep == null ? ALL : (int) (keep[i >>> 6] >>> (i & 63)) & ALL;
        if (i < from) {
            bits &= ALL << (from - i);
        }
        if (i + Byte.SIZE > to) {
            bits &= ALL >>> (i + Byte.SIZE - to);
        }
        return bits;
    }

    /** The sum of {@code x - centre} over the chosen rows, in eight lanes. */
    private static double sum(double[] x, long @Nullable [] keep, int from, int to, double centre) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        for (int i = from & -Byte.SIZE; i < to; i += Byte.SIZE) {
            int bits = chosen(keep, i, from, to);
            if (bits == 0) {
                continue;
            }
            boolean full = bits == ALL;
            double d0 = full || (bits & 1) != 0 ? x[i] - centre : 0;
            double d1 = full || (bits & 1 << 1) != 0 ? x[i + 1] - centre : 0;
            double d2 = full || (bits & 1 << 2) != 0 ? x[i + 2] - centre : 0;
            double d3 = full || (bits & 1 << 3) != 0 ? x[i + 3] - centre : 0;
            double d4 = full || (bits & 1 << 4) != 0 ? x[i + 4] - centre : 0;
            double d5 = full || (bits & 1 << 5) != 0 ? x[i + 5] - centre : 0;
            double d6 = full || (bits & 1 << 6) != 0 ? x[i + 6] - centre : 0;
            double d7 = full || (bits & 1 << 7) != 0 ? x[i + 7] - centre : 0;
            s0 += d0;
            s1 += d1;
            s2 += d2;
            s3 += d3;
            s4 += d4;
            s5 += d5;
            s6 += d6;
            s7 += d7;
        }
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    /** The kernel: sums of squares, cubes and fourth powers of {@code x - centre}, in eight lanes each. */
    private static Moments powers(
            double[] x, long @Nullable [] keep, int from, int to, long n, double centre, double shift) {
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
        for (int i = from & -Byte.SIZE; i < to; i += Byte.SIZE) {
            int bits = chosen(keep, i, from, to);
            if (bits == 0) {
                continue;
            }
            boolean full = bits == ALL;
            double d0 = full || (bits & 1) != 0 ? x[i] - centre : 0;
            double d1 = full || (bits & 1 << 1) != 0 ? x[i + 1] - centre : 0;
            double d2 = full || (bits & 1 << 2) != 0 ? x[i + 2] - centre : 0;
            double d3 = full || (bits & 1 << 3) != 0 ? x[i + 3] - centre : 0;
            double d4 = full || (bits & 1 << 4) != 0 ? x[i + 4] - centre : 0;
            double d5 = full || (bits & 1 << 5) != 0 ? x[i + 5] - centre : 0;
            double d6 = full || (bits & 1 << 6) != 0 ? x[i + 6] - centre : 0;
            double d7 = full || (bits & 1 << 7) != 0 ? x[i + 7] - centre : 0;
            double e0 = d0 * d0;
            double e1 = d1 * d1;
            double e2 = d2 * d2;
            double e3 = d3 * d3;
            double e4 = d4 * d4;
            double e5 = d5 * d5;
            double e6 = d6 * d6;
            double e7 = d7 * d7;
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
        double sum2 = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        double sum3 = ((c0 + c4) + (c2 + c6)) + ((c1 + c5) + (c3 + c7));
        double sum4 = ((q0 + q4) + (q2 + q6)) + ((q1 + q5) + (q3 + q7));
        double square = shift * shift;
        double m2 = Math.max(0, sum2 - n * square);
        double m3 = sum3 - 3 * shift * sum2 + 2 * n * square * shift;
        double m4 = sum4 - 4 * shift * sum3 + 6 * square * sum2 - 3 * n * square * square;
        return extremes(x, keep, from, to, n, centre, shift, m2, m3, Math.max(0, m4));
    }

    private static Moments extremes(double[] x, long @Nullable [] keep, int from, int to,
            long n, double centre, double shift, double m2, double m3, double m4) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            boolean chosen = keep == null || (keep[i >>> 6] >>> (i & 63) & 1) != 0;
            min = chosen && x[i] < min ? x[i] : min;
            max = chosen && x[i] > max ? x[i] : max;
        }
        double mean = centre + shift;
        return new Moments(n, mean, m2, m3, m4, min, max, rest(centre, shift, mean));
    }

    /** What rounding took from {@code a + b} (Knuth's two-sum). */
    private static double rest(double a, double b, double sum) {
        double part = sum - a;
        return (a - (sum - part)) + (b - part);
    }

    /**
     * The moments of both sets together. Not associative in the last bits: merge in the order of the {@link BlockTree}.
     *
     * @param right the moments of the later values
     * @return the moments; exactly the other operand if one is empty
     */
    public Moments merge(Moments right) {
        if (right.n == 0) {
            return this;
        }
        if (n == 0) {
            return right;
        }
        double a = n;
        double b = right.n;
        double total = a + b;
        double delta = (right.mean - mean) + (right.meanRest - meanRest);
        double step = delta / total;
        double square = delta * step * a * b;
        double merged2 = m2 + right.m2 + square;
        double merged3 = m3 + right.m3 + square * step * (a - b) + 3 * step * (a * right.m2 - b * m2);
        double merged4 = m4 + right.m4 + square * step * step * (a * a - a * b + b * b)
                + 6 * step * step * (a * a * right.m2 + b * b * m2) + 4 * step * (a * right.m3 - b * m3);
        double low = step * b + meanRest;
        double mergedMean = mean + low;
        return new Moments(n + right.n, mergedMean, merged2, merged3, merged4,
                Math.min(min, right.min), Math.max(max, right.max), rest(mean, low, mergedMean));
    }

    /**
     * The sum.
     *
     * @return n times the mean
     */
    public double sum() {
        return n * mean;
    }

    /**
     * The unbiased variance.
     *
     * @return m2 / (n - 1); NaN for fewer than two values
     */
    public double variance() {
        return n < 2 ? Double.NaN : m2 / (n - 1);
    }

    /**
     * The standard deviation.
     *
     * @return the root of {@link #variance}; NaN for fewer than two values
     */
    public double sd() {
        return Math.sqrt(variance());
    }

    /**
     * The standard error of the mean.
     *
     * @return sd / sqrt(n); NaN for fewer than two values
     */
    public double standardError() {
        return Math.sqrt(variance() / n);
    }

    /**
     * The skewness g1.
     *
     * @return (m3 / n) / (m2 / n)^(3/2); 0 if all values are equal, NaN if there is none
     */
    public double skewness() {
        if (n > 0 && m2 == 0) {
            return 0;
        }
        double variance = m2 / n;
        return m3 / n / (variance * Math.sqrt(variance));
    }

    /**
     * The excess kurtosis g2.
     *
     * @return (m4 / n) / (m2 / n)^2 - 3; 0 if all values are equal, NaN if there is none
     */
    public double kurtosisExcess() {
        if (n > 0 && m2 == 0) {
            return 0;
        }
        double variance = m2 / n;
        return m4 / n / (variance * variance) - 3;
    }

    /**
     * A cumulant of the empirical distribution, the one that puts 1/n on each value.
     *
     * @param k the order, 1 to 4
     * @return the mean, m2/n, m3/n, or m4/n - 3 (m2/n)^2
     * @throws IllegalArgumentException if {@code k} is outside
     */
    public double cumulant(int k) {
        return switch (k) {
            case 1 -> mean;
            case 2 -> m2 / n;
            case 3 -> m3 / n;
            case 4 -> m4 / n - 3 * (m2 / n) * (m2 / n);
            default -> throw new IllegalArgumentException("k must be in [1, 4], got " + k);
        };
    }
}
