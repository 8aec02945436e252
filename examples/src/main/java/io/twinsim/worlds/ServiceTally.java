package io.twinsim.worlds;

import io.twinsim.internal.text.Checks;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Calls of the answering service, counted by whole milliseconds of latency, so that quantiles are exact. */
final class ServiceTally {
    /** Ten minutes. */
    static final double LONGEST_SECONDS = 600;

    private static final double MILLIS = 1000;

    private long[] counts = new long[4_096];
    private long invocations;
    private long errors;
    private long totalMillis;

    void add(double latencySeconds, boolean failed) {
        int millis = (int) Math.round(Checks.inRange(0, LONGEST_SECONDS, latencySeconds, "latencySeconds") * MILLIS);
        if (millis >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(millis + 1, 2 * counts.length));
        }
        counts[millis]++;
        invocations++;
        errors += failed ? 1 : 0;
        totalMillis += millis;
    }

    void add(ServiceTally other) {
        counts = Arrays.copyOf(counts, Math.max(counts.length, other.counts.length));
        for (int i = 0; i < other.counts.length; i++) {
            counts[i] += other.counts[i];
        }
        invocations += other.invocations;
        errors += other.errors;
        totalMillis += other.totalMillis;
    }

    ServiceMetrics metrics() {
        return new ServiceMetrics(invocations, errors, share(invocations - errors), share(errors),
                invocations == 0 ? OptionalDouble.empty()
                        : OptionalDouble.of(totalMillis / (MILLIS * invocations)),
                quantile(95), quantile(99));
    }

    private OptionalDouble share(long count) {
        return invocations == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * count / invocations);
    }

    /** The least latency that at least so many of a hundred calls do not exceed. */
    private OptionalDouble quantile(int percent) {
        long needed = Math.floorDiv(Math.multiplyExact(invocations, (long) percent) + 99, 100L);
        long below = 0;
        for (int millis = 0; millis < counts.length && invocations > 0; millis++) {
            below += counts[millis];
            if (below >= needed) {
                return OptionalDouble.of(millis / MILLIS);
            }
        }
        return OptionalDouble.empty();
    }
}
