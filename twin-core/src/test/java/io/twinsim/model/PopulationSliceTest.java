package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Twins that are made when they are read: any part of a population of any size, alone. */
class PopulationSliceTest {

    private static final TwinModel MODEL = TwinModel.parse("""
            model: m
            variables:
              c: "~ categorical(a: 0.2, b: 0.3, c: 0.5)"
              k: "~ poisson(4)"
              x: "~ normal(0, 1)"
              g: "~ lookup(c, a: gamma(2, 1), b: beta(2, 3), c: normal(5, 1))"
              y: "= x * k + g"
              z: {formula: "round(x / 10)", type: real}
              i: {formula: "round(x / 10)", type: integer}
              j: "= 1 / (i + 2)"
            """, "m.yaml");

    private static double[] part(double[] whole, long from, long to) {
        return Arrays.copyOfRange(whole, (int) from, (int) to);
    }

    @Test
    void slice_ofAPopulationBeyondMemory_isMadeAlone() {
        long n = 1L << 50;
        Population huge = MODEL.generate(n, 7);
        assertThat(huge.size()).isEqualTo(n);
        assertThat(huge.toString()).isEqualTo(
                "Population[m, n=1,125,899,906,842,624, 8 columns, seed=7, 55.2 PB]");
        long[] starts = {0, 12_345_678_901L, (1L << 32) - 500, (1L << 33) + 77, n - 2_000};
        int checked = 0;
        for (long start : starts) {
            Population slice = huge.slice(start, start + 2_000);
            Population again = MODEL.slice(start + 1_000, start + 1_010, 7);
            assertThat(slice.rowId(0)).isEqualTo(start);
            for (String name : MODEL.names()) {
                assertThat(again.doubles(name)).as(name).isEqualTo(part(slice.doubles(name), 1_000, 1_010));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(5 * 8);
        assertThat(huge.head(3).doubles("y")).isEqualTo(MODEL.generate(3, 7).doubles("y"));
    }

    /** A slice takes as long as its own rows: one that made all rows before it would take hours. */
    @Test
    void slice_farOut_takesNoTime() {
        assertThat(org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            double sum = 0;
            for (int i = 0; i < 200; i++) {
                sum += MODEL.generate(1L << 60, i).slice((1L << 59) + i, (1L << 59) + i + 100).doubles("y")[99];
            }
            return sum;
        })).isFinite();
    }

    @Test
    void column_ofMoreRowsThanAnArray_isRefused() {
        Population huge = MODEL.generate(3_000_000_000L, 7);
        assertThatThrownBy(() -> huge.column("k")).isInstanceOf(InputException.class).hasMessageMatching(
                "n must fit the heap: 3,000,000,000 twins of 4 bytes need 12\\.0 GB, the heap has [0-9.]+ [MG]B; a column has at "
                        + "most 2,147,483,639 rows; take slices");
        assertThatThrownBy(() -> huge.where("k > 3")).isInstanceOf(InputException.class).hasMessage(
                "population must have at most 2,147,483,639 rows to be held in memory, got 3,000,000,000; take slices: "
                        + "population.slice(from, to)");
        assertThatThrownBy(() -> MODEL.generate(2_000_000_000, 7).prepare()).isInstanceOf(InputException.class)
                .hasMessageMatching("n must fit the heap: 2,000,000,000 twins of 49 bytes need 98\\.0 GB, the heap has "
                        + "[0-9.]+ [MG]B; raise it with -Xmx or take slices");
        assertThatThrownBy(() -> huge.slice(5, 3_000_000_001L)).isInstanceOf(InputException.class)
                .hasMessage("to must be in [5, 3000000000], got 3000000001");
        assertThatThrownBy(() -> huge.slice(-1, 5)).hasMessage("from must be in [0, 3000000000], got -1");
    }

    @Test
    void columns_inAnyOrderOfReading_haveTheSameBits() {
        Population whole = MODEL.generate(20_000, 7).prepare();
        List<String> backwards = new ArrayList<>(MODEL.names());
        java.util.Collections.reverse(backwards);
        Population oneByOne = MODEL.generate(20_000, 7, 1);
        for (String name : backwards) {
            assertThat(oneByOne.doubles(name)).as(name).isEqualTo(whole.doubles(name));
        }
        assertThat(whole.column("y")).isSameAs(whole.column("y"));
    }

