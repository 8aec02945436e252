package io.twinsim.worlds;

import io.twinsim.internal.text.Numbers;
import java.util.OptionalDouble;

/**
 * How well the answering service ran. Ratios and latencies of no call at all are undefined, not 0.
 *
 * @param invocations calls, failed ones included
 * @param errors calls that failed; they leave no message
 * @param successRate 100 (invocations - errors) / invocations, in percent
 * @param errorRate 100 errors / invocations, in percent
 * @param meanLatency in seconds, of all calls; latencies are whole milliseconds
 * @param p95Latency the least latency that at least 95 % of the calls do not exceed, in seconds, exact
 * @param p99Latency the same for 99 %
 */
public record ServiceMetrics(long invocations, long errors, OptionalDouble successRate, OptionalDouble errorRate,
        OptionalDouble meanLatency, OptionalDouble p95Latency, OptionalDouble p99Latency) {

    @Override
    public String toString() {
        return "ServiceMetrics[" + Numbers.grouped(invocations) + " calls, " + text(successRate, 2) + " % succeed, P95 "
                + text(p95Latency, 3) + " s]";
    }

    static String text(OptionalDouble value, int decimals) {
        return value.isPresent() ? Numbers.fixed(value.getAsDouble(), decimals) : "undefined";
    }
}
