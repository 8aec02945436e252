package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Mark;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses formulas of a timeline and resolves their names for one combination of labels. */
final class TimelineFormulas {

    private final TimelineNames names;
    private final Learning learning;
    private final Map<String, Coupling> couplings;
    /** The interventions whose exposure may be named. */
    private final Collection<String> courses;

    TimelineFormulas(TimelineNames names, Learning learning, Map<String, Coupling> couplings,
            Collection<String> courses) {
        this.names = names;
        this.learning = learning;
        this.couplings = couplings;
        this.courses = courses;
    }

    TimelineNames names() {
        return names;
    }

    /** The formula as written, behind an optional {@code ~} or {@code =}. */
    Expr parse(Node node, String what) {
        Node.Scalar scalar = Keys.scalar(node, what);
        String text = scalar.text().stripLeading();
        if (scalar.kind() == Node.Kind.NULL || text.isEmpty()) {
            throw new InputException(what + " must be a formula, got nothing; put the formula in quotes", node.place());
        }
        if (!text.startsWith("~") && !text.startsWith("=")) {
            return learning.bind(Expr.parse(scalar.text(), scalar.place()));
        }
        int skipped = scalar.text().indexOf(text.charAt(0)) + 1;
        Expr formula = Expr.parse(scalar.text().substring(skipped), Variable.shift(scalar.place(), skipped));
        if (text.startsWith("=") && formula.hasDraws()) {
            throw new InputException(what + " is derived (\"=\") and must not draw; write \"~\" in front", node.place());
        }
        return learning.bind(formula);
    }

    /** A formula that may not draw. */
    Expr parseFixed(Node node, String what) {
        Expr formula = parse(node, what);
        if (formula.hasDraws()) {
            throw new InputException(what + " must not draw; draws belong to start and next of states", node.place());
        }
        return formula;
    }

    /** Resolves a formula that belongs to no intervention. */
    Expr resolve(Expr formula, Map<String, String> own, FormulaUse use) {
        return resolve(formula, own, use, null, List.of());
    }

    /**
     * Resolves names.
     *
     * @param own the label on each axis of what the formula belongs to
     * @param intervention whose exposure the bare word means; null if there is none
     * @param exposures the interventions whose exposure may be named
     */
    Expr resolve(Expr formula, Map<String, String> own, FormulaUse use, @Nullable String intervention,
            Collection<String> exposures) {
        own.keySet().forEach(axis -> formula.checkLabels(axis, names.axes().get(axis)));
        return formula.rewrite(variable -> {
            try {
                return meaning(variable, own, use, intervention, exposures);
            } catch (InputException e) {
                throw e.place().isPresent() ? e : variable.mark().refuse(String.valueOf(e.getMessage()));
            }
        }, (coupling, variable) -> coupled(coupling, variable, own, use));
    }

    Collection<String> courses() {
        return courses;
    }

    private @Nullable List<Expr> meaning(Expr.Variable variable, Map<String, String> own, FormulaUse use,
            @Nullable String intervention, Collection<String> exposures) {
        String name = variable.name();
        if (names.isTwin(name) || name.equals("t") || name.equals("dt")) {
            return null;
        }
        if (own.containsKey(name)) {
            return List.of(Expr.label(own.get(name)));
        }
        if (names.axes().containsKey(name)) {
            throw new InputException("the axis " + name + " has no label here, as the formula does not stand below "
                    + "for: [" + name + "]");
        }
        String head = name.split("\\.", 2)[0];
        if (name.equals("since") || name.equals("after")) {
            if (use == FormulaUse.PROFILE) {
                return null;
            }
            throw new InputException(name + " belongs to the profile of an intervention");
        }
        if (head.equals("exposure")) {
            return exposure(name, use, intervention, exposures, variable.mark());
        }
        boolean prefixed = name.contains(".") && (head.equals("next") || head.equals("first"));
        String body = prefixed ? name.substring(head.length() + 1) : name;
        if (prefixed && names.isTwin(body)) {
            if (head.equals("first")) {
                return List.of(new Expr.Variable(body, variable.mark()));
            }
            throw new InputException(body + " is a twin variable, which does not change in time; write it without next");
        }
        checkUse(head, body, prefixed, use);
        String prefix = prefixed && !(head.equals("first") && use.role() == TimelineSpec.Role.START) ? head + "." : "";
        List<Expr> found = new ArrayList<>();
        for (String instance : names.instances(body, own)) {
            found.add(new Expr.Variable(prefix + instance, variable.mark()));
        }
        return found;
    }

