package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.TreeModel;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RandomForestTest {

    private static final Draws DRAWS = Draws.of(11);
    private static final Population UNITS = GradientBoostingTest.units(3000);

    @Test
    void forest_categoriesAndMissingValues_areLearned() {
        double[] y = GradientBoostingTest.numbers(UNITS);

        double[] predicted = RandomForest.of().withTrees(50).withLeastLeaf(10)
                .train("m", GradientBoostingTest.table(UNITS), y, false, DRAWS, 2).predict(UNITS);

        double mse = IntStream.range(0, y.length).mapToDouble(i -> (y[i] - predicted[i]) * (y[i] - predicted[i])).sum()
                / y.length;
        assertThat(mse).isBetween(0.06, 0.1);
    }

    @Test
    void forest_manyThreads_givesTheSameModel() {
        FeatureTable x = GradientBoostingTest.table(UNITS);
        for (boolean binary : new boolean[] {false, true}) {
            double[] y = binary ? GradientBoostingTest.flags(UNITS) : GradientBoostingTest.numbers(UNITS);
            RandomForest learner = RandomForest.of().withTrees(7);

            assertThat(learner.train("m", x, y, binary, DRAWS, 8).hash())
                    .isEqualTo(learner.train("m", x, y, binary, DRAWS, 1).hash());
        }
    }

    /** Shares of leaves add up without rounding, so that certainty is exactly 1. */
    @Test
    void forest_binary_isAShareOfOnesInUnitInterval() {
        double[] x = IntStream.range(0, 1000).mapToDouble(i -> i).toArray();
        double[] y = Arrays.stream(x).map(value -> value >= 500 ? 1 : 0).toArray();
        for (int trees : new int[] {1, 3, 10, 100}) {
            TreeModel model = RandomForest.of().withTrees(trees)
                    .train("m", TreeGrowerTest.numbers(x), y, true, DRAWS, 1);

            assertThat(model.lower()).isZero();
            assertThat(model.upper()).isBetween(1 - 1e-13, 1.0);
            assertThat(model.probability()).isFalse();
            double[] far = model.predict(GradientBoostingTest.column(RealColumn.of(0, 999)));
            assertThat(far[0]).isZero();
            assertThat(far[1]).isBetween(1 - 1e-13, 1.0);
        }
    }

    @Test
    void forest_twoRows_isTheirMean() {
        FeatureTable x = TreeGrowerTest.numbers(new double[] {1, 2});
        Population fresh = GradientBoostingTest.column(RealColumn.of(-5, 9));

        assertThat(RandomForest.of().train("m", x, new double[] {3, 7}, false, DRAWS, 1).predict(fresh))
                .containsExactly(5, 5);
        assertThat(RandomForest.of().train("m", x, new double[] {1, 0}, true, DRAWS, 1).predict(fresh))
                .containsExactly(0.5, 0.5);
    }

    /** Eight of nine features say nothing at all: the one that does is tried wherever it is needed. */
    @Test
    void forest_constantFeatures_doNotEndTheSearch() {
        double[][] x = new double[9][200];
        for (int i = 0; i < 200; i++) {
            x[8][i] = i;
        }
        double[] y = Arrays.stream(x[8]).map(value -> value < 100 ? 0 : 1).toArray();
        TreeModel model = RandomForest.of().withTrees(20).withFeatures(1).train("m", TreeGrowerTest.numbers(x), y, true,
                DRAWS, 1);

        assertThat(model.lower()).isZero();
        assertThat(model.depth()).isEqualTo(1);
    }

    @Test
    void features_none_areAllForNumbersAndTheRootForFlags() {
        assertThat(RandomForest.of().featuresOf(30, false)).isZero();
        assertThat(RandomForest.of().featuresOf(30, true)).isEqualTo(5);
        assertThat(RandomForest.of().featuresOf(1, true)).isEqualTo(1);
        assertThat(RandomForest.of().withFeatures(7).featuresOf(30, true)).isEqualTo(7);
    }

    @Test
    void settings_outOfRange_areRefused() {
        RandomForest learner = RandomForest.of();
        refused(() -> learner.withTrees(0), "trees must be in [1, 100000], got 0");
        refused(() -> learner.withDepth(0), "depth must be in [1, 64], got 0");
        refused(() -> learner.withLeastLeaf(0), "leastLeaf must be at least 1, got 0");
        refused(() -> learner.withFeatures(-1), "features must be at least 0, got -1");
        refused(() -> learner.withMostBins(256), "mostBins must be in [2, 255], got 256");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void text_namesTheSettings() {
        RandomForest learner = RandomForest.of();

        assertThat(learner.id()).isEqualTo("forest");
        assertThat(learner.describe()).isEqualTo("forest, 100 trees of depth 64 at most, 1 row per leaf");
        assertThat(learner.withFeatures(3).withLeastLeaf(5).describe())
                .isEqualTo("forest, 100 trees of depth 64 at most, 5 rows per leaf, 3 features per node");
        assertThat(learner).hasToString("RandomForest[100 trees, 1 row per leaf]");
        assertThat(learner.serves(true) && learner.serves(false)).isTrue();
    }
}
