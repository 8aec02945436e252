package io.twinsim.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Times a target against a reference and counts what the target allocates, on the calling thread.
 *
 * <p>The clock is the thread's CPU time, where there is one: other programs that take the core away then cost no time,
 * and neither does the collector's thread, as what it has to do is gated by the bytes. Target and reference take turns,
 * so that both meet the same weather; of each the 10th percentile over all turns counts. An operation that takes
 * less than 60 microseconds is repeated until a turn takes as long.
 */
final class GateMeter {

    /** Faults of the clock and of its call are below a hundredth of this. */
    private static final long TURN = 60_000;
    private static final int MOST_TURNS = 4_000;
    private static final int FEWEST_TURNS = 25;
    private static final int COUNTS = 9;

    /** Results end up here, so that they are wanted. */
    private static volatile Object sink = "";

    private final LongSupplier clock;
    private final LongSupplier allocated;

    /**
     * A meter.
     *
     * @param clock nanoseconds
     * @param allocated bytes the calling thread has allocated so far
     */
    GateMeter(LongSupplier clock, LongSupplier allocated) {
        this.clock = clock;
        this.allocated = allocated;
    }

    static GateMeter ofThread() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        if (!threads.isThreadAllocatedMemorySupported()) {
            throw new IllegalStateException("the gate needs a virtual machine that counts allocated bytes per thread");
        }
        threads.setThreadAllocatedMemoryEnabled(true);
        LongSupplier clock = System::nanoTime;
        if (threads.isCurrentThreadCpuTimeSupported()) {
            threads.setThreadCpuTimeEnabled(true);
            clock = threads::getCurrentThreadCpuTime;
        }
        return new GateMeter(clock, threads::getCurrentThreadAllocatedBytes);
    }

    /** Bytes the calling thread has allocated so far. */
    long allocated() {
        return allocated.getAsLong();
    }

    /** Runs an operation for a time and at least five times. */
    void warm(GateOp op, long nanos) {
        long end = clock.getAsLong() + nanos;
        for (int i = 0; i < 5 || clock.getAsLong() < end; i++) {
            sink = op.run();
        }
    }

    /**
     * Takes turns.
     *
     * @param work what to time, warmed up
     * @param nanos how long, both together; at least 25 turns are taken
     * @return nanoseconds of the target and of the reference, the 10th percentile of each
     */
    double[] times(GateWork work, long nanos) {
        int targets = batch(work.target());
        int references = batch(work.reference());
        double[] target = new double[MOST_TURNS];
        double[] reference = new double[MOST_TURNS];
        long end = clock.getAsLong() + nanos;
        int n = 0;
        while (n < MOST_TURNS && (n < FEWEST_TURNS || clock.getAsLong() < end)) {
            target[n] = turn(work.target(), targets);
            reference[n] = turn(work.reference(), references);
            n++;
        }
        return new double[] {tenth(target, n), tenth(reference, n)};
    }

    private int batch(GateOp op) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < COUNTS; i++) {
            least = Math.min(least, turn(op, 1));
        }
        return (int) Math.max(1, Math.ceil(TURN / Math.max(1, least)));
    }

    private double turn(GateOp op, int repetitions) {
        long start = clock.getAsLong();
        for (int i = 0; i < repetitions; i++) {
            sink = op.run();
        }
        return (double) (clock.getAsLong() - start) / repetitions;
    }

    private static double tenth(double[] values, int n) {
        Arrays.sort(values, 0, n);
        return values[(n - 1) / 10];
    }

    /** Bytes one run of a warmed-up operation allocates: the median of nine. */
    long bytes(GateOp op) {
        long[] counts = new long[COUNTS];
        for (int i = 0; i < COUNTS; i++) {
            long before = allocated.getAsLong();
            Object result = op.run();
            counts[i] = allocated.getAsLong() - before;
            sink = result;
        }
        Arrays.sort(counts);
        return counts[COUNTS / 2];
    }
}