    private List<Expr> exposure(String name, FormulaUse use, @Nullable String intervention,
            Collection<String> exposures, Mark mark) {
        if (exposures.isEmpty() || use == FormulaUse.DOSE || use == FormulaUse.PROFILE) {
            throw new InputException("exposure belongs to what an intervention adds, multiplies or sets");
        }
        if (name.equals("exposure")) {
            if (intervention == null) {
                throw new InputException("exposure needs the name of the intervention here, such as exposure."
                        + exposures.iterator().next());
            }
            return List.of(new Expr.Variable("exposure." + intervention, mark));
        }
        String other = name.substring("exposure.".length());
        if (!exposures.contains(other)) {
            throw new InputException(Names.unknown("intervention with a course", other, exposures));
        }
        return List.of(new Expr.Variable(name, mark));
    }

    private void checkUse(String head, String body, boolean prefixed, FormulaUse use) {
        TimelineFamily family = names.familyOf(body).orElseThrow(() -> names.unknown(body));
        TimelineNode.Kind kind = family.kind();
        if (use == FormulaUse.PROFILE) {
            throw new InputException("a profile must be a formula of since, after, t, dt, parameters and twin "
                    + "variables, got " + body);
        }
        boolean fromOutside = kind == TimelineNode.Kind.CONTEXT || kind == TimelineNode.Kind.MATCH
                || kind == TimelineNode.Kind.ACTION;
        if (kind == TimelineNode.Kind.ACTION && (use == FormulaUse.FALLBACK || use == FormulaUse.DOSE)) {
            throw new InputException(body + " is not known yet here; "
                    + (use == FormulaUse.DOSE ? "doses" : "contexts") + " come before actions in a step");
        }
        if (!prefixed) {
            return;
        }
        if (fromOutside) {
            throw new InputException(body + " always is that of this time; write it without " + head);
        }
        if (head.equals("next") && use != FormulaUse.NEXT) {
            throw new InputException(switch (use) {
                case START, FIXED -> "next." + body + " does not exist at the start; write " + body;
                case NOW -> "next." + body + " does not exist here, as all values are of one time; write " + body;
                default -> "next." + body + " is not known yet here; write " + body + ", the value before the step";
            });
        }
        if (head.equals("first") && kind != TimelineNode.Kind.STATE && kind != TimelineNode.Kind.DERIVED) {
            throw new InputException("first takes a state or a derived value, got " + body + ", which is "
                    + (kind == TimelineNode.Kind.EVENT ? "an event" : "a count of a queue"));
        }
    }

    private Expr coupled(String name, Expr.Variable variable, Map<String, String> own, FormulaUse use) {
        Coupling coupling = couplings.get(name);
        if (coupling == null) {
            throw variable.mark().refuse(Names.unknown("coupling", name, couplings.keySet()));
        }
        String axis = coupling.axis();
        if (!own.containsKey(axis)) {
            throw variable.mark().refuse("coupled(" + name + ", " + variable.name() + ") must stand below for: ["
                    + axis + "], the axis of the coupling");
        }
        List<String> labels = names.axes().get(axis);
        double[] weights = coupling.matrix()[labels.indexOf(own.get(axis))];
        List<Expr> terms = new ArrayList<>();
        for (int j = 0; j < weights.length; j++) {
            if (weights[j] != 0) {
                Map<String, String> source = new java.util.LinkedHashMap<>(own);
                source.put(axis, labels.get(j));
                terms.add(Expr.product(Expr.number(weights[j]), source(coupling, variable, source, use)));
            }
        }
        return Expr.sum(terms.toArray(new Expr[0]));
    }

    private Expr source(Coupling coupling, Expr.Variable variable, Map<String, String> own, FormulaUse use) {
        String name = variable.name();
        String body = name.startsWith("next.") || name.startsWith("first.") ? name.substring(name.indexOf('.') + 1) : name;
        TimelineFamily family = names.familyOf(body).orElseThrow(
                () -> variable.mark().refuse(String.valueOf(names.unknown(body).getMessage())));
        if (!family.name().equals(body) || !family.axes().containsKey(coupling.axis())) {
            throw variable.mark().refuse("coupled(" + coupling.name() + ", ...) takes a family over "
                    + coupling.axis() + ", got " + name);
        }
        return resolve(variable, own, use);
    }

    /** Refuses with the place of a node what has none. */
    static InputException placed(InputException e, Place place) {
        return e.place().isPresent() ? e : new InputException(String.valueOf(e.getMessage()), place);
    }
}
