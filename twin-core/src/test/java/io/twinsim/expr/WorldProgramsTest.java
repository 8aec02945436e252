package io.twinsim.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.ColumnSource;
import io.twinsim.column.ColumnType;
import io.twinsim.column.RegisterSource;
import io.twinsim.random.Draws;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas of the built-in worlds: a warm block allocates nothing, and what is known of draws holds. */
class WorldProgramsTest {

    private static final List<String> STAGES = List.of("innovator", "early_adopter", "early_majority",
            "late_majority", "laggard");
    private static final Scope SCOPE = Scope.of(
            new Symbol("decile", ColumnType.INTEGER, List.of(), false, 1, 10),
            new Symbol("volume", ColumnType.INTEGER, List.of(), false, 0, 20_000),
            new Symbol("engagement", ColumnType.REAL, List.of(), false, 0, 1),
            new Symbol("propensity", ColumnType.REAL, List.of(), false, 0.35, 0.9),
            Symbol.category("stage", STAGES.toArray(String[]::new)),
            Symbol.of("covered", ColumnType.FLAG));
    private static final int ROWS = 4096;

    private final TestColumns columns = columns();

    private static TestColumns columns() {
        SplittableRandom random = new SplittableRandom(12);
        return TestColumns.none()
                .integer("decile", random.ints(ROWS, 1, 11).asDoubleStream().toArray())
                .integer("volume", random.ints(ROWS, 0, 20_001).asDoubleStream().toArray())
                .real("engagement", random.doubles(ROWS).toArray())
                .real("propensity", random.doubles(ROWS, 0.35, 0.9).toArray())
                .category("stage", STAGES, random.ints(ROWS, 0, STAGES.size()).asDoubleStream().toArray())
                .flag("covered", random.ints(ROWS, 0, 2).asDoubleStream().toArray());
    }

