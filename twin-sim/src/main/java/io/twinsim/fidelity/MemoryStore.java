package io.twinsim.fidelity;

import io.twinsim.internal.text.Checks;
import java.util.ArrayList;
import java.util.List;

/** Events in a list. */
final class MemoryStore implements FidelityStore {

    private final List<FidelityEvent> events = new ArrayList<>();

    @Override
    public synchronized void append(FidelityEvent event) {
        events.add(Checks.notNull(event, "event"));
    }

    @Override
    public synchronized List<FidelityEvent> events(int from) {
        return List.copyOf(events.subList(Math.min(from, events.size()), events.size()));
    }

    @Override
    public synchronized String toString() {
        return "FidelityStore[in memory, " + FidelityText.count(events.size(), "event") + "]";
    }
}
