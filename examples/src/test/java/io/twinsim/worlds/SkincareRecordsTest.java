package io.twinsim.worlds;

import static io.twinsim.worlds.SkincareFaces.WORLD;
import static io.twinsim.worlds.SkincareFaces.joined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.timeline.ContextSeries;
import io.twinsim.timeline.Timeline;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Weather and routines from records: windows of 2 h and 4 h, ends included, and what happens without a match. */
class SkincareRecordsTest {

    private static final double HOUR = 1.0 / 24;
    /** Records are rounded to a millionth of a day; this is the next one. */
    private static final double TICK = 1e-6;

    private static ContextSeries weather(double[] days, double... humidity) {
        double[] rest = new double[days.length];
        Arrays.fill(rest, 20);
        return ContextSeries.of(Population.builder().column("day", RealColumn.of(days))
                .column("humidity", RealColumn.of(humidity)).column("temperature", RealColumn.of(rest))
                .column("uv_index", RealColumn.of(rest)).column("air_quality", RealColumn.of(rest)).build(), "day");
    }

    private static ContextSeries routine(double[] days, double... sleep) {
        double[] spf = new double[days.length];
        return ContextSeries.of(Population.builder().column("day", RealColumn.of(days))
                .column("sleep_hours", RealColumn.of(sleep)).column("spf_applied", RealColumn.of(spf)).build(), "day");
    }

    private static Timeline three(TwinModel world) {
        return Timeline.of(world.generate(3, 1)).over("3 days");
    }

    private static boolean matched(TwinModel world, String context, double hours) {
        double[] at = {2 + hours};
        ContextSeries records = context.equals("env") ? weather(at, 33.25) : routine(at, 5.5);
        Population now = three(world).withContext(context, records).state("2 days");
        double[] seen = now.doubles(context.equals("env") ? "env.humidity" : "routine.sleep_hours");
        boolean matched = now.where("`" + context + ".matched`").size() == 3;
        assertThat(Arrays.stream(seen).allMatch(x -> x == (context.equals("env") ? 33.25 : 5.5))).isEqualTo(matched);
        assertThat(now.where("`" + context + ".matched`").size()).isIn(0L, 3L);
        return matched;
    }

    /** A record of two hours before counts, one of a tick more or of the future does not. */
    @Test
    void backward_atTheEndsOfTheWindows_isInclusiveAndNeverLooksAhead() {
        assertThat(matched(WORLD, "env", -2 * HOUR)).isTrue();
        assertThat(matched(WORLD, "env", -2 * HOUR - 2 * TICK)).isFalse();
        assertThat(matched(WORLD, "env", 0)).isTrue();
        assertThat(matched(WORLD, "env", TICK)).isFalse();
        assertThat(matched(WORLD, "env", 2 * HOUR)).isFalse();
        assertThat(matched(WORLD, "routine", -4 * HOUR)).isTrue();
        assertThat(matched(WORLD, "routine", -4 * HOUR - 2 * TICK)).isFalse();
        assertThat(matched(WORLD, "routine", 0)).isTrue();
        assertThat(matched(WORLD, "routine", 4 * HOUR)).isFalse();
    }

    /** Of the world with two-sided joins: exactly 2 h and 4 h away on either side is in, a tick more is out. */
    @Test
    void nearestAndLatest_atTheEndsOfTheWindows_areInclusive() {
        int checked = 0;
        for (String join : new String[] {"nearest", "latest"}) {
            TwinModel world = joined(join);
            for (int side : new int[] {-1, 1}) {
                assertThat(matched(world, "env", side * 2 * HOUR)).isTrue();
                assertThat(matched(world, "env", side * (2 * HOUR + 2 * TICK))).isFalse();
                assertThat(matched(world, "routine", side * 4 * HOUR)).isTrue();
                assertThat(matched(world, "routine", side * (4 * HOUR + 2 * TICK))).isFalse();
                checked += 4;
            }
        }
        assertThat(checked).isEqualTo(16);
    }

