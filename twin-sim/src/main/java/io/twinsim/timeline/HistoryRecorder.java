package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import org.jspecify.annotations.Nullable;

/** Writes down every value of one twin. */
final class HistoryRecorder implements BlockObserver {

    private final TimelinePlan plan;
    private final int arm;
    private final double[][] values;
    private int register;
    private int seen;
    /** The step at which the twin was found to be over in this arm; others may live on. */
    private int over;

    private HistoryRecorder(TimelinePlan plan, int arm) {
        this.plan = plan;
        this.arm = arm;
        this.values = new double[plan.columns().size()][plan.steps() + 1];
        this.over = plan.steps();
    }

    /** The history of one twin of an arm. */
    static TwinHistory replay(TimelinePlan plan, long twin, int arm) {
        Population twins = plan.twins();
        long end = twins.baseRow() + twins.storageSize();
        if (twin < twins.baseRow() || twin >= end || !twins.selection().contains((int) (twin - twins.baseRow()))) {
            throw new InputException("twin must be the row id of one of the " + Numbers.grouped(twins.size())
                    + " twins" + (twins.size() == end - twins.baseRow() && end > twins.baseRow()
                    ? ", " + twins.baseRow() + " to " + (end - 1) : "") + ", got " + twin);
        }
        BlockRunner runner = plan.runner();
        runner.attach(runner.newState());
        long first = Blocks.floor(twin);
        int i = (int) (twin - first);
        HistoryRecorder recorder = new HistoryRecorder(plan, arm);
        runner.begin(first, i, i + 1, null);
        recorder.begin(Blocks.block(first), first, i, i + 1, null);
        TimelinePass.run(runner, recorder, plan.steps());
        return new TwinHistory(plan, twin, plan.arms().get(arm), recorder.values, recorder.over);
    }

    @Override
    public void begin(long block, long firstRow, int from, int to, long @Nullable [] counted) {
        register = from;
    }

    @Override
    public void step(int step, double t, ArmValues[] arms) {
        for (int column = 0; column < values.length; column++) {
            values[column][step] = arms[arm].values(column)[register];
        }
        seen = step;
        if (Masks.has(arms[arm].over(), register)) {
            over = Math.min(over, step);
        }
    }

    /** A twin that is over stays as it is, and nothing happens to it. */
    @Override
    public void end() {
        for (PlanColumn column : plan.columns()) {
            boolean happens = column.isEvent() || column.alert() != null;
            double[] own = values[column.index()];
            for (int step = seen + 1; step < own.length; step++) {
                own[step] = happens ? 0 : own[seen];
            }
        }
    }
}
