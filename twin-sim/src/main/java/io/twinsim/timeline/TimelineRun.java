package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.InteractionSpec;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import io.twinsim.model.Provenance;
import io.twinsim.sim.ProgressListener;
import io.twinsim.sim.ProgressRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs of a whole population. */
final class TimelineRun {

    private TimelineRun() {
    }

    static TimelineResult run(Timeline timeline, TimelinePlan plan) {
        StepRecorder recorder = StepRecorder.of(plan);
        Set<Integer> steps = new TreeSet<>();
        plan.settings().snapshots.forEach(span -> steps.add(plan.axis().step(span.toString())));
        int[] arms = IntStream.range(0, plan.arms().size()).toArray();
        Snapshots snapshots = new Snapshots(plan, List.copyOf(steps), arms, plan.observed());
        StopClock clock = StopClock.start(plan.settings().deadline);
        try (ProgressRelay relay = new ProgressRelay(plan.settings().listener)) {
            TimelinePass.Seen<Pair> seen = TimelinePass.run(plan, plan.settings().threads, stop(plan, clock, relay),
                    () -> new Pair(recorder.create(), snapshots.observer()), Pair::merge);
            return TimelineResult.of(plan, seen.total().map(pair -> pair.sums).orElseGet(recorder::create),
                    outcome(timeline, plan, snapshots, seen.rowsDone()));
        } finally {
            clock.end();
        }
    }

    private static StopSignal stop(TimelinePlan plan, StopClock clock, ProgressRelay relay) {
        Thread caller = Thread.currentThread();
        TimelineSettings settings = plan.settings();
        return new StopSignal() {
            @Override
            public boolean stopped() {
                return clock.up() || caller.isInterrupted()
                        || settings.cancellation != null && settings.cancellation.isCancelled();
            }

            @Override
            public void advanced(long done, long total) {
                relay.tell(ProgressListener.Phase.TIMELINE, done, total);
            }
        };
    }

    private static RunOutcome outcome(Timeline timeline, TimelinePlan plan, Snapshots snapshots, long done) {
        long rows = plan.twins().size();
        Optional<String> reason = done == rows ? Optional.empty() : Optional.of("stopped after "
                + Numbers.grouped(done) + " of " + Numbers.grouped(rows) + " twins");
        List<RunOutcome.Flagged> flagged = new ArrayList<>();
        for (int a = 1; a < plan.arms().size(); a++) {
            for (InteractionSpec interaction : plan.armPlan(a).interactions()) {
                flagged.add(new RunOutcome.Flagged(plan.arms().get(a), interaction));
            }
        }
        return new RunOutcome(rows, done, reason, timeline.hash(), snapshots, flagged, warnings(plan));
    }

    /** What the twins' model said, and which interventions rest on assumptions or come too late to be seen. */
    private static List<String> warnings(TimelinePlan plan) {
        List<String> warnings = new ArrayList<>(plan.twins().notes());
        Set<String> assumed = new LinkedHashSet<>();
        for (List<Intervention> arm : plan.settings().arms.values()) {
            arm.stream().filter(i -> i.provenance() == Provenance.ASSUMED).forEach(i -> assumed.add(i.name()));
        }
        if (!assumed.isEmpty()) {
            warnings.add("assumed: " + Names.list(assumed) + (assumed.size() == 1 ? " rests" : " rest")
                    + " on assumptions, not on data");
        }
        for (int a = 1; a < plan.arms().size(); a++) {
            for (CoursePlan course : plan.armPlan(a).courses()) {
                if (course.firstStep(plan.dt()) > plan.steps()) {
                    warnings.add(course.name() + " starts after the horizon, so it does nothing (arm "
                            + plan.arms().get(a) + ")");
                }
            }
        }
        plan.contexts().forEach(context -> context.warning().ifPresent(warnings::add));
        return warnings;
    }

    /** The twins at a step: their own columns, then every node. */
    static Population state(TimelinePlan plan, int step, int arm) {
        List<PlanColumn> nodes = plan.columns().subList(0, plan.nodeCount());
        Snapshots snapshots = new Snapshots(plan, List.of(step), new int[] {arm}, nodes);
        TimelinePass.run(plan, step, plan.settings().threads, StopSignal.NEVER,
                () -> new Pair(null, snapshots.observer()), (left, right) -> left);
        PopulationBuilder state = Population.builder();
        for (String name : plan.twins().names()) {
            if (plan.isNode(name)) {
                throw new InputException("twins must have no column of the name of a node, got " + Names.quote(name));
            }
            state.column(name, plan.twins().column(name));
        }
        nodes.forEach(node -> state.column(node.name(), snapshots.column(step, arm, node)));
        return state.rowsOf(plan.twins()).build();
    }

    /** Sums, if they are wanted, and what fills snapshots beside them. */
    private static final class Pair implements BlockObserver {
        private final @Nullable StepAccumulator sums;
        private final List<BlockObserver> all;

        Pair(@Nullable StepAccumulator sums, BlockObserver snapshots) {
            this.sums = sums;
            this.all = sums == null ? List.of(snapshots) : List.of(sums, snapshots);
        }

        Pair merge(Pair right) {
            if (sums == null || right.sums == null) {
                return this;
            }
            return new Pair(sums.merge(right.sums), all.get(1));
        }

        @Override
        public void begin(long block, long firstRow, int from, int to, long @Nullable [] counted) {
            all.forEach(one -> one.begin(block, firstRow, from, to, counted));
        }

        @Override
        public void step(int step, double t, ArmValues[] arms) {
            all.forEach(one -> one.step(step, t, arms));
        }

        @Override
        public void end() {
            all.forEach(BlockObserver::end);
        }
    }

    /** Says when the time of a run is up. */
    private static final class StopClock {
        private final CompletableFuture<Boolean> timer = new CompletableFuture<>();

        static StopClock start(@Nullable Duration deadline) {
            StopClock clock = new StopClock();
            if (deadline != null && deadline.isZero()) {
                clock.timer.complete(true);
            } else if (deadline != null) {
                clock.timer.completeOnTimeout(true, nanos(deadline), TimeUnit.NANOSECONDS);
            }
            return clock;
        }

        /** As far as a long reaches: 292 years. */
        private static long nanos(Duration deadline) {
            try {
                return deadline.toNanos();
            } catch (ArithmeticException tooLong) {
                return Long.MAX_VALUE;
            }
        }

        boolean up() {
            return timer.getNow(false);
        }

        /** Disarms the timer, so that no finished run is kept in memory until its deadline. */
        void end() {
            timer.complete(false);
        }
    }
}
