package io.twinsim.worlds;

import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.List;
import java.util.Optional;

/**
 * A part of the list of sessions.
 *
 * @param sessions in the order of {@link SessionCursor}
 * @param next where the next part begins; none if this is the last
 */
public record SessionPage(List<SessionMetrics> sessions, Optional<SessionCursor> next) {

    /** Copies the sessions. */
    public SessionPage {
        sessions = List.copyOf(sessions);
    }

    /**
     * The sessions as a table.
     *
     * @return one line per session, each ended by a line feed
     */
    public String table() {
        var table = TextTable.of("session", ">begins [h]", ">minutes", ">messages", ">words", ">questions", "sentiment",
                "topics");
        for (SessionMetrics s : sessions) {
            table.row(s.id(), s.created().isPresent() ? Numbers.fixed(s.created().getAsDouble(), 2) : "",
                    s.durationMinutes().isPresent() ? Numbers.fixed(s.durationMinutes().getAsDouble(), 1) : "",
                    Numbers.grouped(s.totalMessages()), Numbers.grouped(s.totalWords()),
                    Numbers.grouped(s.questionCount()), s.sentiment().id(), String.join(" ", s.topics()));
        }
        return table.render(0);
    }

    @Override
    public String toString() {
        return "SessionPage[" + sessions.size() + " sessions, " + (next.isPresent() ? "more follow" : "the last") + "]";
    }
}
