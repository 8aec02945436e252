package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.RealColumn;
import io.twinsim.column.RegisterSource;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Twins in registers are the twins in columns. */
class TwinBlocksTest {

    static final TwinModel MIXED = TwinModel.parse("""
            model: mixed
            variables:
              c: "~ categorical(a: 0.2, b: 0.3, c: 0.5)"
              k: "~ poisson(4)"
              x: "~ normal(0, 1)"
              g: "~ lookup(c, a: gamma(2, 1), b: beta(2, 3), c: normal(5, 1))"
              y: "= x * k + g"
              z: {formula: "round(x / 10)", type: real}
              i: {formula: "round(x / 10)", type: integer}
              f: "= x > 0.5 or c == 'b'"
              n: {formula: "c == 'a'", type: integer}
              d: "~ lookup(c, a: categorical(p: 0.5, q: 0.5), b: categorical(q: 1), c: categorical(r: 0.9, p: 0.1))"
              w: {draw: "normal(y, 2)", range: [-1, 3], outside: clamp}
              j: "= 1 / (i + 2)"
            """, "mixed.yaml");

    static final TwinModel CORRELATED = TwinModel.parse("""
            model: correlated
            variables:
              a: "~ normal(0, 1)"
              b: "~ poisson(3)"
              s: "~ beta(2, 3)"
              c: "~ gamma(2 + b, 1)"
              m: "= a + b * s"
            correlations:
              - [a, b, 0.4]
              - [a, s, -0.3]
              - [a, c, {spearman: 0.5, residual: true}]
            """, "correlated.yaml");

    private static final List<TwinModel> MODELS = List.of(SampleWorlds.shop(), MIXED, CORRELATED);

    private static Population generate(TwinModel model, long n, boolean antithetic) {
        return model.generate(n, 11, antithetic ? GenerateOptions.of().withAntithetic() : GenerateOptions.of());
    }

    @Test
    void blocks_ofAnySize_areTheColumns() {
        BlockParity parity = new BlockParity();
        long expected = 0;
        for (TwinModel model : MODELS) {
            for (long n : new long[] {1, 1023, 1024, 1025, 16_384 + 3}) {
                for (boolean antithetic : new boolean[] {false, true}) {
                    Population twins = generate(model, n, antithetic).prepare();
                    parity.rows(twins, twins.blocks(twins.names()), 0);
                    parity.rows(twins, twins.blocks(twins.names()), n);
                    expected += 2 * n * model.names().size();
                }
            }
        }
        assertThat(parity.compared).isEqualTo(expected);
    }

    @Test
    void blocks_ofSlices_areTheColumns() {
        BlockParity parity = new BlockParity();
        long expected = 0;
        for (TwinModel model : MODELS) {
            for (long from : new long[] {1, 777, 1023, 1025, 16_383, 40_001}) {
                for (boolean antithetic : new boolean[] {false, true}) {
                    Population slice = generate(model, 1L << 40, antithetic).slice(from, from + 2_500).prepare();
                    parity.rows(slice, slice.blocks(slice.names()), 3);
                    parity.rows(slice, slice.where("true").blocks(slice.names()), 4);
                    expected += 2 * 2_500L * model.names().size();
                }
            }
        }
        assertThat(parity.compared).isEqualTo(expected);
    }

    /** Row ids at which a cast to int would wrap or saturate, and one far beyond. */
    @Test
    void blocks_ofRowsBeyondInt_areThoseOfASlice() {
        BlockParity parity = new BlockParity();
        long[] rows = {(1L << 31) - 2_500, (1L << 32) - 2_500, 3_000_000_000L, 1_000_000_000_000L, (1L << 50) - 5_000};
        for (TwinModel model : MODELS) {
            for (boolean antithetic : new boolean[] {false, true}) {
                Population huge = generate(model, 1L << 50, antithetic);
                TwinBlocks blocks = huge.blocks(huge.names());
                for (long row : rows) {
                    parity.rows(huge.slice(row, row + 5_000).prepare(), blocks, row);
                }
            }
        }
        assertThat(parity.compared).isEqualTo(2 * rows.length * 5_000L * (5 + 12 + 5));
    }