    private static Program compile(String formula) {
        return Program.compile(Expr.parse(formula), SCOPE, new Binding(Map.of(), Map.of("base", 0.05)), "v");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "$$base * (1.2 - 0.04 * (clamp(decile, 1, 10) - 1)) * (0.8 + 0.4 * clamp(engagement, 0, 1)) * lookup(stage, "
                + "innovator: 0.6, early_adopter: 0.8, early_majority: 1, late_majority: 1.2, laggard: 1.4, else: 1) "
                + "* (0.8 + 0.4 * clamp(propensity, 0, 1))",
        "normal(0, 0.02)", "clamp(propensity, 0.01, 0.99)", "engagement >= 0.7", "covered",
        "$$base * (0.7 + 0.6 * clamp(engagement, 0, 1)) * log1p(12) / log1p(12)",
        "categorical(oncology: 0.3, hematology: 0.2, dermatology: 0.3, allergy: 0.2)",
        "lookup(stage, innovator: categorical(a: 0.3, b: 0.7), early_adopter: categorical(c: 0.35, b: 0.65), "
                + "else: categorical(d: 0.6, c: 0.4))",
        "if(engagement >= 0.6, categorical(a: 0.1, b: 0.2, c: 0.7), if(engagement >= 0.3, categorical(a: 0.5, b: 0.3, "
                + "c: 0.2), categorical(a: 0.1, b: 0.8, c: 0.1)))",
        "floor(truncated(gamma(2.5, 7.5), 0, 60))", "uniform_int(1, 10)",
        "clamp(ceil(decile / 2) + uniform_int(-1, 1), 1, 5)",
        "round(lognormal(6.8 - 0.12 * (decile - 1) + lookup(stage, innovator: -0.25, laggard: 0.1, else: 0), 0.35))",
        "round(volume * (0.05 + 0.3 * beta(2, 5)))", "poisson(volume * (0.6 - 0.04 * clamp(decile, 1, 10)))",
        "gamma(2.5, 0.4) * (3.4 - 0.55 * clamp(decile, 1, 5))",
        "floor(min(365, exponential(1) * 30 / max(0.25, engagement)))",
        "clamp(0.18 + 0.25 * engagement + 0.5 * beta(2.2, 2.2) + lookup(stage, laggard: -0.05, else: 0.2), 0, 1)",
        "logistic(-1.45 - 0.08 * (clamp(decile, 1, 10) - 5.5) + 0.8 * (engagement - 0.4))",
        "tanh(0.15 + 0.12 * decile + 0.1 * (1 - engagement) + 0.3 * beta(2, 5))",
        "bernoulli(lookup(stage, innovator: 0.92, early_adopter: 0.88, early_majority: 0.8, else: 0))",
        "1 + poisson(lookup(stage, innovator: 0.05, early_adopter: 0.3, else: 0.9))",
        "round(lookup(stage, innovator: 20, else: 400) * (0.6 + 0.4 * decile) * gamma(3, 0.3333333333333333))"})
    void run_warmBlocks_allocateNothing(String formula) {
        Evaluator evaluator = compile(formula).evaluator(Draws.of(1), columns::get, 0);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long[] allocated = new long[30];
        for (int i = 0; i < allocated.length; i++) {
            long before = threads.getThreadAllocatedBytes(self);
            for (int first = 0; first < ROWS; first += 1024) {
                evaluator.run(first, 0, 1024);
            }
            allocated[i] = threads.getThreadAllocatedBytes(self) - before;
        }
        Arrays.sort(allocated);
        assertThat(allocated[allocated.length / 2]).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "constant(engagement)", "uniform(engagement, 2 + decile)", "uniform_int(decile, decile + 10)",
        "bernoulli(propensity)", "normal(decile, engagement)", "lognormal(6.8 - 0.12 * decile, 0.1 + engagement)",
        "beta(decile, 1 + engagement)", "gamma(decile, 0.1 + engagement)", "exponential(propensity)", "poisson(volume)",
        "triangular(-decile, engagement, 1 + decile)", "weibull(propensity, decile)", "student_t(4 + decile)",
        "pareto(decile, 2 + decile)", "binomial(decile, propensity)", "negative_binomial(decile, propensity)",
        "geometric(propensity)"})
    void draws_withBoundedParameters_stayWithinTheirBounds(String formula) {
        Program program = compile(formula);
        assertThat(program.lower()).isGreaterThan(-Double.MAX_VALUE);
        assertThat(program.upper()).isLessThan(Double.MAX_VALUE);
        int checked = 0;
        for (int seed = 0; seed < 20; seed++) {
            Evaluator evaluator = program.evaluator(Draws.of(seed), columns::get, 0);
            for (int first = 0; first < ROWS; first += 1024) {
                evaluator.run(first, 0, 1024);
                for (double value : evaluator.values()) {
                    assertThat(value >= program.lower() && value <= program.upper()).isTrue();
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(20 * ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"normal(decile, engagement - 0.5)", "gamma(engagement, 1)", "poisson(volume * 1000000)",
        "uniform(engagement, propensity)", "uniform_int(engagement, decile + 3)",
        "uniform_int(decile, decile + 3)", "binomial(propensity, engagement)",
        "lognormal(volume, 1)", "exponential(engagement)", "bernoulli(decile)", "normal($$base, 1)"})
    void draws_thatARowMightRefuse_areNotTakenForGranted(String formula) {
        Code code = new Lowering(SCOPE, new Binding(Map.of(), Map.of("base", 0.05)), "v")
                .lower(Expr.parse(formula), null);
        assertThat(code.range().risky()).isTrue();
        assertThat(code.draws().get(0).known()).isFalse();
    }

    @Test
    void sums_thatOverflow_areFiniteIfTheirPartsAre() {
        double[] values = new double[1024];
        Arrays.fill(values, Double.MAX_VALUE);
        assertThat(FiniteCheck.holds(values, null, 0, 1024)).isTrue();
        int checked = 0;
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (int i : new int[] {0, 7, 8, 1015, 1023}) {
                double[] one = new double[1024];
                one[i] = bad;
                assertThat(FiniteCheck.holds(one, null, 0, 1024)).isFalse();
                assertThat(FiniteCheck.holds(one, null, i, i + 1)).isFalse();
                assertThat(FiniteCheck.holds(one, null, 0, i)).isTrue();
                one[(i + 512) % 1024] = -bad;
                assertThat(FiniteCheck.holds(one, null, 0, 1024)).isFalse();
                checked++;
            }
        }
        assertThat(checked).isEqualTo(15);
    }

    private record Register(ColumnType type, List<String> labels, double[] values) implements RegisterSource {
        @Override
        public boolean hasMissing() {
            return false;
        }

        @Override
        public void loadValidity(int position, long[] words, int from, int to) {
            for (int i = from; i < to; i++) {
                words[i >>> 6] |= 1L << i;
            }
        }
    }

    /** Columns that are in registers already are read there, and left as they are. */
    @ParameterizedTest
    @ValueSource(strings = {
        "decile", "engagement * decile + decile / 2 - engagement", "if(covered, engagement, propensity)",
        "lookup(stage, innovator: normal(decile, engagement), laggard: gamma(decile, 1), else: engagement)",
        "lookup(stage, innovator: 0.5, laggard: propensity, else: decile) * 2", "poisson(volume * (1 + decile))",
        "if(engagement >= 0.6, categorical(a: 0.1, b: 0.9), categorical(a: 0.7, b: 0.3))", "-decile + 0 * engagement",
        "if(covered, 1, 0) + covered", "pow(engagement, 2) + engagement"})
    void columnsInRegisters_giveTheBitsOfColumnsInMemory(String formula) {
        Program program = compile(formula);
        Map<String, Register> registers = new HashMap<>();
        for (String name : program.inputs()) {
            ColumnSource column = columns.get(name);
            registers.put(name, new Register(column.type(), column.labels(), new double[1024]));
        }
        Evaluator direct = program.evaluator(Draws.of(3), columns::get, 0);
        Evaluator linked = program.evaluator(Draws.of(3), registers::get, 0);
        int checked = 0;
        for (int first = 0; first < ROWS; first += 1024) {
            for (int from : new int[] {0, 5}) {
                int start = first;
                registers.forEach((name, register) -> columns.get(name).load(start, register.values(), 0, 1024));
                direct.run(first, from, 1020);
                linked.run(first, from, 1020);
                for (int i = from; i < 1020; i++) {
                    assertThat(linked.values()[i]).isEqualTo(direct.values()[i]);
                    checked++;
                }
                Arrays.fill(linked.values(), -1);
                for (Map.Entry<String, Register> one : registers.entrySet()) {
                    double[] before = new double[1024];
                    columns.get(one.getKey()).load(first, before, 0, 1024);
                    assertThat(one.getValue().values()).as(one.getKey()).isEqualTo(before);
                }
            }
        }
        assertThat(checked).isEqualTo(4 * (1020 + 1015));
    }
}
