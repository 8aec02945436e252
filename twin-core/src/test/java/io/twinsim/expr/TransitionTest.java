package io.twinsim.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.random.Draws;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransitionTest {

    private static final int ROWS = 1024;
    private static final String MOODS =
            "transition(mood, balanced: {balanced: 0.9, dry: 0.1}, dry: {balanced: 0.2, dry: 0.8})";
    private static final TestColumns SKIN = TestColumns.none()
            .category("mood", List.of("balanced", "dry"), IntStream.range(0, ROWS).mapToDouble(i -> i % 2).toArray())
            .real("p", IntStream.range(0, ROWS).mapToDouble(i -> i / 1024.0).toArray());

    private static double[] drawn(String formula, long seed) {
        Evaluator evaluator = SKIN.compile(formula, Binding.NONE, "state/mood").evaluator(Draws.of(seed), SKIN::get, 0);
        return TestColumns.values(evaluator, ROWS);
    }

    private static void refused(String formula, String message) {
        assertThatThrownBy(() -> SKIN.compile(formula, Binding.NONE, "state/mood")).isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    private static void fails(String formula, String message) {
        assertThatThrownBy(() -> drawn(formula, 1)).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void transition_ofAState_isOneUniformInvertedInTheOrderOfTheRow() {
        double[] next = drawn(MOODS, 5);
        double[] u = new double[ROWS];
        Draws.of(5).stream("state/mood").uniforms(0, u, 0, ROWS);
        for (int i = 0; i < ROWS; i++) {
            assertThat(next[i]).isEqualTo(i % 2 == 0 ? u[i] < 0.9 ? 0 : 1 : u[i] < 0.2 ? 0 : 1);
        }
    }

    @Test
    void transition_probabilitiesInFormulas_equalThoseInTables() {
        String formulas = MOODS.replace("balanced: 0.9", "balanced: 0.9 + 0 * p").replace("dry: 0.8", "dry: rest");
        assertThat(drawn(formulas, 6)).containsExactly(drawn(MOODS, 6));
        assertThat(SKIN.compile(formulas, Binding.NONE, "x").describe()).contains("transition(mood, ");
    }

    @Test
    void transition_takesOneDrawOfTheOwner_whateverTheRow() {
        Expr both = Expr.parse("if(" + MOODS + " == 'dry', normal(0, 1), uniform(0, 1))");
        assertThat(both.ownDraws()).isEqualTo(2);
        assertThat(Expr.parse(MOODS).hasDraws()).isTrue();
        Program program = SKIN.compile("lookup(" + MOODS + ", dry: p, else: 0) + uniform(0, 1)", Binding.NONE, "s");
        assertThat(program.draws("s", 0)).isTrue();
        assertThat(program.draws("s", 1)).isTrue();
        assertThat(program.draws("s", 2)).isFalse();
        Program named = SKIN.compile(MOODS.replace("0.8})", "0.8}, stream: 'm')"), Binding.NONE, "s");
        assertThat(named.draws("stream/m", 0)).isTrue();
        assertThat(named.hasDraws()).isTrue();
    }

    @Test
    void labels_areThoseOfTheStateThenNewOnesInOrder() {
        Program program = SKIN.compile("transition(mood, dry: {oily: 0.5, dry: 0.5}, else: {new: rest})",
                Binding.NONE, "s");
        assertThat(program.labels()).containsExactly("balanced", "dry", "oily", "new");
        assertThat(SKIN.compile("transition('a', a: {b: 1})", Binding.NONE, "s").labels()).containsExactly("a", "b");
        assertThat(Expr.parse("if(f, transition(x, a: {b: 1, c: 0}, else: {d: 1}), transition(y, b: {e: 1}))")
                .transitionLabels()).containsExactly("a", "b", "c", "d", "e");
        assertThat(Expr.parse("lookup(x, a: 1, else: 2)").transitionLabels()).isEmpty();
    }

    @Test
    void transition_targetsOfProbabilityZero_areNeverReached() {
        double[] next = drawn("transition(mood, balanced: {z: 0, dry: 0.25, y: 0, balanced: 0.75, x: 0}, "
                + "dry: {z: 0, dry: p * 0 + 0.25, y: 0 * p, balanced: rest, x: 0})", 9);
        assertThat(IntStream.range(0, ROWS).filter(i -> next[i] > 1)).isEmpty();
        assertThat(IntStream.range(0, ROWS).filter(i -> next[i] == 1)).hasSizeBetween(180, 330);
    }

    /** A share of 100 blocks is within 5 standard errors of its probability but for one seed in a million. */
    @Test
    void transition_sharesOverManyRows_areTheProbabilities() {
        Program program = SKIN.compile("transition('a', a: {a: 0.2, b: rest, c: 0.3})", Binding.NONE, "s");
        Evaluator evaluator = program.evaluator(Draws.of(11), SKIN::get, 0);
        double[] counts = new double[3];
        for (int block = 0; block < 100; block++) {
            evaluator.run(block * 1024L, 0, ROWS);
            for (int i = 0; i < ROWS; i++) {
                counts[(int) evaluator.values()[i]]++;
            }
        }
        double n = 100.0 * ROWS;
        double[] p = {0.2, 0.5, 0.3};
        for (int k = 0; k < 3; k++) {
            assertThat(Math.abs(counts[k] / n - p[k])).isLessThan(5 * Math.sqrt(p[k] * (1 - p[k]) / n));
        }
    }

    @Test
    void compile_malformedRows_areRefused() {
        refused("transition(mood, balanced: {dry: 1})",
                "formula:1:1: transition must have a row for every label or else; missing: dry\n"
                + "  transition(mood, balanced: {dry: 1})\n  ^");
        refused("transition(mood, balnced: {dry: 1}, else: {dry: 1})",
                "formula:1:18: unknown label of mood \"balnced\"; did you mean \"balanced\"? known: balanced, dry\n"
                + "  transition(mood, balnced: {dry: 1}, else: {dry: 1})\n                   ^");
        refused("transition(mood, else: {dry: 0.5, balanced: 0.4})",
                "formula:1:1: probabilities of row \"else\" must have the sum 1, got 0.9; the word rest stands for "
                + "what is left\n  transition(mood, else: {dry: 0.5, balanced: 0.4})\n  ^");
        refused("transition(mood, dry: {dry: 0.5, balanced: 0.75, x: rest}, else: {dry: 1})",
                "formula:1:18: probabilities of row 'dry' must have the sum 1 or less, got 1.25\n"
                + "  transition(mood, dry: {dry: 0.5, balanced: 0.75, x: rest}, else: {dry: 1})\n                   ^");
        refused("transition(mood, else: {dry: 1.5, balanced: -0.5})",
                "formula:1:25: probabilities of transition must be in [0, 1], got 1.5\n"
                + "  transition(mood, else: {dry: 1.5, balanced: -0.5})\n                          ^");
        refused("transition(p, else: {dry: 1})",
                "formula:1:12: transition needs a category, got a number\n"
                + "  transition(p, else: {dry: 1})\n             ^");
        assertThatThrownBy(() -> SKIN.compile(MOODS)).hasMessageStartingWith("formula:1:1: draws are not allowed here");
    }

    @Test
    void run_probabilitiesThatDoNotAddUp_nameTheRow() {
        fails("transition(mood, balanced: {balanced: 1}, dry: {dry: p, balanced: 0.5})",
                "formula \"transition(mood, balanced: {balanced: 1}, dry: {dry: p, balanced: 0.5})\" at row 1: "
                + "transition from 'dry' must have probabilities with sum 1, got 0.5009765625; "
                + "inputs: mood = 'dry', p = 9.765625E-4");
        fails("transition(mood, balanced: {balanced: 1}, dry: {dry: 2 - p, balanced: rest})",
                "formula \"transition(mood, balanced: {balanced: 1}, dry: {dry: 2 - p, balanced: rest})\" at row 1: "
                + "transition from 'dry' to 'dry' must have a probability in [0, 1], got 1.9990234375; "
                + "inputs: mood = 'dry', p = 9.765625E-4");
        fails("transition(mood, else: {dry: 0.75 + 0 * p, balanced: 0.75, x: rest})",
                "formula \"transition(mood, else: {dry: 0.75 + 0 * p, balanced: 0.75, x: rest})\" at row 0: "
                + "transition from \"else\" must have probabilities with sum 1 or less, got 1.5; "
                + "inputs: mood = 'balanced', p = 0.0");
    }

    @Test
    void run_missingStates_giveMissingRows() {
        TestColumns gaps = TestColumns.none().category("c", List.of("a", "b"), 0, Double.NaN, 1)
                .real("p", Double.NaN, 0.5, 1);
        Program program = gaps.compile("transition(c, a: {b: 1}, b: {a: 1})", Binding.NONE, "s");
        assertThat(TestColumns.values(program.evaluator(Draws.of(1), gaps::get, 0), 3))
                .containsExactly(1, Double.NaN, 0);
        Program open = gaps.compile("transition(c, else: {b: p, a: rest})", Binding.NONE, "s");
        assertThat(TestColumns.values(open.evaluator(Draws.of(1), gaps::get, 0), 3))
                .containsExactly(Double.NaN, Double.NaN, 1);
    }
}
