package io.twinsim.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many callers, one computation. */
@Timeout(60)
class SharedComputationTest {
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final ContentCache<Answer> cache = Answer.cache();
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void end() throws InterruptedException {
        callers.shutdownNow();
        assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        cache.close();
    }

    private Answer load() {
        return Answer.of("run " + runs.incrementAndGet());
    }

    /** Waits until {@code thread} is parked, which here means: inside the cache, behind the first caller. */
    private static void awaitParked(AtomicReference<Thread> thread) throws InterruptedException {
        while (thread.get() == null || thread.get().getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
    }

    private Future<Answer> waiter(AtomicReference<Thread> thread, Supplier<Answer> load) {
        return callers.submit(() -> {
            thread.set(Thread.currentThread());
            return cache.run("k", "m", load);
        });
    }

    @Test
    void run_100ThreadsOneKey_computesOnce() throws Exception {
        var start = new CyclicBarrier(100);
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(callers.submit(() -> {
                start.await();
                return cache.run("k", "m", () -> {
                    pause(50);
                    return load();
                });
            }));
        }
        Answer first = answers.get(0).get();
        for (Future<Answer> answer : answers) {
            assertThat(answer.get()).isSameAs(first);
        }
        assertThat(runs).hasValue(1);
        assertThat(cache.statistics()).isEqualTo(new CacheStatistics(99, 1, 1, 0, 0, 0, 1, 100));
    }

