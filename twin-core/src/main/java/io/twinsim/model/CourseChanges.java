package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code set}, {@code multiply} and {@code add} of interventions in time and of interactions. */
final class CourseChanges {

    static final String[] KEYS = {"set", "multiply", "add"};

    private final TimelineFormulas formulas;
    private final Map<String, TimelineNode> nodes;
    private final TimelineScopes scopes;
    private final Binding binding;
    private final @Nullable String intervention;
    private final Collection<String> exposures;
    /** Who changes, for messages and for the streams of draws. */
    private final String owner;

    CourseChanges(TimelineFormulas formulas, Map<String, TimelineNode> nodes, TimelineScopes scopes, Binding binding,
            @Nullable String intervention, Collection<String> exposures, String owner) {
        this.formulas = formulas;
        this.nodes = nodes;
        this.scopes = scopes;
        this.binding = binding;
        this.intervention = intervention;
        this.exposures = exposures;
        this.owner = owner;
    }

    List<CourseChange> read(Keys keys) {
        List<CourseChange> changes = new ArrayList<>();
        for (CourseChange.Operation operation : CourseChange.Operation.values()) {
            Set<String> set = new LinkedHashSet<>();
            String key = operation.id();
            Keys.entries(keys.node(key), owner + "." + key).forEach((target, field) -> {
                Expr formula = formulas.parse(field.value(), owner + "." + key + "." + target);
                for (String name : targets(target, field.keyPlace())) {
                    if (operation == CourseChange.Operation.SET && !set.add(name)) {
                        throw new InputException(owner + " must set " + name + " once, got it twice", field.keyPlace());
                    }
                    changes.add(change(name, operation, formula, field.value().place()));
                }
            });
        }
        return List.copyOf(changes);
    }

    private List<String> targets(String target, Place place) {
        if (formulas.names().isTwin(target)) {
            throw new InputException(owner + " cannot change " + target
                    + ", a twin variable, which does not change in time; make it a state", place);
        }
        List<String> found;
        try {
            found = formulas.names().instances(target, null);
        } catch (InputException e) {
            throw new InputException(e.getMessage() + " (in " + owner + ")", place);
        }
        TimelineNode first = nodes.get(found.get(0));
        switch (first.kind()) {
            case STATE, DERIVED, EVENT, ACTION -> { }
            case CONTEXT, MATCH -> throw new InputException(owner + " cannot change " + target
                    + ", which comes from records; give the run another series", place);
            case COUNTER -> throw new InputException(owner + " cannot change " + target
                    + ", which a queue counts; change what the queue reads", place);
        }
        return found;
    }

    private CourseChange change(String target, CourseChange.Operation operation, Expr formula, Place place) {
        TimelineNode node = nodes.get(target);
        boolean now = node.kind() == TimelineNode.Kind.DERIVED;
        Expr resolved = formulas.resolve(
                formula, node.index(), now ? FormulaUse.NOW : FormulaUse.NEXT, intervention, exposures);
        String what = owner + "." + operation.id() + "." + target;
        boolean mayDraw = node.kind() == TimelineNode.Kind.STATE || node.kind() == TimelineNode.Kind.ACTION;
        if (resolved.hasDraws() && !mayDraw) {
            throw new InputException(what + " must not draw, as " + (now ? "derived values" : "events")
                    + " follow from their formula", place);
        }
        check(node, operation, resolved, what, mayDraw ? "course/" + owner + "/" + target : "", place);
        return new CourseChange(target, operation, resolved);
    }

    private void check(TimelineNode node, CourseChange.Operation operation, Expr formula, String what, String stream,
            Place place) {
        boolean event = node.kind() == TimelineNode.Kind.EVENT;
        boolean number = event || node.type() == ColumnType.REAL || node.type() == ColumnType.INTEGER;
        if (!number && operation != CourseChange.Operation.SET) {
            throw new InputException(what + " must change a number, got a " + node.type().id() + "; use set", place);
        }
        if (node.type() == ColumnType.CATEGORY) {
            scopes.labelled(formula, binding, stream, node.labels(), what, place);
            return;
        }
        Program program = scopes.number(formula, binding, stream, what, place);
        if (node.type() == ColumnType.FLAG && !event && program.type() != ColumnType.FLAG) {
            throw new InputException(what + " must be a flag such as \"x < 20\", got a number", place);
        }
        if (node.type() == ColumnType.INTEGER && program.type() == ColumnType.REAL && !program.whole()) {
            throw new InputException(what + " must keep " + node.name() + " a whole number; write round(...), or "
                    + "type: real for " + node.name(), place);
        }
    }
}
