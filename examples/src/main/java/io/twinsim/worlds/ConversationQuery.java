package io.twinsim.worlds;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import java.util.Optional;

/**
 * What {@link ConversationMetrics} shall keep. Totals are over all sessions; the window is that of the time buckets,
 * and the limit is that of the list of sessions.
 *
 * @param fromHour first hour of the window, since Monday 00:00
 * @param toHour first hour after the window
 * @param limit how many sessions are listed at most
 * @param cursor the list begins after this one; none for the beginning
 */
public record ConversationQuery(int fromHour, int toHour, int limit, Optional<SessionCursor> cursor) {
    private static final int MONTH = 720;
    private static final int MOST_HOURS = 1_000_000;
    private static final int MOST_SESSIONS = 100_000;

    /** Checks the parts. */
    public ConversationQuery {
        Checks.inRange(0, MOST_HOURS, (long) fromHour, "fromHour");
        Checks.inRange(0, MOST_HOURS, (long) toHour, "toHour");
        if (fromHour >= toHour) {
            throw new InputException("fromHour must lie before toHour (" + toHour + "), got " + fromHour);
        }
        Checks.inRange(1, MOST_SESSIONS, (long) limit, "limit");
        Checks.notNull(cursor, "cursor");
    }

    /**
     * The first 30 days, and the first 100 sessions.
     *
     * @return the query
     */
    public static ConversationQuery of() {
        return new ConversationQuery(0, MONTH, 100, Optional.empty());
    }

    /**
     * Another window.
     *
     * @param from first hour, since Monday 00:00
     * @param to first hour after it
     * @return the query
     */
    public ConversationQuery withWindow(int from, int to) {
        return new ConversationQuery(from, to, limit, cursor);
    }

    /**
     * Another limit of the list.
     *
     * @param most 1 to 100,000 sessions
     * @return the query
     */
    public ConversationQuery withLimit(int most) {
        return new ConversationQuery(fromHour, toHour, most, cursor);
    }

    /**
     * The list after a cursor.
     *
     * @param last what {@link SessionPage#next} gave
     * @return the query
     */
    public ConversationQuery after(SessionCursor last) {
        return new ConversationQuery(fromHour, toHour, limit, Optional.of(last));
    }

    @Override
    public String toString() {
        return "ConversationQuery[hours " + fromHour + " to " + toHour + ", " + limit + " sessions"
                + (cursor.isPresent() ? " after a cursor]" : "]");
    }
}
