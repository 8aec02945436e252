package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.SampleQuantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class BinnedValuesTest {

    private static final double[] PROBABILITIES = {0, 0.001, 0.05, 0.25, 0.5, 0.9, 0.999, 1};

    private record Grid(boolean even, boolean whole) {
    }

    private static final List<Grid> GRIDS =
            List.of(new Grid(true, false), new Grid(false, false), new Grid(true, true));

    private static void add(BinnedValues into, double[] x) {
        double min = Arrays.stream(x).min().orElseThrow();
        double max = Arrays.stream(x).max().orElseThrow();
        into.add(x, 0, x.length, min, max);
    }

    private static List<double[]> blocks(int count, int size, DoubleSupplier values, boolean whole) {
        List<double[]> blocks = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double[] block = new double[size];
            for (int i = 0; i < size; i++) {
                double x = values.getAsDouble();
                block[i] = whole ? Math.rint(x) : x;
            }
            blocks.add(block);
        }
        return blocks;
    }

    private static List<DoubleSupplier> laws(Random r) {
        return List.of(r::nextGaussian, () -> 293 + r.nextGaussian(), () -> -1e9 * r.nextDouble(),
                () -> Math.exp(3 * r.nextGaussian()), () -> r.nextGaussian() / r.nextGaussian(),
                () -> r.nextDouble() < 0.4 ? 0 : 100 * r.nextDouble(), () -> r.nextInt(5), () -> 7, () -> 0,
                () -> r.nextInt(100_000) - 50_000, () -> 1e-250 * r.nextDouble(), () -> 1e290 * r.nextGaussian(),
                () -> Math.exp(-20 * r.nextDouble()) * (r.nextBoolean() ? 1 : -1));
    }

    @Test
    void quantiles_ofAnyLaw_areWithinTheStatedBound() {
        int checked = 0;
        for (Grid grid : GRIDS) {
            for (DoubleSupplier law : laws(new Random(1))) {
                BinnedValues counts = new BinnedValues(2048, grid.even(), grid.whole());
                List<double[]> blocks = blocks(7, 300, law, grid.whole());
                blocks.forEach(block -> add(counts, block));
                double[] all = blocks.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
                double before = Double.NEGATIVE_INFINITY;
                for (double p : PROBABILITIES) {
                    double exact = SampleQuantiles.of(all, p);
                    double found = counts.quantile(p);
                    assertThat(found).isCloseTo(exact, within(counts.width() + 1e-12 * Math.abs(exact)));
                    assertThat(found).isGreaterThanOrEqualTo(before);
                    before = found;
                    checked++;
                }
                assertThat(counts.quantile(0)).isEqualTo(all[0]);
                assertThat(counts.quantile(1)).isEqualTo(all[all.length - 1]);
            }
        }
        assertThat(checked).isEqualTo(3 * 13 * 8);
    }

    @Test
    void width_ofAnyLaw_isSmallBesideTheRange() {
        for (Grid grid : GRIDS) {
            for (DoubleSupplier law : laws(new Random(2))) {
                BinnedValues counts = new BinnedValues(2048, grid.even(), grid.whole());
                blocks(5, 500, law, grid.whole()).forEach(block -> add(counts, block));
                double largest = Math.max(Math.abs(counts.quantile(0)), Math.abs(counts.quantile(1)));
                double range = counts.quantile(1) - counts.quantile(0);
                assertThat(counts.width()).isLessThanOrEqualTo(grid.even() ? range / 1000 : largest / 64);
            }
        }
    }

    @Test
    void quantiles_ofBlocksInAnyOrder_areTheSameBits() {
        int checked = 0;
        for (Grid grid : GRIDS) {
            for (DoubleSupplier law : laws(new Random(3))) {
                List<double[]> blocks = new ArrayList<>(blocks(9, 257, law, grid.whole()));
                // one block far out, so that the grid must become coarser late or early
                blocks.add(new double[] {blocks.get(0)[0] * 1000, -3});
                double[] first = null;
                for (int order = 0; order < 6; order++) {
                    Collections.shuffle(blocks, new Random(order));
                    BinnedValues counts = new BinnedValues(2048, grid.even(), grid.whole());
                    blocks.forEach(block -> add(counts, block));
                    double[] found = Arrays.stream(PROBABILITIES).map(counts::quantile).toArray();
                    first = first == null ? found : first;
                    assertThat(found).isEqualTo(first);
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(3 * 13 * 6);
    }

    @Test
    void quantiles_ofWholeNumbersInFewerThan2048Values_areExact() {
        Random r = new Random(4);
        BinnedValues counts = new BinnedValues(2048, true, true);
        List<double[]> blocks = blocks(20, 1000, () -> r.nextInt(2047) - 1000, true);
        blocks.forEach(block -> add(counts, block));
        double[] all = blocks.stream().flatMapToDouble(Arrays::stream).sorted().toArray();

        assertThat(counts.width()).isZero();
        for (int k = 0; k <= 1000; k++) {
            assertThat(counts.quantile(k / 1000.0)).isEqualTo(SampleQuantiles.of(all, k / 1000.0));
        }
    }

    @Test
    void quantiles_ofNormalValues_areFarBetterThanTheBound() {
        Random r = new Random(5);
        BinnedValues counts = new BinnedValues(2048, false, false);
        List<double[]> blocks = blocks(100, 1024, r::nextGaussian, false);
        blocks.forEach(block -> add(counts, block));
        double[] all = blocks.stream().flatMapToDouble(Arrays::stream).sorted().toArray();

        for (double p : new double[] {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99}) {
            assertThat(counts.quantile(p)).isCloseTo(SampleQuantiles.of(all, p), within(0.002));
        }
    }
}
