package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.math.BlockTree;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.model.TimeSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replays the twins of an arm and compares each with itself at two steps. */
final class StateChanges implements BlockObserver {

    /** Per variable: means before and after, and the paired change. */
    private static final int CELLS = 3;

    private final List<StepVariable> variables;
    private final int arm;
    private final int first;
    private final int second;
    private final RegisterView view = new RegisterView();
    private final double[][] before;
    private final double[] change = new double[Blocks.ROWS];
    private final int[] net = new int[Blocks.ROWS];
    /** Up, down, moved by variable; then twins better and worse off. */
    private final long[] counts;
    private final BlockTree<Moments[]> tree = new BlockTree<>(StateChanges::merge);
    private Moments @Nullable [] total;
    private long block;
    private boolean kept;
    private boolean done;
    private ArmValues[] last = new ArmValues[0];

    private StateChanges(List<StepVariable> variables, int arm, int first, int second) {
        this.variables = variables;
        this.arm = arm;
        this.first = first;
        this.second = second;
        before = new double[variables.size()][Blocks.ROWS];
        counts = new long[3 * variables.size() + 2];
    }

    static StateComparison compare(TimelinePlan run, TimeAxis axis, int first, int second, String arm) {
        if (first == second) {
            throw new InputException("times must differ, got " + axis.text(first) + " twice");
        }
        List<StepVariable> variables = run.observed().stream().map(StepVariable::of).toList();
        int index = run.arms().indexOf(arm);
        StateChanges seen = TimelinePass.run(run, second, run.settings().threads, StopSignal.NEVER,
                () -> new StateChanges(variables, index, first, second), StateChanges::merge).total().orElseThrow();
        return seen.comparison(arm, axis, run.settings().level);
    }

    private static Moments[] merge(Moments[] left, Moments[] right) {
        Moments[] merged = new Moments[left.length];
        Arrays.setAll(merged, k -> left[k].merge(right[k]));
        return merged;
    }

    private StateChanges merge(StateChanges right) {
        total = merge(total(), right.total());
        for (int k = 0; k < counts.length; k++) {
            counts[k] += right.counts[k];
        }
        return this;
    }

    private Moments[] total() {
        if (total == null) {
            total = tree.total().orElseGet(() -> {
                Moments[] none = new Moments[CELLS * variables.size()];
                Arrays.fill(none, Moments.EMPTY);
                return none;
            });
        }
        return total;
    }

    @Override
    public void begin(long absolute, long firstRow, int from, int to, long @Nullable [] counted) {
        block = absolute;
        kept = false;
        done = false;
        view.begin(from, to, counted);
    }

    @Override
    public void step(int step, double t, ArmValues[] arms) {
        last = arms;
        if (step == first) {
            keep(arms[arm]);
        } else if (step == second) {
            finish(arms[arm]);
        }
    }

    private void keep(ArmValues values) {
        kept = true;
        for (int v = 0; v < before.length; v++) {
            view.look(values.values(variables.get(v).column()));
            System.arraycopy(view.values(), view.from(), before[v], view.from(), view.size());
        }
    }

    private void finish(ArmValues values) {
        done = true;
        int from = view.from();
        int to = view.to();
        if (from == to) {
            return;
        }
        Moments[] moments = new Moments[CELLS * variables.size()];
        Arrays.fill(net, 0);
        for (int v = 0; v < before.length; v++) {
            StepVariable variable = variables.get(v);
            view.look(values.values(variable.column()));
            double[] after = view.values();
            for (int i = from; i < to; i++) {
                change[i] = after[i] - before[v][i];
            }
            moments[CELLS * v] = Moments.ofBlock(before[v], from, to);
            moments[CELLS * v + 1] = Moments.ofBlock(after, from, to);
            moments[CELLS * v + 2] = Moments.ofBlock(change, from, to);
            moves(v, variable, from, to);
        }
        for (int i = from; i < to; i++) {
            counts[counts.length - 2] += net[i] > 0 ? 1 : 0;
            counts[counts.length - 1] += net[i] < 0 ? 1 : 0;
        }
        tree.add(0, block, moments);
    }

    private void moves(int v, StepVariable variable, int from, int to) {
        double notable = variable.notable().orElse(0);
        int better = !variable.labels().isEmpty() || variable.higherIsBetter().isEmpty() ? 0
                : variable.higherIsBetter().get() ? 1 : -1;
        for (int i = from; i < to; i++) {
            double size = Math.abs(change[i]);
            if (size > 0 && size >= notable) {
                boolean up = change[i] > 0;
                counts[3 * v + (up ? 0 : 1)]++;
                counts[3 * v + 2]++;
                net[i] += up ? better : -better;
            }
        }
    }

    /** A block whose twins were all over before one of the times, or both, stays as it is. */
    @Override
    public void end() {
        if (!kept) {
            keep(last[arm]);
        }
        if (!done) {
            finish(last[arm]);
        }
        last = new ArmValues[0];
    }

    private StateComparison comparison(String name, TimeAxis axis, double level) {
        List<StateComparison.Change> changes = new ArrayList<>();
        for (int v = 0; v < variables.size(); v++) {
            changes.add(change(v, level));
        }
        long n = variables.isEmpty() ? 0 : total()[0].n();
        long better = counts[counts.length - 2];
        long worse = counts[counts.length - 1];
        return new StateComparison(name, new TimeSpan(axis.time(first), axis.unit()).toString(), axis.text(second), n,
                level, changes, better, worse, trend(better, worse, n, level));
    }

    private StateComparison.Change change(int v, double level) {
        StepVariable variable = variables.get(v);
        long up = counts[3 * v];
        long down = counts[3 * v + 1];
        long moved = counts[3 * v + 2];
        if (!variable.labels().isEmpty()) {
            return new StateComparison.Change(variable.name(), Double.NaN, Double.NaN, Double.NaN, Optional.empty(), 0,
                    0, moved, Optional.empty());
        }
        Moments change = total()[CELLS * v + 2];
        double error = change.standardError();
        double half = error > 0 ? SupT.pointwise(level, change.n()) * error : 0;
        Interval interval = new Interval(IntervalKind.SIMULATION, IntervalMethod.STUDENT, level, change.mean() - half,
                change.mean() + half, List.of());
        return new StateComparison.Change(variable.name(), total()[CELLS * v].mean(), total()[CELLS * v + 1].mean(),
                error, Optional.of(interval), up, down, moved, variable.higherIsBetter());
    }

    private StateComparison.Trend trend(long better, long worse, long n, double level) {
        boolean known = variables.stream().anyMatch(v -> v.labels().isEmpty() && v.higherIsBetter().isPresent());
        if (!known) {
            return StateComparison.Trend.UNKNOWN;
        }
        double mean = (double) (better - worse) / n;
        double variance = n < 2 ? 0 : (better + worse - n * mean * mean) / (n - 1) / n;
        double half = variance > 0 ? SupT.pointwise(level, n) * Math.sqrt(variance) : 0;
        return mean - half > 0 ? StateComparison.Trend.IMPROVING
                : mean + half < 0 ? StateComparison.Trend.REGRESSING : StateComparison.Trend.STABLE;
    }
}
