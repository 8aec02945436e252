package io.twinsim.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TilesTest {

    @Test
    void run_anyThreads_doesEachTileOnce() {
        for (int threads : new int[] {1, 2, 7, 16}) {
            AtomicIntegerArray done = new AtomicIntegerArray(1000);
            long count = Tiles.run(threads, null, 1000, StopSignal.NEVER, t -> done.incrementAndGet((int) t));
            assertThat(count).isEqualTo(1000);
            for (int i = 0; i < 1000; i++) {
                assertThat(done.get(i)).isEqualTo(1);
            }
        }
    }

    @Test
    void run_stopped_hasDoneAPrefix() {
        AtomicLong done = new AtomicLong();
        long count = Tiles.run(4, null, 1_000_000, () -> done.get() >= 50, t -> done.incrementAndGet());
        assertThat(count).isEqualTo(done.get()).isBetween(50L, 53L);
    }

    @Test
    void run_failures_throwThatOfTheLowestTile() {
        assertThatThrownBy(() -> Tiles.run(4, null, 100, StopSignal.NEVER, t -> {
            if (t >= 10) {
                throw new IllegalStateException("tile " + t);
            }
        })).isInstanceOf(IllegalStateException.class).hasMessage("tile 10");
    }

    @Test
    void run_errorInAHelper_reachesTheCallerAndThePoolGoesOn() {
        assertThatThrownBy(() -> Tiles.run(2, null, 10, StopSignal.NEVER, t -> {
            throw new StackOverflowError("deep");
        })).isInstanceOf(StackOverflowError.class);
        assertThat(Tiles.run(2, null, 10, StopSignal.NEVER, t -> { })).isEqualTo(10);
    }

    @Test
    void run_executorShutDown_isRejected() {
        ExecutorService closed = Executors.newSingleThreadExecutor();
        closed.shutdown();
        assertThatThrownBy(() -> Tiles.run(2, closed, 10, StopSignal.NEVER, t -> { }))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void run_nestedOnAPoolOfOne_doesNotDeadlock() {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            AtomicLong inner = new AtomicLong();
            Tiles.run(2, one, 8, StopSignal.NEVER,
                    t -> Tiles.run(2, one, 8, StopSignal.NEVER, u -> inner.incrementAndGet()));
            assertThat(inner.get()).isEqualTo(64);
        } finally {
            one.shutdown();
        }
    }

    @Test
    void run_interruptedCaller_finishesAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        assertThat(Tiles.run(2, null, 100, StopSignal.NEVER, t -> { })).isEqualTo(100);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void run_threadsOutOfRange_isRefused() {
        assertThatThrownBy(() -> Tiles.run(0, null, 1, StopSignal.NEVER, t -> { }))
                .isInstanceOf(InputException.class).hasMessage("threads must be in [1, 1024], got 0");
    }

    @Test
    void pool_idle_endsItsThreadsAfterASecond() throws InterruptedException {
        Tiles.run(8, null, 64, StopSignal.NEVER, t -> { });
        for (int i = 0; i < 100 && helpers() > 0; i++) {
            Thread.sleep(Duration.ofMillis(100).toMillis());
        }
        assertThat(helpers()).isZero();
    }

    private static long helpers() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("twinsim-")).count();
    }
}
