package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Switched draws against the chosen stream and categorical of each row alone, bit for bit. */
class StreamSwitchTest {

    private static final int[] SIZES = {0, 1, 511, 512, 513, 1024};
    private static final long[] FIRST_ROWS = {0, 1024, (1L << 32) - 700, (1L << 32) + 1024, 3L << 40, -2048};

    private final SplittableRandom random = new SplittableRandom(99);

    private static List<DrawStream> streams(int count) {
        return IntStream.range(0, count).mapToObj(k -> Draws.of(7).stream("var/x").draw(k)).toList();
    }

    private double[] which(int streams, int size) {
        return random.ints(size, 0, streams).asDoubleStream().toArray();
    }

    @Test
    void uniforms_ofChosenStreams_areThoseOfEachStream() {
        int checked = 0;
        for (int count : new int[] {1, 2, 3, 5, 64}) {
            List<DrawStream> streams = streams(count);
            StreamSwitch all = StreamSwitch.of(streams);
            for (long first : FIRST_ROWS) {
                for (int size : SIZES) {
                    double[] which = which(count, size);
                    double[] out = which.clone();
                    int from = Math.min(size, 3);
                    all.uniforms(first, out, out, from, size);
                    for (int i = 0; i < size; i++) {
                        double expected = i < from ? which[i] : streams.get((int) which[i]).uniform(first + i);
                        assertThat(out[i]).isEqualTo(expected);
                        checked++;
                    }
                }
            }
        }
        assertThat(checked).isEqualTo(5 * 6 * (1 + 511 + 512 + 513 + 1024));
    }

    @Test
    void draw_ofChosenCategoricals_isTheOutcomeOfEachAlone() {
        int checked = 0;
        for (int trial = 0; trial < 60; trial++) {
            int count = 1 + trial % 6;
            List<DrawStream> streams = streams(count);
            List<Categorical> parts = new ArrayList<>();
            List<double[]> outcomes = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                parts.add(categorical(trial % 10 == 9 ? 300 : random.nextInt(1, 9)));
                outcomes.add(random.doubles(parts.get(k).labels().size(), -5, 5).toArray());
            }
            CategoricalSwitch all = CategoricalSwitch.of(parts, outcomes);
            StreamSwitch scratch = StreamSwitch.of(streams);
            long first = FIRST_ROWS[trial % FIRST_ROWS.length];
            int size = SIZES[random.nextInt(SIZES.length)];
            double[] which = which(count, size);
            double[] out = new double[size];
            all.draw(scratch, first, which, out, 0, size);
            for (int i = 0; i < size; i++) {
                int k = (int) which[i];
                int code = parts.get(k).code(streams.get(k).uniform(first + i));
                assertThat(out[i]).isEqualTo(outcomes.get(k)[code]);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(10_000);
    }

    @Test
    void draw_missingRows_giveSomeOutcome() {
        Categorical part = Categorical.of(List.of("a", "b"), new double[] {0.5, 0.5});
        for (int count : new int[] {1, 2, 3, 4, 5}) {
            CategoricalSwitch all = CategoricalSwitch.of(Collections.nCopies(count, part),
                    Collections.nCopies(count, new double[] {3, 4}));
            double[] which = {Double.NaN, -1, 99, 0, Double.POSITIVE_INFINITY, 0};
            double[] out = new double[which.length];
            all.draw(StreamSwitch.of(streams(count)), 0, which, out, 0, which.length);
            assertThat(out[3]).isEqualTo(3 + part.code(streams(1).get(0).uniform(3)));
            assertThat(out[5]).isEqualTo(3 + part.code(streams(1).get(0).uniform(5)));
        }
    }

    /** Labels of probability 0 and of very small ones among the others. */
    private Categorical categorical(int labels) {
        double[] weights = new double[labels];
        Arrays.setAll(weights, k -> random.nextInt(4) == 0 ? 0 : random.nextInt(3) == 0 ? 1e-9 : random.nextDouble());
        weights[random.nextInt(labels)] = 1;
        double sum = Arrays.stream(weights).sum();
        double[] probabilities = Arrays.stream(weights).map(w -> w / sum).toArray();
        return Categorical.of(IntStream.range(0, labels).mapToObj(k -> "l" + k).toList(), probabilities);
    }

    /** One categorical: boundaries are counted. Five: they are looked up. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void draw_everyUniformNextToABoundary_isExact(int count) {
        double[] probabilities = {0.25, 0.005, 0, 0.0651, 0.6799};
        Categorical part = Categorical.of(List.of("a", "b", "c", "d", "e"), probabilities);
        CategoricalSwitch one = CategoricalSwitch.of(Collections.nCopies(count, part),
                Collections.nCopies(count, new double[] {0, 1, 2, 3, 4}));
        StreamSwitch scratch = StreamSwitch.of(streams(count));
        DrawStream stream = streams(1).get(0);
        int rows = 1 << 20;
        double[] out = new double[1024];
        int near = 0;
        for (long first = 0; first < rows; first += 1024) {
            one.draw(scratch, first, new double[1024], out, 0, 1024);
            for (int i = 0; i < 1024; i++) {
                double u = stream.uniform(first + i);
                assertThat(out[i] == part.code(u)).isTrue();
                near += Math.abs(u - 0.25) < 1e-4 || Math.abs(u - 0.255) < 1e-4 || Math.abs(u - 0.3201) < 1e-4 ? 1 : 0;
            }
        }
        // Binomial(2^20, 6e-4): mean 629, standard deviation 25; below 500 once in 10^6 seeds.
        assertThat(near).isGreaterThan(500);
    }
}
