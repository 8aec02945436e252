package io.twinsim.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that stands until it is moved. */
final class Ticks implements LongSupplier {
    private final AtomicLong now;

    Ticks() {
        this(0);
    }

    Ticks(long start) {
        now = new AtomicLong(start);
    }

    void advance(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Override
    public long getAsLong() {
        return now.get();
    }
}
