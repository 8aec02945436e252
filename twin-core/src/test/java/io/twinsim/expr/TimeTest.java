package io.twinsim.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Normal;
import io.twinsim.random.CorrelationMatrix;
import io.twinsim.random.Draws;
import io.twinsim.random.GaussianCopula;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeTest {

    private static final int ROWS = 1024;
    private static final TestColumns COLUMNS = TestColumns.none()
            .real("x", IntStream.range(0, ROWS).mapToDouble(i -> i / 8.0).toArray())
            .integer("k", IntStream.range(0, ROWS).mapToDouble(i -> i % 3).toArray());

    private static Program compile(String formula, double dt) {
        return Program.compile(Expr.parse(formula), COLUMNS.scope().withTime(dt), Binding.NONE, "state/x");
    }

    private static Evaluator evaluator(String formula, double dt) {
        return compile(formula, dt).evaluator(Draws.of(3), COLUMNS::get, 0);
    }

    private static double[] run(Evaluator evaluator) {
        evaluator.run(0, 0, ROWS);
        return evaluator.values().clone();
    }

    @Test
    void time_inAFormula_isSetForARunAndComputedOnce() {
        Evaluator evaluator = evaluator("x + exp(-0.05 * t) * dt", 0.25);
        evaluator.scalar("t", 2);
        double decay = Elementary.exp(-0.05 * 2) * 0.25;
        assertThat(run(evaluator)[8]).isEqualTo(1 + decay);
        evaluator.scalar("t", 0);
        assertThat(run(evaluator)[8]).isEqualTo(1.25);
        String text = compile("x + exp(-0.05 * t) * dt", 0.25).describe();
        assertThat(text).contains("t, set for the run").contains("= exp(s").doesNotContain("= exp(r");
        assertThat(compile("t + x", 1).scalars()).containsExactly("t");
        assertThat(compile("dt + x", 1).scalars()).isEmpty();
        assertThat(compile("dt", 0.25).constant()).hasValue(0.25);
    }

    @Test
    void time_ofWholeSteps_isWhole() {
        assertThat(compile("t", 1).type()).isEqualTo(ColumnType.INTEGER);
        assertThat(compile("t", 0.25).type()).isEqualTo(ColumnType.REAL);
        Evaluator evaluator = evaluator("lookup(t, 3: 5, else: k)", 1);
        evaluator.scalar("t", 3);
        assertThat(run(evaluator)).containsOnly(5);
        evaluator.scalar("t", 4);
        assertThat(run(evaluator)).containsExactly(COLUMNS.get("k").values());
    }

    @Test
    void time_inBackticks_isAColumn() {
        TestColumns own = TestColumns.none().real("t", 1, 2).real("dt", 3, 4);
        assertThat(own.values("`t` + `dt`", 2)).containsExactly(4, 6);
        Program program = Program.compile(Expr.parse("`t` + t"), own.scope().withTime(1), Binding.NONE, "");
        Evaluator evaluator = program.evaluator(null, own::get, 0);
        evaluator.scalar("t", 10);
        assertThat(TestColumns.values(evaluator, 2)).containsExactly(11, 12);
        assertThat(Expr.parse("`t` + t")).hasToString("`t` + t");
    }

    /** Data sets call their treatment t: what they could say before there was time they still can. */
    @Test
    void columnsCalledTime_withoutATimeline_needNoBackticks() {
        TestColumns own = TestColumns.none().real("t", 1, 2).real("dt", 3, 4);
        assertThat(own.values("t + 10 * dt", 2)).containsExactly(31, 42);
    }

    @Test
    void time_withoutATimeline_isRefused() {
        assertThatThrownBy(() -> COLUMNS.compile("x + t")).isInstanceOf(InputException.class).hasMessage(
                "formula:1:5: \"t\" is time, which only the formulas of a timeline have\n  x + t\n      ^");
        assertThatThrownBy(() -> COLUMNS.compile("dt + 1")).hasMessage(
                "formula:1:1: \"dt\" is time, which only the formulas of a timeline have\n  dt + 1\n  ^");
        assertThatThrownBy(() -> COLUMNS.scope().withTime(0)).hasMessage("dt must be positive and finite, got 0.0");
    }

    @Test
    void scalars_ofAScope_standBeforeColumns() {
        Scope scope = COLUMNS.scope().withTime(1).withScalars(Set.of("since", "k"));
        Program program = Program.compile(Expr.parse("min(since, t) + k + `k`"), scope, Binding.NONE, "");
        assertThat(program.scalars()).containsExactly("since", "t", "k");
        Evaluator evaluator = program.evaluator(null, COLUMNS::get, 0);
        evaluator.scalar("since", -3.5);
        assertThatThrownBy(() -> evaluator.run(0, 0, 4)).isInstanceOf(IllegalStateException.class)
                .hasMessage("t must be set before a run of \"min(since, t) + k + `k`\"");
        evaluator.scalar("t", 7);
        evaluator.scalar("k", 100);
        assertThat(TestColumns.values(evaluator, 3)).containsExactly(96.5, 97.5, 98.5);
    }

    @Test
    void scalar_outOfRangeOrUnknown_isRefused() {
        Evaluator evaluator = evaluator("x * dt", 1);
        evaluator.scalar("t", 5);
        assertThatThrownBy(() -> evaluator.scalar("t", -1)).hasMessage("t must be in [0, 1e15], got -1.0");
        assertThatThrownBy(() -> evaluator.scalar("t", Double.NaN)).hasMessage("t must be in [0, 1e15], got NaN");
        assertThatThrownBy(() -> evaluator.scalar("since", 1e16))
                .hasMessage("since must be in [-1e15, 1e15], got 1.0E16");
        assertThatThrownBy(() -> evaluator.scalar("since", 1))
                .hasMessage("unknown number of the run \"since\"; known: t");
    }

    @Test
    void run_thatFails_namesTheNumbersOfTheRun() {
        Evaluator evaluator = evaluator("x / (t - 4)", 1);
        evaluator.scalar("t", 4);
        assertThatThrownBy(() -> evaluator.run(0, 0, 4)).isInstanceOf(InputException.class)
                .hasMessage("formula \"x / (t - 4)\" is NaN at row 0; inputs: x = 0.0, t = 4.0");
    }

    @Test
    void at_aStep_readsTheStreamsOfThatStep() {
        String formula = "normal(0, 1) + uniform(x, x + 1) + exponential(1, stream: 'shock')";
        Evaluator evaluator = evaluator(formula, 1);
        double[] plain = run(evaluator);
        for (long step : new long[] {0, 1, 89, 12_345_678_901L, 1}) {
            assertThat(evaluator.at(step)).isSameAs(evaluator);
            double[] values = run(evaluator);
            Draws draws = Draws.of(3);
            for (int i = 0; i < ROWS; i += 97) {
                double normal = Normal.quantile(draws.stream("state/x/" + step).uniform(i));
                double uniform = draws.stream("state/x/" + step).draw(1).uniform(i);
                double shock = draws.stream("stream/shock/" + step).uniform(i);
                double x = i / 8.0;
                double expected = normal + (x + uniform) - Elementary.log1p(-shock);
                assertThat(values[i]).isCloseTo(expected, within(1e-12));
            }
            assertThat(values).isNotEqualTo(plain);
        }
        assertThat(run(evaluator(formula, 1))).containsExactly(plain);
        assertThatThrownBy(() -> evaluator.at(-1)).hasMessage("step must be at least 0, got -1");
    }

    @Test
    void at_aStep_turnsSwitchedDrawsToo() {
        String formula = "lookup(k, 0: exponential(1), 1: weibull(2, 3), else: lognormal(0, 1)) "
                + "+ lookup(categorical(a: 0.5, b: 0.5), a: lookup(categorical(c: 0.25, d: 0.75), c: 1, d: 2), b: 3)";
        String labels = "lookup(lookup(k, 0: categorical(a: 0.5, b: 0.5), 1: categorical(a: 0.1, b: 0.9), "
                + "else: categorical(b: 1)), a: 1, b: 2)";
        int cases = 0;
        for (String one : List.of(formula, labels)) {
            for (Draws draws : List.of(Draws.of(8), Draws.of(8).antithetic())) {
                Program program = compile(one, 1);
                Evaluator turned = program.evaluator(draws, COLUMNS::get, 0);
                run(turned);
                double[] values = run(turned.at(17));
                Evaluator fresh = Program.compile(Expr.parse(one), COLUMNS.scope().withTime(1), Binding.NONE,
                        "state/x/17").evaluator(draws, COLUMNS::get, 0);
                assertThat(values).containsExactly(run(fresh));
                cases++;
            }
        }
        assertThat(cases).isEqualTo(4);
    }

    @Test
    void at_aStep_joinedStreamsComeApart() {
        GaussianCopula copula = GaussianCopula.of(CorrelationMatrix.of(List.of("state/x", "y"),
                new double[][] {{1, 0.5}, {0.5, 1}}));
        Program program = compile("lookup(k, 0: exponential(1), 1: weibull(2, 3), else: lognormal(0, 1))", 1);
        Evaluator joined = program.evaluator(Draws.of(8).joined(copula), COLUMNS::get, 0);
        run(joined);
        Evaluator apart = program.evaluator(Draws.of(8), COLUMNS::get, 0);
        assertThat(run(joined.at(4))).containsExactly(run(apart.at(4)));
    }

    @Test
    void coupled_outsideOfATimeline_isRefused() {
        assertThatThrownBy(() -> COLUMNS.compile("x + coupled(spread, level)")).hasMessage(
                "formula:1:5: coupled belongs to a timeline with that coupling, got \"spread\"\n"
                + "  x + coupled(spread, level)\n      ^");
    }

    @Test
    void sumAndMean_addFromLeftToRight() {
        assertThat(COLUMNS.values("sum(x, 1e16, -1e16, k) - sum(k)", 9)[8]).isEqualTo((1 + 1e16) - 1e16);
        assertThat(COLUMNS.values("mean(x, k, 2)", 9)[8]).isEqualTo((1.0 + 2 + 2) / 3);
        String long60 = "sum(x" + IntStream.range(0, 60).mapToObj(i -> ", " + i + ".5 * exp(x - " + i + ")")
                .collect(Collectors.joining()) + ")";
        assertThat(COLUMNS.compile(long60).describe()).containsPattern("registers: [1-4] of 1,024 rows");
        assertThat(COLUMNS.compile("sum(k, 1)").type()).isEqualTo(ColumnType.INTEGER);
        assertThat(COLUMNS.compile("mean(k)").type()).isEqualTo(ColumnType.REAL);
        assertThat(COLUMNS.compile("sin(x) + cos(x)").lower()).isEqualTo(-2);
        assertThatThrownBy(() -> Expr.parse("sum()")).hasMessageStartingWith(
                "formula:1:1: sum takes at least 1 argument (a, b, ...), got 0");
    }
}
