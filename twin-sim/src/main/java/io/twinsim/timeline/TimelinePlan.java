package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.internal.text.Names;
import io.twinsim.model.AlertSpec;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.QueueSpec;
import io.twinsim.model.TimeSpan;
import io.twinsim.model.TimelineNode;
import io.twinsim.model.TimelineSpec;
import io.twinsim.model.TimelineSpec.Role;
import io.twinsim.model.TwinModel;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A timeline compiled for a population, parameters and arms; immutable, shared by all threads. How the parts of the
 * package plug in:
 * <ul>
 *   <li>a {@link BlockRunner} (one per thread, {@link #runner()}) holds the evaluators; a {@link BlockState} holds what
 *       one block of 1,024 twins is between two steps, so that a state may be put aside and gone on with;
 *   <li>results: {@link TimelinePass} makes one {@link BlockObserver} per tile of 16 blocks and merges them in
 *       ascending order, always {@code left.merge(right)} with the tiles of left before those of right. When all twins
 *       of a block are over in every arm, {@link BlockObserver#end} comes early: the steps that are left are as the
 *       last one, without events and alerts;
 *   <li>contexts: {@link ContextJoin#bind} once per plan; its {@code fill} is called at every step of a block in
 *       control, with registers that hold the values of the fallback formulas, for the rows that are needed;
 *   <li>queues: one {@link TandemBlock} per queue and arm in a {@link BlockState}: {@code begin}, then {@code run} once
 *       per step. An arm that changes a queue takes control's over at its first step by {@code copyFrom};
 *   <li>environments: {@link BlockRunner#actions} takes the place of the actions' defaults; {@link BlockRunner#bind}
 *       makes an evaluator for further formulas ({@link #compile}), such as rewards, that reads an arm after each step.
 * </ul>
 */
final class TimelinePlan {

    /** What a small plan takes, and each of its columns with its formulas and places. */
    private static final long PLAIN_BYTES = 1L << 12;
    private static final long NODE_BYTES = 3L << 10;

    private final Population twins;
    private final TimelineSpec spec;
    private final TimelineSettings settings;
    private final PlanCompiler compiler;
    private final int steps;
    private final List<PlanColumn> columns = new ArrayList<>();
    private final Map<String, Integer> index = new LinkedHashMap<>();
    private final List<NodeProgram> nodes = new ArrayList<>();
    private final Map<String, QueueProgram> queues = new LinkedHashMap<>();
    private final List<Program> alerts = new ArrayList<>();
    private final @Nullable Program until;
    private final List<ArmPlan> arms = new ArrayList<>();
    private final List<PlanColumn> observed;
    private final List<ContextJoin> contexts;
    /** The twin variables that are read; null for all that the compiler has seen. */
    private final @Nullable List<String> variables;

    private TimelinePlan(Population twins, TimelineSpec spec, TimelineSettings settings) {
        this.twins = twins;
        this.spec = spec;
        this.settings = settings;
        this.steps = steps(spec, settings);
        this.compiler = new PlanCompiler(twins, spec, settings.parameters);
        for (TimelineNode node : spec.nodes()) {
            nodes.add(compiler.node(column(node), node));
        }
        for (AlertSpec alert : spec.alerts()) {
            columns.add(new PlanColumn(columns.size(), alert.name(), ColumnType.FLAG, List.of(), 0, 1, null, alert));
            alerts.add(compiler.compile(alert.when(), Role.NOW));
        }
        for (QueueSpec queue : spec.queues()) {
            queues.put(queue.name(), compiler.queue(queue, index));
        }
        until = spec.until().map(formula -> compiler.compile(formula, Role.NOW)).orElse(null);
        List<String> exposures = exposures();
        ArmCompiler armed = new ArmCompiler(compiler, columns, index, exposures, reach());
        arms.add(armed.control());
        for (Map.Entry<String, List<Intervention>> arm : settings.arms.entrySet()) {
            arms.add(armed.arm(arms.size(), arm.getKey(), arm.getValue()));
        }
        observed = PlanCompiler.observed(spec, Optional.ofNullable(settings.observed)).stream()
                .map(node -> node(node.name())).toList();
        contexts = spec.contexts().stream().map(context -> ContextJoin.bind(context, spec.unit(),
                settings.contexts.get(context.name()), twins)).toList();
        variables = null;
    }

    /** A part of a plan; what is needed is computed as it was. */
    private TimelinePlan(TimelinePlan whole, Need need) {
        twins = whole.twins;
        spec = whole.spec;
        settings = whole.settings;
        compiler = whole.compiler;
        steps = whole.steps;
        columns.addAll(whole.columns);
        index.putAll(whole.index);
        nodes.addAll(whole.nodes);
        queues.putAll(whole.queues);
        alerts.addAll(whole.alerts);
        until = whole.until;
        boolean[] needed = need.columns();
        whole.arms.forEach(arm -> arms.add(arm.only(needed)));
        observed = whole.observed;
        contexts = whole.contexts;
        variables = need.variables();
    }

    /** The plan without the nodes that neither these nor events, alerts, courses or the end follow from. */
    TimelinePlan pruned(List<PlanColumn> shown) {
        return new TimelinePlan(this, new Need(this, shown));
    }

    /** A plan of a population whose model has a timeline. */
    static TimelinePlan of(Population twins, TimelineSpec spec, TimelineSettings settings) {
        return new TimelinePlan(twins, spec, settings);
    }

    private static int steps(TimelineSpec spec, TimelineSettings settings) {
        if (settings.horizon != null) {
            return spec.steps(settings.horizon);
        }
        return spec.steps(spec.horizon().orElseThrow(() -> new InputException(
                "horizon must be given, as the world has none; say over(\"" + spec.span(10 * spec.dt()) + "\")")));
    }

    private PlanColumn column(TimelineNode node) {
        boolean ranged = node.range().isPresent();
        boolean number = node.type() == ColumnType.REAL || node.type() == ColumnType.INTEGER;
        double lower = !number ? 0 : ranged ? node.range().get().lower() : -Double.MAX_VALUE;
        double upper = node.type() == ColumnType.CATEGORY ? Math.max(0, node.labels().size() - 1)
                : !number ? 1 : ranged ? node.range().get().upper() : Double.MAX_VALUE;
        PlanColumn column = new PlanColumn(columns.size(), node.name(), node.type(), node.labels(), lower, upper, node,
                null);
        columns.add(column);
        index.put(node.name(), column.index());
        return column;
    }

    /** The interventions whose exposure may be named: those of the world, and those of files of their own. */
    private List<String> exposures() {
        TwinModel model = twins.model().orElseThrow();
        return Stream.concat(model.interventionNames().stream().map(model::intervention),
                        settings.arms.values().stream().flatMap(List::stream))
                .filter(intervention -> intervention.course().isPresent()).map(Intervention::name).distinct().toList();
    }

    private Reach reach() {
        Reach reach = new Reach(columns.size(), index);
        nodes.forEach(node -> reach.reads(node.reads(), node.column().index()));
        queues.values().forEach(queue -> reach.reads(queue.reads(), queue.counters()));
        for (int a = 0; a < alerts.size(); a++) {
            reach.reads(new LinkedHashSet<>(alerts.get(a).inputs()), nodes.size() + a);
        }
        if (until != null) {
            reach.until(until);
        }
        return reach;
    }

    /** The twins. */
    Population twins() {
        return twins;
    }

    /** The timeline as the world declares it. */
    TimelineSpec spec() {
        return spec;
    }

    /** How it is run. */
    TimelineSettings settings() {
        return settings;
    }

    /** Nodes in the order of the world, then alerts in order. */
    List<PlanColumn> columns() {
        return columns;
    }

    /** The columns of the nodes to be observed, in the order asked for. */
    List<PlanColumn> observed() {
        return observed;
    }

    /** The column of a node. */
    PlanColumn node(String name) {
        Integer at = index.get(name);
        if (at == null) {
            throw new InputException(Names.unknown("node", name, index.keySet()));
        }
        return columns.get(at);
    }

    /** The column of a node or, if there is no such node, of an alert. */
    PlanColumn nodeOrAlert(String name) {
        Integer at = index.get(name);
        return at != null ? columns.get(at) : alerts().stream().filter(a -> a.name().equals(name)).findFirst()
                .orElseThrow(() -> new InputException(Names.unknown("node or alert", name,
                        columns.stream().map(PlanColumn::name).toList())));
    }

    /** The columns of the alerts, in order. */
    List<PlanColumn> alerts() {
        return columns.subList(nodes.size(), columns.size());
    }

    /** The columns of the events, in order. */
    List<PlanColumn> events() {
        return columns.stream().filter(PlanColumn::isEvent).toList();
    }

    /** The names of the arms, control first. */
    List<String> arms() {
        return arms.stream().map(ArmPlan::name).toList();
    }

    /** The number of an arm. */
    int arm(String name) {
        int at = arms().indexOf(name);
        if (at < 0) {
            throw new InputException(Names.unknown("arm", name, arms()));
        }
        return at;
    }

    ArmPlan armPlan(int arm) {
        return arms.get(arm);
    }

    /** Whether an arm can ever differ from control in a column. */
    boolean affected(int arm, int column) {
        return arm > 0 && arms.get(arm).affected()[column] && arms.get(arm).firstStep() <= steps;
    }

    /** The first step at which an arm has registers of its own for a column: {@code Integer.MAX_VALUE} if never. */
    int ownFrom(int arm, int column) {
        return affected(arm, column) ? arms.get(arm).firstStep() : Integer.MAX_VALUE;
    }

    /** The number of steps of the horizon. */
    int steps() {
        return steps;
    }

    /** The length of a step in the timeline's unit. */
    double dt() {
        return spec.dt();
    }

    /** The time of a step in the timeline's unit. */
    double time(int step) {
        return step * spec.dt();
    }

    /** Whether twins can be over before the horizon. */
    boolean ends() {
        return until != null;
    }

    /** The seed of all draws. */
    long seed() {
        return settings.seed(twins);
    }

    /** The randomness of the run. */
    Draws draws() {
        return twins.draws(seed());
    }

    /** The times of the run. */
    TimeAxis axis() {
        return new TimeAxis(steps, spec.dt(), spec.unit());
    }

    NodeProgram program(int column) {
        return nodes.get(column);
    }

    QueueProgram queue(String name) {
        return queues.get(name);
    }

    Program alert(int alert) {
        return alerts.get(alert);
    }

    @Nullable Program until() {
        return until;
    }

    List<ContextJoin> contexts() {
        return contexts;
    }

    int nodeCount() {
        return nodes.size();
    }

    int column(String node) {
        return node(node).index();
    }

    boolean isNode(String name) {
        return index.containsKey(name);
    }

    /** The twin variables that formulas read, those of {@link #compile} included. */
    List<String> variables() {
        return variables != null ? variables : compiler.variables();
    }

    /** Compiles a further formula that draws nothing, before the first runner is made. */
    Program compile(Expr formula, Role role) {
        return compiler.compile(formula, role);
    }

    /** What formulas of a role may read. */
    Scope scope(Role role) {
        return compiler.scope(role);
    }

    /** About how much heap the formulas, the records and the columns of the twins that are read hold, once made. */
    long bytes() {
        long read = variables().stream().mapToLong(name -> twins.storage(name).bytes()).sum();
        return PLAIN_BYTES + NODE_BYTES * nodes.size() + read
                + contexts.stream().mapToLong(ContextJoin::bytes).sum();
    }

    /** Registers and evaluators for one thread. */
    BlockRunner runner() {
        twins.prepare(variables(), () -> false);
        return new BlockRunner(this);
    }
}
