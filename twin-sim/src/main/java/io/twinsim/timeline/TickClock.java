package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.TimeSpan;
import java.util.Set;

/**
 * Times as whole ticks: microseconds for units of time, millionths for own words such as {@code turn}. What is the same
 * time in two units is the same tick, which doubles do not promise: 2 h are not exactly a twelfth of a day.
 */
final class TickClock {

    private static final Set<String> UNITS_OF_TIME = Set.of("s", "min", "h", "day", "week");
    private static final double PER_UNIT = 1e6;
    /** Up to here every whole number is a double; microseconds reach 285 years. */
    private static final double MOST = 0x1p53;

    private final String unit;
    private final boolean ofTime;
    private final double perUnit;

    private TickClock(String unit, boolean ofTime, double perUnit) {
        this.unit = unit;
        this.ofTime = ofTime;
        this.perUnit = perUnit;
    }

    /** The clock of a timeline whose times are in this unit. */
    static TickClock of(String unit) {
        TimeSpan one = new TimeSpan(1, unit);
        boolean ofTime = UNITS_OF_TIME.contains(one.unit());
        return new TickClock(unit, ofTime, ofTime ? one.in("s") * PER_UNIT : PER_UNIT);
    }

    /** The tick of a time in the clock's unit; exact for whole steps as long as it is below 2^53. */
    long ticks(double t) {
        return (long) Math.rint(t * perUnit);
    }

    /** Whether a time is within 2^53 ticks of the start. */
    boolean within(double t) {
        return Math.abs(Math.rint(t * perUnit)) <= MOST;
    }

    /** The tick of a time, refused beyond 2^53. */
    long ticks(double t, String name) {
        if (within(t)) {
            return ticks(t);
        }
        throw Checks.refuse(name, "be within " + span(MOST) + " of the start", t, null);
    }

    long ticks(TimeSpan span) {
        return ticks(span.in(unit), "window");
    }

    long ticksOfMicros(long micros, String context) {
        if (!ofTime) {
            throw new InputException("context " + Names.quote(context) + " must have numbers as times, as the timeline "
                    + "counts in " + TimeSpan.plural(unit) + ", got dates");
        }
        if (Math.abs((double) micros) <= MOST) {
            return micros;
        }
        throw new InputException("context " + Names.quote(context) + " must have times within "
                + span(MOST) + " of the start");
    }

    /** Ticks as a reader knows them, such as {@code 2.5 days}. */
    String span(double ticks) {
        double shown = Double.parseDouble(Numbers.significant(Math.abs(ticks) / perUnit, 6));
        return (ticks < 0 && shown > 0 ? "-" : "") + new TimeSpan(shown, unit);
    }
}