    /** An integer column holds no -0.0, so a formula must not see one in the register either. */
    @Test
    void integer_thatRoundsToMinusZero_isZeroForOthersToo() {
        Population twins = MODEL.generate(5_000, 7).prepare();
        assertThat(Arrays.stream(twins.doubles("z")).filter(v -> v == 0 && 1 / v < 0).count()).isPositive();
        TwinModel inverse = TwinModel.parse("""
                model: m
                variables:
                  x: "~ normal(0, 1)"
                  i: {formula: "round(x / 10)", type: integer}
                  s: "= i * 2"
                """, "m.yaml");
        double[] s = inverse.generate(5_000, 7).doubles("s");
        assertThat(Arrays.stream(s).filter(v -> v == 0 && 1 / v < 0).count()).isZero();
    }

    /** Bounds that a clamp gives hold even where the formula lies wholly outside of them, and for both zeros. */
    @Test
    void clamp_ofAllValues_isKnownToTheFormulasThatReadIt() {
        TwinModel model = TwinModel.parse("""
                model: m
                variables:
                  far: {draw: "uniform(5, 9)", range: [-1, 3], outside: clamp}
                  seen: "= min(max(far, 2), 10) + far"
                  none: {draw: "uniform_int(1, 4)", range: [-5, -0.0], outside: clamp}
                  sign: "= none * 2"
                """, "m.yaml");
        assertThat(model.program("seen").lower()).isEqualTo(6);
        assertThat(model.program("seen").upper()).isEqualTo(6);
        Population twins = model.generate(2_000, 7).prepare();
        assertThat(twins.doubles("seen")).containsOnly(6.0);
        assertThat(twins.doubles("sign")).containsOnly(0.0).doesNotContain(-0.0);
    }

    @Test
    void assign_variable_readsAndMakesOnlyWhatFollows() {
        TwinModel model = TwinModel.parse("""
                model: m
                variables:
                  x: "~ uniform(0, 1)"
                  y: "~ normal(x, 1)"
                  z: "= 2 * y"
                  bad: {draw: "normal(0, 1)", range: [-1, 1]}
                """, "m.yaml");
        assertThat(model.assignmentInputs(Map.of("x", Expr.parse("z / 2")))).containsExactlyInAnyOrder("z");
        Population twins = model.generate(5_000, 3);
        Population same = model.assign(twins, Map.of("x", Expr.parse("x")), Binding.NONE);
        assertThat(same.doubles("z")).isEqualTo(twins.doubles("z"));
        Population moved = model.assign(twins, Map.of("x", Expr.parse("x + 1")), Binding.NONE);
        assertThat(moved.doubles("y")[7]).isCloseTo(twins.doubles("y")[7] + 1, within(1e-14));
        assertThat(moved.names()).isEqualTo(twins.names());
        assertThatThrownBy(() -> moved.column("bad")).isInstanceOf(InputException.class)
                .hasMessageContaining("bad must be in [-1, 1]");
    }

    @Test
    void column_thatFails_leavesOthersAndItselfAlone() {
        TwinModel model = TwinModel.parse("""
                model: m
                variables:
                  x: "~ uniform(0, 1)"
                  bad: "= log(x - 0.999)"
                """, "m.yaml");
        Population twins = model.generate(10_000, 1);
        for (int k = 0; k < 2; k++) {
            assertThatThrownBy(() -> twins.column("bad")).isInstanceOf(InputException.class)
                    .hasMessageContaining("log(x - 0.999)").hasMessageContaining("at row 0");
        }
        assertThat(twins.doubles("x")).hasSize(10_000);
    }

