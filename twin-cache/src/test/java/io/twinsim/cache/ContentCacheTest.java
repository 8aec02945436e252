package io.twinsim.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ContentCacheTest {
    private final Ticks ticks = new Ticks();
    private final AtomicInteger runs = new AtomicInteger();

    private Answer load() {
        return Answer.of("run " + runs.incrementAndGet());
    }

    @Test
    void run_secondTime_returnsTheSameObject() {
        try (var cache = Answer.cache()) {
            Answer first = cache.run("k", "m", this::load);
            assertThat(cache.run("k", "m", this::load)).isSameAs(first);
            assertThat(runs).hasValue(1);
            assertThat(cache.statistics()).isEqualTo(new CacheStatistics(1, 1, 1, 0, 0, 0, 1, 100));
        }
    }

    /** "Aa" and "BB" have the same hash code; so have all strings made of them. */
    @Test
    void run_keysWithEqualHashCodes_areApart() {
        try (var cache = Answer.cache()) {
            Answer a = cache.run("AaAa", "m", this::load);
            Answer b = cache.run("BBBB", "m", this::load);
            Answer c = cache.run("AaBB", "m", this::load);
            assertThat("AaAa".hashCode()).isEqualTo("BBBB".hashCode()).isEqualTo("AaBB".hashCode());
            assertThat(cache.run("AaAa", "m", this::load)).isSameAs(a);
            assertThat(cache.run("BBBB", "m", this::load)).isSameAs(b);
            assertThat(cache.run("AaBB", "m", this::load)).isSameAs(c);
            assertThat(runs).hasValue(3);
        }
    }

    @Test
    void run_keyBuiltTwice_isFoundByContent() {
        try (var cache = Answer.cache()) {
            Answer first = cache.run(new StringBuilder("ab").toString(), "m", this::load);
            assertThat(cache.run(new StringBuilder("ab").toString(), "m", this::load)).isSameAs(first);
        }
    }

    @Test
    void run_afterTimeToLive_computesAgain() {
        try (var cache = Answer.cache(CacheSettings.of(), ticks)) {
            Answer first = cache.run("k", "m", this::load);
            ticks.advance(Duration.ofMinutes(30).minusNanos(1));
            assertThat(cache.run("k", "m", this::load)).isSameAs(first);
            ticks.advance(Duration.ofNanos(1));
            assertThat(cache.run("k", "m", this::load)).isNotSameAs(first);
            assertThat(cache.statistics()).isEqualTo(new CacheStatistics(1, 2, 2, 0, 1, 0, 1, 100));
        }
    }

    @Test
    void run_longestTimeToLive_doesNotOverflow() {
        var late = new Ticks(Long.MAX_VALUE - 5);
        var settings = CacheSettings.of().withTimeToLive(Duration.ofSeconds(Long.MAX_VALUE))
                .withMaxResults(Long.MAX_VALUE).withMaxBytes(Long.MAX_VALUE);
        try (var cache = Answer.cache(settings, late)) {
            Answer first = cache.run("k", "m", this::load);
            late.advance(Duration.ofDays(36_500));
            assertThat(cache.run("k", "m", this::load)).isSameAs(first);
            Answer endless = cache.run("endless", "m", () -> Answer.heavy(Long.MAX_VALUE));
            assertThat(endless.bytes()).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void run_switchedOff_computesEveryTime() {
        var settings = CacheSettings.of();
        for (CacheSettings off : new CacheSettings[] {CacheSettings.off(), settings.withTimeToLive(Duration.ZERO),
                settings.withMaxResults(0), settings.withMaxBytes(0)}) {
            runs.set(0);
            try (var cache = Answer.cache(off, ticks)) {
                assertThat(cache.run("k", "m", this::load).text()).isEqualTo("run 1");
                assertThat(cache.run("k", "m", this::load).text()).isEqualTo("run 2");
                assertThat(cache.statistics()).isEqualTo(new CacheStatistics(0, 2, 2, 0, 0, 0, 0, 0));
            }
        }
    }

    @Test
    void run_throwingLoad_isNotKept() {
        var fault = new IllegalArgumentException("no such column");
        try (var cache = Answer.cache()) {
            assertThatThrownBy(() -> cache.run("k", "m", () -> {
                throw fault;
            })).isSameAs(fault);
            assertThat(cache.run("k", "m", this::load).text()).isEqualTo("run 1");
            assertThat(cache.statistics()).isEqualTo(new CacheStatistics(0, 2, 2, 1, 0, 0, 1, 100));
        }
    }

    @Test
    void run_incompleteResult_isReturnedButNeverKept() {
        try (var cache = Answer.cache()) {
            assertThat(cache.run("k", "m", Answer::partial)).isEqualTo(Answer.partial());
            assertThat(cache.run("k", "m", this::load).text()).isEqualTo("run 1");
            assertThat(cache.statistics()).isEqualTo(new CacheStatistics(0, 2, 2, 1, 0, 0, 1, 100));
        }
    }

    @Test
    void run_loadGivesNull_isRefusedByName() {
        try (var cache = Answer.cache()) {
            assertThatThrownBy(() -> cache.run("k", "m", () -> null))
                    .isInstanceOf(IllegalStateException.class).hasMessage("load of key k gave no result");
            assertThat(cache.statistics().size()).isZero();
        }
    }

    @Test
    void run_moreKeysThanMaxResults_staysWithinTheBound() {
        try (var cache = Answer.cache(CacheSettings.of().withMaxResults(10), ticks)) {
            for (int i = 0; i < 1_000; i++) {
                cache.run("k" + i, "m", this::load);
                assertThat(cache.statistics().size()).isLessThanOrEqualTo(10);
            }
            CacheStatistics end = cache.statistics();
            assertThat(end.size()).isEqualTo(10);
            assertThat(end.evictions()).isEqualTo(990);
        }
    }

    @Test
    void run_heavyResults_staysWithinTheBytes() {
        try (var cache = Answer.cache(CacheSettings.of().withMaxBytes(1_000), ticks)) {
            for (int i = 0; i < 100; i++) {
                cache.run("k" + i, "m", () -> Answer.heavy(250));
                assertThat(cache.statistics().bytes()).isLessThanOrEqualTo(1_000);
            }
            assertThat(cache.statistics().size()).isEqualTo(4);
        }
    }

    @Test
    void run_resultHeavierThanTheCache_isReturnedButNotKept() {
        try (var cache = Answer.cache(CacheSettings.of().withMaxBytes(1_000), ticks)) {
            cache.run("small", "m", this::load);
            assertThat(cache.run("k", "m", () -> Answer.heavy(1_001)).bytes()).isEqualTo(1_001);
            assertThat(cache.statistics()).isEqualTo(new CacheStatistics(0, 2, 2, 0, 0, 0, 1, 100));
        }
    }

    @Test
    void run_aMillionKeys_keepsAThousandAndLetsTheRestGo() {
        try (var cache = Answer.cache(CacheSettings.of(), ticks)) {
            var first = new WeakReference<>(cache.run("first", "m", this::load));
            for (int i = 0; i < 1_000_000; i++) {
                cache.run(Integer.toString(i), "m", this::load);
            }
            assertThat(cache.statistics().size()).isEqualTo(1_000);
            assertThat(cache.statistics().evictions()).isEqualTo(999_001);
            cache.invalidateAll();
            for (int i = 0; i < 50 && first.get() != null; i++) {
                System.gc();
            }
            assertThat(first.get()).isNull();
        }
    }

    @Test
    void invalidate_oneModel_dropsItsResultsOnly() {
        try (var cache = Answer.cache()) {
            Answer a = cache.run("a", "hcp", this::load);
            Answer b = cache.run("b", "patient", this::load);
            cache.invalidate("hcp");
            assertThat(cache.run("b", "patient", this::load)).isSameAs(b);
            assertThat(cache.run("a", "hcp", this::load)).isNotSameAs(a);
            assertThat(cache.statistics().evictions()).isZero();
            cache.invalidateAll();
            assertThat(cache.statistics().size()).isZero();
        }
    }

    @Test
    void invalidate_whileItsResultIsComputed_handsItOutButDoesNotKeepIt() {
        try (var cache = Answer.cache()) {
            Answer running = cache.run("a", "hcp", () -> {
                cache.invalidate("hcp");
                return load();
            });
            assertThat(running.text()).isEqualTo("run 1");
            assertThat(cache.statistics().size()).isZero();
            cache.run("b", "hcp", () -> {
                cache.invalidate("patient");
                return load();
            });
            assertThat(cache.statistics().size()).isEqualTo(1);
        }
    }

    @Test
    void run_brokenTickerOrWeight_computesAndCountsTheFault() {
        var broken = new AtomicBoolean();
        try (var cache = new ContentCache<Answer>("ResultCache", CacheSettings.of(), () -> {
            if (broken.get()) {
                throw new IllegalStateException("clock gone");
            }
            return 0;
        }, Answer::bytes, Answer::complete)) {
            cache.run("k", "m", this::load);
            broken.set(true);
            assertThat(cache.run("k", "m", this::load).text()).isEqualTo("run 2");
            broken.set(false);
            assertThat(cache.statistics().faults()).isPositive();
        }
        try (var cache = new ContentCache<Answer>("ResultCache", CacheSettings.of(), ticks, answer -> {
            throw new IllegalStateException("size unknown");
        }, Answer::complete)) {
            assertThat(cache.run("k", "m", this::load).text()).isEqualTo("run 3");
            assertThat(cache.statistics()).isEqualTo(new CacheStatistics(0, 1, 1, 0, 0, 1, 0, 0));
        }
    }

    @Test
    void close_twice_isHarmlessAndEveryUseAfterItIsRefused() {
        var cache = Answer.cache();
        cache.run("k", "m", this::load);
        cache.close();
        cache.close();
        assertThatThrownBy(() -> cache.run("k", "m", this::load))
                .isInstanceOf(IllegalStateException.class).hasMessage("the cache is closed");
        assertThatThrownBy(cache::statistics)
                .isInstanceOf(IllegalStateException.class).hasMessage("the cache is closed");
        assertThatThrownBy(() -> cache.invalidate("m"))
                .isInstanceOf(IllegalStateException.class).hasMessage("the cache is closed");
        assertThatThrownBy(cache::invalidateAll)
                .isInstanceOf(IllegalStateException.class).hasMessage("the cache is closed");
        assertThat(runs).hasValue(1);
    }

    @Test
    void close_whileComputing_stillHandsTheResultOut() {
        var cache = Answer.cache();
        Answer answer = cache.run("k", "m", () -> {
            cache.close();
            return load();
        });
        assertThat(answer.text()).isEqualTo("run 1");
    }

    @Test
    void hitRate_countsCalls() {
        assertThat(new CacheStatistics(3, 1, 1, 0, 0, 0, 1, 100).hitRate()).isEqualTo(0.75);
        assertThat(new CacheStatistics(0, 0, 0, 0, 0, 0, 0, 0).hitRate()).isZero();
        assertThat(new CacheStatistics(3, 1, 1, 0, 0, 0, 1, 40_960))
                .hasToString("CacheStatistics[3 hits, 1 misses, 1 results, 40,960 bytes]");
    }
}
