package io.twinsim.model;

import io.twinsim.expr.Binding;
import io.twinsim.expr.DrawExpr;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Function;
import io.twinsim.expr.Scope;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The labels that states can have, as their formulas are written: a formula that compares a state with a label cannot
 * be
 * checked before all labels of the state are known, and one state may hand its labels to another. The nodes of a family
 * share their labels, so that a label has the same code in all of them.
 */
final class TimelineLabels {

    private final Map<String, Set<String>> labels = new LinkedHashMap<>();
    private final Scope twins;
    private final Binding binding;

    TimelineLabels(Map<String, TimelineTypes.Draft> drafts, Scope twins, Binding binding) {
        this.twins = twins;
        this.binding = binding;
        Map<String, Set<String>> families = new LinkedHashMap<>();
        drafts.forEach((name, draft) -> labels.put(name, families.computeIfAbsent(
                draft.node().family(), family -> new LinkedHashSet<>(draft.node().labels()))));
        boolean more = true;
        while (more) {
            more = false;
            for (TimelineTypes.Draft draft : drafts.values()) {
                more |= draft.node().labels().isEmpty() && add(draft.node());
            }
        }
    }

    /** The labels of a node, declared ones as declared, others in order of first appearance. */
    List<String> of(String node) {
        return List.copyOf(labels.get(node));
    }

    /** The labels of a node with those that its program was found to give; its family gets them all. */
    List<String> with(TimelineNode node, List<String> found) {
        labels.get(node.name()).addAll(found);
        return of(node.name());
    }

    private boolean add(TimelineNode node) {
        Set<String> known = labels.get(node.name());
        int before = known.size();
        node.start().ifPresent(e -> results(e, known));
        node.formula().ifPresent(e -> {
            known.addAll(e.transitionLabels());
            results(e, known);
        });
        return known.size() > before;
    }

    /** The labels that a formula may give; none if it gives numbers. */
    private void results(Expr formula, Set<String> into) {
        if (formula instanceof Expr.LabelLiteral literal) {
            into.add(literal.label());
        } else if (formula instanceof Expr.Variable variable) {
            variable(TimelineScopes.node(variable.name()), into);
        } else if (formula instanceof Expr.ParameterValue parameter) {
            Object value = binding.parameters().get(parameter.name());
            if (value instanceof String word) {
                into.add(word);
            }
        } else if (formula instanceof Expr.Call call && call.function() == Function.IF) {
            results(call.arguments().get(1), into);
            results(call.arguments().get(2), into);
        } else if (formula instanceof Expr.Lookup lookup) {
            lookup.cases().forEach(c -> results(c.result(), into));
            if (lookup.otherwise() != null) {
                results(lookup.otherwise(), into);
            }
        } else if (formula instanceof DrawExpr.Categories draw) {
            into.addAll(draw.labels());
        } else if (formula instanceof DrawExpr.Transition transition) {
            results(transition.value(), into);
        }
    }

    private void variable(String name, Set<String> into) {
        Set<String> known = labels.get(name);
        if (known != null) {
            into.addAll(List.copyOf(known));
        } else if (twins.names().contains(name)) {
            into.addAll(twins.symbol(name).labels());
        }
    }
}
