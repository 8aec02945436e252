package io.twinsim;

import io.twinsim.internal.text.Trace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Input that is refused: a value out of range, an unknown name, a malformed file. The message names the field, the
 * value, what is allowed and, where it is known, the place and the nearest known name. It is thrown before any work
 * is done.
 *
 * <p>Its stack trace begins with the caller's line: what lies between that line and the check says nothing about the
 * input, and at a prompt it would push the message off the screen. Start Java with {@code -Dtwinsim.trace=full} (or set
 * that system property later) to see where inside this library the input was refused.
 */
public final class InputException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Place place;

    /**
     * Refuses with a message.
     *
     * @param message what must hold and what was found instead
     */
    public InputException(String message) {
        this(message, (Place) null, null);
    }

    /**
     * Refuses with a message and the reason beneath it.
     *
     * @param message what must hold and what was found instead
     * @param cause the failure that showed it
     */
    public InputException(String message, Throwable cause) {
        this(message, null, cause);
    }

    /**
     * Refuses with a message and the place of the input; the place is put in front of the message.
     *
     * @param message what must hold and what was found instead
     * @param place where the input stands
     */
    public InputException(String message, Place place) {
        this(message, place, null);
    }

    private InputException(String message, @Nullable Place place, @Nullable Throwable cause) {
        super(place == null ? message : place + ": " + message, cause);
        this.place = place;
        Trace.ofCaller(this);
    }

    /**
     * The place of the refused input.
     *
     * @return the place, if it is known
     */
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }
}
