package io.twinsim.model;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import java.util.List;
import java.util.Locale;

/**
 * A series of records that twins are joined with by time.
 *
 * @param name the name, the first part of its columns' names
 * @param columns the nodes, such as {@code env.humidity}; the formula of one is its value where no record matches
 * @param match the flag that says whether a record was found, such as {@code env.matched}
 * @param window how far a record may be away, both ends included
 * @param join which record of the window is taken
 */
public record ContextSpec(
        String name, List<TimelineNode> columns, TimelineNode match, TimeSpan window, Join join) {

    /** Which record of the window counts. */
    public enum Join {
        /** The last one at or before the time; never looks ahead. */
        BACKWARD,
        /** The nearest one, before or after; of two equally near the earlier. */
        NEAREST,
        /** The last one in the whole window, which may lie ahead. */
        LATEST;

        /**
         * The name in world files.
         *
         * @return such as {@code backward}
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Join named(String id) {
            return Checks.constant("join", id, values(), Join::id);
        }
    }

    /** Copies the columns. */
    public ContextSpec {
        columns = List.copyOf(columns);
    }

    /** One line: name, window and policy. */
    @Override
    public String toString() {
        return Lines.one("ContextSpec[" + name + ", " + columns.size() + (columns.size() == 1 ? " column, " : " columns, ")
                + join.id() + " within " + window + "]");
    }
}
