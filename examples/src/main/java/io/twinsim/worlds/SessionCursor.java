package io.twinsim.worlds;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import java.util.Comparator;

/**
 * The place of a session in the list of sessions, which is ordered by the time of the first message and, of sessions
 * of one millisecond, by id. A list continues after its last cursor, so sessions that come or go elsewhere neither
 * repeat nor hide others.
 *
 * @param createdMillis time of the first message, in milliseconds since Monday 00:00
 * @param id the name of the session
 */
public record SessionCursor(long createdMillis, String id) implements Comparable<SessionCursor> {

    private static final Comparator<SessionCursor> ORDER =
            Comparator.comparingLong(SessionCursor::createdMillis).thenComparing(SessionCursor::id);

    /** Checks the parts. */
    public SessionCursor {
        Checks.atLeast(0, createdMillis, "createdMillis");
        Checks.notNull(id, "id");
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @param text milliseconds, a slash and the id
     * @return the cursor
     * @throws InputException if text has another form
     */
    public static SessionCursor parse(String text) {
        int slash = Checks.notNull(text, "cursor").indexOf('/');
        String digits = slash < 0 ? "" : text.substring(0, slash);
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new InputException("cursor must be MILLISECONDS/ID, got " + Names.quote(text));
        }
        return new SessionCursor(Long.parseLong(digits), text.substring(slash + 1));
    }

    @Override
    public int compareTo(SessionCursor other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return createdMillis + "/" + id;
    }
}
