package io.twinsim.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.random.Draws;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** {@code predict(name)} in formulas: matching of names, types and labels, missing rows, bounds, identity. */
class PredictionTest {

    /** x + 100 * code of c by the predictor's own labels; a missing x counts as 7 if missing values are taken. */
    private record Sum(String name, List<Symbol> inputs, boolean takesMissing, double lower, double upper,
            AtomicInteger calls) implements Predictor {

        @Override
        public boolean isTotal() {
            return lower > Double.NEGATIVE_INFINITY;
        }

        @Override
        public String hash() {
            return "hash of " + name;
        }

        @Override
        public Scorer scorer() {
            return (in, out, from, to) -> {
                calls.incrementAndGet();
                for (int i = from; i < to; i++) {
                    double x = in.length == 0 ? 3 : in[0][i];
                    out[i] = (Double.isNaN(x) && takesMissing ? 7 : x) + (in.length < 2 ? 0 : 100 * in[1][i]);
                }
            };
        }
    }

    private static Sum sum(String name, boolean takesMissing, Symbol... inputs) {
        return new Sum(name, List.of(inputs), takesMissing, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY,
                new AtomicInteger());
    }

    private static final Symbol X = Symbol.of("x", ColumnType.REAL);
    private static final Symbol C = Symbol.category("c", "blue", "red", "green");
    private static final TestColumns COLUMNS = TestColumns.none().real("x", 1, 2, 3).real("y", 1, Double.NaN, 3)
            .integer("k", 4, 5, 6).flag("f", 0, 1, 1).category("c", List.of("red", "green"), 0, 1, 0)
            .category("d", List.of("green", "blue"), 0, Double.NaN, 1).category("e", List.of("red", "black"), 0, 1, 1);

    private static Program compile(String formula, Predictor... predictors) {
        return Program.compile(Expr.parse(formula), COLUMNS.scope().with(List.of(predictors)),
                new Binding(Map.of(), Map.of("b", 2.0)), "");
    }

    private static double[] values(String formula, Predictor... predictors) {
        return TestColumns.values(compile(formula, predictors).evaluator(null, COLUMNS::get, 0), 3);
    }

    private static void refused(String formula, String message, Predictor... predictors) {
        assertThatThrownBy(() -> compile(formula, predictors)).isInstanceOf(InputException.class)
                .hasMessage("formula:1:1: " + message + "\n  " + formula + "\n  ^");
    }

    @Test
    void inputs_areMatchedByNameAndLabelText() {
        assertThat(values("predict(m) + 1", sum("m", false, X, C))).containsExactly(102, 203, 104);
        assertThat(values("predict(m)", sum("m", false, Symbol.of("k", ColumnType.REAL)))).containsExactly(4, 5, 6);
        assertThat(values("predict(m)", sum("m", false, Symbol.of("f", ColumnType.REAL)))).containsExactly(0, 1, 1);
        assertThat(values("predict(m)", sum("m", false))).containsExactly(3, 3, 3);
        assertThat(compile("predict(m) * 2", sum("m", false)).constant()).contains(6.0);
    }

    @Test
    void missingInputs_areTakenOrMakeTheRowMissing() {
        Symbol y = Symbol.of("y", ColumnType.REAL);
        Symbol d = Symbol.category("d", "blue", "green");
        assertThat(values("predict(m)", sum("m", true, y))).containsExactly(1, 7, 3);
        assertThat(values("predict(m)", sum("m", false, y))).containsExactly(1, Double.NaN, 3);
        assertThat(values("if(is_missing(predict(m)), -1, predict(m))", sum("m", false, y))).containsExactly(1, -1, 3);
        assertThat(values("predict(m)", sum("m", false, X, d))).containsExactly(101, Double.NaN, 3);
        assertThat(compile("predict(m)", sum("m", true, y)).nullable()).isFalse();
        assertThat(compile("predict(m)", sum("m", false, y)).nullable()).isTrue();
    }

    @Test
    void predictionThatStandsTwice_isScoredOnce() {
        Sum m = sum("m", false, X);
        assertThat(values("predict(m) * predict(m) + x", m)).containsExactly(2, 6, 12);
        assertThat(m.calls).hasValue(1);
    }

    @Test
    void bounds_leaveOutWhatTheyDecide() {
        Sum unit = new Sum("m", List.of(X), false, 0, 1, new AtomicInteger());
        Program program = compile("clamp(predict(m), 0, 2)", unit);
        assertThat(program.lower()).isEqualTo(0.0);
        assertThat(program.upper()).isEqualTo(1);
        assertThat(program.describe()).isEqualTo("""
                clamp(predict(m), 0, 2)
                gives real in [0, 1]
                  r0 = column x                                       real of any magnitude
                  r1 = predict(m)                                     %s
                  result r1
                dropped: max(predict(m), 0), as it is in [0, 1]
                dropped: min(predict(m), 2), as it is in [0, 1]
                registers: 2 of 1,024 rows, 0 of one number, 0 masks; 16,384 bytes"""
                .formatted(unit.toString().substring(0, 43) + "..."));
    }

