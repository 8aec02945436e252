package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Scope;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the twins of a world move in time: a step, nodes with formulas, and the orders in which they are computed.
 * Families are written out, formulas resolved and checked. Immutable.
 *
 * <p>One step: contexts are joined for the new time; context columns without a record take the value of their formula;
 * doses are given and exposures follow; then come the stages of {@link #stepOrder()} and at last alerts and rewards.
 */
public final class TimelineSpec {

    /** A run of more steps than this could not be counted. */
    private static final double MOST_STEPS = 1e9;

    /** What bare names in a formula stand for. */
    public enum Role {
        /** Values at t = 0: starts of states, capacities of queues. Events are false and counts 0 there. */
        START,
        /**
         * Values before the step, {@code next.x} after it: next values of states, hazards and probabilities of events,
         * queues, rewards, doses and changes of these and of actions. Contexts and actions are those of the step.
         */
        NEXT,
        /** Values of the same time: derived values, alerts, the end. */
        NOW
    }

    private final TimelineContent content;
    private final TimelineFormulas formulas;
    private final Scope twins;
    private final TimelineOrder order;
    private final List<TimelineStage> startOrder;
    private final List<TimelineStage> stepOrder;

    TimelineSpec(TimelineContent content, TimelineFormulas formulas, Scope twins) {
        this.content = content;
        this.formulas = formulas;
        this.twins = twins;
        order = new TimelineOrder(content.nodes(), content.queues());
        startOrder = order.start();
        stepOrder = order.step(List.of());
    }

    /**
     * The length of a step.
     *
     * @return a positive time span
     */
    public TimeSpan step() {
        return content.step();
    }

    /**
     * How long runs last unless told otherwise.
     *
     * @return the horizon, if the world states one
     */
    public Optional<TimeSpan> horizon() {
        return content.horizon();
    }

    /**
     * The longest horizon for which the world says anything.
     *
     * @return the bound of every horizon, if the world states one
     */
    public Optional<TimeSpan> longest() {
        return content.longest();
    }

    /**
     * The unit of {@code t} and {@code dt}.
     *
     * @return the short form, such as {@code day}
     */
    public String unit() {
        return content.unit();
    }

    /**
     * The length of a step in the unit of {@code t}.
     *
     * @return positive
     */
    public double dt() {
        return content.step().in(content.unit());
    }

    /**
     * The number of steps of a run.
     *
     * @param horizon how long it lasts
     * @return at least 1
     * @throws InputException if it is not a whole number of steps, or longer than {@link #longest}
     */
    public int steps(TimeSpan horizon) {
        return content.steps(Checks.notNull(horizon, "horizon"));
    }

    /** The number of steps of what a world or a run calls so. */
    static int steps(String what, TimeSpan horizon, TimeSpan step) {
        double steps = horizon.in(step.unit()) / step.count();
        double whole = Math.rint(steps);
        if (whole >= 1 && whole <= MOST_STEPS && Math.abs(steps - whole) <= 1e-9 * whole) {
            return (int) whole;
        }
        throw new InputException(what + " must be a whole number of steps of " + step + ", at least 1"
                + (whole > MOST_STEPS ? " and at most 1000000000" : "") + ", got " + horizon);
    }

    /**
     * A time span in the unit of {@code t}.
     *
     * @param span of the kind of the step
     * @return the number of units
     * @throws InputException if it is of another kind
     */
    public double units(TimeSpan span) {
        new TimelineKeys(content.step()).checkKind(Checks.notNull(span, "time"), "time");
        return span.in(content.unit());
    }

    /**
     * A time for people.
     *
     * @param units a value of {@code t}, at least 0
     * @return the time span in the unit of {@code t}
     */
    public TimeSpan span(double units) {
        return new TimeSpan(units, content.unit());
    }

    /**
     * The knobs of the timeline, written {@code $name} in all of its formulas.
     *
     * @return an immutable map by name, in file order
     */
    public Map<String, Parameter> parameters() {
        return content.parameters();
    }

    /**
     * The lists over which nodes are repeated.
     *
     * @return labels by axis, immutable
     */
    public Map<String, List<String>> axes() {
        return content.axes();
    }

    /**
     * How the labels of an axis act on each other.
     *
     * @return an immutable map by name
     */
    public Map<String, Coupling> couplings() {
        return content.couplings();
    }

    /**
     * All nodes: states, derived values, events, actions, contexts, counters; each kind in file order.
     *
     * @return an immutable list
     */
    public List<TimelineNode> nodes() {
        return List.copyOf(content.nodes().values());
    }

    /**
     * One node.
     *
     * @param name such as {@code level.amygdala.serotonin}
     * @return the node
     * @throws InputException if there is none, with the nearest name
     */
    public TimelineNode node(String name) {
        TimelineNode node = content.nodes().get(Checks.notNull(name, "name"));
        if (node == null) {
            throw new InputException(Names.unknown("name", name, content.nodes().keySet()));
        }
        return node;
    }

    /**
     * The nodes that a name means.
     *
     * @param name a node, a family (all of its nodes) or a pattern such as {@code level.*.serotonin}
     * @return at least one node
     * @throws InputException if there is none, with the nearest name
     */
    public List<TimelineNode> family(String name) {
        return formulas.names().instances(Checks.notNull(name, "name"), null).stream().map(this::node).toList();
    }

    /**
     * The stages by which the values at t = 0 are computed. Contexts are joined before the first; a context column
     * whose formula stands in for absent records is a stage. Actions have their value, events are false, counts are 0.
     *
     * @return an immutable list
     */
    public List<TimelineStage> startOrder() {
        return startOrder;
    }

    /**
     * The stages of a step; see {@link #startOrder()}. Stages of contexts come first, so that doses can read them.
     *
     * @return an immutable list
     */
    public List<TimelineStage> stepOrder() {
        return stepOrder;
    }

    /**
     * The stages of a step in which interventions change nodes: what the changes read is computed before their targets.
     *
     * @param changes of all interventions and interactions of an arm
     * @return an immutable list
     * @throws InputException if next values would depend on themselves
     */
    public List<TimelineStage> stepOrder(Collection<CourseChange> changes) {
        return Checks.notNull(changes, "changes").isEmpty() ? stepOrder : order.step(changes);
    }

    /**
     * The series that twins are joined with.
     *
     * @return an immutable list
     */
    public List<ContextSpec> contexts() {
        return content.contexts();
    }

    /**
     * The lines of stations.
     *
     * @return an immutable list
     */
    public List<QueueSpec> queues() {
        return content.queues();
    }

    /**
     * The rules that raise alerts, one for each label.
     *
     * @return an immutable list
     */
    public List<AlertSpec> alerts() {
        return content.alerts();
    }

    /**
     * The terms of a controller's reward, one for each label.
     *
     * @return an immutable list
     */
    public List<RewardSpec> rewards() {
        return content.rewards();
    }

    /**
     * What interventions do to each other.
     *
     * @return an immutable list
     */
    public List<InteractionSpec> interactions() {
        return content.interactions();
    }

    /**
     * When a twin is over, on values of one time.
     *
     * @return a flag, if the world states one
     */
    public Optional<Expr> until() {
        return content.until();
    }

    /**
     * The nodes that results show unless asked, the headline first.
     *
     * @return names, immutable
     */
    public List<String> observed() {
        return content.observed();
    }

    /**
     * What a formula of a role may name.
     *
     * @param twins the columns of the population; those that a node hides are left out
     * @param role the role
     * @return the scope, with {@code t} and {@code dt}
     * @throws InputException if the timeline reads a column that has missing rows
     */
    public Scope scope(Collection<Symbol> twins, Role role) {
        return scope(twins, role, List.of());
    }

    /**
     * What the formula of a change may name.
     *
     * @param twins the columns of the population; those that a node hides are left out
     * @param role the role of the target
     * @param exposures the interventions whose {@code exposure.NAME} is there
     * @return the scope, with {@code t} and {@code dt}
     * @throws InputException if the timeline reads a column that has missing rows
     */
    public Scope scope(Collection<Symbol> twins, Role role, Collection<String> exposures) {
        checkPresent(twins);
        return TimelineScopes.of(content.nodes().values(), twins, Checks.notNull(role, "role"), exposures, dt());
    }

    /**
     * What the profile of a course may name.
     *
     * @param twins the columns of the population
     * @return the scope, with {@code t}, {@code dt}, {@code since} and {@code after}
     */
    public Scope profileScope(Collection<Symbol> twins) {
        return Scope.of(twins).withTime(dt()).withScalars(Set.of("since", "after"));
    }

    private void checkPresent(Collection<Symbol> columns) {
        Map<String, String> readers = new LinkedHashMap<>();
        content.nodes().values().forEach(node -> List.of(node.start(), node.formula(), node.when()).forEach(formula ->
                formula.ifPresent(e -> e.variables().forEach(name -> readers.putIfAbsent(name, node.name())))));
        for (Symbol column : columns) {
            if (column.nullable() && readers.containsKey(column.name())) {
                throw new InputException("column " + column.name() + " must have no missing rows, as " + readers.get(
                        column.name()) + " reads it at every step; give it a default in the world, or drop the rows");
            }
        }
    }

    /** Refuses changes with which next values would depend on themselves. */
    void checkOrder(Collection<CourseChange> changes, Place place) {
        order.at(place).step(changes);
    }

    TimelineFormulas formulas() {
        return formulas;
    }

    TimelineScopes scopes() {
        return new TimelineScopes(content.nodes(), twins, dt());
    }

    Map<String, TimelineNode> byName() {
        return content.nodes();
    }

    /** The interventions of the world that have a course. */
    Set<String> courses() {
        return new LinkedHashSet<>(formulas.courses());
    }

    /**
     * The identity of the timeline: labels, units for people, what results show and the longest horizon are left out,
     * as they move no number.
     *
     * @return the tree node
     */
    public ContentHash hash() {
        return TimelineHash.of(content);
    }

    /**
     * What the timeline holds, for people.
     *
     * @return several lines of at most 100 columns
     */
    public String describe() {
        return new TimelineText(this).toString();
    }

    /** One line: the step and what moves. */
    @Override
    public String toString() {
        long states = content.nodes().values().stream().filter(n -> n.kind() == TimelineNode.Kind.STATE).count();
        return Lines.one("TimelineSpec[step " + step() + ", " + states + (states == 1 ? " state, " : " states, ")
                + content.nodes().size() + " nodes]");
    }
}
