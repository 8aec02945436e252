package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A named change with parameters, as its world declares it. Either an effect formula, {@code base * modifiers + noise}
 * where it {@code applies}, or assignments to variables ({@code set:}) whose effect runs through the outcome, or a
 * {@link #course} in time. Immutable; {@link #with} gives a changed copy.
 *
 * <pre>{@code hcp.intervention("email_campaign").with("duration_weeks", 12)}</pre>
 */
public final class Intervention {

    private static final String[] KEYS = {
        "label", "description", "provenance", "parameters", "coefficients", "covariance", "base", "modifiers", "noise",
        "applies", "set", "course"
    };

    /** Formulas are trees of limited height, and the product of all modifiers is one of them. */
    private static final int MOST_MODIFIERS = 200;

    private final TwinModel model;
    private final String name;
    private final Spec spec;
    private final Map<String, Object> values;
    private final boolean noisy;
    private final Optional<String> file;

    /** What the world file says, apart from the chosen parameter values. */
    private record Spec(
            Provenance provenance, Optional<String> label, Map<String, Parameter> parameters,
            Map<String, Coefficient> coefficients, double[][] covariance, Expr base, Map<String, Expr> modifiers,
            Optional<Expr> noise, Optional<Expr> applies, Map<String, Expr> assignments,
            Optional<CourseSpec> course) {
    }

    private Intervention(TwinModel model, String name, Spec spec, Map<String, Object> values, boolean noisy,
            Optional<String> file) {
        this.model = model;
        this.name = name;
        this.spec = spec;
        this.values = Collections.unmodifiableMap(values);
        this.noisy = noisy;
        this.file = file;
    }

    /** The same, known to stand in a file of its own. */
    Intervention from(String path) {
        return new Intervention(model, name, spec, values, noisy, Optional.of(path));
    }

    static Intervention read(TwinModel model, String name, Node node) {
        Keys keys = Keys.of(node, "intervention " + name, KEYS);
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        Keys.entries(keys.node("parameters"), "parameters").forEach((key, field) -> parameters.put(
                Keys.checkIdentifier(key, "parameter name", field.keyPlace()), Parameter.read(key, field.value())));
        Map<String, Coefficient> coefficients = new LinkedHashMap<>();
        Keys.entries(keys.node("coefficients"), "coefficients").forEach((key, field) -> coefficients.put(
                Keys.checkIdentifier(key, "coefficient name", field.keyPlace()), Coefficient.read(key, field.value())));
        double[][] covariance = Covariance.read(keys.node("covariance"), coefficients);
        Learning learned = model.learning();
        Map<String, Expr> assignments = learned.bind(Keys.formulas(keys.node("set"), "set"));
        Map<String, Expr> modifiers = learned.bind(Keys.formulas(keys.node("modifiers"), "modifiers"));
        if (modifiers.size() > MOST_MODIFIERS) {
            throw new InputException("modifiers must be at most " + MOST_MODIFIERS + ", got " + modifiers.size(),
                    keys.place("modifiers"));
        }
        InterventionCheck.checkKeys(model, name, keys, !assignments.isEmpty());
        String provenance = keys.choice("provenance", "assumed", "assumed", "literature", "fitted");
        if (provenance.equals("fitted")) {
            Covariance.requireJoint(coefficients, keys);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        parameters.values().forEach(p -> values.put(p.name(), p.check(p.value())));
        Spec spec = new Spec(
                Provenance.valueOf(provenance.toUpperCase(java.util.Locale.ROOT)), keys.text("label"),
                Collections.unmodifiableMap(parameters),
                Collections.unmodifiableMap(Covariance.withStatedSd(coefficients, covariance)), covariance,
                learned.bind(keys.formula("base").orElse(Expr.number(0))), Collections.unmodifiableMap(modifiers),
                keys.formula("noise").map(learned::bind), keys.formula("applies").map(learned::bind),
                Collections.unmodifiableMap(assignments), Optional.ofNullable(keys.node("course")).map(course ->
                        CourseReader.read(name, course, model.timeline().orElseThrow(), parameters,
                                binding(values, coefficients), keys.place("parameters"))));
        Intervention intervention = new Intervention(model, name, spec, values, true, Optional.empty());
        InterventionCheck.check(intervention, keys);
        return intervention;
    }

    /**
     * The intervention's name.
     *
     * @return the name under which the world declares it
     */
    public String name() {
        return name;
    }

    /**
     * The world that declares it.
     *
     * @return the model
     */
    public TwinModel model() {
        return model;
    }

    /**
     * The file of its own that the intervention was read from.
     *
     * @return the path as given to {@link TwinModel#readIntervention}; nothing if the world declares it
     */
    public Optional<String> file() {
        return file;
    }

    /**
     * A description for people.
     *
     * @return the label, if the world gives one
     */
    public Optional<String> label() {
        return spec.label;
    }

    /**
     * Where its coefficients come from.
     *
     * @return the provenance; {@code assumed} unless declared
     */
    public Provenance provenance() {
        return spec.provenance;
    }

    /**
     * The knobs, in file order.
     *
     * @return an immutable map by name
     */
    public Map<String, Parameter> parameters() {
        return spec.parameters;
    }

    /**
     * The values of the knobs: a {@link Double} for a number, a {@link String} for a word.
     *
     * @return an immutable map by name, in file order
     */
    public Map<String, Object> values() {
        return values;
    }

    /**
     * The uncertain numbers, in file order.
     *
     * @return an immutable map by name
     */
    public Map<String, Coefficient> coefficients() {
        return spec.coefficients;
    }

    /**
     * The covariance matrix of the coefficients, in their order: variances on the diagonal, 0 where none is stated.
     *
     * @return a new array
     */
    public double[][] covariance() {
        double[][] copy = new double[spec.covariance.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = spec.covariance[i].clone();
        }
        return copy;
    }

    /**
     * Whether anything is said about how sure the coefficients are.
     *
     * @return true if at least one coefficient has a positive variance
     */
    public boolean uncertaintyStated() {
        for (int i = 0; i < spec.covariance.length; i++) {
            if (spec.covariance[i][i] > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * The effect before modifiers.
     *
     * @return the formula; 0 for an intervention that sets variables or has a course
     */
    public Expr base() {
        return spec.base;
    }

    /**
     * The factors of the effect, in file order.
     *
     * @return an immutable map by name
     */
    public Map<String, Expr> modifiers() {
        return spec.modifiers;
    }

    /**
     * The product of base and modifiers: the expected effect of one twin where the intervention applies.
     *
     * @return the formula
     */
    public Expr systematic() {
        List<Expr> factors = new ArrayList<>();
        factors.add(spec.base);
        factors.addAll(spec.modifiers.values());
        return Expr.product(factors.toArray(new Expr[0]));
    }

    /**
     * Where the intervention has an effect at all.
     *
     * @return a filter, or nothing if it applies to every twin
     */
    public Optional<Expr> applies() {
        return spec.applies;
    }

    /**
     * The twin-to-twin variation around the systematic effect; its mean is 0.
     *
     * @return a formula with draws, or nothing if there is none or it is switched off
     */
    public Optional<Expr> noise() {
        return noisy ? spec.noise : Optional.empty();
    }

    /**
     * Whether the world declares noise that is switched off here.
     *
     * @return true after {@link #withoutNoise} if there was noise
     */
    public boolean noiseOff() {
        return !noisy && spec.noise.isPresent();
    }

    /**
     * The variables that are set, in file order.
     *
     * @return formulas by variable; empty for an intervention with a base
     */
    public Map<String, Expr> assignments() {
        return spec.assignments;
    }

    /**
     * What the intervention does in time, instead of an effect or assignments.
     *
     * @return the course, if the intervention belongs to a timeline
     */
    public Optional<CourseSpec> course() {
        return spec.course;
    }

    /**
     * The same intervention with another value of one parameter.
     *
     * @param parameter the parameter's name
     * @param value a number, or a word of its levels; text that reads as a number serves for a number
     * @return the changed intervention
     * @throws InputException if the parameter is unknown or the value is not allowed
     */
    public Intervention with(String parameter, Object value) {
        Checks.notNull(value, parameter);
        Parameter known = spec.parameters.get(
                Checks.known("parameter of " + name, parameter, spec.parameters.keySet()));
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put(parameter, known.check(value));
        return new Intervention(model, name, spec, changed, noisy, file);
    }

    /**
     * The same intervention without the noise term.
     *
     * @return the changed intervention
     */
    public Intervention withoutNoise() {
        return new Intervention(model, name, spec, values, false, file);
    }

    /**
     * The parameter values and the best guesses of the coefficients, as formulas are compiled with.
     *
     * @return the binding
     */
    public Binding binding() {
        return binding(values, spec.coefficients);
    }

    private static Binding binding(Map<String, Object> values, Map<String, Coefficient> coefficients) {
        Map<String, Double> guesses = new LinkedHashMap<>();
        coefficients.values().forEach(c -> guesses.put(c.name(), c.value()));
        return new Binding(values, guesses);
    }

    /**
     * The twin variables that the formulas read.
     *
     * @return names in alphabetical order
     */
    public Set<String> variables() {
        Set<String> used = new TreeSet<>(systematic().variables());
        spec.applies.ifPresent(e -> used.addAll(e.variables()));
        noise().ifPresent(e -> used.addAll(e.variables()));
        spec.assignments.values().forEach(e -> used.addAll(e.variables()));
        spec.course.ifPresent(course -> course.formulas().forEach(e -> e.variables().stream()
                .filter(model::has).forEach(used::add)));
        return used;
    }

    /**
     * The identity of the intervention with its parameter values; part of a simulation's hash.
     *
     * @return the tree node
     */
    public ContentHash contentHash() {
        ContentHash chosen = ContentHash.of("values");
        values.forEach((key, value) -> Parameter.put(chosen, key, value));
        return specHash().nested("values", chosen).flag("noisy", noise().isPresent());
    }

    ContentHash specHash() {
        ContentHash parameters = ContentHash.of("parameters");
        spec.parameters.values().forEach(p -> parameters.nested(p.name(), p.hash()));
        List<ContentHash> coefficients = new ArrayList<>();
        spec.coefficients.values().forEach(c -> coefficients.add(c.hash().text("name", c.name())));
        ContentHash covariance = ContentHash.of("covariance");
        for (int i = 0; i < spec.covariance.length; i++) {
            for (int j = 0; j < spec.covariance.length; j++) {
                covariance.number(i + "," + j, spec.covariance[i][j]);
            }
        }
        List<ContentHash> modifiers = new ArrayList<>();
        spec.modifiers.forEach((key, e) ->
                modifiers.add(ContentHash.of("modifier").text("name", key).text("formula", e.canonical())));
        ContentHash assignments = ContentHash.of("set");
        spec.assignments.forEach((key, e) -> assignments.text(key, e.canonical()));
        ContentHash hash = ContentHash.of("intervention").text("name", name).text("provenance", spec.provenance.id())
                .nested("parameters", parameters).list("coefficients", coefficients).nested("covariance", covariance)
                .text("base", spec.base.canonical()).list("modifiers", modifiers).nested("set", assignments);
        spec.noise.ifPresent(e -> hash.text("noise", e.canonical()));
        spec.applies.ifPresent(e -> hash.text("applies", e.canonical()));
        spec.course.ifPresent(course -> hash.nested("course", course.hash()));
        return hash;
    }

    /** One line: the name and the values that were chosen. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Intervention[").append(name);
        values.forEach((key, value) -> text.append(", ").append(key).append('=')
                .append(value instanceof Double d ? Numbers.significant(d, 6) : value));
        text.append(noisy ? "" : ", no noise").append(']');
        return Lines.one(text.toString());
    }

    static String unknownName(String kind, String name, java.util.Collection<String> known, String in) {
        return Names.unknown(kind, name, known) + " (in " + in + ")";
    }
}
