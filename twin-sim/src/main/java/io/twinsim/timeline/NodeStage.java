package io.twinsim.timeline;

import io.twinsim.model.TimelineNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A state, a derived node, or an action. */
final class NodeStage implements Stage {

    private final ArmRunner arm;
    private final TimelineNode node;
    private final int column;
    private final @Nullable BoundFormula start;
    private final @Nullable BoundFormula formula;
    private final Changes changes;
    private final String changed;
    private final NodeLimits startLimits;
    private final NodeLimits limits;

    NodeStage(ArmRunner arm, NodeProgram program) {
        this.arm = arm;
        this.node = program.node();
        this.column = program.column().index();
        boolean derived = node.kind() == TimelineNode.Kind.DERIVED;
        Reading reading = derived ? Reading.NOW : Reading.STEP;
        this.start = program.start() == null ? null : arm.bind(program.start(), Reading.NOW, "start of " + node.name());
        this.formula = program.formula() == null ? null : arm.bind(program.formula(), reading, node.name());
        this.changes = new Changes(arm, column, node.name(), reading);
        this.changed = changes.said();
        this.startLimits = new NodeLimits(node, program.start() == null ? program.formula() : program.start(), false);
        this.limits = new NodeLimits(node, program.formula(), !changes.none());
    }

    @Override
    public String name() {
        return node.name();
    }

    @Override
    public void start() {
        double[] out = arm.current(column);
        run(start != null ? start : formula, out);
        startLimits.apply(arm, start != null ? start : formula, "", out);
    }

    @Override
    public void step() {
        double[] out = arm.current(column);
        if (node.kind() != TimelineNode.Kind.ACTION || !controlled(out)) {
            run(formula, out);
        }
        changes.apply(out);
        limits.apply(arm, formula, changed, out);
        arm.keep(column, out);
    }

    private boolean controlled(double[] out) {
        ActionSource source = arm.block.actions();
        if (source == null) {
            return false;
        }
        BlockState rows = arm.block.state();
        source.fill(column, rows.firstRow, out, rows.from, rows.to);
        return true;
    }

    private void run(@Nullable BoundFormula from, double[] out) {
        BlockState rows = arm.block.state();
        if (from == null) {
            Arrays.fill(out, rows.from, rows.to, node.value().orElse(0));
        } else {
            from.run(arm.needed());
            System.arraycopy(from.values(), rows.from, out, rows.from, rows.to - rows.from);
        }
    }
}
