package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Scope;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code timeline:}. First all names are taken, then formulas are parsed and resolved for each label, then
 * types and orders are found, then everything is checked with them.
 */
final class TimelineReader {

    private static final String[] KEYS = {
        "step", "horizon", "longest", "unit", "parameters", "axes", "coupling", "context", "actions", "state", "derived", "events",
        "queues", "alerts", "rewards", "interactions", "until", "observe"
    };

    private final String world;
    private final Keys keys;
    private final Scope twins;
    private final Learning learning;
    private final List<String> courses;
    private final TimelineNames names;
    private final TimelineKeys spans;
    private final Map<String, TimelineTypes.Draft> drafts = new LinkedHashMap<>();

    private TimelineReader(String world, Node node, Scope twins, Learning learning, List<String> courses) {
        this.world = world;
        this.keys = Keys.of(node, "timeline", KEYS);
        this.twins = twins;
        this.learning = learning;
        this.courses = courses;
        this.names = new TimelineNames(twins.names(), keys.place());
        this.spans = new TimelineKeys(step());
    }

    /**
     * Reads a timeline.
     *
     * @param world the name of the world
     * @param node what {@code timeline:} holds
     * @param twins the variables of a twin
     * @param interventions what {@code interventions:} holds
     */
    static TimelineSpec read(String world, Node node, Scope twins, Learning learning,
            @Nullable Node interventions) {
        List<String> courses = new ArrayList<>();
        Keys.entries(interventions, "interventions").forEach((name, field) -> {
            if (field.value() instanceof Node.Fields fields && fields.fields().containsKey("course")) {
                courses.add(name);
            }
        });
        return new TimelineReader(world, node, twins, learning, List.copyOf(courses)).read();
    }

    private TimeSpan step() {
        Node node = keys.required("step");
        TimeSpan step = TimelineKeys.span(node, "step");
        if (step.count() > 0) {
            return step;
        }
        throw new InputException("step must be positive, got " + step, node.place());
    }

    private TimelineSpec read() {
        String unit = unit();
        double dt = spans.step().in(unit);
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        Keys.entries(keys.node("parameters"), "timeline.parameters").forEach((name, field) -> parameters.put(
                Keys.checkIdentifier(name, "parameter name", field.keyPlace()), Parameter.read(name, field.value())));
        Binding binding = binding(parameters);
        Keys.entries(keys.node("axes"), "axes").forEach((name, field) ->
                names.axis(name, field.value(), field.keyPlace()));

        TimelineNodes nodes = new TimelineNodes(keys, names);
        ContextReader contexts = new ContextReader(keys.node("context"), names, spans);
        QueueReader queues = new QueueReader(keys.node("queues"), names);
        AlertReader alerts = new AlertReader(keys, names, spans);
        alerts.checkNames(nodes.events());
        Map<String, Coupling> couplings = new LinkedHashMap<>();
        Keys.entries(keys.node("coupling"), "coupling").forEach((name, field) ->
                couplings.put(name, CouplingReader.read(name, field, names.axes())));

        TimelineFormulas formulas = new TimelineFormulas(names, learning, couplings, courses);
        nodes.drafts(formulas).forEach(draft -> drafts.put(draft.node().name(), draft));
        contexts.drafts(formulas).forEach(draft -> drafts.put(draft.node().name(), draft));
        List<QueueSpec> lines = queues.specs(formulas);
        lines.forEach(queue -> queue.counters().forEach(counter ->
                drafts.put(counter.name(), new TimelineTypes.Draft(counter, Optional.empty()))));
        if (drafts.isEmpty()) {
            throw new InputException("timeline must hold at least one state, event or queue, got none", keys.place());
        }
        Map<String, TimelineNode> untyped = new LinkedHashMap<>();
        drafts.forEach((name, draft) -> untyped.put(name, draft.node()));
        Map<String, TimelineNode> typed = Collections.unmodifiableMap(TimelineTypes.find(
                drafts, new TimelineOrder(untyped, lines).start(), twins, binding, dt));

        TimelineScopes scopes = new TimelineScopes(typed, twins, dt);
        queues.check(lines, scopes, binding);
        TimelineContent content = new TimelineContent(world, spans.step(), length("horizon"), length("longest"), unit,
                Collections.unmodifiableMap(parameters),
                Collections.unmodifiableMap(names.axes()), Collections.unmodifiableMap(couplings), typed,
                contexts.specs(typed), lines, alerts.alerts(formulas, scopes, binding),
                alerts.rewards(formulas, scopes, binding), interactions(formulas, typed, scopes, binding),
                until(formulas, scopes, binding), observed(typed));
        content.horizon().ifPresent(horizon -> check("horizon", () -> content.steps(horizon)));
        TimelineSpec spec = new TimelineSpec(content, formulas, twins);
        spec.interactions().forEach(interaction -> spec.checkOrder(interaction.changes(), keys.place("interactions")));
        return spec;
    }