    @Test
    void whatDoesNotFit_isRefused() {
        refused("predict(m)", "predict(m) must name a learned model of this world, and it has none");
        refused("predict(risc)", "unknown learned model \"risc\"; did you mean \"risk\"? known: risk, m",
                sum("risk", false), sum("m", false));
        refused("predict(m)", "unknown column \"agee\"; known: x, y, k, f, c, d, e (an input of predict(m))",
                sum("m", false, Symbol.of("agee", ColumnType.REAL)));
        refused("predict(m)", "predict(m) needs the column \"x\" as a category, got real",
                sum("m", false, Symbol.category("x", "a")));
        refused("predict(m)", "predict(m) needs the column \"c\" as a number, got category",
                sum("m", false, Symbol.of("c", ColumnType.REAL)));
        refused("predict(m)", "unknown label of e \"black\"; known: red (predict(m) was never shown it)",
                sum("m", false, X, Symbol.category("e", "red")));
        assertThatThrownBy(() -> Scope.of(X).with(List.of(sum("m", false), sum("m", true))))
                .isInstanceOf(InputException.class).hasMessage("learned models must have different names, got \"m\" twice");
    }

    @Test
    void infinitePrediction_failsTheRow() {
        Predictor log = sum("m", false, X);
        assertThatThrownBy(() -> values("1 / (predict(m) - 2)", log)).isInstanceOf(InputException.class)
                .hasMessageStartingWith("formula \"1 / (predict(m) - 2)\" is Infinity at row 1");
    }

    @Test
    void resolvedFormula_readsTheInputsAndHasTheContentInItsIdentity() {
        Scope scope = COLUMNS.scope().with(List.of(sum("m", false, X, C)));
        for (String text : List.of("predict(m) + k", "-predict(m) * k", "if(not (predict(m) > 3), k, 2)",
                "predict(m) in (1, 2) and k > 0", "lookup(f, 0: predict(m), else: k)", "normal(predict(m), k)",
                "mixture(0.5: normal(predict(m), 1), 0.5: constant(k))", "truncated(normal(predict(m), 1), 0, k)",
                "empirical(predict(m), k)")) {
            Expr parsed = Expr.parse(text);
            Expr bound = scope.resolve(parsed);
            assertThat(parsed.variables()).containsOnly(parsed.toString().contains("lookup") ? new String[] {"f", "k"}
                    : text.contains("if") || text.contains("k") ? new String[] {"k"} : new String[0]);
            assertThat(bound.variables()).contains("x", "c", "k");
            assertThat(bound).hasToString(parsed.toString());
            assertThat(bound.canonical()).isNotEqualTo(parsed.canonical()).contains("hash of m");
            assertThat(scope.resolve(bound)).isEqualTo(bound);
        }
        Expr plain = Expr.parse("x + 1");
        assertThat(scope.resolve(plain)).isSameAs(plain);
        assertThatThrownBy(() -> scope.resolve(Expr.parse("predict(other)"))).isInstanceOf(InputException.class)
                .hasMessageContaining("unknown learned model \"other\"; known: m");
    }

    @Test
    void coefficientsAroundPredictions_areSeparated() {
        Scope scope = COLUMNS.scope().with(List.of(sum("m", false, X), sum("n", true, X)));
        for (Expr formula : List.of(Expr.parse("$$a + $$b * (predict(m) - predict(n) - 0.5)"),
                scope.resolve(Expr.parse("$$a + $$b * (predict(m) - predict(n) - 0.5)")))) {
            List<SeparableForm.Term> terms = SeparableForm.of(formula).orElseThrow().terms();
            assertThat(terms).hasSize(2);
            assertThat(terms.get(1).coefficientPart()).hasToString("$$b");
            assertThat(terms.get(1).rowPart()).hasToString("predict(m) - predict(n) - 0.5");
        }
    }

    @Test
    void predictedParameterOfADraw_isReadRowByRow() {
        Program program = Program.compile(Expr.parse("normal(predict(m), 1)"),
                COLUMNS.scope().with(List.of(sum("m", false, X))), Binding.NONE, "var/z");
        double[] shifted = TestColumns.values(program.evaluator(Draws.of(1), COLUMNS::get, 0), 3);
        double[] direct = TestColumns.values(Program.compile(Expr.parse("normal(x, 1)"), COLUMNS.scope(), Binding.NONE,
                "var/z").evaluator(Draws.of(1), COLUMNS::get, 0), 3);
        assertThat(shifted).containsExactly(direct);
    }
}
