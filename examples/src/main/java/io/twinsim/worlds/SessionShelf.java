package io.twinsim.worlds;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The least sessions after a cursor, one more than asked for, so that the page knows whether more follow. */
final class SessionShelf {
    private final Optional<SessionCursor> after;
    private final int limit;
    private final TreeMap<SessionCursor, SessionMetrics> least = new TreeMap<>();

    SessionShelf(ConversationQuery query) {
        after = query.cursor();
        limit = query.limit();
    }

    void add(SessionTally session) {
        if (keeps(session.createdMillis()) && isWanted(session.key())) {
            put(session.key(), session.metrics());
        }
    }

    /** Spares the key of most sessions of a long stream. */
    private boolean keeps(long created) {
        return least.size() <= limit || created <= least.lastKey().createdMillis();
    }

    private boolean isWanted(SessionCursor key) {
        return after.isEmpty() || key.compareTo(after.get()) > 0;
    }

    void add(SessionShelf other) {
        other.least.forEach(this::put);
    }

    private void put(SessionCursor key, SessionMetrics session) {
        if (least.putIfAbsent(key, session) != null) {
            throw new InputException("id must be different for each session, got " + Names.quote(key.id()) + " twice");
        }
        if (least.size() > limit + 1) {
            least.pollLastEntry();
        }
    }

    SessionPage page() {
        List<SessionMetrics> sessions = new ArrayList<>();
        SessionCursor last = null;
        for (Map.Entry<SessionCursor, SessionMetrics> entry : least.entrySet()) {
            if (sessions.size() == limit) {
                return new SessionPage(sessions, Optional.ofNullable(last));
            }
            sessions.add(entry.getValue());
            last = entry.getKey();
        }
        return new SessionPage(sessions, Optional.empty());
    }
}
