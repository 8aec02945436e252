package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubgroupKeysTest {

    private static final int[] HUNDRED = IntStream.range(0, 100).toArray();

    private static Population population() {
        int[] regions = new int[100];
        boolean[] missing = new boolean[100];
        for (int i = 0; i < 100; i++) {
            regions[i] = i % 10 == 0 ? 0 : 2;
            missing[i] = i == 99;
        }
        return Population.builder()
                .column("id", IntegerColumn.of(HUNDRED))
                .column("few", IntegerColumn.of(IntStream.range(0, 100).map(i -> 7 - i % 3).toArray()))
                .column("region", CategoryColumn.of(List.of("west", "north", "east"), regions))
                .column("flag", FlagColumn.of(new boolean[100]))
                .column("x", RealColumn.of(IntStream.range(0, 100).mapToDouble(i -> i / 8.0).toArray(), missing))
                .column("same", RealColumn.of(new double[100]))
                .build();
    }

    @Test
    void of_categoriesFlagsAndFewIntegers_groupByLevelAndValue() {
        SubgroupKeys region = SubgroupKeys.of(population(), "region");
        assertThat(region.labels()).containsExactly("west", "east");
        assertThat(region.count(0)).isEqualTo(10);
        assertThat(SubgroupKeys.of(population(), "few").labels()).containsExactly("5", "6", "7");
        assertThat(SubgroupKeys.of(population(), "flag").labels()).containsExactly("false");
        assertThat(region).hasToString("SubgroupKeys[region, 2 groups]");
    }

    @Test
    void of_otherNumbers_groupByQuintileWithShownEdgesAndMissing() {
        SubgroupKeys id = SubgroupKeys.of(population(), "id");
        assertThat(id.labels())
                .containsExactly("[0, 19.8)", "[19.8, 39.6)", "[39.6, 59.4)", "[59.4, 79.2)", "[79.2, 99]");
        SubgroupKeys x = SubgroupKeys.of(population(), "x");
        assertThat(x.groups()).isEqualTo(6);
        assertThat(x.labels().get(5)).isEqualTo("(missing)");
        assertThat(x.group(99)).isEqualTo(5);
        assertThat(IntStream.range(0, 6).map(x::count).sum()).isEqualTo(100);
        assertThat(SubgroupKeys.of(population(), "same").labels()).containsExactly("0");
    }

    @Test
    void of_quantilesAskedFor_groupsAsMany() {
        SubgroupKeys halves = SubgroupKeys.of(population(), "few:2");
        assertThat(halves.column()).isEqualTo("few");
        assertThat(halves.labels()).containsExactly("[5, 6)", "[6, 7]");
        int[] out = new int[5];
        halves.load(0, out, 1, 4);
        assertThat(out).containsExactly(0, 1, 1, 0, 0);
    }

    @Test
    void of_view_usesItsRowsOnly() {
        SubgroupKeys keys = SubgroupKeys.of(population().where("id < 20"), "id");
        assertThat(keys.groups()).isEqualTo(20);
        assertThat(keys.group(20)).isEqualTo(-1);
        assertThat(keys.group(19)).isEqualTo(19);
    }

    @Test
    void of_badRequests_areRefused() {
        assertThatThrownBy(() -> SubgroupKeys.of(population(), "regio")).isInstanceOf(InputException.class)
                .hasMessageStartingWith("unknown column \"regio\"; did you mean \"region\"? known: id, few, region");
        assertThatThrownBy(() -> SubgroupKeys.of(population(), "region:4"))
                .isInstanceOf(InputException.class).hasMessage(
                "subgroup \"region:4\" must name a real or integer column for quantile groups, got category");
        assertThatThrownBy(() -> SubgroupKeys.of(population(), "x:1")).isInstanceOf(InputException.class)
                .hasMessage("subgroup \"x:1\" must ask for 2 to 100 quantile groups, got \"1\"");
    }

    @Test
    void of_pair_crossesTheGroupsThatHaveRows() {
        SubgroupKeys keys = SubgroupKeys.of(population(), "region*few:2");
        assertThat(keys.labels()).containsExactly("west * [5, 6)", "west * [6, 7]", "east * [5, 6)", "east * [6, 7]");
        assertThat(keys.columns()).containsExactly("region", "few");
        assertThat(keys.column()).isEqualTo("region*few");
        assertThat(keys.spec()).isEqualTo("region*few:2");
        SubgroupKeys region = SubgroupKeys.of(population(), "region");
        SubgroupKeys few = SubgroupKeys.of(population(), "few:2");
        int[] counts = new int[4];
        for (int row = 0; row < 100; row++) {
            assertThat(keys.group(row)).isEqualTo(2 * region.group(row) + few.group(row));
            counts[keys.group(row)]++;
        }
        assertThat(IntStream.range(0, 4).map(keys::count).toArray()).containsExactly(counts);
        assertThat(SubgroupKeys.of(population(), "x * flag").labels()).last().isEqualTo("(missing) * false");
        assertThat(SubgroupKeys.of(population().where("id < 4"), "region*few").labels())
                .containsExactly("west * 7", "east * 5", "east * 6", "east * 7");
        assertThat(SubgroupKeys.of(population().where("id < 4"), "region*few").group(4)).isEqualTo(-1);
    }

    @Test
    void of_namesWithAsterisks_areFoundFirst() {
        Population data = Population.builder().column("a*b", IntegerColumn.of(1, 1, 2))
                .column("c", IntegerColumn.of(3, 4, 4)).build();
        assertThat(SubgroupKeys.of(data, "a*b").labels()).containsExactly("1", "2");
        assertThat(SubgroupKeys.of(data, "a*b*c").labels()).containsExactly("1 * 3", "1 * 4", "2 * 4");
        assertThat(SubgroupKeys.of(data, "c*a*b:2").columns()).containsExactly("c", "a*b");
        assertThat(SubgroupKeys.columnsOf(data, "a*b*c:3")).containsExactly("a*b", "c");
        assertThat(SubgroupKeys.columnsOf(data, "c:3")).containsExactly("c");
        assertThat(SubgroupKeys.columnsOf(data, "x*c:3")).containsExactly("x", "c");
    }

    @Test
    void of_badPairs_areRefused() {
        refused("region*regio", "unknown column \"regio\"; did you mean \"region\"? known: id, few, region, flag, x, "
                + "same");
        refused("few*few:2", "subgroup \"few*few:2\" must cross different columns, got \"few\" twice");
        refused("few*region*flag", "subgroup \"few*region*flag\" must cross at most 2 columns, got 3");
        refused("few*region:2",
                "subgroup \"region:2\" must name a real or integer column for quantile groups, got category");
        refused("few*", "subgroup \"few*\" must have a column on both sides of *");
    }

    private static void refused(String spec, String message) {
        assertThatThrownBy(() -> SubgroupKeys.of(population(), spec)).isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void of_thousandsOfLevels_keepEachRowsOwn() {
        int[] codes = IntStream.range(0, 20_000).map(i -> i * 7919 % 10_000).toArray();
        List<String> labels = IntStream.range(0, 10_000).mapToObj(i -> "g" + i).toList();
        int[] tens = IntStream.range(0, 20_000).map(i -> i % 10).toArray();
        Population data = Population.builder().column("g", CategoryColumn.of(labels, codes))
                .column("ten", IntegerColumn.of(tens)).build();
        SubgroupKeys keys = SubgroupKeys.of(data, "g");
        assertThat(keys.groups()).isEqualTo(10_000);
        int[] out = new int[20_000];
        keys.load(0, out, 0, 20_000);
        assertThat(out).containsExactly(codes);
        SubgroupKeys pairs = SubgroupKeys.of(data, "g*ten");
        for (int row = 0; row < 20_000; row++) {
            assertThat(pairs.labels().get(pairs.group(row))).isEqualTo("g" + codes[row] + " * " + tens[row]);
        }
    }

    /** Looked up, counted and searched groups against comparing each value with the edges, whatever the range. */
    @Test
    void of_numbersOfAnyRange_fallBetweenTheirEdges() {
        int rows = 5000;
        double[] x = IntStream.range(0, rows).mapToDouble(i -> (i * 7919L % rows) / 8.0 - 100).toArray();
        int[] far = IntStream.range(0, rows).map(i -> (i % 3 - 1) * 2_000_000_000).toArray();
        int[] near = IntStream.range(0, rows).map(i -> i * 31 % 40 - 17).toArray();
        Population data = Population.builder().column("x", RealColumn.of(x)).column("far", IntegerColumn.of(far))
                .column("near", IntegerColumn.of(near)).build();
        SubgroupKeys fars = SubgroupKeys.of(data, "far");
        assertThat(fars.labels()).containsExactly("-2000000000", "0", "2000000000");
        SubgroupKeys nears = SubgroupKeys.of(data, "near");
        assertThat(nears.groups()).isEqualTo(40);
        for (int k : new int[] {2, 5, 17, 18, 100}) {
            SubgroupKeys quantiles = SubgroupKeys.of(data, "x:" + k);
            assertThat(quantiles.groups()).isEqualTo(k);
            double[] sorted = IntStream.range(0, rows).mapToDouble(i -> i / 8.0 - 100).toArray();
            for (int row = 0; row < rows; row++) {
                double place = (x[row] - sorted[0]) / (sorted[rows - 1] - sorted[0]) * k;
                int group = Math.min(k - 1, (int) place);
                if (place != Math.rint(place)) {
                    assertThat(quantiles.group(row)).isEqualTo(group);
                }
            }
        }
        for (int row = 0; row < rows; row++) {
            assertThat(fars.labels().get(fars.group(row))).isEqualTo(Integer.toString(far[row]));
            assertThat(nears.labels().get(nears.group(row))).isEqualTo(Integer.toString(near[row]));
        }
    }

    /** Blocks that are empty, almost full, full and just begun, with missing values and rows left out. */
    @Test
    void of_sizesAroundABlock_giveEachRowItsGroup() {
        int checked = 0;
        for (int rows : new int[] {1, 1023, 1024, 1025, 2049}) {
            boolean[] missing = new boolean[rows];
            int[] x = new int[rows];
            int[] id = new int[rows];
            for (int i = 0; i < rows; i++) {
                missing[i] = i % 5 == 3;
                x[i] = i % 7;
                id[i] = i;
            }
            Population data = Population.builder().column("x", IntegerColumn.of(x, missing))
                    .column("id", IntegerColumn.of(id)).build();
            SubgroupKeys keys = SubgroupKeys.of(rows == 1 ? data : data.where("id != 2"), "x");
            List<String> labels = keys.labels();
            int[] counts = new int[keys.groups()];
            for (int i = 0; i < rows; i++) {
                int group = keys.group(i);
                if (i == 2) {
                    assertThat(group).isEqualTo(-1);
                    continue;
                }
                counts[group]++;
                assertThat(labels.get(group)).isEqualTo(missing[i] ? "(missing)" : Integer.toString(i % 7));
                checked++;
            }
            assertThat(IntStream.range(0, keys.groups()).map(keys::count).toArray()).containsExactly(counts);
        }
        assertThat(checked).isEqualTo(1 + 1022 + 1023 + 1024 + 2048);
    }
}
