package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Sizes, seeds, names and dependences at and beyond their ends, as a user meets them. */
class PopulationRefusalTest {

    private static final TwinModel MODEL = model("x: \"~ normal(0, 1)\"\ny: \"= x + 1\"");
    private static final String HEAP = ", the heap has [0-9.]+ [MG]B; ";

    private static TwinModel model(String variables) {
        return TwinModel.parse("model: m\nvariables:\n" + variables.indent(2), "m.yaml");
    }

    private static TwinModel wide(int columns) {
        StringBuilder variables = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            variables.append("c").append(i).append(": \"~ normal(0, 1)\"\n");
        }
        return model(variables.toString());
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    private static void modelRefused(String variables, String message) {
        refused(() -> model(variables), message);
    }

    @Test
    void size_zero_keepsTheSchema() {
        Population none = MODEL.generate(0, 1);
        assertThat(none.size()).isZero();
        assertThat(none.names()).containsExactly("x", "y");
        assertThat(none.doubles("x")).isEmpty();
        assertThatThrownBy(() -> none.rowId(0)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("there is no row 0, as there are no rows");
        assertThat(none.where("x > 0").size()).isZero();
        assertThat(none.table()).isEqualTo("row  x  y\n(0 of 0 rows)\n");
        assertThat(none.prepare()).hasToString("Population[m, n=0, 2 columns, seed=1, 0 B]");
        assertThat(none.describe()).contains("x       real").contains("y       real").doesNotContain("NaN");
    }

    @Test
    void size_one_isOneRow() {
        Population one = MODEL.generate(1, 1);
        assertThat(one.doubles("y")).hasSize(1);
        assertThat(one.describe()).doesNotContain("NaN");
    }

    @Test
    void size_outOfRange_isRefusedWithTheRange() {
        refused(() -> MODEL.generate(-1, 1), "n must be in [0, 4611686018427387904], got -1");
        refused(() -> MODEL.generate(Long.MIN_VALUE, 1),
                "n must be in [0, 4611686018427387904], got -9223372036854775808");
        refused(() -> MODEL.generate(Long.MAX_VALUE, 1),
                "n must be in [0, 4611686018427387904], got 9223372036854775807");
    }

    @Test
    void size_beyondAnInt_isServedInSlicesAndRefusedAsAColumn() {
        Population huge = MODEL.generate(1L << 31, 1);
        assertThat(huge.size()).isEqualTo(2_147_483_648L);
        assertThat(huge.rowId((1L << 31) - 1)).isEqualTo((1L << 31) - 1);
        assertThat(huge.slice((1L << 31) - 2, 1L << 31).doubles("y"))
                .isEqualTo(MODEL.slice((1L << 31) - 2, 1L << 31, 1).doubles("y")).hasSize(2);
        assertThat(huge.head(3).doubles("x")).isEqualTo(MODEL.generate(3, 1).doubles("x"));
        assertThatThrownBy(() -> huge.column("x")).isInstanceOf(InputException.class).hasMessageMatching(
                "n must fit the heap: 2,147,483,648 twins of 8 bytes need 17\\.2 GB" + HEAP
                        + "a column has at most 2,147,483,639 rows; take slices");
    }

    @Test
    void cells_beyondTheHeap_areRefusedBeforeAnyWork() {
        assertThatThrownBy(() -> wide(50).generate(2_000_000_000L, 1).prepare()).isInstanceOf(InputException.class)
                .hasMessageMatching("n must fit the heap: 2,000,000,000 twins of 400 bytes need 800\\.0 GB" + HEAP
                        + "raise it with -Xmx or take slices");
        assertThatThrownBy(() -> wide(50).generate(10_000_000_000L, 1).prepare()).isInstanceOf(InputException.class)
                .hasMessageMatching("n must fit the heap: 10,000,000,000 twins of 400 bytes need 4\\.0 TB" + HEAP
                        + "a column has at most 2,147,483,639 rows; take slices");
        assertThat(MODEL.generate(10, 1).doubles("x")).hasSize(10);
    }

    @Test
    void slice_outOfRange_isRefusedAndAnySizeHasTheSameBits() {
        Population all = MODEL.generate(5_000, 1);
        refused(() -> all.slice(-1, 5), "from must be in [0, 5000], got -1");
        refused(() -> all.slice(5, 3), "to must be in [5, 5000], got 3");
        refused(() -> all.slice(0, 5_001), "to must be in [0, 5000], got 5001");
        refused(() -> all.head(-1), "rows must be at least 0, got -1");
        assertThat(all.slice(7, 7).size()).isZero();
        assertThat(all.head(1_000_000).size()).isEqualTo(5_000);
        double[] whole = all.doubles("y");
        int checked = 0;
        for (int size : new int[] {1_023, 1_024, 4_097, 5_000}) {
            for (int from = 0; from < 5_000; from += size) {
                int to = Math.min(5_000, from + size);
                assertThat(MODEL.generate(5_000, 1).slice(from, to).doubles("y"))
                        .isEqualTo(Arrays.copyOfRange(whole, from, to));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(5 + 5 + 2 + 1);
    }

    @Test
    void seed_any_isValidAndItsOwnStream() {
        Set<Double> firsts = new HashSet<>();
        for (long seed : new long[] {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            double[] x = MODEL.generate(100, seed).doubles("x");
            assertThat(MODEL.generate(100, seed).doubles("x")).isEqualTo(x);
            assertThat(Arrays.stream(x).distinct().count()).isEqualTo(100);
            firsts.add(x[0]);
        }
        assertThat(firsts).hasSize(5);
    }

    @Test
    void name_twice_isRefusedWithBothPlaces() {
        modelRefused("age: \"~ normal(0, 1)\"\nage: \"~ normal(0, 2)\"",
                "m.yaml:4:3: duplicate field \"age\"; it stands at line 3 column 3 already");
        refused(() -> TwinModel.builder("m").variable("age", "~ normal(0, 1)").variable("b", "= age")
                .variable("age", "~ normal(0, 2)"), "variable names must be unique, got \"age\" at positions 1 and 3");
        refused(() -> Population.builder().column("age", RealColumn.of(1)).column("age", IntegerColumn.of(2)),
                "column names must be unique, got \"age\" at positions 1 and 2");
    }

    @Test
    void name_unusable_isRefusedWithItsPlaceAndCutShort() {
        String rule = " name must be 1 to 200 printable characters, got ";
        String[][] cases = {{"", "\"\""}, {" ", "\" \""}, {"a\nb", "\"a\\u000ab\""}, {"a\0b", "\"a\\u0000b\""},
            {"x".repeat(1_000_000), "\"" + "x".repeat(80) + "...\""}};
        for (String[] one : cases) {
            refused(() -> TwinModel.builder("m").variable(one[0], "~ normal(0, 1)"),
                    "builder.variables: variable" + rule + one[1]);
            refused(() -> Population.builder().column("a", RealColumn.of(1)).column(one[0], RealColumn.of(1)),
                    "column 2: column" + rule + one[1]);
        }
        modelRefused("' ': \"~ normal(0, 1)\"", "m.yaml:3:3: variable" + rule + "\" \"");
        modelRefused("\"a\\nb\": \"~ normal(0, 1)\"", "m.yaml:3:3: variable" + rule + "\"a\\u000ab\"");
        modelRefused("'': \"~ normal(0, 1)\"", "m.yaml:3:3: field name must not be empty");
        refused(() -> TwinModel.builder("m").variable(null, "~ normal(0, 1)"), "variable name must not be null");
        refused(() -> Population.builder().column(null, RealColumn.of(1)), "name must not be null");
        assertThat(cases).hasNumberOfRows(5);
    }

    @Test
    void variables_none_areRefused() {
        String rule = "variables must hold at least one variable, got none";
        refused(() -> TwinModel.parse("model: m\nvariables: {}\n", "m.yaml"), "m.yaml:2:12: " + rule);
        refused(() -> TwinModel.parse("model: m\n", "m.yaml"),
                "m.yaml:1:1: world file must have the key \"variables\"");
        refused(() -> TwinModel.builder("m").build(), "builder.variables: " + rule);
        refused(() -> Population.builder().build(), "columns must hold at least one column, got none");
    }

    @Test
    void variables_dependingOnThemselves_areListed() {
        modelRefused("a: \"= a\"", "m.yaml:3:3: variables must not depend on themselves: a -> a");
        modelRefused("a: \"= b\"\nb: \"~ normal(a, 1)\"",
                "m.yaml:3:3: variables must not depend on themselves: a -> b -> a");
    }

    @Test
    void column_unknown_isNamedWithItsPlace() {
        modelRefused("age: \"~ normal(0, 1)\"\nb: \"= 2 * agee\"", "m.yaml:4:12: unknown column \"agee\"; did you mean "
                + "\"age\"? known: age, b\n   2 * agee\n       ^");
        refused(() -> MODEL.generate(5, 1).where("xx > 1"), "formula:1:1: unknown column \"xx\"; did you mean \"x\"? "
                + "known: x, y\n  xx > 1\n  ^");
        refused(() -> MODEL.generate(5, 1).column("yy"), "unknown column \"yy\"; did you mean \"y\"? known: x, y");
    }

    @Test
    void column_added_movesNoOtherWhereverItStands() {
        String[] added = {"a0: \"~ normal(0, 1)\"\n%s", "%s\nz: \"~ categorical(p: 0.5, q: 0.5)\"",
            "w: \"= x * y\"\n%s\nk: \"~ poisson(exp(x))\""};
        double[] x = MODEL.generate(3_000, 9).doubles("x");
        double[] y = MODEL.generate(3_000, 9).doubles("y");
        for (String variables : added) {
            Population more = model(variables.formatted("x: \"~ normal(0, 1)\"\ny: \"= x + 1\"")).generate(3_000, 9)
                    .prepare();
            assertThat(more.doubles("x")).isEqualTo(x);
            assertThat(more.doubles("y")).isEqualTo(y);
        }
        assertThat(added).hasSize(3);
    }
}
