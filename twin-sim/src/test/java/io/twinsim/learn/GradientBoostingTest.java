package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.column.RealColumn;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.math.Elementary;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import io.twinsim.model.TreeModel;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GradientBoostingTest {

    private static final Draws DRAWS = Draws.of(11);
    private static final int ROWS = 3000;

    /** A number with missing values, a category whose levels matter, a constant and a column without any value. */
    static Population units(int rows) {
        double[] age = new double[rows];
        boolean[] missing = new boolean[rows];
        String[] region = new String[rows];
        DrawStream stream = Draws.of(1).stream("units");
        for (int i = 0; i < rows; i++) {
            age[i] = 20 + stream.below(60, i);
            missing[i] = stream.draw(1).below(10, i) == 0;
            region[i] = "r" + stream.draw(2).below(12, i);
        }
        boolean[] all = new boolean[rows];
        Arrays.fill(all, true);
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("age", RealColumn.of(age, missing));
        columns.put("region", CategoryColumn.of(region));
        columns.put("constant", RealColumn.of(IntStream.range(0, rows).mapToDouble(i -> 4).toArray()));
        columns.put("nothing", RealColumn.of(new double[rows], all));
        return population(columns);
    }

    static Population population(Map<String, Column> columns) {
        PopulationBuilder builder = Population.builder();
        columns.forEach(builder::column);
        return builder.build();
    }

    /** Units with one column, {@code x0}. */
    static Population column(Column values) {
        return population(Map.of("x0", values));
    }

    static FeatureTable table(Population units) {
        return FeatureTable.of(units, units.names());
    }

    /** Expected 10, and 5 more in regions r2, r5 and r11, and 8 more without an age, and a part by age. */
    static double[] numbers(Population units) {
        double[] ages = units.doubles("age");
        Column regions = units.column("region");
        double[] y = new double[ages.length];
        for (int i = 0; i < y.length; i++) {
            String region = regions.text(i);
            double age = ages[i];
            y[i] = 10 + (List.of("r2", "r5", "r11").contains(region) ? 5 : 0)
                    + (Double.isNaN(age) ? 8 : age > 50 ? 2 : 0) + Draws.of(2).stream("noise").uniform(i);
        }
        return y;
    }

    static double[] flags(Population units) {
        double[] y = numbers(units);
        for (int i = 0; i < y.length; i++) {
            y[i] = Draws.of(3).stream("flag").uniform(i) < Elementary.logistic((y[i] - 13) / 2) ? 1 : 0;
        }
        return y;
    }

    /** The noise is uniform with variance 1/12; what is left of the signal is less than a tenth of it. */
    @Test
    void boosting_categoriesAndMissingValues_areLearned() {
        Population units = units(ROWS);
        double[] y = numbers(units);

        double[] predicted = GradientBoosting.of().train("m", table(units), y, false, DRAWS, 1).predict(units);

        double mse = IntStream.range(0, ROWS).mapToDouble(i -> (y[i] - predicted[i]) * (y[i] - predicted[i])).average()
                .orElseThrow();
        assertThat(mse).isBetween(0.06, 0.09);
    }

    @Test
    void boosting_manyThreads_givesTheSameModel() {
        Population units = units(30_000);
        GradientBoosting learner = GradientBoosting.of().withTrees(10).withSubsample(0.7);

        TreeModel one = learner.train("m", table(units), flags(units), true, DRAWS, 1);
        TreeModel eight = learner.train("m", table(units), flags(units), true, DRAWS, 8);

        assertThat(eight.hash()).isEqualTo(one.hash());
        assertThat(one.probability()).isTrue();
    }

    @Test
    void losses_afterEachTree_areThoseOfTheModelsOfSoManyTrees() {
        Population units = units(ROWS);
        FeatureTable x = table(units);
        FeatureTable train = x.take(IntStream.range(0, 2000).toArray());
        int[] rest = IntStream.range(2000, ROWS).toArray();
        int cases = 0;
        for (boolean binary : new boolean[] {false, true}) {
            double[] y = binary ? flags(units) : numbers(units);
            double[] trainY = Arrays.copyOf(y, 2000);
            GradientBoosting learner = GradientBoosting.of().withTrees(20).withSubsample(0.6);
            double[] losses = learner.losses(train, trainY, x.take(rest), FeatureTable.take(y, rest), binary, DRAWS, 1);
            assertThat(losses).hasSize(21);
            for (int trees : new int[] {1, 7, 20}) {
                double[] p = learner.withTrees(trees).train("m", train, trainY, binary, DRAWS, 1).predict(units);
                double loss = Arrays.stream(rest).mapToDouble(i -> binary
                        ? -Elementary.log(y[i] > 0 ? p[i] : 1 - p[i])
                        : (y[i] - p[i]) * (y[i] - p[i])).average().orElseThrow();
                assertThat(losses[trees]).isCloseTo(loss, within(1e-12));
                cases++;
            }
            assertThat(losses[0]).isGreaterThan(losses[20]);
        }
        assertThat(cases).isEqualTo(6);
    }

    /** A level and an extreme value that only other rows hold change neither bins nor order nor trees. */
    @Test
    void boosting_rowsLeftOut_moveNothing() {
        Population units = units(ROWS);
        double[] y = numbers(units);
        double[] age = units.doubles("age");
        age[ROWS - 1] = 1e9;
        String[] region = IntStream.range(0, ROWS).mapToObj(units.column("region")::text).toArray(String[]::new);
        region[ROWS - 1] = "target 1e9";
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("age", RealColumn.of(age, missing(age)));
        columns.put("region", CategoryColumn.of(region));
        columns.put("constant", units.column("constant"));
        columns.put("nothing", units.column("nothing"));
        int[] train = IntStream.range(0, ROWS - 1).toArray();

        for (Learner learner : List.of(GradientBoosting.of(), RandomForest.of().withTrees(5))) {
            double[] plain = Training.train(learner, "m", table(units).take(train), Arrays.copyOf(y, ROWS - 1), false,
                    DRAWS, 1).predict(units);
            double[] planted = Training.train(learner, "m", table(population(columns)).take(train),
                    Arrays.copyOf(y, ROWS - 1), false, DRAWS, 1).predict(units);
            assertThat(planted).containsExactly(plain);
        }
    }

    private static boolean[] missing(double[] values) {
        boolean[] missing = new boolean[values.length];
        for (int i = 0; i < missing.length; i++) {
            missing[i] = Double.isNaN(values[i]);
        }
        return missing;
    }

    @Test
    void boosting_featureNeverMissing_sendsMissingWithTheGreaterPart() {
        FeatureTable x = TreeGrowerTest.numbers(new double[] {1, 1, 1, 2});
        TreeModel model = GradientBoosting.of().withTrees(1).withRate(1)
                .train("m", x, new double[] {0, 0, 0, 4}, false, DRAWS, 1);
        Population fresh = column(RealColumn.of(new double[] {1, 2, 0}, new boolean[] {false, false, true}));

        assertThat(model.predict(fresh)).containsExactly(0, 4, 0);
    }

    @Test
    void boosting_twoRows_isTheirMean() {
        FeatureTable x = TreeGrowerTest.numbers(new double[] {1, 2});
        Population fresh = column(RealColumn.of(-5, 1, 2, 9));

        TreeModel numbers = GradientBoosting.of().train("m", x, new double[] {3, 7}, false, DRAWS, 1);
        TreeModel flags = GradientBoosting.of().train("m", x, new double[] {1, 0}, true, DRAWS, 1);

        assertThat(numbers.predict(fresh)).containsExactly(5, 5, 5, 5);
        assertThat(flags.predict(fresh)).containsExactly(0.5, 0.5, 0.5, 0.5);
    }

    /** All ones: half a one and half a zero more give 10.5 to 0.5. */
    @Test
    void boosting_oneClass_isCloseToCertain() {
        double[] x = new double[10];
        double[] y = new double[10];
        Arrays.setAll(x, i -> i);
        Arrays.fill(y, 1);
        TreeModel model = GradientBoosting.of().train("m", TreeGrowerTest.numbers(x), y, true, DRAWS, 1);

        assertThat(model.base()).isCloseTo(Elementary.log(21), within(1e-15));
        assertThat(model.lower()).isBetween(0.95, 1.0);
        assertThat(model.upper()).isBetween(0.95, 1.0);
    }

    @Test
    void boosting_nothingToLearnFrom_isTheMean() {
        double[] y = {1, 2, 3, 6};
        FeatureTable none = FeatureTable.of(List.of(), new double[0][], 4);
        double[] nothing = new double[4];
        Arrays.fill(nothing, Double.NaN);
        FeatureTable constant = TreeGrowerTest.numbers(new double[] {2, 2, 2, 2}, nothing);

        assertThat(GradientBoosting.of().train("m", none, y, false, DRAWS, 1)).satisfies(model -> {
            assertThat(model.size()).isZero();
            assertThat(model.base()).isEqualTo(3);
        });
        assertThat(GradientBoosting.of().train("m", constant, y, false, DRAWS, 1).size()).isZero();
        assertThat(GradientBoosting.of()
                .train("m", TreeGrowerTest.numbers(y), new double[] {5, 5, 5, 5}, false, DRAWS, 1).size()).isZero();
    }

    /** 300 levels, more than bins: neighbours in the order of means share a bin. */
    @Test
    void boosting_threeHundredLevels_areLearned() {
        int n = 9000;
        String[] labels = IntStream.range(0, 300).mapToObj(code -> "s" + code).toArray(String[]::new);
        double[] codes = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            codes[i] = i % 300;
            y[i] = i % 300 * 7919 % 300 + Draws.of(4).stream("noise").uniform(i);
        }
        FeatureTable x = FeatureTable.of(List.of(new Symbol("state", ColumnType.CATEGORY, List.of(labels), false)),
                new double[][] {codes}, n);

        double[] losses = GradientBoosting.of().losses(x, y, x, y, false, DRAWS, 1);

        assertThat(losses[0]).isGreaterThan(7000);
        assertThat(losses[100]).isLessThan(1);
    }

    @Test
    void settings_outOfRange_areRefused() {
        GradientBoosting learner = GradientBoosting.of();
        refused(() -> learner.withTrees(0), "trees must be in [1, 100000], got 0");
        refused(() -> learner.withDepth(0), "depth must be in [1, 64], got 0");
        refused(() -> learner.withDepth(65), "depth must be in [1, 64], got 65");
        refused(() -> learner.withRate(0),
                "rate must be in (0, 1], got 0.0; the learning rate shrinks the step of each tree");
        refused(() -> learner.withRate(Double.NaN),
                "rate must be in (0, 1], got NaN; the learning rate shrinks the step of each tree");
        refused(() -> learner.withRate(1.5),
                "rate must be in (0, 1], got 1.5; the learning rate shrinks the step of each tree");
        refused(() -> learner.withLeastLeaf(0), "leastLeaf must be at least 1, got 0");
        refused(() -> learner.withMostBins(1), "mostBins must be in [2, 255], got 1");
        refused(() -> learner.withMostBins(256), "mostBins must be in [2, 255], got 256");
        refused(() -> learner.withSubsample(Double.NaN), "subsample must be in (0, 1], got NaN; 1 takes all rows");
    }

    /** If the first of equals always won, deep trees would lean on few features, and on the order of the columns. */
    @Test
    void train_equalFeatures_areSplitAlike() {
        double[] x = IntStream.range(0, 400).mapToDouble(i -> Draws.of(3).stream("x").uniform(i)).toArray();
        double[] y = IntStream.range(0, 400).mapToDouble(i -> x[i] * x[i]).toArray();
        Population data = Population.builder().column("a", RealColumn.of(x)).column("b", RealColumn.of(x))
                .column("c", RealColumn.of(x)).build();

        FeatureTable table = FeatureTable.of(data, List.of("a", "b", "c"));
        TreeModel model = GradientBoosting.of().train("m", table, y, false, Draws.of(1), 1);

        double[] whole = OutcomeScores.of(model, table);
        for (int feature = 0; feature < 3; feature++) {
            double[] without = OutcomeScores.of(model, table.with(feature, new double[400]));
            double moved = IntStream.range(0, 400).mapToDouble(i -> Math.abs(whole[i] - without[i])).average()
                    .orElse(0);
            assertThat(moved).isBetween(0.02, 0.3);
        }
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void text_namesTheSettings() {
        GradientBoosting learner = GradientBoosting.of();

        assertThat(learner.id()).isEqualTo("boosting");
        assertThat(learner.describe()).isEqualTo("boosting, 100 trees of depth 3, rate 0.1");
        assertThat(learner.withTrees(1).withLeastLeaf(20).withSubsample(0.5).describe())
                .isEqualTo("boosting, 1 tree of depth 3, rate 0.1, 20 rows per leaf, 0.5 of the rows per tree");
        assertThat(learner).hasToString("GradientBoosting[100 trees, depth 3, rate 0.1]");
        assertThat(learner.serves(true) && learner.serves(false)).isTrue();
    }
}
