package io.twinsim.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A battery of its own, for machines without PractRand and TestU01: the essentials of what they catch. Each finding is
 * a probability, small where the words are not random.
 */
final class BytesBattery {

    private BytesBattery() {
    }

    /**
     * The first words of a source.
     *
     * @param source the source
     * @param words how many
     * @return the words
     */
    static long[] sample(BytesSource source, int words) {
        long[] sample = new long[words];
        long[] chunk = new long[source.words()];
        int filled = 0;
        for (long c = 0; filled < words; c++) {
            source.fill(c, chunk);
            int n = Math.min(chunk.length, words - filled);
            System.arraycopy(chunk, 0, sample, filled, n);
            filled += n;
        }
        return sample;
    }

    /**
     * All tests on one sample. Matrices grow with the sample.
     *
     * @param words the sample, at least 2^16 words
     * @return the findings, the same tests in the same order for samples of one size
     */
    static List<BytesFinding> run(long[] words) {
        boolean deep = words.length >= 1 << 22;
        List<BytesFinding> findings = new ArrayList<>(BytesCounts.of(words));
        findings.addAll(BytesSpacings.of(words));
        findings.addAll(deep ? BytesRanks.ranks(words, 64, 256, 1024, 4096, 8192) : BytesRanks.ranks(words, 64, 256));
        findings.add(BytesRanks.complexity(words, deep ? 1 << 15 : 1 << 10));
        return findings;
    }

    /**
     * Tests that fail with one seed and again with another. There are some 60 tests of 10^-4 each, so random words fail
     * one of them once in 160 samples, and the same one twice once in 1.6 million.
     *
     * @param source makes the words of a seed
     * @param words how many to look at
     * @return names of the tests that failed twice
     */
    static List<String> failures(LongFunction<BytesSource> source, int words) {
        List<String> failed = suspicious(source.apply(1), words);
        if (!failed.isEmpty()) {
            failed.retainAll(suspicious(source.apply(2), words));
        }
        return failed;
    }

    private static List<String> suspicious(BytesSource source, int words) {
        List<String> names = new ArrayList<>();
        for (BytesFinding finding : run(sample(source, words))) {
            if (finding.suspicious()) {
                names.add(finding.test());
            }
        }
        return names;
    }
}
