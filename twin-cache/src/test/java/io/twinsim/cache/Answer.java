package io.twinsim.cache;

import java.util.function.LongSupplier;

/** What the tests keep instead of a simulation result. */
record Answer(String text, long bytes, boolean complete) {

    static Answer of(String text) {
        return new Answer(text, 100, true);
    }

    static Answer heavy(long bytes) {
        return new Answer("heavy", bytes, true);
    }

    static Answer partial() {
        return new Answer("partial", 100, false);
    }

    static ContentCache<Answer> cache(CacheSettings settings, LongSupplier ticks) {
        return new ContentCache<>("ResultCache", settings, ticks, Answer::bytes, Answer::complete);
    }

    static ContentCache<Answer> cache() {
        return cache(CacheSettings.of(), new Ticks());
    }
}
