package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.internal.math.BlockTree;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sums of one tile, block by block and step by step; one thread at a time. */
final class StepAccumulator implements BlockObserver {

    /** A tile of a run in time is two blocks. */
    static final int TILE_LEVEL = 1;

    private final StepRecorder recorder;
    private final StepPlan plan;
    private final StepLayout layout;
    private final BlockTree<StepSums> tree = new BlockTree<>(this::join);
    private final ArrayDeque<StepSums> free = new ArrayDeque<>();
    private @Nullable BlockTallies tallies;
    private @Nullable BlockCurves curves;
    private @Nullable StepSums total;
    private @Nullable BlockTree<StepSums> tiles;

    /** Of the block at hand. */
    private long block;
    private @Nullable StepSums sums;
    private RegisterView[] views = new RegisterView[0];
    private ArmValues[] last = new ArmValues[0];
    private int steps;

    StepAccumulator(StepRecorder recorder) {
        this.recorder = recorder;
        this.plan = recorder.plan();
        this.layout = recorder.layout();
    }

    StepRecorder recorder() {
        return recorder;
    }

    @Override
    public void begin(long absolute, long firstRow, int from, int to, long @Nullable [] counted) {
        if (tallies == null || curves == null) {
            tallies = new BlockTallies(layout);
            curves = new BlockCurves(recorder);
            views = new RegisterView[plan.arms().size()];
            for (int arm = 0; arm < views.length; arm++) {
                views[arm] = new RegisterView();
            }
        }
        block = absolute;
        steps = 0;
        for (RegisterView view : views) {
            view.begin(from, to, counted);
        }
        sums = free.isEmpty() ? new StepSums(layout) : free.pop();
        sums.clear(views[0].size());
        tallies.begin();
        curves.begin(plan.twinsBefore().applyAsLong(firstRow + from));
    }

    @Override
    public void step(int step, double t, ArmValues[] arms) {
        last = arms;
        steps = step + 1;
        if (views[0].size() > 0) {
            record(step, arms);
            tallies().step(step, arms, views, sums());
        }
    }

    private void record(int step, ArmValues[] arms) {
        for (int v = 0; v < plan.variables().size(); v++) {
            StepVariable variable = plan.variables().get(v);
            for (int arm = 0; arm < arms.length; arm++) {
                views[arm].look(arms[arm].values(variable.column()));
                if (variable.isNumber()) {
                    number(variable, layout.value(arm, v, step), views[arm], step);
                } else {
                    shares(variable, layout.shares(arm, v, step), views[arm]);
                }
            }
            curves().step(v, step, views, sums());
        }
        for (int arm = 0; plan.until() && arm < arms.length; arm++) {
            sums().add(layout.over(arm) + step, views[arm].count(arms[arm].over()));
        }
    }

    private void number(StepVariable variable, int cell, RegisterView view, int step) {
        if (cell == StepLayout.NONE) {
            return;
        }
        StepSums s = sums();
        if (!s.put(cell, view.values(), view.from(), view.to())) {
            throw new InputException("the sum of " + variable.name() + " over twins must be finite, but is not at t = "
                    + plan.axis().text(step) + "; bound " + variable.name() + " with a range");
        }
        recorder.values(cell).add(view.values(), view.from(), view.to(), s.min(cell), s.max(cell));
    }

    private void shares(StepVariable variable, int at, RegisterView view) {
        if (at == StepLayout.NONE) {
            return;
        }
        int[] counts = curves().counts(variable.shares() + 1);
        double[] x = view.values();
        for (int i = view.from(); i < view.to(); i++) {
            counts[(int) x[i]]++;
        }
        int first = variable.labels().isEmpty() ? 1 : 0;
        for (int k = 0; k < variable.shares(); k++) {
            sums().add(at + k, counts[first + k]);
        }
    }

    /** Ends a block; steps that were not observed because all twins were over are as the last one, without events. */
    @Override
    public void end() {
        if (views[0].size() > 0) {
            for (int step = steps; step <= plan.steps(); step++) {
                record(step, last);
            }
            tallies().end(sums());
            curves().end(sums());
            tree.add(0, block, sums());
        } else {
            free.push(sums());
        }
        sums = null;
        last = new ArmValues[0];
    }

    private StepSums join(StepSums left, StepSums right) {
        left.absorb(right);
        free.push(right);
        return left;
    }

    private StepSums sums() {
        return Objects.requireNonNull(sums, "a block must have begun");
    }

    private BlockTallies tallies() {
        return Objects.requireNonNull(tallies, "a block must have begun");
    }

    private BlockCurves curves() {
        return Objects.requireNonNull(curves, "a block must have begun");
    }

    /** Takes over the sums of the next tile; the other one is used up. */
    StepAccumulator merge(StepAccumulator right) {
        if (tiles == null) {
            tiles = new BlockTree<>(StepSums::absorb);
            tiles.add(TILE_LEVEL, block >> TILE_LEVEL, own());
        }
        tiles.add(TILE_LEVEL, right.block >> TILE_LEVEL, right.total());
        return this;
    }

    /** The sums of all blocks; from now on nothing more is observed, and working memory is given back. */
    StepSums total() {
        return tiles == null ? own() : tiles.total().orElseThrow();
    }

    private StepSums own() {
        StepSums sum = total;
        if (sum == null) {
            sum = tree.total().orElseGet(() -> new StepSums(layout));
            total = sum;
            free.clear();
            tallies = null;
            curves = null;
            views = new RegisterView[0];
        }
        return sum;
    }
}
