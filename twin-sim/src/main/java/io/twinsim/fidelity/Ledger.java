package io.twinsim.fidelity;

import io.twinsim.InputException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The state and its store. An event is checked against the state, kept by the store while other threads go on, and only
 * then taken into the state, in the store's order. Meanwhile its key keeps events away that would contradict it.
 */
final class Ledger {

    private final FidelityStore store;
    private final FidelityState state = new FidelityState();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private int applied;

    Ledger(FidelityStore store) {
        this.store = store;
        try {
            catchUp();
        } catch (IllegalStateException | InputException e) {
            throw new InputException("event " + (applied + 1) + " of " + store + " cannot follow the ones before it: "
                    + e.getMessage(), e);
        }
    }

    /** A name such as {@code job-3} that nothing has; numbers may be left out. */
    String newId(String kind) {
        lock.lock();
        try {
            String id;
            do {
                id = kind + "-" + numbers.merge(kind, 1L, Long::sum);
            } while (state.hasPrediction(id) || state.hasJob(id));
            return id;
        } finally {
            lock.unlock();
        }
    }

    /** Looks at the state; whatever is handed out must not change with it. */
    <T> T read(Function<FidelityState, T> question) {
        lock.lock();
        try {
            return question.apply(state);
        } finally {
            lock.unlock();
        }
    }

    <E extends FidelityEvent> E commit(String key, Function<FidelityState, E> event) {
        return commitIfAny(key, s -> Optional.of(event.apply(s))).orElseThrow();
    }

    /** Keeps the event that the state asks for, if it asks for one. */
    <E extends FidelityEvent> Optional<E> commitIfAny(String key, Function<FidelityState, Optional<E>> event) {
        Optional<E> found = reserve(key, event);
        if (found.isPresent()) {
            try {
                store.append(found.get());
            } finally {
                release(key);
            }
        }
        return found;
    }

    private <E extends FidelityEvent> Optional<E> reserve(
            String key, Function<FidelityState, Optional<E>> event) {
        lock.lock();
        try {
            while (taken.contains(key)) {
                free.awaitUninterruptibly();
            }
            Optional<E> found = event.apply(state);
            found.ifPresent(state::check);
            if (found.isPresent()) {
                taken.add(key);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    private void release(String key) {
        lock.lock();
        try {
            catchUp();
        } finally {
            taken.remove(key);
            free.signalAll();
            lock.unlock();
        }
    }

    private void catchUp() {
        List<FidelityEvent> news = store.events(applied);
        for (FidelityEvent event : news) {
            state.apply(event);
            applied++;
        }
    }
}
