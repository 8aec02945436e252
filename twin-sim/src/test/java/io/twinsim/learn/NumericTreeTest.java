package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.expr.Expr;
import io.twinsim.internal.math.Normal;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumericTreeTest {

    private static final int N = 4_000;
    private static final double[] NOISE = noise();

    private static double[] noise() {
        DrawStream stream = Draws.of(1).stream("noise");
        return IntStream.range(0, N).mapToDouble(i -> Normal.quantile(stream.uniform(i))).toArray();
    }

    private static int[] codes(String name, int levels) {
        DrawStream stream = Draws.of(1).stream(name);
        return IntStream.range(0, N).map(i -> stream.below(levels, i)).toArray();
    }

    private static NumericFactor labels(String name, int levels) {
        return new NumericFactor(name, codes(name, levels),
                IntStream.range(0, levels).mapToObj(k -> "'" + (char) ('a' + k % 26) + k + "'").toList(), false, false);
    }

    private static NumericFactor numbers(String name, int levels) {
        return new NumericFactor(name, codes(name, levels), IntStream.range(0, levels).mapToObj(Integer::toString)
                .toList(),
                true, false);
    }

    @Test
    void of_noise_isOneCell() {
        NumericTree tree = NumericTree.of(NOISE, List.of(labels("few", 3), labels("many", 300), numbers("whole", 12)),
                32);
        assertThat(tree.cells()).isEqualTo(1);
        assertThat(tree.parents()).isEmpty();
        assertThat(tree.formula(List.of("normal(0, 1)"))).isEqualTo("normal(0, 1)");
    }

    @Test
    void of_meansOfLevels_partsThemAndLeavesTheOthersTogether() {
        NumericFactor many = labels("many", 40);
        NumericFactor few = labels("few", 3);
        double[] x = IntStream.range(0, N).mapToDouble(i -> NOISE[i] + (many.codes()[i] < 5 ? 3 : 0)).toArray();
        NumericTree tree = NumericTree.of(x, List.of(few, many), 32);
        assertThat(tree.parents()).containsExactly("many");
        assertThat(tree.cells()).isEqualTo(2);
        assertThat(tree.formula(List.of("normal(0, 1)", "normal(3, 1)"))).isEqualTo(
                "if(many in ('a0', 'b1', 'c2', 'd3', 'e4'), normal(3, 1), normal(0, 1))");
        int[] cell = tree.cellOfRow();
        for (int i = 0; i < N; i++) {
            assertThat(cell[i]).isEqualTo(many.codes()[i] < 5 ? 1 : 0);
        }
    }

    @Test
    void of_spreadOrThreshold_isFoundToo() {
        NumericFactor whole = numbers("whole", 12);
        double[] x = IntStream.range(0, N).mapToDouble(i -> NOISE[i] * (whole.codes()[i] < 4 ? 0.2 : 1)).toArray();
        NumericTree tree = NumericTree.of(x, List.of(whole), 32);
        assertThat(tree.formula(List.of("a", "b"))).isEqualTo("if(whole < 4, a, b)");
        NumericFactor flag = new NumericFactor("is it", codes("flag", 2), List.of("false", "true"), false, true);
        double[] y = IntStream.range(0, N).mapToDouble(i -> NOISE[i] + flag.codes()[i]).toArray();
        assertThat(NumericTree.of(y, List.of(flag), 32).formula(List.of("a", "b"))).isEqualTo("if(`is it`, b, a)");
    }

    @Test
    void formula_ofLevelsOnTheirOwn_isALookup() {
        NumericFactor few = labels("few", 3);
        NumericFactor two = numbers("two", 2);
        double[] x = IntStream.range(0, N).mapToDouble(i -> NOISE[i] + 4 * few.codes()[i]
                + (few.codes()[i] == 2 ? 3 * two.codes()[i] : 0)).toArray();
        NumericTree tree = NumericTree.of(x, List.of(few, two), 32);
        String formula = tree.formula(List.of("c0", "c1", "c2", "c3"));
        assertThat(formula).isEqualTo("lookup(few, b1: c1, c2: if(two == 0, c2, c3), else: c0)"
                .replace("b1:", "'b1':").replace("c2: if", "'c2': if"));
        assertThat(Expr.parse(formula).variables()).containsExactlyInAnyOrder("few", "two", "c0", "c1", "c2", "c3");
    }

    @Test
    void of_mostCellsOrFewRows_stopsThere() {
        NumericFactor many = labels("many", 40);
        double[] x = IntStream.range(0, N).mapToDouble(i -> NOISE[i] + 2 * many.codes()[i]).toArray();
        assertThat(NumericTree.of(x, List.of(many), 4).cells()).isEqualTo(4);
        NumericTree deep = NumericTree.of(x, List.of(many), 1_000);
        for (int c = 0; c < deep.cells(); c++) {
            assertThat(deep.rows(c).length).isGreaterThanOrEqualTo(100);
        }
        assertThat(deep.cells()).isGreaterThan(15);
    }

    @Test
    void of_rowsWithoutValueOrLevel_belongToNoCell() {
        NumericFactor few = labels("few", 2);
        few.codes()[3] = -1;
        double[] x = IntStream.range(0, N).mapToDouble(i -> i == 5 ? Double.NaN : NOISE[i] + 3 * few.codes()[i])
                .toArray();
        NumericTree tree = NumericTree.of(x, List.of(few), 32);
        assertThat(tree.cellOfRow()[3]).isEqualTo(-1);
        assertThat(tree.cellOfRow()[5]).isEqualTo(-1);
        assertThat(tree.rows(0).length + tree.rows(1).length).isEqualTo(N - 2);
    }

    /** Against the definition: what a standard normal variable is on average between two of its quantiles. */
    @Test
    void scores_ofTies_areConditionalMeans() {
        double[] values = {3, 1, 1, 2, Double.NaN, 9};
        int[] cell = {0, 0, 0, 0, 0, 1};
        double[] scores = CopulaScores.of(values, cell, 2);
        double half = Normal.density(0) / 0.5;
        assertThat(scores[1]).isCloseTo(-half, within(1e-15)).isEqualTo(scores[2]);
        double above = Normal.density(Normal.quantile(0.75));
        assertThat(scores[3]).isCloseTo((Normal.density(0) - above) / 0.25, within(1e-15));
        assertThat(scores[0]).isCloseTo(above / 0.25, within(1e-15));
        assertThat(scores[4]).isNaN();
        assertThat(scores[5]).isZero();
        double[] many = CopulaScores.of(NOISE, new int[N], 1);
        assertThat(CopulaScores.variance(many)).isCloseTo(1, within(0.01));
    }
}
