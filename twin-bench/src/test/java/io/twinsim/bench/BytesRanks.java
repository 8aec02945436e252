package io.twinsim.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Linear dependence over GF(2): ranks of bit matrices, and the length of the shortest shift register of each bit
 * position. What finds weak mixers and small keys: a mixer on a raw counter leaves matrices far from full rank.
 */
final class BytesRanks {

    /** A rank falls short of n by d with probability {@code SHORT[d]}; short by more practically never. */
    private static final double[] SHORT = shortfalls();
    private static final int MOST = SHORT.length - 1;
    /** Bits looked at in matrices of one kind, unless one matrix has more. */
    private static final int BITS = 1 << 20;
    private static final Map<Integer, double[]> SUMS = new ConcurrentHashMap<>();

    private BytesRanks() {
    }

    /** Which bits of the words make the matrices: {@code take} bits from {@code from} on of every {@code of}. */
    private record Fold(int take, int from, int of) {
        int wordsFor(int size) {
            return (int) ((long) size * size / take * of / Long.SIZE);
        }

        @Override
        public String toString() {
            return take + " of " + of + " bits from bit " + from;
        }
    }

    private static final List<Fold> FOLDS = List.of(new Fold(64, 0, 64), new Fold(32, 0, 64), new Fold(32, 32, 64),
            new Fold(8, 0, 64), new Fold(8, 0, 32), new Fold(4, 0, 32), new Fold(4, 0, 16), new Fold(1, 0, 8));

    /**
     * Ranks of square matrices of each fold.
     *
     * @param words the sample
     * @param sizes sizes of matrices, powers of 2 from 64; those that the sample is too short for are left out
     * @return one finding per fold and size, and one per size for all single bits
     */
    static List<BytesFinding> ranks(long[] words, int... sizes) {
        List<BytesFinding> findings = new ArrayList<>();
        for (int size : sizes) {
            for (Fold fold : FOLDS) {
                if (fold.wordsFor(size) <= words.length) {
                    findings.add(new BytesFinding("rank " + size + ", " + fold, p(words, fold, size)));
                }
            }
            if (size * size <= words.length) {
                double least = 1;
                for (int bit = 0; bit < Long.SIZE; bit++) {
                    least = Math.min(least, p(words, new Fold(1, bit, 64), size));
                }
                findings.add(new BytesFinding("rank " + size + ", each bit", BytesFinding.ofLeast(least, Long.SIZE)));
            }
        }
        return findings;
    }

    /** The chance of as many ranks missing in all, by the exact distribution of the sum. */
    private static double p(long[] words, Fold fold, int size) {
        int matrices = Math.min(words.length / fold.wordsFor(size), Math.max(1, BITS / size / size));
        int missing = 0;
        for (int m = 0; m < matrices; m++) {
            missing += Math.min(MOST, size - rank(matrix(words, m * fold.wordsFor(size), fold, size)));
        }
        double[] sum = SUMS.computeIfAbsent(matrices, BytesRanks::sum);
        double p = 0;
        for (int i = sum.length - 1; i >= missing; i--) {
            p += sum[i];
        }
        return Math.min(1, p);
    }

    /** The distribution of the shortfall of so many matrices in all. */
    private static double[] sum(int matrices) {
        double[] sum = {1};
        for (int m = 0; m < matrices; m++) {
            double[] next = new double[sum.length + MOST];
            for (int i = 0; i < sum.length; i++) {
                for (int d = 0; d <= MOST; d++) {
                    next[i + d] += sum[i] * SHORT[d];
                }
            }
            sum = next;
        }
        return sum;
    }

    private static long[][] matrix(long[] words, int first, Fold fold, int size) {
        long[][] rows = new long[size][size / Long.SIZE];
        long mask = fold.take == Long.SIZE ? -1 : (1L << fold.take) - 1;
        int word = first;
        int at = 0;
        for (long[] row : rows) {
            for (int column = 0; column < size; column += fold.take) {
                row[column / Long.SIZE] |= (words[word] >>> at + fold.from & mask) << column;
                at += fold.of;
                if (at == Long.SIZE) {
                    at = 0;
                    word++;
                }
            }
        }
        return rows;
    }

    /** Gaussian elimination; the matrix is used up. */
    static int rank(long[][] rows) {
        int size = rows.length;
        int rank = 0;
        for (int column = 0; column < size; column++) {
            int part = column / Long.SIZE;
            long bit = 1L << column;
            int pivot = rank;
            while (pivot < size && (rows[pivot][part] & bit) == 0) {
                pivot++;
            }
            if (pivot == size) {
                continue;
            }
            long[] row = rows[pivot];
            rows[pivot] = rows[rank];
            rows[rank++] = row;
            for (int i = pivot + 1; i < size; i++) {
                if ((rows[i][part] & bit) != 0) {
                    add(row, rows[i], part);
                }
            }
        }
        return rank;
    }

    private static void add(long[] row, long[] to, int from) {
        for (int i = from; i < row.length; i++) {
            to[i] ^= row[i];
        }
    }

    /** The limit for large matrices: 2^(-d^2) prod(i > d, 1 - 2^-i) / prod(i <= d, 1 - 2^-i). */
    private static double[] shortfalls() {
        double[] p = new double[9];
        for (int d = 0; d < p.length; d++) {
            p[d] = Math.scalb(1.0, -d * d);
            for (int i = 1; i < 60; i++) {
                p[d] = i > d ? p[d] * (1 - Math.scalb(1.0, -i)) : p[d] / (1 - Math.scalb(1.0, -i));
            }
        }
        return p;
    }

    /**
     * The linear complexity of each bit position, which is n / 2 within a few for random bits.
     *
     * @param words the sample
     * @param n how many words of it to use
     * @return one finding
     */
    static BytesFinding complexity(long[] words, int n) {
        double least = 1;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            long[] bits = new long[n / Long.SIZE];
            for (int i = 0; i < n; i++) {
                bits[i / Long.SIZE] |= (words[i] >>> bit & 1) << i;
            }
            least = Math.min(least, offCentre(BytesRegister.length(bits), n));
        }
        return new BytesFinding("linear complexity, each bit", BytesFinding.ofLeast(least, Long.SIZE));
    }

    /** A complexity l > 0 of n bits has probability 2^(min(2n - 2l, 2l - 1) - n). */
    private static double offCentre(int complexity, int n) {
        double p = 0;
        for (int l = 1; l <= n; l++) {
            p += Math.abs(2 * l - n) >= Math.abs(2 * complexity - n)
                    ? Math.scalb(1.0, Math.min(2 * n - 2 * l, 2 * l - 1) - n) : 0;
        }
        return p;
    }
}
