package io.twinsim.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.twinsim.InputException;
import io.twinsim.random.Draws;
import io.twinsim.random.Family;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

    private static final double GAP = Double.NaN;
    private static final Draws DRAWS = Draws.of(42);

    private final TestColumns columns = TestColumns.none()
            .real("x", -1.5, -0.5, 0, 0.5, 2.5).real("y", 1, GAP, 3, GAP, 5).integer("k", 1, 2, 3, 4, 5)
            .flag("f", 1, 0, 1, 0, 1).flag("g", 1, GAP, 0, GAP, 1)
            .category("c", List.of("a", "b"), 0, 1, 0, 1, 0);

    private double[] values(String formula) {
        return columns.values(formula, 5);
    }

    @Test
    void functions_ofNumbers_giveTheirValues() {
        assertThat(values("round(x)")).containsExactly(-2, -0.0, 0, 0, 2);
        assertThat(values("floor(x)")).containsExactly(-2, -1, 0, 0, 2);
        assertThat(values("ceil(x)")).containsExactly(-1, -0.0, 0, 1, 3);
        assertThat(values("sign(x)")).containsExactly(-1, -1, 0, 1, 1);
        assertThat(values("clamp(x, -1, 1)")).containsExactly(-1, -0.5, 0, 0.5, 1);
        assertThat(values("between(x, -0.5, 0.5)")).containsExactly(0, 1, 1, 1, 0);
        assertThat(values("pow(x, 2)")).containsExactly(2.25, 0.25, 0, 0.25, 6.25);
        assertThat(values("min(x, k, 2)")).containsExactly(-1.5, -0.5, 0, 0.5, 2);
        assertThat(values("sqrt(abs(x))")[4]).isEqualTo(Math.sqrt(2.5));
        assertThat(values("f + 2 * (k > 2)")).containsExactly(1, 0, 3, 2, 3);
        assertThat(values("-k + 3 - 1")).containsExactly(1, 0, -1, -2, -3);
        assertThat(values("12 / k / 2")).containsExactly(6, 3, 2, 1.5, 1.2);
    }

    @Test
    void comparison_ofCloseAndExtremeNumbers_isExact() {
        double tiny = Double.MIN_VALUE;
        double huge = Double.MAX_VALUE;
        TestColumns extremes = TestColumns.none().real("a", 0.0, -0.0, tiny, 1, huge, -huge, 1, huge)
                .real("b", -0.0, 0.0, 0, Math.nextUp(1.0), -huge, huge, 1, Math.nextDown(huge));
        assertThat(extremes.values("a < b", 8)).containsExactly(0, 0, 0, 1, 0, 1, 0, 0);
        assertThat(extremes.values("a <= b", 8)).containsExactly(1, 1, 0, 1, 0, 1, 1, 0);
        assertThat(extremes.values("a == b", 8)).containsExactly(1, 1, 0, 0, 0, 0, 1, 0);
        assertThat(extremes.values("a != b", 8)).containsExactly(0, 0, 1, 1, 1, 1, 0, 1);
    }

    @Test
    void sign_ofExtremeNumbers_isExact() {
        double[] x = {-0.0, 0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 0.3, -1};
        double[] signs = java.util.Arrays.stream(x).map(Math::signum).toArray();
        assertThat(TestColumns.none().real("a", x).values("sign(a)", 8)).containsExactly(signs);
        assertThat(1 / signs[0]).isNegative();
    }

    @Test
    void lookup_ofNumbersFarOutside_takesElse() {
        TestColumns wide = TestColumns.none().real("a", 1e300, -1e300, 4e9, -4e9, 2, 2147483648.0, 5, -1);
        assertThat(wide.values("lookup(round(a), -1: 7, 2: 8, 5: 9, else: 0)", 8))
                .containsExactly(0, 0, 0, 0, 8, 0, 9, 7);
    }

    @Test
    void missing_inAnyOperand_propagates() {
        assertThat(values("x + y")).containsExactly(-0.5, GAP, 3, GAP, 7.5);
        assertThat(values("max(y, 0)")).containsExactly(1, GAP, 3, GAP, 5);
        assertThat(values("y > 2")).containsExactly(0, GAP, 1, GAP, 1);
        assertThat(values("is_missing(x + y)")).containsExactly(0, 1, 0, 1, 0);
        assertThat(values("if(g, 1, 2)")).containsExactly(1, GAP, 2, GAP, 1);
    }

    @Test
    void missing_besideADecidingFlag_doesNotMatter() {
        assertThat(values("g and f")).containsExactly(1, 0, 0, 0, 1);
        assertThat(values("g or not f")).containsExactly(1, 1, 0, 1, 1);
        assertThat(values("is_missing(y) or y > 2")).containsExactly(0, 1, 1, 1, 1);
        assertThat(values("if(is_missing(y), -1, y)")).containsExactly(1, -1, 3, -1, 5);
        assertThat(values("not g")).containsExactly(0, GAP, 1, GAP, 0);
    }

    @Test
    void lookup_ofAnyKind_findsItsKey() {
        assertThat(values("lookup(c, a: 1, b: x)")).containsExactly(1, -0.5, 1, 0.5, 1);
        assertThat(values("lookup(k, 2: 20, 4: 40, else: 0)")).containsExactly(0, 20, 0, 40, 0);
        assertThat(values("lookup(k, 1: 10, 90000: 40, else: x)")).containsExactly(10, -0.5, 0, 0.5, 2.5);
        assertThat(values("lookup(f, true: 1, false: 0.5)")).containsExactly(1, 0.5, 1, 0.5, 1);
        assertThat(values("lookup(c, a: 'p', b: 'q') == 'q'")).containsExactly(0, 1, 0, 1, 0);
    }

    @Test
    void select_filter_writesOnlyItsBits() {
        long[] words = new long[16];
        words[0] = ~0L;
        columns.evaluator("y >= 3").select(0, words, 0, 5);
        assertThat(words[0]).isEqualTo(~0L & ~0b01011L);
        columns.evaluator("y >= 3").select(0, words, 2, 2);
        columns.evaluator("f").select(0, words, 1, 3);
        assertThat(words[0]).isEqualTo(~0L & ~0b01011L);
        assertThatThrownBy(() -> columns.evaluator("k").select(0, words, 0, 5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a filter must be a flag, got integer: k");
    }

    @Test
    void run_partOfABlock_leavesOtherRegistersAlone() {
        Evaluator evaluator = columns.compile("x + 1").evaluator(null, columns::get, 2000);
        evaluator.run(1024, 977, 980);
        assertThat(evaluator.values()[976]).isZero();
        assertThat(evaluator.values()[977]).isEqualTo(0.5);
        assertThat(evaluator.values()[979]).isEqualTo(1.5);
        assertThat(evaluator.values()[980]).isZero();
        assertThatThrownBy(() -> evaluator.run(1024, 3, 1025))
                .hasMessage("registers must be in [0, 1024], got [3, 1025)");
    }

    @Test
    void coefficient_changed_takesEffectWithoutCompiling() {
        Binding binding = new Binding(Map.of(), Map.of("b", 2.0, "unused", 1.0));
        Evaluator evaluator = columns.compile("if(false, $$unused, exp($$b - 2) * k)", binding, "")
                .evaluator(null, columns::get, 0);
        assertThat(TestColumns.values(evaluator, 5)).containsExactly(1, 2, 3, 4, 5);
        evaluator.coefficient("b", 2 + Math.sqrt(0));
        evaluator.coefficient("unused", 7);
        evaluator.coefficient("b", -1000);
        assertThat(TestColumns.values(evaluator, 5)).containsExactly(0, 0, 0, 0, 0);
        assertThatThrownBy(() -> evaluator.coefficient("c", 1)).isInstanceOf(InputException.class)
                .hasMessageStartingWith("unknown coefficient \"c\"; ");
        assertThatThrownBy(() -> evaluator.coefficient("b", GAP)).hasMessage("$$b must be finite, got NaN");
    }

    @Test
    void draws_inAFormula_areNumberedInSourceOrder() {
        String formula = "if(f, uniform(0, 1), uniform(0, 1)) + 0 * uniform(0, 1, stream: 'other')";
        Evaluator evaluator = columns.compile(formula, Binding.NONE, "var/z").evaluator(DRAWS, columns::get, 0);
        evaluator.run(0, 0, 5);
        for (int i = 0; i < 5; i++) {
            assertThat(evaluator.values()[i]).isEqualTo(DRAWS.stream("var/z").draw(i % 2).uniform(i));
        }
        Evaluator named = columns.compile("uniform(0, 1) * 0 + uniform(0, 1, stream: 'other')", Binding.NONE, "var/z")
                .evaluator(DRAWS, columns::get, 0);
        named.run(0, 0, 5);
        assertThat(named.values()[3]).isEqualTo(DRAWS.stream("stream/other").uniform(3));
    }

    @Test
    void streams_spelledInTwoWays_areOneStream() {
        String formula = "uniform(0, 1, stream: 'e\u0301') - uniform(0, 1, stream: '\u00e9')";
        Evaluator evaluator = columns.compile(formula, Binding.NONE, "v").evaluator(DRAWS, columns::get, 0);
        assertThat(TestColumns.values(evaluator, 5)).containsExactly(0, 0, 0, 0, 0);
        Evaluator one = columns.compile("uniform(0, 1, stream: 'e\u0301')", Binding.NONE, "v")
                .evaluator(DRAWS, columns::get, 0);
        assertThat(TestColumns.values(one, 5)[4]).isEqualTo(DRAWS.stream("stream/\u00e9").uniform(4));
    }

    /** Rows bind without a table, so they give the exact inversion; the table is within 1e-10 of it. */
    @Test
    void draws_composedWithRowParameters_areThoseOfTheBoundDistribution() {
        String[][] formulas = {
            {"truncated(gamma(1.5, 1), 0, 10)", "truncated(gamma(1.5 + 0 * k, 1), 0, 10)"},
            {"truncated(beta(2, 3), 0.1, 0.9)", "truncated(beta(2, 3), 0.1, 0.9 + 0 * k)"},
            {"truncated(poisson(4), 1, 7)", "truncated(poisson(4 + 0 * k), 1, 7)"},
            {"mixture(0.5: gamma(2, 1), 0.5: gamma(9, 1))", "mixture(0.5: gamma(2 + 0 * k, 1), 0.5: gamma(9, 1))"},
            {"mixture(0.3: student_t(3), 0.7: normal(9, 1))", "mixture(0.3: student_t(3), 0.7: normal(9 + 0 * k, 1))"},
            {"empirical(0, 1, 5)", "empirical(0, 1 + 0 * k, 5)"}};
        for (String[] pair : formulas) {
            double[][] values = new double[2][];
            for (int i = 0; i < 2; i++) {
                Evaluator evaluator = columns.compile(pair[i], Binding.NONE, "v").evaluator(DRAWS, columns::get, 0);
                values[i] = TestColumns.values(evaluator, 5);
            }
            for (int row = 0; row < 5; row++) {
                double expected = values[0][row];
                assertThat(values[1][row]).as(pair[1]).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
            }
        }
        assertThat(formulas).hasNumberOfRows(6);
    }

    /** With a table per row 20 blocks took 17 s and more; without it takes them some 0.1 s. */
    @Test
    void draws_composedWithRowParameters_buildNoTables() {
        double[] shapes = new double[1024];
        java.util.Arrays.setAll(shapes, i -> i / 1024.0);
        TestColumns many = TestColumns.none().real("a", shapes);
        Evaluator evaluator = many.compile("truncated(gamma(1 + a, 1), 0, 10)", Binding.NONE, "v")
                .evaluator(DRAWS, many::get, 0);
        assertTimeout(Duration.ofSeconds(5), () -> {
            for (int repeat = 0; repeat < 20; repeat++) {
                evaluator.run(0, 0, 1024);
            }
        });
        for (int i = 0; i < 1024; i++) {
            assertThat(evaluator.values()[i]).isBetween(0.0, 10.0);
        }
    }

    @Test
    void draws_ofOneFormula_areNeverShared() {
        Evaluator evaluator = columns.compile("normal(0, 1) - normal(0, 1)", Binding.NONE, "v")
                .evaluator(DRAWS, columns::get, 0);
        evaluator.run(0, 0, 5);
        assertThat(evaluator.values()).startsWith(difference(0), difference(1), difference(2));
        assertThat(difference(0)).isNotZero();
    }

    private static double difference(long row) {
        var normal = Family.NORMAL.bind(0, 1);
        double first = normal.quantile(DRAWS.stream("v").uniform(row));
        return first - normal.quantile(DRAWS.stream("v").draw(1).uniform(row));
    }

    @Test
    void draws_composed_haveTheirDistribution() {
        Evaluator constant = columns.compile("truncated(normal(0, 1), 1, 2)", Binding.NONE, "v")
                .evaluator(DRAWS, columns::get, 0);
        Evaluator rows = columns.compile("truncated(normal(0, 1), 1, 2 + 0 * k)", Binding.NONE, "v")
                .evaluator(DRAWS, columns::get, 0);
        constant.run(0, 0, 5);
        rows.run(0, 0, 5);
        for (int i = 0; i < 5; i++) {
            assertThat(constant.values()[i]).isBetween(1.0, 2.0).isCloseTo(rows.values()[i], within(1e-9));
        }
        Evaluator mixed = columns.compile("mixture(0.5: uniform(0, 1), 0.5: uniform(5, 6)) + empirical(0, 1, 2)",
                Binding.NONE, "v").evaluator(DRAWS, columns::get, 0);
        for (double value : TestColumns.values(mixed, 5)) {
            assertThat(value).isBetween(0.0, 8.0);
        }
    }

    @Test
    void draws_withMissingParameters_areMissing() {
        Evaluator evaluator = columns.compile("normal(y, 1)", Binding.NONE, "v").evaluator(DRAWS, columns::get, 0);
        double[] values = TestColumns.values(evaluator, 5);
        assertThat(values[1]).isNaN();
        assertThat(values[2]).isEqualTo(Family.NORMAL.bind(3, 1).quantile(DRAWS.stream("v").uniform(2)));
        assertThatThrownBy(() -> columns.compile("normal(0, 1)", Binding.NONE, "v").evaluator(null, columns::get, 0))
                .isInstanceOf(InputException.class)
                .hasMessage("draws must not be null, as the formula draws: normal(0, 1)");
    }

    @Test
    void run_notFinite_namesRowFormulaAndInputs() {
        failed("log(x)", "formula \"log(x)\" is NaN at row 0; inputs: x = -1.5");
        failed("1 / x", "formula \"1 / x\" is Infinity at row 2; inputs: x = 0.0");
        failed("f and 1 / x > 0", "formula \"f and 1 / x > 0\" is NaN at row 2; inputs: f = true, x = 0.0");
        failed("clamp(exp(400 * k), 0, 1)", "formula \"clamp(exp(400 * k), 0, 1)\" is NaN at row 1; inputs: k = 2");
        failed("if(c == 'a' and k > 1, log(-k), y)",
                "formula \"if(c == 'a' and k > 1, log(-k), y)\" is NaN at row 2; inputs: c = 'a', k = 3, y = 3.0");
        failed("log(x + y + 0.5)", "formula \"log(x + y + 0.5)\" is -Infinity at row 0; inputs: x = -1.5, y = 1.0");
        failed("log(min(x, 1)) * $w * $$b", "formula \"log(min(x, 1)) * $w * $$b\" is NaN at row 0; "
                + "inputs: x = -1.5, $w = 2.0, $$b = 0.5");
        failed("lookup(g, true: log(x), false: 1)",
                "formula \"lookup(g, true: log(x), false: 1)\" is NaN at row 0; inputs: g = true, x = -1.5");
    }

    private void failed(String formula, String message) {
        Binding binding = new Binding(Map.of("w", 2), Map.of("b", 0.5));
        Evaluator evaluator = columns.compile(formula, binding, "v").evaluator(DRAWS, columns::get, 0);
        assertThatThrownBy(() -> evaluator.run(0, 0, 5)).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void run_refusedDraw_namesRowParameterAndInputs() {
        failed("1 + normal(0, x)",
                "formula \"1 + normal(0, x)\" at row 0: normal sd must be at least 0 and finite, got -1.5; "
                + "inputs: x = -1.5");
        failed("if(k > 1, normal(0, x), 0)", "formula \"if(k > 1, normal(0, x), 0)\" at row 1: "
                + "normal sd must be at least 0 and finite, got -0.5; inputs: k = 2, x = -0.5");
        failed("normal(1 / x, 1)", "formula \"normal(1 / x, 1)\" at row 2: normal mean must be finite, got Infinity; "
                + "inputs: x = 0.0");
    }

    @Test
    void failure_ofRowsWithANameOfTheirOwn_usesIt() {
        Evaluator evaluator = columns.compile("1 / x", Binding.NONE, "v").evaluator(DRAWS, columns::get, 0)
                .naming("twin");
        assertThatThrownBy(() -> evaluator.run(0, 0, 5))
                .hasMessage("formula \"1 / x\" is Infinity at twin 2; inputs: x = 0.0");
        assertThat(evaluator.explain(3)).isEqualTo("formula \"1 / x\"; inputs: x = 0.5");
    }

    @Test
    void run_guardedBranch_doesNotFail() {
        assertThat(values("if(x > 0, log(x), -1)")).startsWith(-1, -1, -1).doesNotContain(GAP);
        assertThat(values("x > 0 and 1 / x < 1")).containsExactly(0, 0, 0, 0, 1);
        assertThat(values("x <= 0 or log(x) > 0")).containsExactly(1, 1, 1, 0, 1);
        Evaluator draw = columns.compile("if(x > 0, exponential(x), 0)", Binding.NONE, "v")
                .evaluator(DRAWS, columns::get, 0);
        assertThat(TestColumns.values(draw, 5)).startsWith(0, 0, 0);
    }

    @Test
    void evaluator_otherColumnsThanTheScopeSaid_areRefused() {
        Program program = columns.compile("x + k + (c == 'a')");
        refused(program, TestColumns.none().integer("x"), "column \"x\" must be of type real, got integer");
        refused(program, TestColumns.none().real("x", GAP),
                "column \"x\" must have no missing rows; the formula was compiled for a complete column");
        refused(program, TestColumns.none().real("x", 1).integer("k", 1).category("c", List.of("b"), 0),
                "column \"c\" must have the labels [a, b], got [b]");
        refused(program, TestColumns.none(), "column \"x\" must not be null");
    }

    private static void refused(Program program, TestColumns columns, String message) {
        assertThatThrownBy(() -> program.evaluator(null, columns::get, 0)).isInstanceOf(InputException.class)
                .hasMessage(message);
    }
}
