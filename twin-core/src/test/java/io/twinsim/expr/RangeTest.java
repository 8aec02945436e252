package io.twinsim.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds of values: that they hold, and what the compiler leaves out where they decide. */
class RangeTest {

    private static final List<Op> UNARY = List.of(Op.NEGATE, Op.ABS, Op.FLOOR, Op.CEIL, Op.ROUND, Op.SIGN, Op.SQRT,
            Op.EXP, Op.EXPM1, Op.LOG, Op.LOG1P, Op.TANH, Op.LOGISTIC);
    private static final List<Op> BINARY = List.of(Op.ADD, Op.SUBTRACT, Op.MULTIPLY, Op.DIVIDE, Op.MIN, Op.MAX, Op.POW,
            Op.LESS, Op.AT_MOST, Op.EQUAL, Op.DIFFERENT);
    private static final double[] CORNERS = {0.0, -0.0, 1, -1, 0.5, -0.5, 2, 3, 1e-310, -1e-310, 1e-170, -1e-170, 1e200,
        -1e200, 709, -745, Double.MIN_VALUE};

    private final SplittableRandom random = new SplittableRandom(5);

    private double number() {
        return random.nextInt(3) > 0 ? CORNERS[random.nextInt(CORNERS.length)] : random.nextDouble(-4, 4);
    }

    private static boolean holds(Range range, double value) {
        return !Double.isFinite(value) ? range.risky()
                : Double.compare(range.lower(), value) <= 0 && Double.compare(value, range.upper()) <= 0;
    }

    @Test
    void bounds_ofAnyOperation_holdForValuesInside() {
        int checked = 0;
        for (int trial = 0; trial < 60_000; trial++) {
            double[] x = {number(), number(), number()};
            double[] y = {number(), number(), number()};
            Arrays.sort(x);
            Arrays.sort(y);
            Range first = new Range(x[0], x[2], false);
            Range second = new Range(y[0], y[2], false);
            Op one = UNARY.get(trial % UNARY.size());
            double value = Fold.apply(one, x[1]);
            assertThat(holds(Range.unary(one, first), value)).as("%s of %s in %s is %s", one, x[1], first, value)
                    .isTrue();
            Op two = BINARY.get(trial % BINARY.size());
            double both = Fold.apply(two, x[1], y[1]);
            assertThat(holds(Range.binary(two, first, second), both))
                    .as("%s of %s in %s and %s in %s is %s", two, x[1], first, y[1], second, both).isTrue();
            checked += 2;
        }
        assertThat(checked).isEqualTo(120_000);
    }

    /** Block and scalar quantiles, and the two uniforms at the ends: nothing outside, and no -0.0 where 0.0 bounds. */
    @ParameterizedTest
    @ValueSource(strings = {"uniform(0, 1)", "uniform(-0.1, 0.9)", "uniform(0.1, 0.7)", "uniform_int(0, 3)",
        "uniform_int(-3, 0)", "bernoulli(0.3)", "normal(0, 1)", "lognormal(0, 2)", "beta(2, 3)", "beta(0.5, 0.5)",
        "beta(2.2, 2.2)", "gamma(2.5, 0.4)", "gamma(0.3, 1)", "exponential(2)", "poisson(3)", "poisson(0.1)",
        "poisson(80)", "triangular(0, 0.3, 1)", "triangular(-1, 0, 2)", "weibull(0.7, 2)", "student_t(3)",
        "pareto(1, 3)", "binomial(20, 0.3)", "negative_binomial(2.5, 0.4)", "geometric(0.2)",
        "truncated(normal(0, 1), 0, 2)",
        "truncated(gamma(2.5, 7.5), 0, 60)", "truncated(poisson(4), 0, 7)", "mixture(0.5: beta(2, 3), 0.5: poisson(2))",
        "empirical(0, 1, 5)", "empirical(-1, 0, 2)"})
    void bounds_ofADraw_holdForAllItsValues(String formula) {
        Program program = Program.compile(Expr.parse(formula), Scope.of(), Binding.NONE, "v");
        Evaluator evaluator = program.evaluator(Draws.of(3), name -> null, 0);
        Range range = new Range(program.lower(), program.upper(), false);
        for (long first = 0; first < 64 * 1024; first += 1024) {
            evaluator.run(first, 0, 1024);
            for (double value : evaluator.values()) {
                assertThat(holds(range, value)).as("%s in %s", value, range).isTrue();
            }
        }
        double[] ends = {0x1p-53, 1 - 0x1p-53, 0x1p-52, 0.5};
        double[] out = new double[ends.length];
        program.distribution().orElseThrow().quantiles(ends, out, 0, ends.length);
        for (int k = 0; k < ends.length; k++) {
            double scalar = program.distribution().orElseThrow().quantile(ends[k]);
            assertThat(holds(range, out[k]) && holds(range, scalar)).as("%s, %s in %s", out[k], scalar, range).isTrue();
        }
    }

