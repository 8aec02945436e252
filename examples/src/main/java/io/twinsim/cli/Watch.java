package io.twinsim.cli;

import io.twinsim.internal.parallel.StopSignal;
import java.time.Duration;
import java.util.Optional;

/** Stops resampling when the time is up, and says how far it is. */
final class Watch implements StopSignal {

    private final Progress progress;
    private final long begun = System.nanoTime();
    private final long longest;

    Watch(Optional<Duration> deadline, Progress progress) {
        this.progress = progress;
        this.longest = deadline.map(Watch::nanos).orElse(Long.MAX_VALUE);
    }

    /** As far as a long reaches: 292 years. */
    private static long nanos(Duration deadline) {
        try {
            return deadline.toNanos();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public boolean stopped() {
        return System.nanoTime() - begun >= longest;
    }

    @Override
    public void advanced(long done, long total) {
        if (progress.shows()) {
            progress.report("resampling", "replicates", done, total);
        }
    }
}
