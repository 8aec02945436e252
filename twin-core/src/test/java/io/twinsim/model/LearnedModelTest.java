package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.ColumnType;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.expr.Symbol;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Learned models by themselves: what they predict, how they are written, what they refuse. */
class LearnedModelTest {

    private static final double NAN = Double.NaN;
    private static final List<Symbol> INPUTS = List.of(Symbol.of("recency", ColumnType.INTEGER),
            Symbol.category("channel", "Phone", "Web", "Multichannel"));

    static LinearModel linear(boolean logit) {
        return LinearModel.of("rate", INPUTS, logit, -2, new double[][] {{-0.25}, {0, 0.5, 1}});
    }

    /** Recency up to 4.5 or unknown: 0.125; else Web or Multichannel 0.5, Phone or unknown -0.25; plus 0.0625 and 0.25. */
    static TreeModel trees(boolean logit) {
        return TreeModel.of("trees", INPUTS, new int[][] {null, {2, 0, 1}}, logit, 0.25, new TreeModel.Trees(
                new int[] {0, 5}, new int[] {0, -1, 1, -1, -1, -1}, new double[] {4.5, 0, 1, 0, 0, 0},
                new boolean[] {true, false, false, false, false, false}, new int[] {1, 0, 3, 0, 0, 0},
                new int[] {2, 0, 4, 0, 0, 0}, new double[] {0, 0.125, 0, 0.5, -0.25, 0.0625}));
    }

    private static Population units() {
        return Population.builder().column("channel", CategoryColumn.of(List.of("Web", "Phone", "Multichannel"),
                new int[] {0, 1, 0, 2, 0}, new boolean[] {false, false, true, false, false}))
                .column("recency", RealColumn.of(new double[] {2, 6, 6, 4.5, NAN},
                        new boolean[] {false, false, false, false, true}))
                .build();
    }

    @Test
    void linear_isTheSumOfItsTerms() {
        assertThat(linear(false).predict(units())).containsExactly(-2, -3.5, NAN, -2.125, NAN);
        double[] rates = linear(true).predict(units());
        assertThat(rates[0]).isCloseTo(1 / (1 + Math.exp(2)), within(1e-15));
        assertThat(rates[2]).isNaN();
        assertThat(linear(true).lower()).isZero();
        assertThat(linear(true).upper()).isEqualTo(1);
        assertThat(linear(false).upper()).isInfinite();
        assertThat(linear(false).takesMissing()).isFalse();
        assertThat(linear(true)).hasToString("LearnedModel[rate, linear, 2 inputs, probability]");
    }

    @Test
    void trees_goLeftUpToTheThresholdAndTheirOwnWayWithoutAValue() {
        assertThat(trees(false).predict(units())).containsExactly(0.4375, 0.0625, 0.0625, 0.4375, 0.4375);
        assertThat(trees(false).predict(units().where("recency > 5"))).containsExactly(0.0625, 0.0625);
        assertThat(trees(true).predict(units())[1]).isCloseTo(1 / (1 + Math.exp(-0.0625)), within(1e-15));
        assertThat(trees(false).lower()).isEqualTo(0.0625);
        assertThat(trees(false).upper()).isEqualTo(0.8125);
        assertThat(trees(true).lower()).isBetween(0.5156, 0.5157);
        assertThat(trees(false).size()).isEqualTo(2);
        assertThat(trees(false).depth()).isEqualTo(2);
        assertThat(trees(false)).hasToString("LearnedModel[trees, 2 trees, depth 2, 2 inputs]");
    }

    @Test
    void content_readBack_isTheSameModel() {
        for (LearnedModel model : List.of(linear(true), linear(false), trees(true), trees(false),
                LinearModel.of("none", List.of(), false, 0.1, new double[0][]))) {
            LearnedModel read = LearnedModel.parse(model.text(), "model.json");
            assertThat(read).isEqualTo(model).hasSameHashCodeAs(model);
            assertThat(read.text()).isEqualTo(model.text());
            assertThat(read.content()).isEqualTo(model.content());
            assertThat(model.named("other").hash()).isEqualTo(model.hash());
            assertThat(model.named("other")).isNotEqualTo(model);
            assertThat(model.named("other").name()).isEqualTo("other");
        }
        assertThat(linear(true).hash()).isNotEqualTo(linear(false).hash());
        assertThat(trees(true).content()).containsEntry("trees", List.of("0<=4.5? =0.125 1<=1.0 =0.5 =-0.25", "=0.0625"));
    }

    @Test
    void hash_countsEveryNumber() {
        String hash = trees(false).hash();
        assertThat(TreeModel.of("t", INPUTS, new int[][] {null, {2, 1, 0}}, false, 0.25, copy(trees(false))).hash())
                .isNotEqualTo(hash);
        assertThat(TreeModel.of("t", INPUTS, new int[][] {null, {2, 0, 1}}, false, 0.5, copy(trees(false))).hash())
                .isNotEqualTo(hash);
        assertThat(TreeModel.of("t", INPUTS, new int[][] {null, {2, 0, 1}}, false, 0.25, copy(trees(false))).hash())
                .isEqualTo(hash);
    }

