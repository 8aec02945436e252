package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.ColumnType;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PopulationTest {

    private static final TwinModel SHOP = SampleWorlds.shop();

    @Test
    void generate_anyThreads_givesTheSameBits() {
        Population one = SHOP.generate(50_000, 7, 1);
        for (int threads : new int[] {2, 7, 16}) {
            Population many = SHOP.generate(50_000, 7, threads);
            for (String name : SHOP.names()) {
                assertThat(many.doubles(name)).isEqualTo(one.doubles(name));
            }
        }
    }

    @Test
    void slice_anywhere_equalsTheWhole() {
        Population whole = SHOP.generate(40_000, 7);
        int checked = 0;
        for (long[] cut : new long[][] {{0, 1}, {0, 1024}, {1023, 1025}, {16_383, 16_385}, {100, 40_000}, {5, 5}}) {
            Population slice = SHOP.slice(cut[0], cut[1], 7);
            for (String name : SHOP.names()) {
                assertThat(slice.doubles(name))
                        .isEqualTo(Arrays.copyOfRange(whole.doubles(name), (int) cut[0], (int) cut[1]));
                checked++;
            }
            assertThat(slice.size()).isEqualTo((int) (cut[1] - cut[0]));
            if (slice.size() > 0) {
                assertThat(slice.rowId(0)).isEqualTo(cut[0]);
            }
        }
        assertThat(checked).isEqualTo(6 * 5);
    }

    @Test
    void slice_beyondTwoToTheThirtyTwo_works() {
        long far = (1L << 40) + 3;
        assertThat(SHOP.slice(far, far + 2000, 7).doubles("age"))
                .isEqualTo(SHOP.slice(far, far + 3000, 7).head(2000).doubles("age"));
    }

    @Test
    void generate_addedVariable_movesNoOther() {
        TwinModel more = TwinModel.parse(
                SampleWorlds.SHOP.replace("variables:\n", "variables:\n  extra: \"~ normal(0, 1)\"\n"), "more.yaml");
        Population before = SHOP.generate(3000, 7);
        Population after = more.generate(3000, 7);
        for (String name : SHOP.names()) {
            assertThat(after.doubles(name)).isEqualTo(before.doubles(name));
        }
    }

    @Test
    void generate_moreRows_keepsTheFirst() {
        assertThat(SHOP.generate(5000, 7).head(1500).doubles("visits")).isEqualTo(SHOP.generate(1500, 7).doubles("visits"));
    }

    @Test
    void generate_seeds_differAndRepeat() {
        for (long seed : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(SHOP.generate(100, seed).doubles("age")).isEqualTo(SHOP.generate(100, seed).doubles("age"))
                    .isNotEqualTo(SHOP.generate(100, seed ^ 1).doubles("age"));
        }
    }

    @Test
    void generate_sizesOutOfRange_areRefused() {
        assertThatThrownBy(() -> SHOP.generate(-1, 7)).isInstanceOf(InputException.class)
                .hasMessage("n must be in [0, 4611686018427387904], got -1");
        Population none = SHOP.generate(0, 7);
        assertThat(none.size()).isZero();
        assertThat(none.names()).isEqualTo(SHOP.names());
        assertThat(SHOP.generate(1, 7).size()).isOne();
    }

    @Test
    void toString_anyPopulation_isOneShortLine() {
        assertThat(SHOP.generate(100_000, 42).toString())
                .startsWith("Population[shop, n=100,000, 5 columns, seed=42, ").hasSizeLessThanOrEqualTo(75);
    }

    @Test
    void where_view_keepsIdsAndOrder() {
        Population all = SHOP.generate(10_000, 7);
        Population old = all.where("age >= 70 and channel == 'web'");
        double[] age = all.doubles("age");
        double[] channel = all.doubles("channel");
        int at = 0;
        for (int i = 0; i < all.size(); i++) {
            if (age[i] >= 70 && channel[i] == 0) {
                assertThat(old.rowId(at)).isEqualTo(i);
                at++;
            }
        }
        assertThat(old.size()).isEqualTo(at).isPositive();
        assertThat(old.where("member").size()).isEqualTo(all.where("age >= 70 and channel == 'web' and member").size());
        assertThat(old.column("age").size()).isEqualTo(at);
    }

    @Test
    void where_notACondition_isRefused() {
        Population all = SHOP.generate(10, 7);
        assertThatThrownBy(() -> all.where("age + 1")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> all.where("agee > 3")).isInstanceOf(InputException.class)
                .hasMessageContaining("did you mean \"age\"?");
    }

    @Test
    void builder_badColumns_areRefused() {
        assertThatThrownBy(() -> Population.builder().build())
                .hasMessage("columns must hold at least one column, got none");
        assertThatThrownBy(() -> Population.builder().column("a", RealColumn.of(1)).column("b", RealColumn.of(1)).column("a",
                RealColumn.of(1))).hasMessage("column names must be unique, got \"a\" at positions 1 and 3");
        assertThatThrownBy(() -> Population.builder().column("a", RealColumn.of(1)).column("b", RealColumn.of(1, 2)))
                .hasMessage("columns must have equal lengths, got 1 in \"a\" and 2 in \"b\"");
        assertThatThrownBy(() -> Population.builder().column(" ", RealColumn.of(1)))
                .hasMessage("column 1: column name must be 1 to 200 printable characters, got \" \"");
    }

    @Test
    void where_labelWithoutQuotes_saysSo() {
        assertThatThrownBy(() -> SHOP.generate(10, 7).where("channel == web")).isInstanceOf(InputException.class)
                .hasMessage("formula:1:12: unknown column \"web\"; did you mean the label 'web'?\n"
                        + "  channel == web\n             ^");
    }

    @Test
    void describe_oddLabelsAndLargeIntegers_areShownAsTheyAre() {
        Population data = Population.builder().column("x", IntegerColumn.of(123_456, 987_654))
                .column("s", CategoryColumn.of("one\ntwo", "b")).build();
        assertThat(data.describe()).contains("123456", "987654", "one\\u000atwo");
    }

    @Test
    void adopt_data_saysWhatItsRulesDid() {
        TwinModel model = TwinModel.parse("model: m\nvariables:\n"
                + "  d: {draw: \"uniform_int(1, 10)\", missing: {default: 5}}\n"
                + "  e: {draw: \"uniform(0, 1)\", missing: {policy: drop}}\n", "m.yaml");
        boolean[] second = {false, true, false};
        boolean[] third = {false, false, true};
        Population data = Population.builder().column("d", RealColumn.of(new double[] {3, 0, 9}, second))
                .column("e", RealColumn.of(new double[] {0.1, 0.2, 0}, third)).build();
        assertThat(model.adopt(data).notes()).containsExactly(
                "e: 1 of 3 rows without a value are left out", "d: 1 of 2 missing, taken as 5");
        assertThat(model.adopt(data).describe()).contains("d: 1 of 2 missing, taken as 5");
        assertThatThrownBy(() -> model.adopt(Population.builder().column("D", RealColumn.of(1)).build()).column("d"))
                .hasMessage("column \"d\" is needed and is not in the data (is it \"D\"?); the model draws it, and data are "
                        + "never invented: add the column");
    }

    @Test
    void rowId_outside_isRefused() {
        assertThatThrownBy(() -> SHOP.generate(10, 7).rowId(10))
                .isInstanceOf(IndexOutOfBoundsException.class).hasMessage("row must be in [0, 9], got 10");
    }

    @Test
    void describe_fitsTheTerminal() {
        String text = SHOP.generate(1000, 7).describe();
        assertThat(text).contains("age", "visits", "web", "member");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(SHOP.generate(1000, 7).table().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100)).hasSize(14)
                .contains("... 990 more rows ...", "(10 of 1,000 rows)");
    }

    @Test
    void adopt_data_takesTypesDefaultsAndComputesDerived() {
        TwinModel model = TwinModel.parse("""
                model: m
                variables:
                  stage: {draw: "categorical(early: 0.5, late: 0.5)", missing: {default: late}}
                  decile: {draw: "uniform_int(1, 10)", range: [1, 10], outside: keep, missing: {default: 5}}
                  share: {draw: "uniform(0, 1)", range: [0, 1], outside: clamp}
                  score: "= decile * share"
                  other: "= missing_one + 1"
                  missing_one: "~ uniform(0, 1)"
                """, "m.yaml");
        Population data = Population.builder()
                .column("share", RealColumn.of(0.5, 1.5, 0.25))
                .column("decile", RealColumn.of(new double[] {3, 11, 0}, new boolean[] {false, false, true}))
                .column("stage", CategoryColumn.of("late", "new", "early"))
                .column("extra", IntegerColumn.of(1, 2, 3)).build();
        Population twins = model.adopt(data);
        assertThat(twins.column("decile").type()).isEqualTo(ColumnType.INTEGER);
        assertThat(twins.doubles("decile")).containsExactly(3, 11, 5);
        assertThat(twins.doubles("share")).containsExactly(0.5, 1, 0.25);
        assertThat(twins.doubles("score")).containsExactly(1.5, 11, 1.25);
        assertThat(twins.column("stage").labels()).containsExactly("early", "late", "new");
        assertThat(twins.doubles("extra")).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> twins.column("missing_one")).isInstanceOf(InputException.class)
                .hasMessage("column \"missing_one\" is needed and is not in the data; the model draws it, "
                        + "and data are never invented: add the column");
        assertThatThrownBy(() -> twins.where("other > 1")).isInstanceOf(InputException.class)
                .hasMessage("column \"other\" is needed and is not in the data; it follows from \"missing_one\", "
                        + "which is not there either: add one of them");
    }

    @Test
    void adopt_missingWithoutARule_isRefusedWithCountAndRow() {
        TwinModel model = TwinModel.parse("model: m\nvariables: {x: \"~ uniform(0, 1)\"}\n", "m.yaml");
        Population data = Population.builder()
                .column("x", RealColumn.of(new double[] {1, 0, 0}, new boolean[] {false, true, true})).build();
        assertThatThrownBy(() -> model.adopt(data)).isInstanceOf(InputException.class)
                .hasMessage("x must not be missing, got 2 missing values, the first at row 1; say missing: {policy: drop}, "
                        + "{policy: keep} or {default: ...} in the model to allow it");
        TwinModel dropping = TwinModel.parse(
                "model: m\nvariables: {x: {draw: \"uniform(0, 1)\", missing: {policy: drop}}}\n", "m.yaml");
        assertThat(dropping.adopt(data).size()).isOne();
        assertThat(dropping.adopt(data).storageSize()).isEqualTo(3);
    }

    @Test
    void adopt_wrongType_namesColumnValueAndRow() {
        TwinModel model = TwinModel.parse("model: m\nvariables: {k: \"~ uniform_int(1, 3)\"}\n", "m.yaml");
        assertThatThrownBy(() -> model.adopt(Population.builder().column("k", RealColumn.of(1, 2.5)).build()))
                .hasMessage("column \"k\" must hold whole numbers of at most 2147483647, as the model says integer, "
                        + "got 2.5 at row 1");
        assertThatThrownBy(() -> model.adopt(Population.builder().column("k", CategoryColumn.of("a")).build()))
                .hasMessage("column \"k\" must hold whole numbers of at most 2147483647, as the model says integer, "
                        + "got text \"a\"");
    }

    @Test
    void assign_variable_recomputesDescendantsWithTheSameDraws() {
        Population twins = SHOP.generate(3000, 7);
        Intervention none = SHOP.intervention("free_shipping");
        Population same = SHOP.assign(twins, java.util.Map.of("age", io.twinsim.expr.Expr.parse("age")), none.binding());
        assertThat(same.doubles("visits")).isEqualTo(twins.doubles("visits"));
        Population older = SHOP.assign(twins, java.util.Map.of("age", io.twinsim.expr.Expr.parse("min(age + 10, 80)")),
                none.binding());
        double[] was = twins.doubles("visits");
        double[] is = older.doubles("visits");
        double[] spend = older.doubles("spend");
        double[] member = older.doubles("member");
        for (int i = 0; i < was.length; i++) {
            assertThat(is[i]).isGreaterThanOrEqualTo(was[i]);
            assertThat(spend[i]).isEqualTo(2 * is[i] + 10 * member[i]);
        }
        assertThat(Arrays.stream(is).sum()).isGreaterThan(Arrays.stream(was).sum());
    }

    @Test
    void contentHash_data_dependsOnEveryValue() {
        Population a = Population.builder().column("x", RealColumn.of(1, 2)).build();
        Population b = Population.builder().column("x", RealColumn.of(1, 2)).build();
        Population c = Population.builder().column("x", RealColumn.of(1, 3)).build();
        Population missing = Population.builder()
                .column("x", RealColumn.of(new double[] {1, 2}, new boolean[] {false, true})).build();
        assertThat(a.contentHash()).isEqualTo(b.contentHash()).isNotEqualTo(c.contentHash())
                .isNotEqualTo(missing.contentHash()).isNotEqualTo(a.where("x > 0").contentHash());
    }
}
