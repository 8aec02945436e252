package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each dependency planted must be found, and each formula must give its column back in every row. */
class FunctionalSearchTest {

    private static final int ROWS = 400;

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final DrawStream stream = Draws.of(11).stream("rows");

    private int below(int n, int row, int draw) {
        return stream.draw(draw).below(n, row);
    }

    private void labels(String name, IntFunction<String> label) {
        columns.put(name, CategoryColumn.of(IntStream.range(0, ROWS).mapToObj(label).toArray(String[]::new)));
    }

    private void integers(String name, IntUnaryOperator value) {
        columns.put(name, IntegerColumn.of(IntStream.range(0, ROWS).map(value).toArray()));
    }

    private void reals(String name, IntToDoubleFunction value) {
        columns.put(name, RealColumn.of(IntStream.range(0, ROWS).mapToDouble(value).toArray()));
    }

    private void flags(String name, IntPredicate value) {
        boolean[] flags = new boolean[ROWS];
        IntStream.range(0, ROWS).forEach(i -> flags[i] = value.test(i));
        columns.put(name, FlagColumn.of(flags));
    }

    /** The formulas found, by column; each one is checked in every row. */
    private Map<String, String> found() {
        PopulationBuilder builder = Population.builder();
        columns.forEach(builder::column);
        Population data = builder.build();
        Map<String, String> found = new LinkedHashMap<>();
        for (FunctionalDependency one : Structure.of(data, data.names(), StructureSettings.of()).dependencies()) {
            found.put(one.column(), one.formula());
            String name = StructureText.name(one.column());
            boolean number = columns.get(one.column()) instanceof RealColumn
                    || columns.get(one.column()) instanceof IntegerColumn;
            String broken = number ? "abs(" + name + " - (" + one.formula() + ")) > 0.000001"
                    : name + " != (" + one.formula() + ")";
            assertThat(data.where(broken).size()).as(one.toString()).isZero();
            assertThat(one.rows()).isLessThanOrEqualTo(ROWS);
            assertThat(one.toString().length()).isLessThanOrEqualTo(75);
        }
        return found;
    }

    @Test
    void region_ofState_isLookedUp() {
        List<String> states = List.of("CA", "NY", "OR", "WA");
        labels("region", i -> below(4, i, 0) == 1 ? "east" : "west");
        labels("state", i -> states.get(below(4, i, 0)));
        integers("unrelated", i -> below(3, i, 1));
        assertThat(found()).containsExactly(Map.entry("region",
                "lookup(state, NY: 'east', CA: 'west', OR: 'west', WA: 'west')"));
    }

    @Test
    void recodings_ofOneAnother_keepTheFirst() {
        integers("grade", i -> below(3, i, 0));
        labels("word", i -> List.of("low", "mid", "top").get(below(3, i, 0)));
        integers("top", i -> below(3, i, 0) == 2 ? 1 : 0);
        flags("passed", i -> below(3, i, 0) >= 1);
        flags("failed", i -> below(3, i, 0) == 0);
        assertThat(found()).containsExactly(
                Map.entry("word", "lookup(grade, 0: 'low', 1: 'mid', else: 'top')"),
                Map.entry("top", "if(grade == 2, 1, 0)"),
                Map.entry("passed", "grade in (1, 2)"),
                Map.entry("failed", "not passed"));
    }

    @Test
    void price_ofProduct_isLookedUpThoughItIsANumber() {
        labels("product", i -> "p" + (10 + below(20, i, 0)));
        reals("price", i -> 1.99 + 2 * below(20, i, 0));
        assertThat(found()).containsOnlyKeys("price");
        assertThat(found().get("price")).startsWith("lookup(product, p10: 1.99, p11: 3.99, ");
    }

