package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Special;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The distributions that weights of units come from, and the streams that keep them apart. */
class UnitWeightsTest {

    private static final DrawStream STREAM = Draws.of(5).stream("test/weights");

    @Test
    void logMass_againstTheExactMass_isRightToTwelveDigits() {
        int checked = 0;
        for (double mean : new double[] {10, 16, 100.5, 4096}) {
            for (int step = -6; step <= 6; step++) {
                long k = Math.max(0, Math.round(mean + step * Math.sqrt(mean)));
                assertThat(Math.exp(PoissonSampler.logMass(k, mean)) / Special.poissonMass(k, mean))
                        .as("%s %s", k, mean).isCloseTo(1, within(1e-12));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(52);
    }

    /**
     * Counts in 1/4-standard-deviation cells against the exact masses, for both algorithms: chi-square beyond df + 6
     * sqrt(2 df) + 12 has probability below 1e-7; seeds are fixed.
     */
    @Test
    void poissonCount_manyDraws_followsItsMasses() {
        int checked = 0;
        for (double mean : new double[] {1, 3, 9.9, 10, 12, 64, 904, 4096}) {
            int draws = 200_000;
            PoissonSampler sampler = new PoissonSampler(Draws.of(5).stream("test/poisson/" + (int) (10 * mean)));
            double spread = Math.sqrt(mean);
            int width = (int) Math.max(1, Math.round(spread / 4));
            int lowest = (int) Math.max(0, Math.floor(mean - 4 * spread));
            int cells = (int) (Math.ceil(mean + 4 * spread) - lowest) / width + 1;
            double[] counts = new double[cells + 1];
            for (int i = 0; i < draws; i++) {
                int cell = (int) Math.floorDiv(sampler.count(mean, (long) i << 16) - lowest, (long) width);
                counts[cell < 0 || cell >= cells ? cells : cell]++;
            }
            double chiSquare = 0;
            double rest = 1;
            for (int cell = 0; cell <= cells; cell++) {
                double mass = 0;
                for (int j = 0; j < width && cell < cells; j++) {
                    mass += Special.poissonMass(lowest + (long) cell * width + j, mean);
                }
                rest -= mass;
                double expected = draws * (cell < cells ? mass : Math.max(1e-6, rest));
                if (expected > 5) {
                    chiSquare += (counts[cell] - expected) * (counts[cell] - expected) / expected;
                }
            }
            assertThat(chiSquare).as("mean %s", mean).isLessThan(cells + 6 * Math.sqrt(2.0 * cells) + 12);
            checked++;
        }
        assertThat(checked).isEqualTo(8);
    }

    /**
     * A million weights in 200 cells of equal probability and in 20 far ones: chi-square above 199 + 6 sqrt(398) + 12
     * has probability below 1e-7. The outer cells see the tail of the ziggurat, which begins at 9.3.
     */
    @Test
    void exponentialWeights_manyDraws_followTheirDistribution() {
        ExponentialWeights source = new ExponentialWeights();
        double[] out = new double[Blocks.SLAB];
        long[] cells = new long[200];
        long[] tail = new long[12];
        int replicates = 256;
        for (int b = 0; b < replicates; b++) {
            source.fill(STREAM.draw(4), STREAM.draw(5), b, 3, Blocks.SLAB, out);
            for (double weight : out) {
                assertThat(weight > 0).isTrue();
                cells[(int) Math.min(199, -200 * Math.expm1(-weight))]++;
                tail[(int) Math.min(11, weight)]++;
            }
        }
        double draws = (double) replicates * Blocks.SLAB;
        double chiSquare = 0;
        for (long count : cells) {
            chiSquare += (count - draws / 200) * (count - draws / 200) / (draws / 200);
        }
        assertThat(chiSquare).isLessThan(199 + 6 * Math.sqrt(398) + 12);
        for (int k = 5; k < 12; k++) {
            double expected = draws * (Math.exp(-k) - (k == 11 ? 0 : Math.exp(-k - 1)));
            assertThat((double) tail[k]).as("from %s on", k).isCloseTo(expected, within(5.5 * Math.sqrt(expected)));
        }
    }

    /** A weight belongs to its unit, however many units the slab has. */
    @Test
    void exponentialWeights_shorterSlab_areTheSame() {
        ExponentialWeights source = new ExponentialWeights();
        double[] whole = new double[Blocks.SLAB];
        double[] part = new double[Blocks.SLAB];
        source.fill(STREAM.draw(4), STREAM.draw(5), 9, 1, Blocks.SLAB, whole);
        for (int size : new int[] {1, 63, 4095}) {
            source.fill(STREAM.draw(4), STREAM.draw(5), 9, 1, size, part);
            assertThat(Arrays.copyOf(part, size)).isEqualTo(Arrays.copyOf(whole, size));
        }
        source.fill(STREAM.draw(4), STREAM.draw(5), 9, 2, Blocks.SLAB, part);
        assertThat(part).isNotEqualTo(whole);
    }

    /** The counts of units are those of {@link SlabKernel}: with powers of two as values, the sum tells them all. */
    @Test
    void slabCounts_smallSlabs_areTheDrawsOfTheKernel() {
        SlabKernel kernel = new SlabKernel();
        SlabCounts counts = new SlabCounts();
        double[] out = new double[Blocks.SLAB];
        int checked = 0;
        for (int size = 1; size <= 9; size++) {
            double[] powers = new double[size];
            Arrays.setAll(powers, i -> Math.scalb(1.0, 5 * i));
            kernel.load(powers, 0, size);
            for (long b = 0; b < 50; b++) {
                counts.fill(STREAM, b << 32, 30, size, out);
                double wanted = 0;
                for (int i = 0; i < size; i++) {
                    wanted += out[i] * powers[i];
                }
                assertThat(kernel.sum(STREAM, b << 32, 30)).isEqualTo(wanted);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(450);
    }
}
