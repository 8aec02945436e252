package io.twinsim.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one case: what all forks measured against its budget. Of times the median counts. Of bytes the least
 * counts: whether a short-lived object is optimised away can differ from one virtual machine to the next, while what
 * the code leaves on the heap is there in all of them.
 *
 * @param name the case
 * @param ratio the median of the forks' ratios
 * @param spread how far the forks' ratios lie from their median, at most: 0.05 is 5 percent
 * @param bytes the least of the bytes at the larger size
 * @param slope the least of the bytes per row
 * @param budget what is stored; null if nothing is
 * @param failures one sentence for each limit that is not kept
 */
record GateVerdict(String name, double ratio, double spread, long bytes, double slope, @Nullable GateBudget budget,
        List<String> failures) {

    static GateVerdict of(GateCase which, List<GateReading> readings, Optional<GateBudget> budget) {
        double ratio = median(readings.stream().mapToDouble(GateReading::ratio).sorted().toArray());
        double spread = readings.stream().mapToDouble(r -> Math.abs(r.ratio() / ratio - 1)).max().orElseThrow();
        long bytes = readings.stream().mapToLong(GateReading::largeBytes).min().orElseThrow();
        double rows = which.large() - which.small();
        double slope = readings.stream().mapToDouble(r -> (r.largeBytes() - r.smallBytes()) / rows).min().orElseThrow();
        List<String> failures = new ArrayList<>();
        if (budget.isEmpty()) {
            failures.add("nothing is stored for it");
        }
        budget.ifPresent(b -> {
            if (!(ratio <= b.ratioLimit())) {
                failures.add(say("time / reference must be at most %.3f (%.2f x %.3f, %s), got %.3f", b.ratioLimit(),
                        b.factor(), b.ratio(), b.known() ? "stored for this JDK and processor"
                                : "the largest stored, as nothing is for this JDK and processor", ratio));
            }
            if (!(bytes <= b.bytesLimit())) {
                failures.add(say("bytes per operation must be at most %.0f (1.02 x %d + 2048), got %d",
                        b.bytesLimit(), b.bytes(), bytes));
            }
            if (!(slope <= b.slopeLimit())) {
                failures.add(say("bytes per row must be at most %.3f (%.3f + 0.05), got %.3f", b.slopeLimit(),
                        b.slope(), slope));
            }
        });
        return new GateVerdict(which.name(), ratio, spread, bytes, slope, budget.orElse(null), failures);
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    boolean passed() {
        return failures.isEmpty();
    }

    GateStored stored(GateMachine machine) {
        return new GateStored(name, machine, ratio, bytes, slope);
    }

    static String headings() {
        return say("%-26s %8s %7s %8s %8s %10s %10s %8s %8s  %s", "case", "ratio", "spread", "stored", "limit",
                "B/op", "limit", "B/row", "limit", "verdict");
    }

    String line() {
        return line(passed() ? "ok" : "FAILED");
    }

    String line(String verdict) {
        String measured = say("%-26s %8.3f %6.1f%%", name, ratio, 100 * spread);
        if (budget == null) {
            return say("%s %8s %8s %10d %10s %8.3f %8s  %s", measured, "-", "-", bytes, "-", slope, "-", verdict);
        }
        return say("%s %8.3f %8.3f %10d %10.0f %8.3f %8.3f  %s", measured, budget.ratio(), budget.ratioLimit(),
                bytes, budget.bytesLimit(), slope, budget.slopeLimit(), verdict);
    }

    @Override
    public String toString() {
        return line();
    }
}
