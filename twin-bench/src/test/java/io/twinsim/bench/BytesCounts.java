package io.twinsim.bench;

import io.twinsim.internal.math.Special;
import java.util.ArrayList;
import java.util.List;

/** Chi-square tests of what can be counted: bytes, neighbours, gaps, weights, and correlations at many lags. */
final class BytesCounts {

    private static final double[] WEIGHTS = weights();

    private BytesCounts() {
    }

    /**
     * All of them.
     *
     * @param words the sample
     * @return a finding per test
     */
    static List<BytesFinding> of(long[] words) {
        List<BytesFinding> findings = new ArrayList<>();
        findings.add(bytes(words));
        for (int shift : new int[] {0, 26, 52}) {
            findings.add(tuples(words, 2, 6, shift + 6));
            findings.add(tuples(words, 3, 4, shift + 8));
        }
        findings.add(gaps(words, 0));
        findings.add(gaps(words, 56));
        findings.add(weightPairs(words));
        findings.add(wordLags(words));
        findings.add(bitLags(words));
        return findings;
    }

    /** All 256 values at each of the eight places. */
    private static BytesFinding bytes(long[] words) {
        double statistic = 0;
        for (int place = 0; place < Long.SIZE; place += 8) {
            long[] counts = new long[256];
            for (long word : words) {
                counts[(int) (word >>> place & 255)]++;
            }
            statistic += even(counts, words.length);
        }
        return chiSquare("bytes", statistic, 8 * 255);
    }

    /** Some bits of {@code of} neighbours, which share no word with the next ones. */
    private static BytesFinding tuples(long[] words, int of, int bits, int shift) {
        long[] counts = new long[1 << of * bits];
        int tuples = words.length / of;
        for (int t = 0; t < tuples; t++) {
            int cell = 0;
            for (int i = 0; i < of; i++) {
                cell = cell << bits | (int) (words[t * of + i] >>> shift) & (1 << bits) - 1;
            }
            counts[cell]++;
        }
        return chiSquare(of + " neighbours, " + bits + " bits from bit " + shift, even(counts, tuples),
                counts.length - 1);
    }

    /** Words from one zero byte to the next, in 64 classes of 16. */
    private static BytesFinding gaps(long[] words, int shift) {
        long[] counts = new long[64];
        int gaps = 0;
        int last = -1;
        for (int i = 0; i < words.length; i++) {
            if ((words[i] >>> shift & 255) == 0) {
                counts[Math.min(63, (i - last - 1) / 16)]++;
                gaps++;
                last = i;
            }
        }
        double stay = Math.pow(255 / 256.0, 16);
        double statistic = 0;
        for (int k = 0; k < 64; k++) {
            double expected = gaps * Math.pow(stay, k) * (k == 63 ? 1 : 1 - stay);
            statistic += square(counts[k] - expected) / expected;
        }
        return chiSquare("gaps, byte at bit " + shift, statistic, 63);
    }

    /** Ones in a word and in the next, in five classes each. */
    private static BytesFinding weightPairs(long[] words) {
        long[][] counts = new long[5][5];
        int pairs = words.length / 2;
        for (int i = 0; i < pairs; i++) {
            counts[weight(words[2 * i])][weight(words[2 * i + 1])]++;
        }
        double statistic = 0;
        for (int a = 0; a < 5; a++) {
            for (int b = 0; b < 5; b++) {
                double expected = pairs * WEIGHTS[a] * WEIGHTS[b];
                statistic += square(counts[a][b] - expected) / expected;
            }
        }
        return chiSquare("weights of neighbours", statistic, 24);
    }

    private static int weight(long word) {
        int ones = Long.bitCount(word);
        return ones < 29 ? 0 : ones < 31 ? 1 : ones < 34 ? 2 : ones < 36 ? 3 : 4;
    }

    private static double[] weights() {
        double[] p = new double[5];
        for (int ones = 0; ones <= Long.SIZE; ones++) {
            p[weight(ones == 0 ? 0 : -1L >>> Long.SIZE - ones)] += Special.binomialMass(ones, Long.SIZE, 0.5);
        }
        return p;
    }

    /** Agreement with the words 1 to 64 and 1,009 to 1,040 before: neighbours, and those of 1,024 streams. */
    private static BytesFinding wordLags(long[] words) {
        double statistic = 0;
        int lags = 0;
        for (int lag = 1; lag <= 1040; lag = lag == 64 ? 1009 : lag + 1) {
            long ones = 0;
            for (int i = lag; i < words.length; i++) {
                ones += Long.bitCount(words[i] ^ words[i - lag]);
            }
            statistic += squaredScore(ones, words.length - lag);
            lags++;
        }
        return chiSquare("agreement of words at lags", statistic, lags);
    }

    /** Agreement of bits 1 to 63 apart in the whole stream. */
    private static BytesFinding bitLags(long[] words) {
        double statistic = 0;
        for (int lag = 1; lag < Long.SIZE; lag++) {
            long ones = 0;
            for (int i = 1; i < words.length; i++) {
                ones += Long.bitCount(words[i - 1] ^ (words[i - 1] >>> lag | words[i] << Long.SIZE - lag));
            }
            statistic += squaredScore(ones, words.length - 1L);
        }
        return chiSquare("agreement of bits at lags", statistic, Long.SIZE - 1);
    }

    private static double squaredScore(long ones, long words) {
        return square(ones - 32.0 * words) / (16.0 * words);
    }

    private static double even(long[] counts, long total) {
        double expected = (double) total / counts.length;
        double sum = 0;
        for (long count : counts) {
            sum += square(count - expected) / expected;
        }
        return sum;
    }

    private static double square(double x) {
        return x * x;
    }

    private static BytesFinding chiSquare(String test, double statistic, int df) {
        double above = Special.chiSquareSf(statistic, df);
        return new BytesFinding(test, BytesFinding.twoSided(1 - above, above));
    }
}