    static Binding binding(Map<String, Parameter> parameters) {
        Map<String, Object> values = new LinkedHashMap<>();
        parameters.values().forEach(p -> values.put(p.name(), p.check(p.value())));
        return new Binding(values, Map.of());
    }

    private String unit() {
        Optional<String> stated = keys.text("unit");
        if (stated.isEmpty()) {
            return spans.step().unit();
        }
        String unit = TimeSpan.shortForm(stated.get());
        check("unit", () -> spans.checkKind(new TimeSpan(1, unit), "unit"));
        return unit;
    }

    /** A whole number of steps. */
    private Optional<TimeSpan> length(String key) {
        Optional<TimeSpan> length = spans.same(keys, key);
        length.ifPresent(span -> check(key, () -> TimelineSpec.steps(key, span, spans.step())));
        return length;
    }

    private void check(String key, Runnable check) {
        try {
            check.run();
        } catch (InputException e) {
            throw new InputException(String.valueOf(e.getMessage()), keys.place(key));
        }
    }

    private Optional<Expr> until(TimelineFormulas formulas, TimelineScopes scopes, Binding binding) {
        Node node = keys.node("until");
        if (node == null) {
            return Optional.empty();
        }
        Expr until = formulas.resolve(formulas.parseFixed(node, "until"), Map.of(), FormulaUse.NOW);
        scopes.flag(until, binding, "until", node.place());
        return Optional.of(until);
    }

    private List<String> observed(Map<String, TimelineNode> nodes) {
        Node node = keys.node("observe");
        List<String> observed = new ArrayList<>();
        if (node != null) {
            for (Node item : Keys.items(node, "observe")) {
                try {
                    names.instances(Keys.scalar(item, "observe").text(), null).stream()
                            .filter(name -> !observed.contains(name)).forEach(observed::add);
                } catch (InputException e) {
                    throw new InputException(e.getMessage() + " (in observe)", item.place());
                }
            }
            if (observed.isEmpty()) {
                throw new InputException("observe must name at least one value, got none", node.place());
            }
            return List.copyOf(observed);
        }
        List<TimelineNode> shown = nodes.values().stream().filter(n -> n.kind() == TimelineNode.Kind.STATE
                || n.kind() == TimelineNode.Kind.DERIVED).toList();
        List<TimelineNode> single = shown.stream().filter(n -> n.index().isEmpty()).toList();
        List<TimelineNode> chosen = !single.isEmpty() ? single : !shown.isEmpty() ? shown : List.copyOf(nodes.values());
        return chosen.stream().map(TimelineNode::name).toList();
    }

    private List<InteractionSpec> interactions(TimelineFormulas formulas, Map<String, TimelineNode> nodes,
            TimelineScopes scopes, Binding binding) {
        List<InteractionSpec> all = new ArrayList<>();
        Keys.entries(keys.node("interactions"), "interactions").forEach((name, field) -> {
            Keys.checkIdentifier(name, "interaction name", field.keyPlace());
            Keys entry = Keys.of(field.value(), "interaction " + name, "of", "severity", "label", "set", "multiply", "add");
            List<String> of = Keys.texts(entry.required("of"), "of");
            for (Node item : Keys.items(entry.required("of"), "of")) {
                String one = Keys.scalar(item, "of").text();
                if (!courses.contains(one)) {
                    throw new InputException(Names.unknown("intervention with a course", one, courses)
                            + " (in interaction " + name + ")", item.place());
                }
            }
            if (of.size() < 2 || of.stream().distinct().count() < of.size()) {
                throw new InputException("interaction " + name + " must be of two or more different interventions, got ["
                        + String.join(", ", of) + "]", entry.place("of"));
            }
            String severity = entry.choice("severity", "moderate", InteractionSpec.SEVERITIES.toArray(new String[0]));
            all.add(new InteractionSpec(name, of, severity, entry.text("label"), new CourseChanges(
                    formulas, nodes, scopes, binding, null, of, name).read(entry)));
        });
        return List.copyOf(all);
    }
}