    private static String vectors(String formula, Symbol... symbols) {
        return new Lowering(Scope.of(symbols), Binding.NONE, "v").lower(Expr.parse(formula), null).vectors().stream()
                .map(Instruction::op).toList().toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "clamp(k, 1, 10) | [LOAD]", "clamp(k, 2, 10) | [LOAD, MAX]", "clamp(k, 1, 9) | [LOAD, MIN]",
        "max(k, 0, 1) + 1 | [LOAD, ADD]", "min(k, 20, k) | [LOAD, MIN]", "abs(k) | [LOAD]", "abs(s) | [LOAD, ABS]",
        "k >= 1 | [BROADCAST]", "k > 10 | [BROADCAST]", "k > 9 | [LOAD, LESS]", "k == 0 | [BROADCAST]",
        "if(k < 11, u, 5) | [LOAD]", "between(k, 1, 10) | [BROADCAST]", "clamp(u, 0, 1) | [LOAD]",
        "clamp(z, 0, 1) | [LOAD, MAX]", "clamp(z, -1, 1) | [LOAD]", "clamp(u + 1, 1, 2) | [LOAD, ADD]",
        "clamp(m, 1, 10) | [MASK_LOAD, LOAD]", "max(k, m) | [LOAD, MASK_LOAD, LOAD, MAX]",
        "m < 20 | [MASK_LOAD, LOAD, LESS]",
        "clamp(1 / s, -1, 1) | [LOAD, DIVIDE, MAX, POISON, MIN, POISON]",
        "round(k) + ceil(floor(s)) | [LOAD, LOAD, FLOOR, ADD]",
        "k / 2 | [LOAD, MULTIPLY]", "k / 3 | [LOAD, DIVIDE]", "if(k > 3, 1, 0) | [LOAD, LESS]",
        "if(k > 3, 0, 1) | [LOAD, LESS, NOT]", "lookup(k, 1: 0.5, 2: 1, else: 2) | [LOAD, TABLE]",
        "lookup(c, a: 'b', b: 'a') == 'a' | [LOAD, TABLE, EQUAL]", "exp(0.1 * k) | [LOAD, TABLE]",
        "pow(k, 0.7) * log1p(k + 1) | [LOAD, TABLE, TABLE, MULTIPLY]", "exp(u) | [LOAD, EXP]", "exp(w) | [LOAD, EXP]",
        "exp(k * u) | [LOAD, LOAD, MULTIPLY, EXP]", "tanh(k + uniform(0, 1)) | [LOAD, DRAW, ADD, TANH]"})
    void knownBounds_leaveOutWhatTheyDecide(String formula, String operations) {
        assertThat(vectors(formula, new Symbol("k", ColumnType.INTEGER, List.of(), false, 1, 10),
                new Symbol("w", ColumnType.INTEGER, List.of(), false, 0, 300),
                new Symbol("m", ColumnType.INTEGER, List.of(), true, 1, 10),
                new Symbol("u", ColumnType.REAL, List.of(), false, 0.0, 1),
                Symbol.of("z", ColumnType.REAL).within(0, 1), new Symbol("s", ColumnType.REAL, List.of(), false, -2, 2),
                Symbol.category("c", "a", "b"))).isEqualTo(operations);
    }

    @Test
    void unknownBounds_leaveOutNothing() {
        assertThat(vectors("clamp(k, 1, 10)", Symbol.of("k", ColumnType.INTEGER))).isEqualTo("[LOAD, MAX, MIN]");
        assertThat(vectors("exp(k / 1e9)", Symbol.of("k", ColumnType.INTEGER))).isEqualTo("[LOAD, DIVIDE, EXP]");
    }

    @Test
    void negativeZero_isKeptWhereABoundIsZero() {
        TestColumns columns = TestColumns.none().real("z", -0.0, 0.0, 1, 0.25);
        for (Symbol symbol : List.of(Symbol.of("z", ColumnType.REAL).within(0, 1),
                new Symbol("z", ColumnType.REAL, List.of(), false, -0.0, 1))) {
            Program kept = Program.compile(Expr.parse("max(z, 0)"), Scope.of(symbol), Binding.NONE, "");
            assertThat(TestColumns.values(kept.evaluator(null, columns::get, 0), 4)).containsExactly(0.0, 0.0, 1, 0.25);
            assertThat(kept.within(0, 1)).isTrue();
            assertThat(kept.within(0.1, 1)).isFalse();
        }
    }

    @Test
    void program_knowsTheBoundsOfItsResult() {
        Scope scope = Scope.of(new Symbol("k", ColumnType.INTEGER, List.of(), false, 1, 10),
                Symbol.category("c", "a", "b"));
        Program tier = Program.compile(Expr.parse("clamp(ceil(k / 2) + uniform_int(-1, 1), 1, 5)"), scope, Binding.NONE,
                "v");
        assertThat(List.of(tier.lower(), tier.upper())).containsExactly(1.0, 5.0);
        assertThat(tier.whole()).isTrue();
        Program share = Program.compile(Expr.parse("(0.3 + 0.05 * (11 - k)) / 2"), scope, Binding.NONE, "");
        assertThat(share.within(0.175, 0.4)).isTrue();
        assertThat(share.whole()).isFalse();
        Program checked = Program.compile(Expr.parse("clamp(1 / (k - 3), 0, 1)"), scope, Binding.NONE, "");
        assertThat(checked.within(0, 1)).isTrue();
        Program any = Program.compile(Expr.parse("exp(900 * (k - 1))"), scope, Binding.NONE, "");
        assertThat(any.lower()).isBetween(0.99, 1.0);
        assertThat(any.upper()).isEqualTo(Double.MAX_VALUE);
        Program code = Program.compile(Expr.parse("lookup(c, a: categorical(x: 0.5, y: 0.5), b: 'z')"), scope,
                Binding.NONE, "v");
        assertThat(List.of(code.lower(), code.upper())).containsExactly(0.0, 2.0);
    }

    @Test
    void symbol_badBounds_areRefused() {
        assertThatThrownBy(() -> new Symbol("x", ColumnType.REAL, List.of(), false, 2, 1))
                .isInstanceOf(InputException.class).hasMessage("bounds of \"x\" must ascend, got [2.0, 1.0]");
        assertThatThrownBy(() -> Symbol.of("x", ColumnType.REAL).within(Double.NaN, 1))
                .hasMessage("bounds of \"x\" must ascend, got [NaN, 1.0]");
        assertThat(Symbol.of("x", ColumnType.REAL).within(-1, 5).within(0, 9))
                .isEqualTo(new Symbol("x", ColumnType.REAL, List.of(), false, -0.0, 5));
    }
}
