package io.twinsim.fidelity;

import java.util.List;

/**
 * Where events are kept, in order, only ever added to. A store serves one {@link FidelityTracker} at a time;
 * implementations may be called from many threads at once.
 */
public interface FidelityStore {

    /**
     * Keeps an event. When this returns, the event is as safe as the store promises, and {@link #events(int)} shows it
     * and all before it.
     *
     * @param event what happened
     * @throws java.io.UncheckedIOException if it could not be kept, with the place and the reason; the store is then
     *     unchanged
     */
    void append(FidelityEvent event);

    /**
     * The events from a number on.
     *
     * @param from how many leading events to leave out, 0 or more
     * @return an immutable list in the order of appending; empty if there are no more
     */
    List<FidelityEvent> events(int from);

    /**
     * All events.
     *
     * @return an immutable list in the order of appending
     */
    default List<FidelityEvent> events() {
        return events(0);
    }

    /**
     * A store in memory, which forgets everything at the end of the process.
     *
     * @return an empty store
     */
    static FidelityStore inMemory() {
        return new MemoryStore();
    }
}
