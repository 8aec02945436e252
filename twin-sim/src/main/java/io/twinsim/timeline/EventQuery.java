package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which events and alerts of a run to list: of these names, in this range of times, at most so many, after a place
 * where an earlier page ended. Ranges include both ends.
 *
 * <pre>{@code
 * EventPage page = timeline.events(EventQuery.of("dehydrated").from("7 days").to("30 days").limit(50));
 * EventPage next = timeline.events(EventQuery.of("dehydrated").from("7 days").to("30 days").limit(50)
 *         .after(page.next().orElseThrow()));
 * }</pre>
 *
 * @param names events and alerts; empty for all of them
 * @param arm the arm, such as {@code control}; empty for all of them
 * @param first the earliest time, such as {@code 7 days}; empty for the start
 * @param last the latest time; empty for the end
 * @param rows the most rows of a page, at least 1
 * @param cursor where an earlier page ended; empty for the first page
 */
public record EventQuery(List<String> names, Optional<String> arm, Optional<String> first, Optional<String> last,
        int rows, Optional<EventCursor> cursor) {

    /** Rows of a page if nobody says otherwise. */
    public static final int DEFAULT_ROWS = 100;
    /** The most rows of a page. */
    public static final int MOST_ROWS = 100_000;

    /** Checks the limit and that no name is given twice. */
    public EventQuery {
        names = List.copyOf(names);
        Checks.inRange(1L, MOST_ROWS, rows, "limit");
        List<String> seen = new ArrayList<>();
        for (String name : names) {
            if (seen.contains(name)) {
                throw new InputException("names must be distinct, got " + Names.quote(name) + " twice");
            }
            seen.add(name);
        }
    }

    /**
     * The events and alerts of these names in all arms, from the start to the end.
     *
     * @param names names of events and alerts; none for all of them
     * @return the query
     */
    public static EventQuery of(String... names) {
        return new EventQuery(List.of(names), Optional.empty(), Optional.empty(), Optional.empty(), DEFAULT_ROWS,
                Optional.empty());
    }

    /**
     * The same in one arm.
     *
     * @param name the arm, such as {@code control}
     * @return the query
     */
    public EventQuery in(String name) {
        return new EventQuery(names, Optional.of(Checks.notNull(name, "arm")), first, last, rows, cursor);
    }

    /**
     * The same from a time on.
     *
     * @param time the earliest time, such as {@code 7 days}; itself included
     * @return the query
     */
    public EventQuery from(String time) {
        return new EventQuery(names, arm, Optional.of(Checks.notNull(time, "from")), last, rows, cursor);
    }

    /**
     * The same up to a time.
     *
     * @param time the latest time, such as {@code 30 days}; itself included
     * @return the query
     */
    public EventQuery to(String time) {
        return new EventQuery(names, arm, first, Optional.of(Checks.notNull(time, "to")), rows, cursor);
    }

    /**
     * The same with other pages.
     *
     * @param most the most rows of a page, 1 to 100,000
     * @return the query
     */
    public EventQuery limit(int most) {
        return new EventQuery(names, arm, first, last, most, cursor);
    }

    /**
     * The page after another one. Cursors do not depend on limits: pages of any size give the same rows.
     *
     * @param end where the other page ended, {@link EventPage#next}; null for the first page
     * @return the query
     */
    public EventQuery after(@Nullable EventCursor end) {
        return new EventQuery(names, arm, first, last, rows, Optional.ofNullable(end));
    }

    /** One line such as {@code EventQuery[dehydrated, from 7 days, to 30 days, limit 50]}. */
    @Override
    public String toString() {
        return Lines.one("EventQuery[" + (names.isEmpty() ? "all" : Names.list(names))
                + arm.map(a -> ", in " + a).orElse("") + first.map(t -> ", from " + t).orElse("")
                + last.map(t -> ", to " + t).orElse("") + ", limit " + rows
                + cursor.map(c -> ", after " + c.text()).orElse("") + "]");
    }
}