    /** A formula over registers reads the rows at hand whatever their ids, and draws by these ids. */
    @Test
    void formula_overRegistersFarOut_isThatOverColumns() {
        Population huge = MIXED.generate(1L << 50, 11);
        Program program = Program.compile(Expr.parse("lookup(c, a: x, b: k, c: w) + normal(0, 1)"), huge.scope(),
                Binding.NONE, "effect/noise");
        TwinBlocks blocks = huge.blocks(program.inputs());
        Evaluator lazy = program.evaluator(huge.draws(3), blocks::source, huge.baseRow());
        int checked = 0;
        for (long row : new long[] {(1L << 31) - 1_024, 1L << 32, 976_562_500L * 1024}) {
            Population slice = huge.slice(row, row + 1_024);
            Evaluator held = program.evaluator(slice.draws(3), slice::storage, slice.baseRow());
            held.run(row, 0, 1_024);
            blocks.load(row, 0, 1_024);
            lazy.run(row, 0, 1_024);
            assertThat(lazy.values()).isEqualTo(held.values());
            checked++;
        }
        assertThat(checked).isEqualTo(3);
        assertThat(976_562_500L * 1024).isEqualTo(1_000_000_000_000L);
    }

    @Test
    void blocks_ofSomeColumns_computeWhatTheyDependOnAlone() {
        TwinModel model = TwinModel.parse("""
                model: m
                variables:
                  x: "~ normal(0, 1)"
                  bad: "= 1 / (x * 0)"
                  y: "= 2 * x"
                """, "m.yaml");
        Population twins = model.generate(2_000, 1);
        TwinBlocks blocks = twins.blocks(List.of("y"));
        blocks.load(0, 0, 1_024);
        assertThat(blocks.source("y").values()).isEqualTo(Arrays.copyOf(twins.doubles("y"), 1_024));
        assertThat(blocks.source("x").values()).isEqualTo(Arrays.copyOf(twins.doubles("x"), 1_024));
        assertThat(blocks.assigned("y")).isSameAs(blocks.source("y"));
        assertThat(blocks).hasToString("TwinBlocks[rows 0 to 1024 of 0 to 2000, x, y]");
        assertThatThrownBy(() -> blocks.source("bad")).isInstanceOf(InputException.class)
                .hasMessage("unknown column of these blocks \"bad\"; known: x, y");
    }

    @Test
    void source_isOneRegisterThatReadsByItsOwnIndex() {
        Population twins = SampleWorlds.shop().generate(5_000, 3);
        TwinBlocks blocks = twins.blocks(List.of("age", "channel"));
        RegisterSource age = blocks.source("age");
        blocks.load(1_024, 5, 900);
        double[] out = new double[1_024];
        age.load(7, out, 7, 20);
        long[] words = new long[16];
        age.loadValidity(7, words, 7, 20);
        assertThat(Arrays.copyOfRange(out, 7, 20)).isEqualTo(Arrays.copyOfRange(twins.doubles("age"), 1_031, 1_044));
        assertThat(words[0]).isEqualTo((1L << 20) - (1L << 7));
        assertThat(age.size()).isEqualTo(1_024);
        assertThat(age.hasMissing()).isFalse();
        double[] register = age.values();
        blocks.load(2_048, 0, 10);
        assertThat(blocks.source("age")).isSameAs(age);
        assertThat(age.values()).isSameAs(register);
        assertThat(blocks.source("channel").labels()).containsExactly("web", "phone", "store");
    }

    @Test
    void failures_readAsThoseOfPrepare() {
        int cases = 0;
        for (String variables : new String[] {
            "y: \"= 1 / (x - 5)\"",
            "y: {formula: \"x * 3\", range: [0, 20]}",
            "y: {formula: \"x / 2\", type: integer}",
            "y: \"~ normal(0, x - 5)\"",
            "y: {formula: \"x * 1e9\", type: integer}"}) {
            TwinModel model = TwinModel.parse(
                    "model: m\nvariables:\n  x: \"~ uniform_int(0, 9)\"\n  " + variables + "\n", "m.yaml");
            for (long start : new long[] {0, 1_000_000_000_001L}) {
                Population twins = model.generate(1L << 50, 5).slice(start, start + 3_000);
                TwinBlocks blocks = twins.blocks(List.of("y"));
                String message = catchMessage(() -> twins.prepare("y"));
                int from = (int) (start & 1023);
                assertThat(message).contains("at row " + (start == 0 ? "" : "100000000"));
                assertThatThrownBy(() -> blocks.load(start - from, from, 1_024)).isInstanceOf(InputException.class)
                        .hasMessage(message);
                cases++;
            }
        }
        assertThat(cases).isEqualTo(10);
    }

