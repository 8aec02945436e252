package io.twinsim.timeline;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import io.twinsim.io.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of events and alerts, ordered by step, twin, name and arm.
 *
 * @param rows the events
 * @param next where to go on; empty if there is nothing more
 */
public record EventPage(List<EventRow> rows, Optional<EventCursor> next) {

    /**
     * One event or alert of one twin.
     *
     * @param time when, in the timeline's unit
     * @param step the step that ends at that time
     * @param twin the twin's row id
     * @param name the event or alert
     * @param arm the arm
     */
    public record EventRow(double time, int step, long twin, String name, String arm) {

        /** One line such as {@code 12 flare, twin 4711 (control)}. */
        @Override
        public String toString() {
            return Lines.one(Numbers.significant(time, 9) + " " + name + ", twin " + twin + " (" + arm + ")");
        }
    }

    /** Copies the rows. */
    public EventPage {
        rows = List.copyOf(rows);
    }

    /**
     * The page as text, at most 100 characters a line.
     *
     * @return the text
     */
    public String table() {
        TextTable table = TextTable.of(">time", ">twin", "name", "arm");
        for (EventRow row : rows) {
            table.row(Numbers.significant(row.time(), 9), Long.toString(row.twin()), Lines.cut(row.name(), 40),
                    Lines.cut(row.arm(), 24));
        }
        return table.render(0) + next.map(cursor -> "more after " + cursor.text() + "\n").orElse("");
    }

    /**
     * The page as JSON: {@code events}, each with {@code time}, {@code step}, {@code twin}, {@code name} and {@code
     * arm}, and {@code next}, the cursor to go on after or null.
     *
     * @return the text
     */
    public String toJson() {
        List<Map<String, Object>> events = new ArrayList<>();
        for (EventRow row : rows) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("time", row.time());
            event.put("step", row.step());
            event.put("twin", row.twin());
            event.put("name", row.name());
            event.put("arm", row.arm());
            events.add(event);
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("events", events);
        tree.put("next", next.map(EventCursor::text).orElse(null));
        return JsonText.write(tree);
    }

    /** One line such as {@code EventPage[50 rows, more after 12:4711:flare:control]}. */
    @Override
    public String toString() {
        return Lines.one("EventPage[" + Numbers.grouped(rows.size()) + (rows.size() == 1 ? " row" : " rows")
                + next.map(cursor -> ", more after " + cursor.text()).orElse("") + "]");
    }
}
