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
}
