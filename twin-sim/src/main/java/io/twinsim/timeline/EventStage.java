package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.TimelineNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An event: happens with probability {@code 1 - exp(-hazard * dt)}, or with the one per step that is given. */
final class EventStage implements Stage {

    private final ArmRunner arm;
    private final TimelineNode node;
    private final int column;
    private final @Nullable BoundFormula when;
    private final BoundFormula formula;
    private final Changes changes;
    private final double[] chance = new double[Blocks.ROWS];
    private final long[] possible = Masks.create();

    EventStage(ArmRunner arm, NodeProgram program) {
        this.arm = arm;
        this.node = program.node();
        this.column = program.column().index();
        this.when = program.when() == null ? null : arm.bind(program.when(), Reading.STEP, "when of " + node.name());
        if (program.formula() == null) {
            throw new IllegalStateException("event " + node.name() + " has neither hazard nor probability");
        }
        this.formula = arm.bind(program.formula(), Reading.STEP, node.name());
        this.changes = new Changes(arm, column, node.name(), Reading.STEP);
    }

    @Override
    public String name() {
        return node.name();
    }

    /** Nothing has happened before the start. */
    @Override
    public void start() {
        Arrays.fill(arm.current(column), 0);
    }

    @Override
    public void step() {
        BlockState rows = arm.block.state();
        double[] out = arm.current(column);
        Arrays.fill(out, rows.from, rows.to, 0);
        findPossible(rows);
        if (!Masks.any(possible)) {
            return;
        }
        formula.run(possible);
        System.arraycopy(formula.values(), rows.from, chance, rows.from, rows.to - rows.from);
        changes.apply(chance);
        check(rows);
        if (node.rate()) {
            double dt = arm.block.plan.dt();
            for (int i = rows.from; i < rows.to; i++) {
                chance[i] = -chance[i] * dt;
            }
            Elementary.expm1(chance, chance, rows.from, rows.to);
            for (int i = rows.from; i < rows.to; i++) {
                chance[i] = -chance[i];
            }
        }
        arm.block.uniforms("state/" + node.name() + "/" + rows.step);
        double[] uniforms = arm.block.uniforms.values();
        for (int i = rows.from; i < rows.to; i++) {
            out[i] = Masks.has(possible, i) && uniforms[i] < chance[i] ? 1 : 0;
        }
    }

    /** The twins that are needed and to whom it can happen. */
    private void findPossible(BlockState rows) {
        long[] needed = arm.needed();
        if (needed == null) {
            Masks.range(possible, rows.from, rows.to);
        } else {
            System.arraycopy(needed, 0, possible, 0, possible.length);
        }
        if (when != null) {
            when.run(needed);
            Masks.andPositive(possible, when.values(), rows.from, rows.to);
        }
    }

    private void check(BlockState rows) {
        double most = node.rate() ? Double.MAX_VALUE : 1;
        for (int i = rows.from; i < rows.to; i++) {
            if (Masks.has(possible, i) && !(chance[i] >= 0 && chance[i] <= most)) {
                throw new InputException((node.rate() ? "hazard of " : "probability of ") + formula.of() + " must be "
                        + (node.rate() ? "at least 0" : "in [0, 1]") + ", got " + Numbers.significant(chance[i], 15)
                        + " for " + arm.block.twin(i) + "; " + formula.explain(i) + changes.said());
            }
        }
    }
}
