package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.BlockTree;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The mean of a hundred million values 0.1: right to 1e-12 of itself, with the same bits whatever the number of
 * threads.
 */
class LargeMeanTest {

    private static final int VALUES = 100_000_000;
    private static final int[] THREADS = {1, 2, 7, 64};

    /** Tiles are summed by any thread and merged in the tree of absolute blocks; the values are never held at once. */
    private static Moments streamed(int threads) {
        double[] block = new double[Blocks.ROWS];
        Arrays.fill(block, 0.1);
        int tiles = (VALUES + Blocks.TILE_ROWS - 1) / Blocks.TILE_ROWS;
        Moments[] parts = new Moments[tiles];
        Tiles.run(threads, null, tiles, StopSignal.NEVER, tile -> {
            BlockTree<Moments> tree = new BlockTree<>(Moments::merge);
            for (int b = 0; b < Blocks.TILE_BLOCKS; b++) {
                long index = tile * Blocks.TILE_BLOCKS + b;
                long size = Math.min(Blocks.ROWS, VALUES - index * Blocks.ROWS);
                if (size > 0) {
                    tree.add(0, index, Moments.ofBlock(block, 0, (int) size));
                }
            }
            parts[(int) tile] = tree.total().orElseThrow();
        });
        BlockTree<Moments> whole = new BlockTree<>(Moments::merge);
        for (int tile = 0; tile < tiles; tile++) {
            whole.add(4, tile, parts[tile]);
        }
        return whole.total().orElseThrow();
    }

    @Test
    void moments_ofAHundredMillionTenths_keepTwelveDigitsForAnyNumberOfThreads() {
        Moments one = streamed(1);
        assertThat(one.n()).isEqualTo(VALUES);
        assertThat(one.mean()).isCloseTo(0.1, within(1e-13));
        assertThat(one.sum()).isCloseTo(1e7, within(1e-5));
        for (int threads : THREADS) {
            assertThat(streamed(threads)).as("%d threads", threads).isEqualTo(one);
        }
        Estimate made = MeanEstimate.of(one, "superpopulation", IntervalOptions.of());
        assertThat(made.estimate()).isCloseTo(0.1, within(1e-13));
        assertThat(made.standardError()).isZero();
        assertThat(made.notes()).contains("degenerate: zero variance");
    }

    @Test
    @Tag("nightly")
    void effect_ofAHundredMillionTwins_keepsTwelveDigitsForAnyNumberOfThreads() {
        TwinModel model = TwinModel.parse("""
                model: tenths
                variables:
                  flag: "~ bernoulli(0.5)"
                interventions:
                  tenth: {base: "0.1"}
                """, "tenths.yaml");
        Population twins = model.generate(VALUES, 42);
        String first = "";
        for (int threads : THREADS) {
            SimulationResult result =
                    Simulation.of(twins, model.intervention("tenth")).withThreads(threads).run();
            assertThat(result.ate().estimate()).isCloseTo(0.1, within(1e-13));
            first = threads == 1 ? result.resultHash() : first;
            assertThat(result.resultHash()).as("%d threads", threads).isEqualTo(first);
        }
    }
}
