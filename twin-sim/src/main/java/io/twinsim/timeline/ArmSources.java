package io.twinsim.timeline;

import io.twinsim.column.ColumnSource;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Program;
import io.twinsim.internal.math.Blocks;
import io.twinsim.model.TimelineNode;
import java.util.List;

/** What the names in formulas stand for in one arm: registers that are looked up whenever a formula runs. */
final class ArmSources {

    private static final double[] ZEROS = new double[Blocks.ROWS];
    private static final String EXPOSURE = "exposure";
    private static final String EXPOSURE_OF = "exposure.";
    private static final String NEXT = "next.";
    private static final String FIRST = "first.";

    private final ArmRunner arm;
    private final BlockRunner block;
    private final TimelinePlan plan;

    ArmSources(ArmRunner arm) {
        this.arm = arm;
        this.block = arm.block;
        this.plan = arm.block.plan;
    }

    BoundFormula bind(Program program, Reading reading, String of) {
        return block.bind(program, name -> source(name, reading), of);
    }

    /** A formula of a change by a course; {@code exposure} is its own. */
    BoundFormula bind(ChangePlan change, Reading reading, String of) {
        return block.bind(change.program(), name -> name.equals(EXPOSURE)
                ? exposure(change.exposure()) : source(name, reading), of);
    }

    ColumnSource source(String name, Reading reading) {
        ColumnSource variable = block.variable(name);
        if (variable != null && !plan.isNode(name)) {
            return variable;
        }
        if (name.startsWith(NEXT)) {
            return column(plan.column(name.substring(NEXT.length())), true);
        }
        if (name.startsWith(FIRST)) {
            int at = plan.column(name.substring(FIRST.length()));
            block.keepFirst(at);
            return source(at, () -> block.first(at));
        }
        if (name.startsWith(EXPOSURE_OF)) {
            List<String> names = arm.arm.courses().stream().map(CoursePlan::name).toList();
            return exposure(names.indexOf(name.substring(EXPOSURE_OF.length())));
        }
        int at = plan.column(name);
        TimelineNode.Kind kind = plan.program(at).node().kind();
        return column(at, reading == Reading.NOW || kind == TimelineNode.Kind.CONTEXT
                || kind == TimelineNode.Kind.MATCH || kind == TimelineNode.Kind.ACTION);
    }

    private ColumnSource column(int at, boolean now) {
        return now ? source(at, () -> arm.current(at)) : source(at, () -> arm.previous(at));
    }

    private ColumnSource source(int at, NodeColumn.Register register) {
        PlanColumn column = plan.columns().get(at);
        return new NodeColumn(column.type(), column.labels(), register, block::start);
    }

    /** The exposure to a course of the arm; 0 to one that is not part of it. */
    private ColumnSource exposure(int course) {
        return new NodeColumn(ColumnType.REAL, List.of(), () -> course < 0 ? ZEROS : arm.exposure(course),
                block::start);
    }
}
