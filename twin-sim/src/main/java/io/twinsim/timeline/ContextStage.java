package io.twinsim.timeline;

import io.twinsim.internal.math.Blocks;
import io.twinsim.model.ContextSpec;
import io.twinsim.model.TimelineNode;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a context: the value of the fallback formula, then that of the record that matches. A column with a
 * formula is a stage of its own, as the formula may read other nodes; the others come with the flag of the match.
 */
final class ContextStage implements Stage {

    private final ArmRunner arm;
    private final String name;
    private final ContextJoin join;
    /** By column of the context: where its values are, or -1 for one that is not of this stage. */
    private final int[] columns;
    /** Where the flag is, or -1. */
    private final int match;
    private final @Nullable BoundFormula fallback;
    private final @Nullable NodeLimits limits;
    private final double[][] registers;
    private final double[] scrap = new double[Blocks.ROWS];

    private ContextStage(ArmRunner arm, String name, int context, int[] columns, int match,
            @Nullable NodeProgram program) {
        this.arm = arm;
        this.name = name;
        this.join = arm.block.plan.contexts().get(context);
        this.columns = columns;
        this.match = match;
        this.fallback = program == null || program.formula() == null ? null
                : arm.bind(program.formula(), Reading.STEP, "fallback of " + name);
        this.limits = program == null ? null : new NodeLimits(program.node(), program.formula(), false);
        this.registers = new double[columns.length][];
    }

    /** The columns that have no formula, and the flag. */
    static ContextStage joined(ArmRunner arm, int context) {
        TimelinePlan plan = arm.block.plan;
        ContextSpec spec = plan.spec().contexts().get(context);
        int[] columns = spec.columns().stream().mapToInt(node -> node.formula().isPresent() ? -1
                : owned(arm, plan.column(node.name()))).toArray();
        return new ContextStage(arm, spec.name(), context, columns, owned(arm, plan.column(spec.match().name())), null);
    }

    /** One column with a formula. */
    static ContextStage fallback(ArmRunner arm, NodeProgram program) {
        TimelinePlan plan = arm.block.plan;
        TimelineNode node = program.node();
        int context = 0;
        while (!plan.spec().contexts().get(context).columns().contains(node)) {
            context++;
        }
        int[] columns = plan.spec().contexts().get(context).columns().stream()
                .mapToInt(other -> other.equals(node) ? program.column().index() : -1).toArray();
        return new ContextStage(arm, node.name(), context, columns, -1, program);
    }

    private static int owned(ArmRunner arm, int column) {
        return arm.arm.affected()[column] ? column : -1;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        step();
    }

    @Override
    public void step() {
        BlockState rows = arm.block.state();
        for (int c = 0; c < columns.length; c++) {
            registers[c] = columns[c] < 0 ? scrap : arm.current(columns[c]);
            if (columns[c] >= 0 && fallback != null && limits != null) {
                fallback.run(arm.needed());
                System.arraycopy(fallback.values(), rows.from, registers[c], rows.from, rows.to - rows.from);
                limits.apply(arm, fallback, "", registers[c]);
            }
        }
        double[] matched = match < 0 ? scrap : arm.current(match);
        fill(rows, matched);
        if (rows.step > 0) {
            for (int column : columns) {
                if (column >= 0) {
                    arm.keep(column, arm.current(column));
                }
            }
            if (match >= 0) {
                arm.keep(match, matched);
            }
        }
    }

    /** Rows that are not needed may have no record: runs of those that are. */
    private void fill(BlockState rows, double[] matched) {
        long[] needed = arm.needed();
        int low = rows.from;
        while (low < rows.to) {
            int high = low;
            while (high < rows.to && Masks.has(needed, rows.from, rows.to, high)) {
                high++;
            }
            if (high > low) {
                join.fill(arm.block.t(), rows.firstRow, low, high, registers, matched);
            }
            low = high + 1;
        }
    }
}