    private static TreeModel.Trees copy(TreeModel model) {
        return TreeText.read(((List<?>) model.content().get("trees")).stream()
                .map(line -> (Node) new Node.Scalar((String) line, Node.Kind.STRING, Place.of("test"))).toList(), "m");
    }

    /** Sizes around a block and a tile, as one population, in two halves and row by row of a view. */
    @Test
    void predictions_ofAnySize_areThoseOfEachRow() {
        DrawStream stream = Draws.of(5).stream("x");
        TreeModel model = trees(false);
        int rows = 0;
        for (int n : new int[] {0, 1, 1023, 1024, 1025, 40_000}) {
            double[] recency = new double[n];
            int[] codes = new int[n];
            for (int i = 0; i < n; i++) {
                recency[i] = stream.below(10, i);
                codes[i] = stream.draw(1).below(3, i);
            }
            Population data = Population.builder().column("recency", RealColumn.of(recency))
                    .column("channel", CategoryColumn.of(List.of("Web", "Multichannel", "Phone"), codes)).build();
            double[] all = model.predict(data);
            assertThat(all).hasSize(n);
            for (int i = 0; i < n; i++) {
                double second = codes[i] == 2 ? -0.25 : 0.5;
                assertThat(all[i]).isEqualTo(0.25 + (recency[i] <= 4.5 ? 0.125 : second) + 0.0625);
                rows++;
            }
            if (n > 1) {
                assertThat(model.predict(data.slice(n / 2, n)))
                        .isEqualTo(java.util.Arrays.copyOfRange(all, n / 2, n));
            }
        }
        assertThat(rows).isEqualTo(1 + 1023 + 1024 + 1025 + 40_000);
    }

    @Test
    void flagsAndIntegers_serveForNumbers() {
        Population data = Population.builder().column("recency", FlagColumn.of(true, false))
                .column("channel", CategoryColumn.of("Web", "Web")).build();
        assertThat(linear(false).predict(data)).containsExactly(-1.75, -1.5);
        assertThat(linear(false).predict(Population.builder().column("recency", IntegerColumn.of(4))
                .column("channel", CategoryColumn.of("Phone")).build())).containsExactly(-3);
    }

    @Test
    void dataThatDoNotFit_areRefused() {
        Population data = Population.builder().column("recency", RealColumn.of(1, 2, 3))
                .column("channel", CategoryColumn.of("Web", "Shop", "Web")).build();
        refused(data, "unknown label of channel \"Shop\"; known: Phone, Web, Multichannel (row 1; the learned model rate was "
                + "never shown it)");
        assertThat(linear(false).predict(data.where("channel == 'Web'"))).containsExactly(-1.75, -2.25);
        refused(data.select("channel"), "unknown column \"recency\"; known: channel (an input of the learned model rate)");
        refused(Population.builder().column("recency", RealColumn.of(1)).column("channel", RealColumn.of(1)).build(),
                "column \"channel\" must be a category for the learned model rate, got real");
        refused(Population.builder().column("recency", CategoryColumn.of("a")).column("channel", CategoryColumn.of("Web"))
                .build(), "column \"recency\" must be a number for the learned model rate, got category");
    }

    private static void refused(Population data, String message) {
        assertThatThrownBy(() -> linear(false).predict(data)).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void numbersThatDoNotFit_areRefused() {
        refused(() -> LinearModel.of("m", INPUTS, false, NAN, new double[][] {{1}, {1, 2, 3}}),
                "intercept must be finite, got NaN");
        refused(() -> LinearModel.of("m", INPUTS, false, 0, new double[][] {{1}, {1, 2}}),
                "coefficients of channel must be 3, got 2");
        refused(() -> LinearModel.of("m", INPUTS, false, 0, new double[][] {{1}}),
                "coefficients must hold one row per input (2), got 1");
        refused(() -> LinearModel.of("a b", INPUTS, false, 0, new double[][] {{1}, {1, 2, 3}}),
                "name of a learned model must be a letter or _, then letters, digits or _, got \"a b\"");
        refused(() -> LinearModel.of("m", List.of(INPUTS.get(0), INPUTS.get(0)), false, 0, new double[][] {{1}, {2}}),
                "inputs of the learned model m must differ, got \"recency\" twice");
        TreeModel.Trees leaf = new TreeModel.Trees(new int[] {0}, new int[] {-1}, new double[1], new boolean[1], new int[1],
                new int[1], new double[] {1});
        refused(() -> TreeModel.of("m", INPUTS, new int[][] {null, null}, false, 0, leaf),
                "ranks of channel must be 3, one per label, got null");
        refused(() -> TreeModel.of("m", INPUTS, new int[][] {{0}, {0, 1, 2}}, false, 0, leaf),
                "ranks of recency must be null, as it is a number, got 1");
        assertThat(leaf).hasToString("Trees[1 tree, 1 nodes]");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }
}