    private static String catchMessage(Runnable action) {
        try {
            action.run();
        } catch (InputException refused) {
            return String.valueOf(refused.getMessage());
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void blocks_refused_sayWhy() {
        Population twins = MIXED.generate(5_000, 1);
        assertThatThrownBy(() -> twins.blocks(List.of("x", "kk"))).isInstanceOf(InputException.class)
                .hasMessage("unknown column \"kk\"; did you mean \"k\"? known: c, k, x, g, y, z, i, f, n, d, w, j");
        Population set = MIXED.assign(twins, Map.of("k", Expr.parse("2")), Binding.NONE);
        assertThatThrownBy(() -> set.blocks(List.of("x"))).isInstanceOf(IllegalStateException.class).hasMessage(
                "only twins as their model generates them can be made block by block, got twins whose variables were "
                        + "set");
        Population data = Population.builder().column("x", RealColumn.of(1, 2)).build();
        assertThatThrownBy(() -> data.blocks(List.of("x"))).isInstanceOf(IllegalStateException.class)
                .hasMessage("only twins as their model generates them can be made block by block, got data");
        TwinBlocks blocks = twins.slice(100, 3_000).blocks(List.of("x"));
        assertThatThrownBy(() -> blocks.load(0, 99, 1_024)).isInstanceOf(InputException.class).hasMessage(
                "rows must be in [100, 3000) and begin at a multiple of 1024, got [99, 1024) from 0");
        assertThatThrownBy(() -> blocks.load(2_048, 0, 953)).isInstanceOf(InputException.class).hasMessage(
                "rows must be in [100, 3000) and begin at a multiple of 1024, got [2048, 3001) from 2048");
        assertThatThrownBy(() -> blocks.load(500, 0, 5)).isInstanceOf(InputException.class).hasMessage(
                "rows must be in [100, 3000) and begin at a multiple of 1024, got [500, 505) from 500");
        assertThatThrownBy(() -> blocks.load(1_024, 3, 1_025)).isInstanceOf(InputException.class)
                .hasMessage("registers must be in [0, 1024], got [3, 1025)");
        assertThatThrownBy(() -> blocks.load(1_024, 3, 2)).isInstanceOf(InputException.class)
                .hasMessage("registers must be in [0, 1024], got [3, 2)");
    }

    /** Twenty turns of fifty blocks: the best of them allocates exactly nothing. */
    @Test
    void blocks_warm_allocateNothing() {
        for (TwinModel model : MODELS) {
            Population twins = model.generate(1L << 50, 4);
            TwinBlocks blocks = twins.blocks(twins.names());
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long self = Thread.currentThread().getId();
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 20; i++) {
                long before = threads.getThreadAllocatedBytes(self);
                for (int k = 0; k < 50; k++) {
                    blocks.load((50L * i + k) * 1024, 0, 1024);
                }
                least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
            }
            assertThat(least).as(model.name()).isZero();
        }
    }

    /** Nothing that the population knows of itself grows with its size: one bit per twin would be 125 GB. */
    @Test
    void identity_ofAHugePopulation_costsNothing() {
        Population huge = generate(CORRELATED, 1_000_000_000_000L, true).slice(5, 1_000_000_000_000L);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = threads.getThreadAllocatedBytes(self);
            assertThat(huge.size()).isEqualTo(999_999_999_995L);
            assertThat(huge.baseRow()).isEqualTo(5);
            assertThat(huge.endRow()).isEqualTo(1_000_000_000_000L);
            assertThat(huge.rowId(999_999_999_994L)).isEqualTo(999_999_999_999L);
            assertThat(huge.seed()).isEqualTo(11);
            assertThat(huge.draws(3).isAntithetic()).isTrue();
            assertThat(huge.model()).containsSame(CORRELATED);
            assertThat(huge.notes()).isEqualTo(CORRELATED.correlations().notes());
            assertThat(huge.contentHash()).hasSize(64).isNotEqualTo(huge.sourceHash());
            assertThat(huge.has("a")).isTrue();
            assertThat(huge.names()).isEqualTo(CORRELATED.names());
            huge.require(List.of("a", "nobody"));
            assertThat(huge.antithetic()).isTrue();
            assertThat(huge.untouched()).isTrue();
            assertThat(huge.generated()).isTrue();
            assertThat(huge.scope().names()).isEqualTo(huge.names());
            assertThat(huge.blocks(List.of("m"))).isNotNull();
            least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
        }
        assertThat(least).isLessThan(1_000_000);
        assertThatThrownBy(huge::storageSize).isInstanceOf(InputException.class).hasMessage(
                "population must have at most 2,147,483,639 rows to be held in memory, got 999,999,999,995; take "
                        + "slices: population.slice(from, to)");
        assertThatThrownBy(huge::selection).isInstanceOf(InputException.class).hasMessageStartingWith(
                "population must have at most 2,147,483,639 rows");
    }
}
