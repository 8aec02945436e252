package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;

/**
 * A place in the list of events of a run, ordered by step, twin, name and arm: pages go on after it. It names a row and
 * not a count of rows, so it stays where it is whatever the size of pages.
 *
 * @param step the step of the last row of a page
 * @param twin the row id of its twin
 * @param name its event or alert
 * @param arm its arm
 */
public record EventCursor(int step, long twin, String name, String arm) {

    /** Checks that steps and twins are not negative. */
    public EventCursor {
        Checks.atLeast(0, step, "step");
        Checks.atLeast(0, twin, "twin");
        Checks.notNull(name, "name");
        Checks.notNull(arm, "arm");
    }

    /**
     * The cursor of a text.
     *
     * @param text what {@link #text} gave
     * @return the cursor
     * @throws InputException if it is none
     */
    public static EventCursor parse(String text) {
        String[] parts = Checks.notNull(text, "cursor").split(":", 4);
        if (parts.length == 4) {
            try {
                return new EventCursor(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), parts[2], parts[3]);
            } catch (NumberFormatException ignored) {
                // refused below, as what is no number is no cursor
            }
        }
        throw new InputException("cursor must be the end of a page such as 12:4711:flare:control, got "
                + Names.quote(text));
    }

    /**
     * The cursor as text, for links and command lines.
     *
     * @return text such as {@code 12:4711:flare:control}
     */
    public String text() {
        return step + ":" + twin + ":" + name + ":" + arm;
    }

    /** One line such as {@code EventCursor[12:4711:flare:control]}. */
    @Override
    public String toString() {
        return "EventCursor[" + text() + "]";
    }
}
