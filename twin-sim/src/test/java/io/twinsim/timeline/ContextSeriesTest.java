package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ContextSeriesTest {

    private static final TickClock DAYS = TickClock.of("day");

    private static Population records(String... times) {
        return Population.builder().column("at", CategoryColumn.of(times)).build();
    }

    @Test
    void ticks_datesAndNumbers_areTheSameTicks() {
        ContextSeries dates = ContextSeries.of(
                records("2026-03-01", "2026-03-01T02:00", "2026-03-03 12:30:15.000001", "2026-02-28T23:59"), "at")
                .startingAt("2026-03-01");
        assertThat(dates.ticks(DAYS, "env")).containsExactly(0, 7_200_000_000L, 217_815_000_001L, -60_000_000L);
        ContextSeries numbers = ContextSeries.of(
                Population.builder().column("at", RealColumn.of(0, 2 / 24.0, -1 / 1440.0)).build(), "at");
        assertThat(numbers.ticks(DAYS, "env")).containsExactly(0, 7_200_000_000L, -60_000_000L);
        assertThat(numbers.ticks(TickClock.of("turn"), "env")).containsExactly(0, 83_333, -694);
    }

    @Test
    void clock_stepsOfAnyUnit_meetTimesOfAnother() {
        int checked = 0;
        for (int k = 0; k < 40_000; k++) {
            assertThat(DAYS.ticks(k * (15 / 1440.0))).isEqualTo(k * 900_000_000L);
            assertThat(TickClock.of("h").ticks(k * 0.25)).isEqualTo(k * 900_000_000L);
            checked++;
        }
        assertThat(checked).isEqualTo(40_000);
    }

    @Test
    void series_badInput_isRefused() {
        refused(() -> ContextSeries.of(records("2026-03-01"), "time"),
                "unknown column \"time\"; known: at");
        refused(() -> ContextSeries.of(records("2026-03-01", "yesterday"), "at"),
                "records.at[1] must be a local date or date and time such as 2026-03-01T08:30, got \"yesterday\"");
        refused(() -> ContextSeries.of(records("2026-03-01T08:00Z"), "at"),
                "records.at[0] must be a local date or date and time such as 2026-03-01T08:30, got "
                        + "\"2026-03-01T08:00Z\"");
        refused(() -> ContextSeries.of(Population.builder().column("at",
                RealColumn.of(new double[] {1, 2}, new boolean[] {false, true})).build(), "at"),
                "records.at[1] must be a time, got a missing value");
        refused(() -> ContextSeries.of(Population.builder().column("at", FlagColumn.of(true)).build(), "at"),
                "timeColumn must hold numbers or dates, got flags in \"at\"");
        refused(() -> ContextSeries.of(records("2026-03-01"), "at").startingAt("soon"),
                "time must be a local date or date and time such as 2026-03-01T08:30, got \"soon\"");
        refused(() -> ContextSeries.of(records("2026-03-01"), "at").byTwin("at"),
                "column must not be that of the times, got \"at\"");
        refused(() -> ContextSeries.of(records("2026-03-01"), "at").ticks(DAYS, "env"),
                "context \"env\" must say when the timeline starts, as \"at\" holds dates; use "
                        + "startingAt(\"2026-01-01T00:00\")");
        refused(() -> ContextSeries.of(records("2026-03-01"), "at").startingAt("2026-01-01")
                .ticks(TickClock.of("turn"), "env"),
                "context \"env\" must have numbers as times, as the timeline counts in turns, got dates");
        refused(() -> ContextSeries.of(Population.builder().column("at", RealColumn.of(1)).build(), "at")
                .startingAt("2026-01-01"),
                "startingAt must go with dates, but the times in \"at\" are numbers; they count from the start of the "
                        + "timeline");
        refused(() -> ContextSeries.of(Population.builder().column("at", RealColumn.of(1, 1e9)).build(), "at")
                .ticks(DAYS, "env"),
                "records.at[1] must be within 104250 days of the start, got 1.0E9");
        refused(() -> ContextSeries.of(Population.builder().column("at", RealColumn.of(1, 2))
                .column("who", CategoryColumn.of(List.of("a"), new int[] {0, 0}, new boolean[] {false, true})).build(),
                "at").byTwin("who"), "records.who[1] must say whose the record is, got a missing value");
    }

    @Test
    void series_equalRecords_haveEqualHashesAndOneLine() {
        ContextSeries one = ContextSeries.of(records("2026-03-01"), "at");
        ContextSeries same = ContextSeries.of(records("2026-03-01"), "at");
        assertThat(one.hash().hex()).isEqualTo(same.hash().hex())
                .isNotEqualTo(one.startingAt("2026-01-01").hash().hex());
        assertThat(one.startingAt("2026-01-01").hash().hex()).isNotEqualTo(one.startingAt("2026-01-02").hash().hex());
        assertThat(one).hasToString("ContextSeries[1 record, time at, for all twins]");
        assertThat(one.startingAt("2026-01-01"))
                .hasToString("ContextSeries[1 record, time at, for all twins, from 2026-01-01T00:00]");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }
}
