package io.twinsim.model;

import io.twinsim.expr.Expr;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of stations that pieces pass one after the other. Formulas are in the role of a step, resolved for their
 * station, in the order of {@code stations}; times are in the timeline's unit.
 *
 * @param name the name, the first part of its counters' names
 * @param axis the axis whose labels are the stations
 * @param stations the stations in the order in which pieces pass them
 * @param interval the time between two arrivals, on average
 * @param arrivals constant or exponential
 * @param mean the mean service time per station
 * @param sd the standard deviation of the service time per station; empty for constant and exponential service
 * @param service the form of the service time
 * @param capacity the number of servers per station, a whole number of at least 1, fixed at the start
 * @param buffer the places in front of each station; empty for unbounded
 * @param scrap the probability that a piece leaves as defective after each station; empty for 0
 * @param mtbf the mean time between failures per station; empty for no failures
 * @param mttr the mean time to repair per station; empty for no failures
 * @param breakdown constant or exponential
 * @param hold a flag per station: it takes no new piece during this step; empty for never
 * @param counters what the queue counts, first those of the line, then those of the stations
 */
public record QueueSpec(
        String name, String axis, List<String> stations, Expr interval, Form arrivals, List<Expr> mean, List<Expr> sd,
        Form service, List<Expr> capacity, List<Expr> buffer, List<Expr> scrap, List<Expr> mtbf, List<Expr> mttr,
        Form breakdown, List<Expr> hold, List<TimelineNode> counters) {

    /** How times vary around their mean. */
    public enum Form {
        /** Not at all. */
        CONSTANT,
        /** As times between random events. */
        EXPONENTIAL,
        /** Normally, cut off at 0. */
        NORMAL,
        /** As the exponential of a normal variable. */
        LOGNORMAL,
        /** As a gamma variable. */
        GAMMA;

        /**
         * The name in world files.
         *
         * @return such as {@code exponential}
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Form named(String id) {
            return Checks.constant("form", id, values(), Form::id);
        }
    }

    /** What is counted per line, in the order of the counters. */
    public static final List<String> LINE_COUNTERS =
            List.of("introduced", "completed", "defective", "refused", "wip", "flow_time");

    /** What is counted per station, in the order of the counters: all stations of one, then of the next. */
    public static final List<String> STATION_COUNTERS = List.of("processed", "defects", "queue", "in_service", "busy",
            "blocked", "down", "failures", "up", "wait");

    /** Copies the lists. */
    public QueueSpec {
        stations = List.copyOf(stations);
        mean = List.copyOf(mean);
        sd = List.copyOf(sd);
        capacity = List.copyOf(capacity);
        buffer = List.copyOf(buffer);
        scrap = List.copyOf(scrap);
        mtbf = List.copyOf(mtbf);
        mttr = List.copyOf(mttr);
        hold = List.copyOf(hold);
        counters = List.copyOf(counters);
    }

    /** The position of a counter in {@link #counters}, if the queue has one of this name. */
    Optional<Integer> position(String counter) {
        for (int i = 0; i < counters.size(); i++) {
            if (counters.get(i).name().equals(counter)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** One line: name and stations. */
    @Override
    public String toString() {
        String text = "QueueSpec[" + name + ": " + String.join(" -> ", stations) + "]";
        return Lines.one(text);
    }
}
