package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.SharedData;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.internal.math.SampleCorrelation;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiscreteNetworkTest {

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Draws draws = Draws.of(5);

    private double u(String stream, int row) {
        return draws.stream(stream).uniform(row);
    }

    private void labels(String name, int rows, IntFunction<String> label) {
        columns.put(name, CategoryColumn.of(IntStream.range(0, rows).mapToObj(label).toArray(String[]::new)));
    }

    private Population data() {
        PopulationBuilder builder = Population.builder();
        columns.forEach(builder::column);
        return builder.build();
    }

    private static Structure structure(Population data) {
        return Structure.of(data, data.names(), StructureSettings.of());
    }

    private static DiscreteNode node(Structure structure, String column) {
        return structure.network().nodes().stream().filter(node -> node.column().equals(column)).findFirst()
                .orElseThrow();
    }

    /**
     * 40 columns of 2 to 6 levels over 2,000 rows, 20 seeds: 15,600 pairs. Two columns of 2 levels join by accident if
     * their likelihood ratio exceeds 2 (ln(2,000)/2 + 2 ln(40)) = 22.4, with probability 2e-6; larger tables need
     * more. Over 300 seeds none of 234,000 pairs joined, so a pair's rate is below 1.3e-5 at level 95 %, and two or
     * more of 15,600 come with probability 0.02 at most, 5e-4 at the rate of 2 by 2 tables.
     */
    @Test
    void columns_independent_stayApart() {
        int joined = 0;
        for (int seed = 0; seed < 20; seed++) {
            columns.clear();
            DrawStream stream = Draws.of(seed).stream("x");
            for (int c = 0; c < 40; c++) {
                DrawStream own = stream.draw(c);
                int levels = 2 + c % 5;
                labels("c" + c, 2_000, i -> "l" + own.below(levels, i));
            }
            joined += (int) structure(data()).network().nodes().stream().filter(node -> !node.parents().isEmpty())
                    .count();
        }
        assertThat(joined).isLessThanOrEqualTo(1);
    }

    /** A chain a - b - c - d, told apart from the shortcut a - c, and twins with the shares of the data. */
    @Test
    void chain_isFoundAsATree_andTwinsHaveItsTables() {
        int n = 20_000;
        IntFunction<Integer> a = i -> u("a", i) < 0.3 ? 1 : 0;
        IntFunction<Integer> b = i -> u("b", i) < (a.apply(i) == 1 ? 0.8 : 0.3) ? 1 : 0;
        IntFunction<Integer> c = i -> u("c", i) < (b.apply(i) == 1 ? 0.7 : 0.2) ? 1 : 0;
        labels("a", n, i -> "a" + a.apply(i));
        columns.put("b", IntegerColumn.of(IntStream.range(0, n).map(b::apply).toArray()));
        labels("c", n, i -> List.of("x y", "else").get(c.apply(i)));
        boolean[] d = new boolean[n];
        IntStream.range(0, n).forEach(i -> d[i] = u("d", i) < (c.apply(i) == 1 ? 0.6 : 0.1));
        columns.put("d", FlagColumn.of(d));
        columns.put("e", IntegerColumn.of(IntStream.range(0, n).map(i -> 3 * (int) (u("e", i) * (d[i] ? 4 : 2)))
                .toArray()));
        Population data = data();
        Structure structure = structure(data);
        Map<String, List<String>> neighbours = new LinkedHashMap<>();
        structure.network().nodes().forEach(node -> neighbours.put(node.column(), node.parents()));
        List<String> edges = new ArrayList<>();
        neighbours.forEach((child, parents) -> parents.forEach(parent -> edges.add(
                parent.compareTo(child) < 0 ? parent + child : child + parent)));
        assertThat(edges).containsExactlyInAnyOrder("ab", "bc", "cd", "de");
        Population twins = StructureTwins.of(structure, Map.of(), 100_000, 1);
        for (String name : data.names()) {
            assertThat(twins.column(name).type()).isEqualTo(data.column(name).type());
            assertThat(twins.column(name).labels()).isEqualTo(data.column(name).labels());
        }
        // The noise of 100,000 twins in 4 to 8 cells: a distance of 0.0045 is five standard errors away.
        assertThat(StructureTwins.distance(data, twins, "a", "b")).isLessThan(0.008);
        assertThat(StructureTwins.distance(data, twins, "c", "d")).isLessThan(0.008);
        assertThat(StructureTwins.distance(data, twins, "d", "e")).isLessThan(0.012);
        assertThat(StructureTwins.distance(data, twins, "a", "c")).isLessThan(0.012);
    }

    /** The effect of two columns together on a third needs both as parents. */
    @Test
    void parents_thatCountTogether_areBothFound() {
        int n = 20_000;
        labels("p", n, i -> "p" + (int) (u("p", i) * 3));
        labels("q", n, i -> "q" + (int) (u("q", i) * 2));
        labels("r", n, i -> {
            int p = (int) (u("p", i) * 3);
            int q = (int) (u("q", i) * 2);
            double share = p == 0 ? 0.2 : q == 1 ? 0.8 : 0.4;
            return u("r", i) < share ? "yes" : "no";
        });
        Population data = data();
        Structure structure = structure(data);
        Population twins = StructureTwins.of(structure, Map.of(), 100_000, 2);
        assertThat(StructureTwins.distance(data, twins, "p", "q", "r")).isLessThan(0.012);
        assertThat(structure.network().nodes().stream().filter(node -> node.parents().size() == 2).count())
                .isEqualTo(1);
    }

    /** Expected 140 rows, 0 seen: impossible. Expected 4, 0 seen: only rare, so its share is above 0. */
    @Test
    void zeros_thatCannotBeChance_neverAppear_othersMay() {
        int n = 2_000;
        labels("sex", n, i -> u("sex", i) < 0.5 ? "f" : "m");
        labels("pregnant", n, i -> u("sex", i) < 0.5 && u("pregnant", i) < 0.28 ? "yes" : "no");
        labels("group", n, i -> u("group", i) < 0.25 ? "a" : "b");
        labels("rare", n, i -> u("group", i) >= 0.25 && u("rare", i) < 0.01 ? "rare" : u("rare", i) < 0.4
                != (u("group", i) < 0.25) ? "x" : "y");
        Structure structure = structure(data());
        assertThat(structure.network().zeros()).hasSize(1);
        assertThat(structure.network().zeros().get(0)).hasToString("sex m never meets pregnant yes");
        Population twins = StructureTwins.of(structure, Map.of(), 100_000, 3);
        assertThat(twins.where("sex == 'm' and pregnant == 'yes'").size()).isZero();
        assertThat(twins.where("sex == 'f' and pregnant == 'yes'").size()).isBetween(13_000L, 15_500L);
        assertThat(node(structure, "rare").formula() + node(structure, "group").formula())
                .doesNotContain(": 0,", ": 0)");
    }

    /** The zero between a and c is not between neighbours of the tree: a - b and b - c are far stronger. */
    @Test
    void zeros_betweenColumnsThatAreNotNeighbours_bringAParent() {
        int n = 20_000;
        IntFunction<Integer> a = i -> (int) (u("a", i) * 4);
        IntFunction<Integer> b = i -> u("ab", i) < 0.9 ? a.apply(i) : (int) (u("b", i) * 4);
        IntFunction<Integer> c = i -> {
            int same = u("bc", i) < 0.9 ? b.apply(i) : (int) (u("c", i) * 4);
            return a.apply(i) == 0 && same == 3 ? 2 : same;
        };
        labels("a", n, i -> "a" + a.apply(i));
        labels("b", n, i -> "b" + b.apply(i));
        labels("c", n, i -> "c" + c.apply(i));
        Structure structure = structure(data());
        assertThat(structure.network().zeros()).hasSize(1);
        Population twins = StructureTwins.of(structure, Map.of(), 100_000, 4);
        assertThat(twins.where("a == 'a0' and c == 'c3'").size()).isZero();
        assertThat(StructureTwins.distance(data(), twins, "a", "b", "c")).isLessThan(0.02);
    }

    /** A zero seen between a region and a product holds for each of the region's states, though these have few rows. */
    @Test
    void zeros_ofARegion_holdForItsStates() {
        int n = 6_000;
        IntFunction<Integer> state = i -> (int) (u("state", i) * 60);
        labels("state", n, i -> "s" + (10 + state.apply(i)));
        labels("region", n, i -> "r" + state.apply(i) % 3);
        labels("product", n, i -> u("product", i) < 0.04 && state.apply(i) % 3 != 1 ? "rare" : u("product", i)
                < 0.3 + 0.4 * (state.apply(i) % 3) ? "x" : "y");
        Structure structure = structure(data());
        assertThat(node(structure, "region").formula()).startsWith("lookup(state, s10: 'r0', s13: 'r0', ");
        assertThat(node(structure, "product").parents()).containsExactly("region");
        Population twins = StructureTwins.of(structure, Map.of(), 100_000, 6);
        assertThat(twins.where("region == 'r1' and product == 'rare'").size()).isZero();
        assertThat(StructureTwins.distance(data(), twins, "region", "product")).isLessThan(0.02);
        assertThat(structure.following()).isEmpty();
    }

    /** 300 levels of which ten matter to a flag: only those ten have rows of their own. */
    @Test
    void levels_thatDoNotDiffer_shareOneRow() {
        int n = 60_000;
        IntFunction<Integer> shop = i -> (int) (300 * u("shop", i) * u("shop", i));
        labels("shop", n, i -> "shop " + (100 + shop.apply(i)));
        boolean[] member = new boolean[n];
        IntStream.range(0, n).forEach(i -> member[i] = u("member", i) < (shop.apply(i) < 10 ? 0.8 : 0.2));
        columns.put("member", FlagColumn.of(member));
        labels("other", n, i -> "o" + (int) (u("other", i) * 3));
        Structure structure = structure(data());
        assertThat(structure.network().nodes()).hasSize(3);
        DiscreteNode node = node(structure, "member");
        assertThat(node.parents()).containsExactly("shop");
        assertThat(node.formula().split("bernoulli", -1)).hasSize(12);
        assertThat(node.formula()).startsWith("lookup(shop, 'shop 100': bernoulli(0.8")
                .contains(", else: bernoulli(0.");
        Population twins = StructureTwins.of(structure, Map.of(), 60_000, 7);
        // Two samples of 60,000 in 300 cells differ by sqrt(300 / (pi * 30,000)) = 0.056 at most, less as shares are
        // uneven.
        assertThat(StructureTwins.distance(data(), twins, "shop")).isLessThan(0.05);
        assertThat(twins.column("shop").labels()).isEqualTo(data().column("shop").labels());
        assertThat(StructureTwins.distance(data(), twins, "member")).isLessThan(0.01);
    }

    @Test
    void rows_fewOrMissing_giveAModelAllTheSame() {
        columns.put("a", CategoryColumn.of("x", "y"));
        columns.put("b", IntegerColumn.of(0, 1));
        columns.put("c", CategoryColumn.of("only", "only"));
        columns.put("d", FlagColumn.of(true, true));
        columns.put("e", IntegerColumn.of(7, 7));
        columns.put("f", CategoryColumn.of(List.of("p", "q"), new int[] {0, 1}, new boolean[] {true, false}));
        Structure two = structure(data());
        assertThat(two.network().nodes()).hasSize(6).allMatch(node -> node.parents().isEmpty());
        Population twins = StructureTwins.of(two, Map.of(), 1_000, 1);
        assertThat(twins.where("a == 'x' and b == 1 and c == 'only' and d and e == 7 and f == 'q'").size())
                .isBetween(180L, 330L);
        assertThat(structure(data().head(1)).network().nodes()).hasSize(5);
        assertThat(two.notes()).isEmpty();
        assertThat(two).hasToString("structure: 6 columns, 0 follow from others, 6 in the network");
    }

    /** Three columns of 20 levels around a common one: what lies far apart in one of them excludes the other two. */
    @Test
    void zeros_tooManyForATable_areToldInANote() {
        int n = 30_000;
        for (String name : List.of("a", "b", "c")) {
            labels(name, n, i -> name + (10 + (int) (20 * (0.5 * u("common", i) + 0.5 * u(name, i)))));
        }
        Structure structure = Structure.of(data(), data().names(), StructureSettings.of().withCells(20));
        List<String> order = structure.network().nodes().stream().map(DiscreteNode::column).toList();
        String parent = node(structure, order.get(2)).parents().get(0);
        assertThat(structure.notes()).containsExactly("a pair of columns has levels that never meet in the data but "
                + "may among twins, as the tables would be too large: "
                + order.get(parent.equals(order.get(0)) ? 1 : 0) + " with "
                + order.get(2));
        assertThat(structure.network().zeros()).hasSizeGreaterThan(100);
    }

    /** The fuel of a car matters to its tax, the fuel of a bike does not: three rows are enough. */
    @Test
    void parents_thatMatterInOnePartOnly_areAskedForThere() {
        int n = 20_000;
        IntFunction<Boolean> car = i -> u("kind", i) < 0.5;
        IntFunction<Boolean> gas = i -> u("fuel", i) < (car.apply(i) ? 0.7 : 0.02);
        labels("kind", n, i -> car.apply(i) ? "car" : "bike");
        labels("fuel", n, i -> gas.apply(i) ? "gas" : "diesel");
        columns.put("tax", IntegerColumn.of(IntStream.range(0, n).map(i ->
                u("tax", i) < (!car.apply(i) ? 0.3 : gas.apply(i) ? 0.4 : 0.8) ? 1 : 0).toArray()));
        Structure structure = structure(data());
        assertThat(node(structure, "tax").formula().split("bernoulli", -1)).hasSize(4);
        assertThat(StructureTwins.distance(data(), StructureTwins.of(structure, Map.of(), 100_000, 8), "kind", "fuel",
                "tax"))
                .isLessThan(0.012);
    }

    /** Whole numbers in a real column are levels, too, and are looked up rounded. */
    @Test
    void reals_withFewWholeValues_areLevels() {
        int n = 5_000;
        columns.put("x", RealColumn.of(IntStream.range(0, n).mapToDouble(i -> u("x", i) < 0.4 ? 1 : 0).toArray()));
        columns.put("y", RealColumn.of(IntStream.range(0, n)
                .mapToDouble(i -> (u("x", i) < 0.4 ? 1 : 0) + (u("y", i) < 0.3 ? 1 : 0) - 1).toArray()));
        labels("z", n, i -> u("z", i) < (u("x", i) < 0.4 ? 0.8 : 0.1) ? "p" : "q");
        Population twins = StructureTwins.of(structure(data()), Map.of(), 100_000, 9);
        assertThat(twins.column("x")).isInstanceOf(RealColumn.class);
        assertThat(StructureTwins.distance(data(), twins, "x", "y")).isLessThan(0.015);
        assertThat(StructureTwins.distance(data(), twins, "x", "z")).isLessThan(0.015);
        assertThat(twins.where("x == 1 and y == -1").size()).isZero();
    }

    @Test
    void structure_foundTwice_isTheSame() {
        int n = 5_000;
        for (int c = 0; c < 12; c++) {
            int column = c;
            labels("c" + c, n, i -> "l" + (int) (3 * (0.7 * u("common", i) + 0.3 * u("c" + column, i))));
        }
        Structure one = structure(data());
        assertThat(structure(data()).network().nodes()).isEqualTo(one.network().nodes());
        assertThat(one.network().nodes().stream().filter(node -> node.parents().isEmpty()).count()).isEqualTo(1);
        assertThat(one.network().nodes().stream().mapToInt(node -> node.toString().length()).max().orElse(0))
                .isLessThanOrEqualTo(75);
    }

    /**
     * The e-mail data of K. Hillstrom (MineThatData E-Mail Analytics and Data Mining Challenge, 2008): mens and womens
     * are never both 0, and correlate by -0.82.
     */
    @Test
    void hillstrom_twinsOfTheDiscreteColumns_haveSharesCorrelationsAndTheZero() {
        Population data = Population.read(SharedData.require("data/hillstrom.csv"));
        List<String> names = data.names().stream().filter(name -> !List.of("segment", "visit", "conversion", "spend")
                .contains(name))
                .toList();
        Structure structure = Structure.of(data, names, StructureSettings.of());
        assertThat(structure.numeric()).containsExactly("history");
        assertThat(structure.following()).extracting(FunctionalDependency::formula).containsExactly(
                "if(history < 100, '1) $0 - $100', if(history < 200, '2) $100 - $200', "
                        + "if(history < 350, '3) $200 - $350', if(history < 500, '4) $350 - $500', "
                        + "if(history < 750, '5) $500 - $750', "
                        + "if(history < 1000, '6) $750 - $1,000', '7) $1,000 +'))))))");
        assertThat(structure.network().zeros()).hasToString("[mens 0 never meets womens 0]");
        Population twins = StructureTwins.of(structure, Map.of("history", "lognormal(5, 0.8)"), 64_000, 42);
        assertThat(twins.where("mens == 0 and womens == 0").size()).isZero();
        assertThat(twins.where("(history < 100) != (history_segment == '1) $0 - $100')").size()).isZero();
        List<String> discrete = List.of("recency", "mens", "womens", "newbie", "channel", "zip_code");
        int pairs = 0;
        for (String a : discrete) {
            assertThat(StructureTwins.distance(data, twins, a)).as(a).isLessThanOrEqualTo(0.015);
            for (String b : discrete.subList(0, 4)) {
                if (!a.equals(b) && discrete.indexOf(a) < 4) {
                    double real = SampleCorrelation.pearson(data.doubles(a), data.doubles(b));
                    double twin = SampleCorrelation.pearson(twins.doubles(a), twins.doubles(b));
                    assertThat(twin - real).as(a + " " + b).isBetween(-0.03, 0.03);
                    pairs++;
                }
            }
        }
        assertThat(pairs).isEqualTo(12);
    }
}