    @Test
    void segment_ofANumber_isCutAtReadablePoints() {
        reals("history", i -> (2_999 + below(80_000, i, 0)) / 100.0);
        labels("segment", i -> List.of("1) $0 - $100", "2) $100 - $250", "3) $250 +").get(
                below(80_000, i, 0) < 7_001 ? 0 : below(80_000, i, 0) < 22_001 ? 1 : 2));
        integers("rich", i -> below(80_000, i, 0) >= 47_001 ? 1 : 0);
        flags("poor", i -> below(80_000, i, 0) < 17_001);
        flags("middle", i -> below(80_000, i, 0) >= 17_001 && below(80_000, i, 0) < 47_001);
        flags("extreme", i -> below(80_000, i, 0) < 17_001 || below(80_000, i, 0) >= 47_001);
        assertThat(found()).containsExactly(
                Map.entry("segment",
                        "if(history < 100, '1) $0 - $100', if(history < 250, '2) $100 - $250', '3) $250 +'))"),
                Map.entry("rich", "if(history >= 500, 1, 0)"),
                Map.entry("poor", "history < 200"),
                Map.entry("middle", "history >= 200 and history < 500"),
                Map.entry("extreme", "not middle"));
    }

    @Test
    void cut_betweenNeighbours_hasTheFewestDigits() {
        assertThat(FunctionalText.cut(99.99, 100)).isEqualTo(100);
        assertThat(FunctionalText.cut(99.99, 100.3)).isEqualTo(100);
        assertThat(FunctionalText.cut(3, 4)).isEqualTo(4);
        assertThat(FunctionalText.cut(-3.7, 12)).isZero();
        assertThat(FunctionalText.cut(-3.7, -2.2)).isEqualTo(-3);
        assertThat(FunctionalText.cut(0.123456, 0.123457)).isGreaterThan(0.123456).isLessThanOrEqualTo(0.123457);
        assertThat(FunctionalText.cut(1, Math.nextUp(1.0))).isEqualTo(Math.nextUp(1.0));
        assertThat(FunctionalText.cut(1e300, 2e300)).isGreaterThan(1e300).isLessThanOrEqualTo(2e300);
        for (int i = 0; i < 2_000; i++) {
            double a = (stream.uniform(i) - 0.5) * 1_000;
            double b = a + stream.draw(1).uniform(i) * (i % 2 == 0 ? 1e-6 : 50) + 1e-9;
            assertThat(FunctionalText.cut(a, b)).isGreaterThan(a).isLessThanOrEqualTo(b);
        }
    }

    @Test
    void numbers_computedFromOthers_areFormulas() {
        reals("celsius", i -> below(4_000, i, 0) / 100.0 - 10);
        reals("fahrenheit", i -> 1.8 * (below(4_000, i, 0) / 100.0 - 10) + 32);
        integers("quantity", i -> 1 + below(5, i, 1));
        reals("price", i -> (100 + below(9_000, i, 2)) / 100.0);
        reals("amount", i -> (1 + below(5, i, 1)) * ((100 + below(9_000, i, 2)) / 100.0));
        integers("calls", i -> below(90, i, 3));
        integers("visits", i -> below(70, i, 4));
        integers("contacts", i -> below(90, i, 3) + below(70, i, 4));
        integers("cents", i -> 100 * below(90, i, 3));
        assertThat(found()).containsExactly(
                Map.entry("fahrenheit", "1.8 * celsius + 32"),
                Map.entry("amount", "quantity * price"),
                Map.entry("contacts", "calls + visits"),
                Map.entry("cents", "100 * calls"));
    }

    @Test
    void whole_ofParts_followsWhereverItStands_butAProfitComesLast() {
        reals("total", i -> below(900, i, 0) / 8.0 + below(700, i, 1) / 4.0);
        reals("part", i -> below(900, i, 0) / 8.0);
        reals("rest", i -> below(700, i, 1) / 4.0);
        reals("revenue", i -> below(5_000, i, 2) / 16.0);
        reals("cost", i -> below(5_000, i, 3) / 16.0);
        reals("profit", i -> below(5_000, i, 2) / 16.0 - below(5_000, i, 3) / 16.0);
        assertThat(found()).containsExactly(Map.entry("total", "part + rest"), Map.entry("profit", "revenue - cost"));
    }

