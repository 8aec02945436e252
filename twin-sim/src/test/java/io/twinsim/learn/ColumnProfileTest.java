package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.learn.ColumnProfile.Role;
import io.twinsim.model.Population;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnProfileTest {

    private static ColumnProfile profile(Column column) {
        return ColumnProfile.of(Population.builder().column("x", column).build(), "x", StructureSettings.of());
    }

    private static IntegerColumn integers(int rows, java.util.function.IntUnaryOperator value) {
        return IntegerColumn.of(IntStream.range(0, rows).map(value).toArray());
    }

    @Test
    void category_manyLevels_keepsEveryLevelWithItsCount() {
        String[] labels = IntStream.range(0, 3_000).mapToObj(i -> "s" + (i < 299 ? 100 + i : 999))
                .toArray(String[]::new);
        ColumnProfile profile = profile(CategoryColumn.of(labels));
        assertThat(profile.role()).isEqualTo(Role.DISCRETE);
        assertThat(profile.levels()).hasSize(300);
        assertThat(profile.levels().get(0)).isEqualTo(new ColumnProfile.Level("s100", 0, 1));
        assertThat(profile.levels().get(299).count()).isEqualTo(2_701);
        assertThat(profile.lower()).isNaN();
    }

    @Test
    void category_labelsWithoutRows_areLeftOut() {
        ColumnProfile profile = profile(CategoryColumn.of(List.of("a", "b", "c"), new int[] {2, 0, 2},
                new boolean[] {false, false, true}));
        assertThat(profile.levels()).containsExactly(new ColumnProfile.Level("a", 0, 1), new ColumnProfile.Level("c", 2,
                1));
        assertThat(profile.missing()).isEqualTo(1);
        assertThat(profile.missingShare()).isEqualTo(1.0 / 3);
    }

    @Test
    void numbers_fewWholeValues_areDiscrete() {
        ColumnProfile twelve = profile(integers(600, i -> i % 12 - 3));
        assertThat(twelve.role()).isEqualTo(Role.DISCRETE);
        assertThat(twelve.levels()).hasSize(12);
        assertThat(twelve.levels().get(0)).isEqualTo(new ColumnProfile.Level("-3", -3, 50));
        assertThat(profile(integers(600, i -> i % 13)).role()).isEqualTo(Role.NUMERIC);
        assertThat(profile(RealColumn.of(1, 2, 2, -0.0, 0.0)).levels()).hasSize(3);
        assertThat(profile(RealColumn.of(1.5, 2, 2)).role()).isEqualTo(Role.NUMERIC);
        assertThat(profile(FlagColumn.of(true, false)).levels()).containsExactly(
                new ColumnProfile.Level("false", 0, 1), new ColumnProfile.Level("true", 1, 1));
    }

    @Test
    void columns_withOneValueOrNone_areConstantOrEmpty() {
        assertThat(profile(integers(9, i -> 4)).role()).isEqualTo(Role.CONSTANT);
        assertThat(profile(RealColumn.of(new double[] {2.5, Double.NaN}, new boolean[] {false, true})))
                .hasToString("x: real, always 2.5, 50 % missing");
        ColumnProfile empty = profile(CategoryColumn.of(List.of(), new int[] {0}, new boolean[] {true}));
        assertThat(empty.role()).isEqualTo(Role.EMPTY);
        assertThat(empty.learned()).isFalse();
        assertThat(empty.note()).isEqualTo("x has no values and is left out; --exclude x silences this");
    }

    @Test
    void columns_thatNameTheirRows_areLeftOutByName() {
        String[] labels = IntStream.range(0, 40).mapToObj(i -> "u" + i / 1).toArray(String[]::new);
        ColumnProfile named = profile(CategoryColumn.of(labels));
        assertThat(named.role()).isEqualTo(Role.ID);
        assertThat(named.note())
                .isEqualTo("x has 40 different labels in 40 rows and is left out as an id; --exclude x silences this");
        assertThat(profile(integers(1_000, i -> 5_000_000 + i)).note())
                .isEqualTo("x has 1,000 different numbers in 1,000 rows and is left out as an id; "
                        + "--exclude x silences this");
    }

    /**
     * 1,000 numbers spread over two million repeat with 0.25 pairs to be expected, so no repetition says nothing; over
     * ten thousand 50 pairs are to be expected.
     */
    @Test
    void integers_withoutRepetition_areIdsOnlyIfThatIsNoAccident() {
        assertThat(profile(integers(1_000, i -> i * 2_000)).role()).isEqualTo(Role.NUMERIC);
        assertThat(profile(integers(1_000, i -> i * 10)).role()).isEqualTo(Role.ID);
        Population called = Population.builder().column("customer_id", integers(1_000, i -> i * 2_000)).build();
        assertThat(ColumnProfile.of(called, "customer_id", StructureSettings.of()).role()).isEqualTo(Role.ID);
        assertThat(profile(integers(19, i -> i)).role()).isEqualTo(Role.NUMERIC);
        DrawStream stream = Draws.of(3).stream("income");
        assertThat(profile(integers(1_000, i -> stream.below(50_000, i))).role()).isEqualTo(Role.NUMERIC);
    }

    @Test
    void profile_inOneLine_saysWhatTheColumnIs() {
        assertThat(profile(CategoryColumn.of("web", "web", "web", "phone")))
                .hasToString("x: category, 2 levels, web 75 %, phone 25 %");
        String[] cities = new String[1_000];
        Arrays.setAll(cities, i -> "c" + (i < 13 ? 0 : i % 200));
        assertThat(profile(CategoryColumn.of(cities)))
                .hasToString("x: category, 200 levels, most often c0 1.7 %");
        assertThat(profile(RealColumn.of(1.25, 1234.5678, 3))).hasToString("x: real, 1.25 to 1234.57");
        assertThat(profile(CategoryColumn.of("a label that is long, to be cut somewhere",
                "another label, as long as that",
                "another label, as long as that")).toString().length()).isLessThanOrEqualTo(75);
    }

    @Test
    void column_unknown_isRefusedWithTheNearest() {
        Population data = Population.builder().column("age", integers(3, i -> i)).build();
        assertThatThrownBy(() -> ColumnProfile.of(data, "agee", StructureSettings.of()))
                .isInstanceOf(InputException.class)
                .hasMessage("unknown column \"agee\"; did you mean \"age\"? known: age");
        assertThatThrownBy(() -> StructureSettings.of().withFewLevels(1)).isInstanceOf(InputException.class)
                .hasMessage("fewLevels must be in [2, 50], got 1");
    }
}
