package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong(17);
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(screen, true, StandardCharsets.UTF_8);

    private Progress progress(int columns) {
        return new Progress(err, columns, "writing", clock::get);
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void job_upToTwoSeconds_saysNothing() {
        try (Progress progress = progress(80)) {
            progress.report("simulating", "twins", 5, 10);
            clock.addAndGet(2 * SECOND - 1);
            progress.tick();
        }
        assertThat(shown()).isEmpty();
    }

    @Test
    void job_longerThanTwoSeconds_isDrawnAndErased() {
        try (Progress progress = progress(50)) {
            progress.report("simulating", "twins", 0, 100);
            clock.addAndGet(4 * SECOND);
            progress.report("simulating", "twins", 50, 100);
            progress.tick();
        }
        String line = "simulating  50 %, 12 twins/s, 4 s left";
        assertThat(shown()).isEqualTo("\r" + line + "\r" + " ".repeat(line.length() + 2) + "\r");
    }

    @Test
    void line_shorterThanTheLast_coversIt() {
        Progress progress = progress(40);
        clock.addAndGet(3 * SECOND);
        progress.tick();
        assertThat(shown()).isEqualTo("\rwriting, 3 s");
        screen.reset();
        progress.report("x", "y", 0, 10);
        progress.tick();
        assertThat(shown()).startsWith("\rx   0 % [").hasSize(37);
        screen.reset();
        progress.report("x", "y", 0, 1_000_000_000_000L);
        clock.addAndGet(SECOND);
        progress.report("x", "y", 10, 1_000_000_000_000L);
        progress.tick();
        assertThat(shown()).isEqualTo("\rx   0 %, 10 y/s, 1,157,407 d 9 h left");
        progress.close();
    }

    @Test
    void terminal_absent_nothingIsShown() {
        try (Progress progress = progress(0)) {
            assertThat(progress.shows()).isFalse();
            progress.report("simulating", "twins", 5, 10);
            clock.addAndGet(5 * SECOND);
            progress.tick();
        }
        assertThat(shown()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("twin-progress"));
    }

    @Test
    void job_closed_isNeverDrawnAgain() {
        Progress progress = progress(80);
        clock.addAndGet(5 * SECOND);
        progress.close();
        progress.tick();
        progress.close();
        assertThat(shown()).isEmpty();
    }

    /** Threads tell in any order: what was done stays done. */
    @Test
    void reports_ofSeveralThreads_keepTheLargest() throws InterruptedException {
        Progress progress = progress(80);
        progress.report("simulating", "twins", 0, 80_000);
        LongConsumer rows = progress.rows("simulating", "twins", 80_000);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int first = t;
            threads.add(new Thread(() -> {
                for (int i = first; i < 40_000; i += 4) {
                    rows.accept(i + 1L);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        clock.addAndGet(4 * SECOND);
        progress.tick();
        assertThat(shown()).contains("simulating  50 % [").contains("10,000 twins/s, 4 s left");
        progress.close();
    }

    @Test
    void jobOfTheSameKind_afterOneIsFinished_beginsAnew() {
        Progress progress = progress(80);
        progress.report("resampling", "replicates", 0, 1_999);
        progress.report("resampling", "replicates", 1_999, 1_999);
        clock.addAndGet(10 * SECOND);
        progress.report("resampling", "replicates", 128, 1_999);
        clock.addAndGet(SECOND);
        progress.report("resampling", "replicates", 1_128, 1_999);
        progress.tick();
        assertThat(shown()).contains("resampling  56 % [").contains("1,000 replicates/s, 1 s left");
        progress.close();
    }

    /** The real thread and the real clock. */
    @Test
    void job_onATerminal_isDrawnByItself() throws InterruptedException {
        Progress progress = Progress.start(err, 80, "learning");
        Thread.sleep(2_600);
        progress.close();
        int drawn = shown().split("\r").length;
        assertThat(shown()).startsWith("\rlearning, 2 s")
                .endsWith("\r" + " ".repeat("learning, 2 s".length() + 2) + "\r");
        assertThat(drawn).isBetween(2, 10);
    }

    @Test
    void columns_said_areTakenIfTheyMakeSense() {
        assertThat(Console.columns("")).isZero();
        assertThat(Console.columns("132")).isEqualTo(132);
        for (String odd : List.of("0", "7", "wide", "-3", "99999", "9999999999", "80 24")) {
            assertThat(Console.columns(odd)).as(odd).isEqualTo(80);
        }
    }
}