    @Test
    void product_writtenWithTwoDecimals_isRounded() {
        reals("hours", i -> (1 + below(97, i, 0)) / 7.0);
        reals("rate", i -> (700 + below(900, i, 1)) / 13.0);
        reals("pay", i -> Math.rint((1 + below(97, i, 0)) / 7.0 * ((700 + below(900, i, 1)) / 13.0) * 100) / 100);
        assertThat(found()).containsExactly(Map.entry("pay", "round(hours * rate * 100) / 100"));
    }

    /** A third of the histories are unknown, yet all segments are known: the rule is believed where both are. */
    @Test
    void rowsWithoutTheNumber_saySoMuchLess_butTheRuleStands() {
        double[] history = new double[ROWS];
        boolean[] missing = new boolean[ROWS];
        IntStream.range(0, ROWS).forEach(i -> history[i] = below(60_000, i, 0) / 100.0);
        IntStream.range(0, ROWS).forEach(i -> missing[i] = i % 3 == 0);
        columns.put("history", RealColumn.of(history, missing));
        labels("segment", i -> history[i] < 150 ? "small" : "large");
        assertThat(found()).containsExactly(Map.entry("segment", "if(history < 150, 'small', 'large')"));
        IntStream.range(0, ROWS).forEach(i -> missing[i] = i % 3 != 0);
        columns.put("history", RealColumn.of(history, missing));
        assertThat(found()).isEmpty();
    }

    /** One row in 400 that breaks the rule is enough. */
    @Test
    void rules_brokenInOneRow_areNoRules() {
        labels("region", i -> i == 77 ? "north" : below(4, i, 0) == 1 ? "east" : "west");
        labels("state", i -> "s" + below(4, i, 0));
        reals("x", i -> below(4_000, i, 1) / 8.0);
        reals("y", i -> i == 78 ? 3 : 2 * (below(4_000, i, 1) / 8.0) + 1);
        flags("high", i -> below(4_000, i, 1) >= 2_000 != (i == 79));
        assertThat(found()).isEmpty();
    }

    /** 130 levels with three rows each, and a level of one value that stands in three rows, prove nothing. */
    @Test
    void levels_seenAFewTimes_proveNothing() {
        labels("code", i -> "c" + i / 3);
        flags("even", i -> below(2, i / 3, 0) == 0);
        integers("kind", i -> i < 3 ? 1 : 0);
        labels("group", i -> i < 3 ? "a" : i % 2 == 0 ? "b" : "c");
        assertThat(found()).isEmpty();
    }

    @Test
    void equalNumbers_withDifferentLabels_areNoIntervals() {
        integers("age", i -> 20 + i / 8);
        flags("older", i -> i >= 203);
        assertThat(found()).isEmpty();
    }

    /** 20 columns without relations, 50 seeds: 19,000 ordered pairs and no dependency. */
    @Test
    void numbers_farFromZero_areNoLines() {
        reals("time", i -> 1e12 + below(1 << 20, i, 0) / 65_536.0);
        integers("arm", i -> i % 3);
        integers("age", i -> below(60, i, 1));
        assertThat(found()).isEmpty();
    }

    @Test
    void columns_withoutRelations_giveNothing() {
        for (int seed = 0; seed < 50; seed++) {
            DrawStream draws = Draws.of(seed).stream("x");
            columns.clear();
            for (int c = 0; c < 10; c++) {
                int column = c;
                integers("i" + c, i -> draws.draw(column).below(2 + column * 3, i));
                reals("r" + c, i -> Math.rint(draws.draw(50 + column).uniform(i) * 1_000) / 100);
            }
            assertThat(found()).isEmpty();
        }
    }
}
