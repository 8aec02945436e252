package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lengths of simulated time. */
class TimeSpanTest {

    @Test
    void parse_everySpelling_isOneUnit() {
        Map<String, String> spellings = Map.ofEntries(Map.entry("30 s", "30 s"), Map.entry("30 sec", "30 s"),
                Map.entry("1 second", "1 s"), Map.entry("2 seconds", "2 s"), Map.entry("15 min", "15 min"),
                Map.entry("15 minutes", "15 min"), Map.entry("1 minute", "1 min"), Map.entry("2h", "2 h"),
                Map.entry("1 hour", "1 h"), Map.entry("2.5 hours", "2.5 h"), Map.entry("1 day", "1 day"),
                Map.entry("90 days", "90 days"), Map.entry("1 weeks", "1 week"), Map.entry("1 turn", "1 turn"),
                Map.entry("5 turns", "5 turns"), Map.entry(" 3  classes ", "3 classes"), Map.entry("1 Day", "1 day"));
        spellings.forEach((text, shown) -> assertThat(TimeSpan.parse(text)).as(text).hasToString(shown));
        assertThat(spellings).hasSize(17);
    }

    @Test
    void parse_otherForms_areRefused() {
        for (String text : new String[] {"", "day", "90", "-1 day", "1e999 days", "1 2 days", "NaN days", "1 day ago"}) {
            assertThatThrownBy(() -> TimeSpan.parse(text)).as(text).isInstanceOf(InputException.class)
                    .hasMessage("a time span must be a number with a unit, such as \"90 days\" or \"15 min\", got \""
                            + text + "\"");
        }
    }

    @Test
    void parse_abbreviationsAndMonths_areRefusedWithWhatIsMeant() {
        Map<String, String> hints = Map.ofEntries(Map.entry("m", "; did you mean \"min\"?"),
                Map.entry("d", "; did you mean \"day\"?"), Map.entry("w", "; did you mean \"week\"?"),
                Map.entry("wk", "; did you mean \"week\"?"), Map.entry("hr", "; did you mean \"h\"?"),
                Map.entry("hrs", "; did you mean \"h\"?"), Map.entry("ms", "; 1 ms is 0.001 s"),
                Map.entry("us", "; 1 us is 0.000001 s"), Map.entry("ns", "; 1 ns is 1e-9 s"),
                Map.entry("milliseconds", "; 1 millisecond is 0.001 s"), Map.entry("k", ""),
                Map.entry("month", "; months have no fixed length, so count days or weeks"),
                Map.entry("months", "; months have no fixed length, so count days or weeks"),
                Map.entry("y", "; years have no fixed length, so count days or weeks"),
                Map.entry("years", "; years have no fixed length, so count days or weeks"));
        hints.forEach((unit, hint) -> assertThatThrownBy(() -> TimeSpan.parse("2 " + unit)).as(unit)
                .isInstanceOf(InputException.class).hasMessage("a unit of time must be s, min, h, day, week or a word "
                        + "of your own such as turn, got \"" + TimeSpan.shortForm(unit) + "\"" + hint));
        assertThat(hints).hasSize(15);
        assertThat(TimeSpan.parse("2 secs")).isEqualTo(TimeSpan.parse("2 s"));
    }

    @Test
    void plural_ofAnyUnit_isTheWordBehindManyOfThem() {
        Map<String, String> plurals = Map.of("day", "days", "h", "h", "min", "min", "turn", "turns", "class", "classes",
                "box", "boxes", "batch", "batches");
        plurals.forEach((one, many) -> {
            assertThat(TimeSpan.plural(one)).isEqualTo(many);
            assertThat(TimeSpan.parse("2 " + many)).isEqualTo(new TimeSpan(2, one)).hasToString("2 " + many);
        });
        assertThat(plurals).hasSize(7);
    }

    @Test
    void in_otherUnits_convertsClockUnitsOnly() {
        assertThat(TimeSpan.parse("2 weeks").in("days")).isEqualTo(14);
        assertThat(TimeSpan.parse("36 h").in("day")).isEqualTo(1.5);
        assertThat(TimeSpan.parse("1 day").in("minutes")).isEqualTo(1440);
        assertThat(TimeSpan.parse("90 s").in("min")).isEqualTo(1.5);
        assertThat(TimeSpan.parse("7 turns").in("turn")).isEqualTo(7);
        assertThatThrownBy(() -> TimeSpan.parse("7 turns").in("days")).isInstanceOf(InputException.class)
                .hasMessage("a time span must be in days here, got 7 turns");
        assertThatThrownBy(() -> TimeSpan.parse("7 days").in("turn")).isInstanceOf(InputException.class)
                .hasMessage("a time span must be in turns here, got 7 days");
    }

    @Test
    void spans_thatAreNoLength_areRefused() {
        assertThatThrownBy(() -> new TimeSpan(Double.NaN, "day")).hasMessage("count must be finite, got NaN");
        assertThatThrownBy(() -> new TimeSpan(-1, "day")).hasMessage("count must not be negative, got -1.0");
        assertThat(new TimeSpan(-0.0, "days")).isEqualTo(new TimeSpan(0, "day"));
    }
}
