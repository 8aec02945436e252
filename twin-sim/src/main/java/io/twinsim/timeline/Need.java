package io.twinsim.timeline;

import io.twinsim.expr.Program;
import io.twinsim.model.TimelineNode;
import io.twinsim.model.TimelineNode.Kind;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run must compute: the columns that it shows and all that they follow from, in every arm, whether values of the
 * step before, of the step or of the start are read. The other nodes move no number that is shown, as draws are found
 * by the names of nodes.
 */
final class Need {

    private static final String NEXT = "next.";
    private static final String FIRST = "first.";

    private final TimelinePlan plan;
    private final boolean[] columns;
    private final Deque<Integer> open = new ArrayDeque<>();
    private final Set<String> variables = new HashSet<>();
    private final Map<Integer, QueueProgram> queues = new HashMap<>();
    /** The flag that says whether a record matches, by column of the context that has no formula of its own. */
    private final Map<Integer, Integer> matches = new HashMap<>();

    /**
     * What follows from what is shown.
     *
     * @param plan the whole timeline
     * @param shown the columns that are shown besides events and alerts
     */
    Need(TimelinePlan plan, Collection<PlanColumn> shown) {
        this.plan = plan;
        this.columns = new boolean[plan.columns().size()];
        plan.spec().queues().forEach(spec -> {
            QueueProgram queue = plan.queue(spec.name());
            for (int counter : queue.counters()) {
                queues.put(counter, queue);
            }
        });
        plan.spec().contexts().forEach(context -> context.columns().stream()
                .filter(node -> node.formula().isEmpty())
                .forEach(node -> matches.put(plan.column(node.name()), plan.column(context.match().name()))));
        shown.forEach(column -> add(column.index()));
        plan.events().forEach(event -> add(event.index()));
        plan.alerts().forEach(alert -> add(alert.index()));
        read(plan.until());
        for (int arm = 0; arm < plan.arms().size(); arm++) {
            plan.armPlan(arm).courses().forEach(course -> read(course.reads()));
        }
        while (!open.isEmpty()) {
            follow(open.remove());
        }
    }

    /** By column of the plan: whether it must be computed. */
    boolean[] columns() {
        return columns.clone();
    }

    /** Those of the twin variables that formulas of these columns read. */
    List<String> variables() {
        return plan.variables().stream().filter(variables::contains).toList();
    }

    private void add(int column) {
        if (!columns[column]) {
            columns[column] = true;
            open.add(column);
        }
    }

    private void follow(int column) {
        if (column >= plan.nodeCount()) {
            read(plan.alert(column - plan.nodeCount()));
            return;
        }
        NodeProgram program = plan.program(column);
        read(program.start());
        read(program.reads());
        for (int arm = 0; arm < plan.arms().size(); arm++) {
            plan.armPlan(arm).changes(column).forEach(change -> read(change.program()));
        }
        TimelineNode node = program.node();
        if (node.kind() == Kind.COUNTER) {
            follow(queues.get(column));
        } else if (matches.containsKey(column)) {
            add(matches.get(column));
        }
    }

    /** A queue moves as one: all of its counters are written together. */
    private void follow(QueueProgram queue) {
        for (int counter : queue.counters()) {
            add(counter);
        }
        read(queue.reads());
        queue.capacity().forEach(this::read);
    }

    private void read(@Nullable Program program) {
        if (program != null) {
            read(program.inputs());
        }
    }

    private void read(Collection<String> names) {
        for (String name : names) {
            String bare = name.startsWith(NEXT) ? name.substring(NEXT.length())
                    : name.startsWith(FIRST) ? name.substring(FIRST.length()) : name;
            if (plan.isNode(bare)) {
                add(plan.column(bare));
            } else {
                variables.add(bare);
            }
        }
    }
}
