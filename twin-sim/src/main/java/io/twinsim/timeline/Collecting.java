package io.twinsim.timeline;

import org.jspecify.annotations.Nullable;

/** Shows the steps of one arm to a caller's collector. */
final class Collecting<A> implements BlockObserver, StepView {

    private final TimelinePlan plan;
    private final int arm;
    private final StepCollector<A> collector;
    private A into;
    private long firstRow;
    private int from;
    private int to;
    private long @Nullable [] counted;
    private int step;
    private double t;
    private ArmValues[] arms = new ArmValues[0];

    Collecting(TimelinePlan plan, int arm, StepCollector<A> collector) {
        this.plan = plan;
        this.arm = arm;
        this.collector = collector;
        this.into = collector.create();
    }

    Collecting<A> merge(Collecting<A> right) {
        into = collector.merge(into, right.into);
        return this;
    }

    A result() {
        return into;
    }

    @Override
    public void begin(long block, long first, int low, int high, long @Nullable [] rows) {
        firstRow = first;
        from = low;
        to = high;
        counted = rows;
    }

    @Override
    public void step(int now, double time, ArmValues[] all) {
        step = now;
        t = time;
        arms = all;
        collector.accept(into, this);
    }

    @Override
    public void end() {
        // Twins that are over have nothing more to show.
    }

    @Override
    public long firstRow() {
        return firstRow;
    }

    @Override
    public int from() {
        return from;
    }

    @Override
    public int to() {
        return to;
    }

    @Override
    public int step() {
        return step;
    }

    @Override
    public double t() {
        return t;
    }

    @Override
    public int column(String name) {
        return plan.nodeOrAlert(name).index();
    }

    @Override
    public double[] values(int column) {
        return arms[arm].values(column);
    }

    @Override
    public boolean counts(int i) {
        return Masks.has(counted, from, to, i);
    }

    @Override
    public boolean over(int i) {
        return Masks.has(arms[arm].over(), i);
    }

    @Override
    public String toString() {
        return "StepView[step " + step + ", rows " + (firstRow + from) + " to " + (firstRow + to - 1) + "]";
    }
}
