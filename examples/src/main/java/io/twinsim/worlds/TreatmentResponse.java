package io.twinsim.worlds;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.timeline.StepCollector;
import io.twinsim.timeline.StepView;
import io.twinsim.timeline.Timeline;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * When the patients of an arm of the psychiatric world first respond and first are in remission, streamed from the run.
 * Response: at most half of the points at the start. Remission: fewer than 5 points. Everything is assumed; nothing of
 * it is a forecast for a person.
 *
 * <pre>{@code
 * Timeline timeline = Timeline.of(Worlds.psychiatry().generate(1_000, 42)).with(ssri);
 * TreatmentResponse response = TreatmentResponse.of(timeline, "treated");
 * }</pre>
 *
 * <p>A patient who is in remission at the start counts from day 0; patients who never get there count as later than
 * all others, so a median is there only if half of all get there.
 *
 * @param n how many patients
 * @param responded how many responded at some time
 * @param remitted how many were in remission at some time
 * @param relapsed how many of those were in remission and have at least 10 points at the end
 * @param medianDaysToResponse the time by which half of all patients had responded; empty if fewer did
 * @param medianDaysToRemission the time by which half of all patients were in remission; empty if fewer were
 */
public record TreatmentResponse(long n, long responded, long remitted, long relapsed,
        OptionalDouble medianDaysToResponse, OptionalDouble medianDaysToRemission) {

    /** Points from which on a patient who was in remission counts as relapsed. */
    private static final double RELAPSE = 10;
    /** Registers of a block: see {@link StepView#to()}. */
    private static final int BLOCK = 1_024;

    /**
     * Runs a timeline and looks at one arm.
     *
     * @param timeline of the world {@code psychiatry}
     * @param arm such as {@code control} or {@code treated}
     * @return how the patients of the arm respond
     * @throws InputException if there is no such arm, or the world has no states {@code responded}, {@code remitted},
     *     {@code phq9}
     */
    public static TreatmentResponse of(Timeline timeline, String arm) {
        Checks.notNull(timeline, "timeline");
        Tally tally = timeline.collect(arm, new Collector());
        tally.closeBlock();
        return new TreatmentResponse(tally.n, total(tally.responses), total(tally.remissions), tally.relapsed,
                median(tally.responses, tally.n), median(tally.remissions, tally.n));
    }

    /**
     * The share of patients that responded.
     *
     * @return in [0, 1]; 0 without patients
     */
    public double responseShare() {
        return n == 0 ? 0 : (double) responded / n;
    }

    /**
     * The share of patients that were in remission.
     *
     * @return in [0, 1]; 0 without patients
     */
    public double remissionShare() {
        return n == 0 ? 0 : (double) remitted / n;
    }

    /** One line: shares of response and remission. */
    @Override
    public String toString() {
        return Lines.one("TreatmentResponse[" + Numbers.grouped(n) + " patients, responded "
                + Numbers.fixed(responseShare(), 3) + ", remitted " + Numbers.fixed(remissionShare(), 3) + "]");
    }

    private static long total(Map<Double, Long> times) {
        return times.values().stream().mapToLong(Long::longValue).sum();
    }

    private static OptionalDouble median(Map<Double, Long> times, long n) {
        long seen = 0;
        for (Map.Entry<Double, Long> time : times.entrySet()) {
            seen += time.getValue();
            if (2 * seen >= n) {
                return OptionalDouble.of(time.getKey());
            }
        }
        return OptionalDouble.empty();
    }

    /** What one tile of patients has seen; the marks are those of the block at hand. */
    private static final class Tally {
        private final TreeMap<Double, Long> responses = new TreeMap<>();
        private final TreeMap<Double, Long> remissions = new TreeMap<>();
        private final boolean[] hasResponded = new boolean[BLOCK];
        private final boolean[] hasRemitted = new boolean[BLOCK];
        private final boolean[] isRelapsed = new boolean[BLOCK];
        private long n;
        private long relapsed;

        private void closeBlock() {
            for (int i = 0; i < isRelapsed.length; i++) {
                relapsed += isRelapsed[i] ? 1 : 0;
                hasResponded[i] = false;
                hasRemitted[i] = false;
                isRelapsed[i] = false;
            }
        }
    }

    private static final class Collector implements StepCollector<Tally> {

        @Override
        public Tally create() {
            return new Tally();
        }

        @Override
        public void accept(Tally into, StepView view) {
            if (view.step() == 0) {
                into.closeBlock();
            }
            double[] responded = view.values(view.column("responded"));
            double[] remitted = view.values(view.column("remitted"));
            double[] points = view.values(view.column("phq9"));
            for (int i = view.from(); i < view.to(); i++) {
                if (!view.counts(i)) {
                    continue;
                }
                into.n += view.step() == 0 ? 1 : 0;
                if (responded[i] != 0 && !into.hasResponded[i]) {
                    into.hasResponded[i] = true;
                    into.responses.merge(view.t(), 1L, Long::sum);
                }
                if (remitted[i] != 0 && !into.hasRemitted[i]) {
                    into.hasRemitted[i] = true;
                    into.remissions.merge(view.t(), 1L, Long::sum);
                }
                into.isRelapsed[i] = into.hasRemitted[i] && points[i] >= RELAPSE;
            }
        }

        @Override
        public Tally merge(Tally left, Tally right) {
            left.closeBlock();
            right.closeBlock();
            right.responses.forEach((time, count) -> left.responses.merge(time, count, Long::sum));
            right.remissions.forEach((time, count) -> left.remissions.merge(time, count, Long::sum));
            left.n += right.n;
            left.relapsed += right.relapsed;
            return left;
        }
    }
}