    /** Records at 1.5 h before, 0.5 h before and 1 h after: the last known one, the nearest one, the latest one. */
    @Test
    void joins_ofSeveralRecords_takeTheirOwn() {
        ContextSeries records = weather(new double[] {1 - 1.5 * HOUR, 1 - 0.5 * HOUR, 1 + HOUR}, 11, 22, 44);
        double[] seen = new double[3];
        String[] joins = {"backward", "nearest", "latest"};
        for (int j = 0; j < 3; j++) {
            seen[j] = three(joined(joins[j])).withContext("env", records).state("1 day").doubles("env.humidity")[0];
        }
        assertThat(seen).containsExactly(22, 22, 44);
    }

    /** Dates: records of 18 h count at 20 h, and the weather of the day before does not. */
    @Test
    void records_withDates_countFromTheStart() {
        Population records = Population.builder()
                .column("time", CategoryColumn.of("2026-03-02T18:00", "2026-03-03T17:59"))
                .column("humidity", RealColumn.of(30, 40)).column("temperature", RealColumn.of(20, 20))
                .column("uv_index", RealColumn.of(3, 3)).column("air_quality", RealColumn.of(50, 50)).build();
        Timeline timeline = three(WORLD)
                .withContext("env", ContextSeries.of(records, "time").startingAt("2026-03-01T20:00"));
        assertThat(timeline.state("1 day").doubles("env.humidity")).containsOnly(30);
        assertThat(timeline.state("2 days").where("`env.matched`").size()).isZero();
    }

    /** Each face its own records; whoever has none lives with the weather of the climate, and says so. */
    @Test
    void records_byTwin_areTheirsAlone() {
        Population records = Population.builder().column("twin", RealColumn.of(0, 2))
                .column("day", RealColumn.of(1, 1)).column("sleep_hours", RealColumn.of(3, 9))
                .column("spf_applied", RealColumn.of(1, 1)).build();
        Timeline plain = three(WORLD);
        Population now = plain.withContext("routine", ContextSeries.of(records, "day").byTwin("twin")).state("1 day");
        double[] sleep = now.doubles("routine.sleep_hours");
        assertThat(sleep[0]).isEqualTo(3);
        assertThat(sleep[2]).isEqualTo(9);
        assertThat(sleep[1]).isEqualTo(plain.state("1 day").doubles("routine.sleep_hours")[1]);
        assertThat(now.where("`routine.matched`").size()).isEqualTo(2);
    }

    /** No default stands in for a value that a record lacks: it is drawn, as on a day without record. */
    @Test
    void record_withoutAValue_leavesItToTheHabitsOfTheFace() {
        Population records = Population.builder().column("day", RealColumn.of(1))
                .column("sleep_hours", RealColumn.of(5.5))
                .column("spf_applied", RealColumn.of(new double[] {0}, new boolean[] {true})).build();
        Timeline plain = Timeline.of(WORLD.generate(200, 1)).over("1 day");
        Population now = plain.withContext("routine", ContextSeries.of(records, "day")).state("1 day");
        assertThat(now.doubles("routine.sleep_hours")).containsOnly(5.5);
        assertThat(now.doubles("routine.spf_applied")).isEqualTo(plain.state("1 day").doubles("routine.spf_applied"))
                .contains(0, 1);
    }

    @Test
    void records_thatAreNoNumbers_areRefused() {
        Population records = Population.builder().column("day", RealColumn.of(1))
                .column("sleep_hours", CategoryColumn.of("long")).column("spf_applied", RealColumn.of(1)).build();
        assertThatThrownBy(() -> three(WORLD).withContext("routine", ContextSeries.of(records, "day")).state("1 day"))
                .isInstanceOf(InputException.class).hasMessageContaining("sleep_hours").hasMessageContaining("number");
    }

    @Test
    void record_withoutAColumn_isRefused() {
        Population records = Population.builder().column("day", RealColumn.of(1))
                .column("sleep_hours", RealColumn.of(7)).build();
        assertThatThrownBy(() -> three(WORLD).withContext("routine", ContextSeries.of(records, "day")).state("1 day"))
                .isInstanceOf(InputException.class).hasMessageContaining("spf_applied");
    }
}