    @Test
    void prepare_stopped_makesNothing() {
        Population twins = MODEL.generate(200_000, 7, 1);
        AtomicInteger asked = new AtomicInteger();
        assertThat(twins.prepare(List.of("y"), () -> asked.incrementAndGet() > 3)).isFalse();
        assertThat(asked.get()).isLessThan(10);
        assertThat(twins.prepare(List.of("y"), () -> false)).isTrue();
        assertThat(twins.doubles("y")).isEqualTo(MODEL.generate(200_000, 7).doubles("y"));
        assertThatThrownBy(() -> twins.prepare("q")).hasMessageStartingWith("unknown column \"q\"");
    }

    @Test
    void columns_readFromManyThreads_areMadeOnce() throws Exception {
        Population twins = MODEL.generate(50_000, 7);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Column>> readers = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                String name = MODEL.names().get(i % MODEL.names().size());
                readers.add(() -> twins.column(name));
            }
            int checked = 0;
            for (Future<Column> read : pool.invokeAll(readers)) {
                String name = MODEL.names().get(checked % MODEL.names().size());
                assertThat(read.get()).isSameAs(twins.column(name));
                checked++;
            }
            assertThat(checked).isEqualTo(32);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void slice_ofAView_keepsIds() {
        Population view = MODEL.generate(5_000, 7).where("k >= 5");
        Population middle = view.slice(100, 200);
        assertThat(middle.size()).isEqualTo(100);
        assertThat(middle.rowId(7)).isEqualTo(view.rowId(107));
        assertThat(middle.doubles("y")).isEqualTo(part(view.doubles("y"), 100, 200));
        assertThat(middle.steps()).hasSize(2).last().isEqualTo("slice 100 200");
        assertThat(view.slice(0, view.size())).isSameAs(view);
        Population data = Population.builder().column("a", RealColumn.of(1, 2, 3, 4)).column("b", IntegerColumn.of(5, 6, 7, 8))
                .build();
        assertThat(data.slice(1, 3).doubles("b")).containsExactly(6, 7);
        assertThat(data.slice(1, 3).rowId(0)).isOne();
    }

    /** 100 million rows, made in 100 slices, against the whole, bit by bit; needs 400 MB for the whole. */
    @Test
    @Tag("nightly")
    void slices_ofAHundredMillionRows_equalTheWhole() {
        int n = 100_000_000;
        Population all = MODEL.generate(n, 11);
        Column whole = all.column("k");
        double[] expected = new double[1_000_003];
        long checked = 0;
        for (int from = 0; from < n; from += 1_000_003) {
            int to = Math.min(n, from + 1_000_003);
            whole.load(from, expected, 0, to - from);
            double[] slice = all.slice(from, to).doubles("k");
            assertThat(Arrays.mismatch(slice, 0, to - from, expected, 0, to - from)).isEqualTo(-1);
            checked += slice.length;
        }
        assertThat(checked).isEqualTo(n);
    }

    @Test
    void rowsOf_sliceWithHoles_givesColumnsTheirRowIds() {
        Population some = MODEL.generate(3_000, 7).slice(500, 2_900).where("c == 'b'");
        int n = (int) some.size();
        double[] values = new double[n];
        boolean[] missing = new boolean[n];
        for (int i = 0; i < n; i++) {
            values[i] = i;
            missing[i] = i % 3 == 0;
        }
        Population own = Population.builder().column("value", RealColumn.of(values, missing))
                .column("c", some.column("c")).rowsOf(some).build();
        assertThat(own.size()).isEqualTo(n).isBetween(550L, 900L);
        assertThat(own.column("value").missing()).isEqualTo((n + 2) / 3);
        for (int i = 0; i < n; i++) {
            assertThat(own.rowId(i)).isEqualTo(some.rowId(i));
            assertThat(own.column("c").text(i)).isEqualTo("b");
            assertThat(own.column("value").isMissing(i)).isEqualTo(i % 3 == 0);
            assertThat(i % 3 == 0 || own.doubles("value")[i] == i).isTrue();
        }
        assertThatThrownBy(() -> Population.builder().column("one", RealColumn.of(1)).rowsOf(some).build())
                .isInstanceOf(InputException.class)
                .hasMessage("columns must be as long as the rows whose ids they take, " + n + ", got 1");
    }
}
