package io.twinsim.timeline;

import io.twinsim.model.AlertSpec;

/** An alert: raised where its condition holds and the twin's last one of this kind is long enough ago. */
final class AlertStage {

    /** Times are sums of rounded numbers: a cooldown that is over but for this part of a step is over. */
    private static final double SLACK = 1e-9;

    private final ArmRunner arm;
    private final int alert;
    private final int column;
    private final BoundFormula when;
    private final double cooldown;

    AlertStage(ArmRunner arm, int alert) {
        TimelinePlan plan = arm.block.plan;
        AlertSpec spec = plan.spec().alerts().get(alert);
        this.arm = arm;
        this.alert = alert;
        this.column = plan.nodeCount() + alert;
        this.when = arm.bind(plan.alert(alert), Reading.NOW, "alert " + spec.name());
        this.cooldown = plan.spec().units(spec.cooldown()) - SLACK * plan.dt();
    }

    void run() {
        long[] needed = arm.needed();
        when.run(needed);
        double[] holds = when.values();
        double[] out = arm.current(column);
        double[] last = arm.state().lastAlert[alert];
        BlockState rows = arm.block.state();
        int from = rows.from;
        int to = rows.to;
        double t = arm.block.t();
        double latest = t - cooldown;
        for (int i = from; i < to; i++) {
            boolean raised = holds[i] != 0 && last[i] <= latest;
            out[i] = raised ? 1 : 0;
        }
        if (needed != null) {
            for (int i = from; i < to; i++) {
                out[i] = Masks.has(needed, i) ? out[i] : 0;
            }
        }
        for (int i = from; i < to; i++) {
            last[i] = out[i] != 0 ? t : last[i];
        }
    }
}
