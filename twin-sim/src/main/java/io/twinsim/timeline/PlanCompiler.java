package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Population;
import io.twinsim.model.QueueSpec;
import io.twinsim.model.TimelineNode;
import io.twinsim.model.TimelineSpec;
import io.twinsim.model.TimelineSpec.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the formulas of a timeline for the columns of a population, and notes which twin variables they read. */
final class PlanCompiler {

    final Population twins;
    final TimelineSpec spec;
    final Binding binding;
    private final List<Symbol> symbols;
    private final Set<String> nodes = new HashSet<>();
    private final Map<Role, Scope> scopes = new EnumMap<>(Role.class);
    private final Map<Role, Scope> exposed = new EnumMap<>(Role.class);
    private final Set<String> variables = new LinkedHashSet<>();

    PlanCompiler(Population twins, TimelineSpec spec, Map<String, Object> parameters) {
        this.twins = twins;
        this.spec = spec;
        Scope scope = twins.scope();
        this.symbols = scope.names().stream().map(scope::symbol).toList();
        spec.nodes().forEach(node -> nodes.add(node.name()));
        Map<String, Object> values = new LinkedHashMap<>();
        spec.parameters().values().forEach(p -> values.put(p.name(), parameters.getOrDefault(p.name(), p.value())));
        this.binding = new Binding(values, Map.of());
    }

    /** The twin variables that were read by what has been compiled, in order of first appearance. */
    List<String> variables() {
        return List.copyOf(variables);
    }

    Scope scope(Role role) {
        return scopes.computeIfAbsent(role, r -> spec.scope(symbols, r));
    }

    /** The scope of formulas that may read exposures to interventions. */
    Scope scope(Role role, List<String> exposures) {
        return exposed.computeIfAbsent(role, r -> spec.scope(symbols, r, exposures));
    }

    Scope profileScope() {
        return spec.profileScope(symbols);
    }

    Program compile(Expr formula, Scope scope, Binding values, String owner, @Nullable TimelineNode target) {
        twins.require(formula.variables());
        Program program = target != null && target.type() == ColumnType.CATEGORY
                ? Program.compile(formula, scope, values, owner, target.labels())
                : Program.compile(formula, scope, values, owner);
        for (String input : program.inputs()) {
            if (twins.has(input) && !nodes.contains(input)) {
                variables.add(input);
                if (scope.symbol(input).nullable()) {
                    throw new InputException("variable " + input + " must have no missing values in a timeline; it is "
                            + "read by " + formula + "; filter with \"not is_missing(" + input
                            + ")\" or give it missing: {default: ...}");
                }
            }
        }
        return program;
    }

    /** A formula of the timeline itself that draws nothing. */
    Program compile(Expr formula, Role role) {
        return compile(formula, scope(role), binding, "", null);
    }

    NodeProgram node(PlanColumn column, TimelineNode node) {
        String owner = "state/" + node.name();
        Program start = null;
        if (node.start().isPresent()) {
            start = compile(node.start().get(), scope(Role.START), binding, owner, node);
        }
        Program formula = null;
        if (node.formula().isPresent()) {
            formula = switch (node.kind()) {
                case STATE, CONTEXT -> compile(node.formula().get(), scope(Role.NEXT), binding, owner, node);
                case EVENT -> compile(node.formula().get(), Role.NEXT);
                default -> compile(node.formula().get(), scope(Role.NOW), binding, "", node);
            };
        }
        Program when = node.when().isPresent() ? compile(node.when().get(), Role.NEXT) : null;
        return new NodeProgram(column, node, start, formula, when);
    }

    QueueProgram queue(QueueSpec queue, Map<String, Integer> index) {
        List<Program> inputs = TandemLine.inputs(queue).stream().map(e -> compile(e, Role.NEXT)).toList();
        List<Program> capacity = queue.capacity().stream().map(e -> compile(e, Role.START)).toList();
        int[] counters = queue.counters().stream().mapToInt(node -> index.get(node.name())).toArray();
        return new QueueProgram(queue, TandemLine.of(queue), inputs, capacity, counters);
    }

    /** A number that follows from parameters alone. */
    double number(Expr formula, Binding values, String what) {
        Program program = Program.compile(formula, Scope.of().withTime(spec.dt()), values, "");
        return program.constant().orElseThrow(() -> new InputException(what
                + " must follow from numbers and parameters alone, got " + formula));
    }

    /** The nodes to be observed, in the order asked for, each once. */
    static List<TimelineNode> observed(TimelineSpec spec, Optional<List<String>> asked) {
        Set<String> names = new LinkedHashSet<>();
        List<TimelineNode> nodes = new ArrayList<>();
        for (String name : asked.orElse(spec.observed())) {
            List<TimelineNode> family = spec.family(name);
            if (family.isEmpty()) {
                throw new InputException(Names.unknown("node", name,
                        spec.nodes().stream().map(TimelineNode::name).toList()));
            }
            for (TimelineNode node : family) {
                if (names.add(node.name())) {
                    nodes.add(node);
                }
            }
        }
        return nodes;
    }
}