    @Test
    void run_throwingLoad_reachesEveryWaiterWithItsCause() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var cause = new IllegalArgumentException("disk gone");
        var fault = new IllegalStateException("load failed", cause);
        Future<Answer> first = callers.submit(() -> cache.run("k", "m", () -> {
            begun.countDown();
            hold(go);
            throw fault;
        }));
        begun.await();
        List<Future<Answer>> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            var thread = new AtomicReference<Thread>();
            waiters.add(waiter(thread, this::load));
            awaitParked(thread);
        }
        go.countDown();
        waiters.add(first);
        for (Future<Answer> waiter : waiters) {
            assertThatThrownBy(waiter::get).isInstanceOf(ExecutionException.class).cause().isSameAs(fault)
                    .hasCause(cause);
        }
        assertThat(runs).hasValue(0);
        assertThat(cache.run("k", "m", this::load).text()).isEqualTo("run 1");
        assertThat(cache.statistics()).isEqualTo(new CacheStatistics(0, 2, 2, 1, 0, 0, 1, 100));
    }

    @Test
    void run_firstCallerInterrupted_anotherTakesOver() throws Exception {
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var firstThread = new AtomicReference<Thread>();
        Future<Answer> first = callers.submit(() -> {
            firstThread.set(Thread.currentThread());
            return cache.run("k", "m", () -> {
                begun.countDown();
                hold(never);
                return load();
            });
        });
        begun.await();
        var secondThread = new AtomicReference<Thread>();
        var thirdThread = new AtomicReference<Thread>();
        Future<Answer> second = waiter(secondThread, this::load);
        Future<Answer> third = waiter(thirdThread, this::load);
        awaitParked(secondThread);
        awaitParked(thirdThread);
        firstThread.get().interrupt();
        assertThatThrownBy(first::get).cause().isInstanceOf(IllegalStateException.class).hasMessage("interrupted");
        assertThat(second.get()).isSameAs(third.get());
        assertThat(runs).hasValue(1);
    }

    @Test
    void run_firstCallersResultIsPartial_waiterComputesItsOwn() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Future<Answer> first = callers.submit(() -> cache.run("k", "m", () -> {
            begun.countDown();
            hold(go);
            return Answer.partial();
        }));
        begun.await();
        var thread = new AtomicReference<Thread>();
        Future<Answer> second = waiter(thread, this::load);
        awaitParked(thread);
        go.countDown();
        assertThat(first.get()).isEqualTo(Answer.partial());
        assertThat(second.get().text()).isEqualTo("run 1");
        assertThat(cache.run("k", "m", this::load)).isSameAs(second.get());
    }

    @Test
    void run_waiterInterrupted_leavesAloneAndKeepsItsFlag() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Future<Answer> first = callers.submit(() -> cache.run("k", "m", () -> {
            begun.countDown();
            hold(go);
            return load();
        }));
        begun.await();
        var thread = new AtomicReference<Thread>();
        Future<Boolean> second = callers.submit(() -> {
            thread.set(Thread.currentThread());
            assertThatThrownBy(() -> cache.run("k", "m", this::load)).isInstanceOf(CancellationException.class)
                    .hasMessage("interrupted while another caller computed key k");
            return Thread.interrupted();
        });
        awaitParked(thread);
        thread.get().interrupt();
        assertThat(second.get()).isTrue();
        go.countDown();
        assertThat(first.get().text()).isEqualTo("run 1");
    }

    @Test
    void run_loadAsksForItsOwnKey_isRefused() {
        assertThatThrownBy(() -> cache.run("k", "m", () -> cache.run("k", "m", this::load)))
                .isInstanceOf(IllegalStateException.class).hasMessage("recursive load of key k");
        assertThatThrownBy(() -> cache.run("a", "m", () -> cache.run("b", "m", () -> cache.run("a", "m", this::load))))
                .isInstanceOf(IllegalStateException.class).hasMessage("recursive load of key a");
        assertThat(cache.run("a", "m", () -> cache.run("b", "m", this::load)).text()).isEqualTo("run 1");
    }

    /** a waits for b and b for a, in two threads: the one that would close the circle is refused, the other told. */
    @Test
    void run_twoLoadsWaitForEachOther_isRefused() throws Exception {
        var both = new CyclicBarrier(2);
        Future<Answer> a = callers.submit(() -> cache.run("a", "m", () -> {
            meet(both);
            return cache.run("b", "m", this::load);
        }));
        Future<Answer> b = callers.submit(() -> cache.run("b", "m", () -> {
            meet(both);
            return cache.run("a", "m", this::load);
        }));
        assertThatThrownBy(a::get).cause().isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("recursive load of key ");
        assertThatThrownBy(b::get).cause().isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("recursive load of key ");
        assertThat(runs).hasValue(0);
    }

    @Test
    void close_whileOthersWait_letsTheComputationFinishForThem() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Future<Answer> first = callers.submit(() -> cache.run("k", "m", () -> {
            begun.countDown();
            hold(go);
            return load();
        }));
        begun.await();
        var thread = new AtomicReference<Thread>();
        Future<Answer> second = waiter(thread, this::load);
        awaitParked(thread);
        cache.close();
        go.countDown();
        assertThat(second.get()).isSameAs(first.get());
        assertThatThrownBy(() -> cache.run("k", "m", this::load)).hasMessage("the cache is closed");
    }

    /** Readers, writers and invalidations at once: every answer belongs to its key, and the bounds hold in the end. */
    @Test
    void run_readsWritesAndInvalidationsAtOnce_neverMixKeys() throws Exception {
        var small = Answer.cache(CacheSettings.of().withMaxResults(20), new Ticks());
        List<Future<Integer>> workers = new ArrayList<>();
        for (int w = 0; w < 10; w++) {
            int worker = w;
            workers.add(callers.submit(() -> {
                int wrong = 0;
                for (int i = 0; i < 5_000; i++) {
                    int id = (i * 31 + worker * 17) % 50;
                    Answer answer = small.run("k" + id, "m" + id % 3, () -> Answer.of("v" + id));
                    wrong += answer.text().equals("v" + id) ? 0 : 1;
                    if (i % 100 == worker) {
                        small.invalidate("m" + i % 3);
                    }
                }
                return wrong;
            }));
        }
        int checked = 0;
        for (Future<Integer> worker : workers) {
            assertThat(worker.get()).isZero();
            checked += 5_000;
        }
        CacheStatistics end = small.statistics();
        assertThat(checked).isEqualTo(50_000);
        assertThat(end.hits() + end.misses()).isEqualTo(50_000);
        assertThat(end.loads()).isEqualTo(end.misses());
        assertThat(end.size()).isLessThanOrEqualTo(20);
        small.close();
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException("nobody came", e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
