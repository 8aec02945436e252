package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link TwinModel} in Java. Keys and formulas are those of a world file, and so is the hash of the result:
 *
 * <pre>{@code
 * TwinModel shop = TwinModel.builder("shop")
 *     .variable("age", "~ uniform_int(18, 80)")
 *     .variable("visits", "~ poisson(1 + 0.1 * age)")
 *     .intervention("coupon", Map.of("base", "0.02", "noise", "normal(0, 0.01)"))
 *     .build();
 * }</pre>
 *
 * <p>Maps whose order matters (modifiers, coefficients) must be ordered, such as a {@link LinkedHashMap}.
 */
public final class ModelBuilder {

    private final Map<String, Object> root = new LinkedHashMap<>();
    private final Map<String, Object> variables = new LinkedHashMap<>();
    private final Map<String, Object> interventions = new LinkedHashMap<>();
    private final Map<String, Object> learned = new LinkedHashMap<>();

    ModelBuilder(String name) {
        root.put("model", name);
        root.put("variables", variables);
        root.put("interventions", interventions);
        root.put("learned", learned);
    }

    /**
     * States the version.
     *
     * @param version any text
     * @return this builder
     */
    public ModelBuilder version(String version) {
        return put("version", version);
    }

    /**
     * Adds a variable, drawn or derived.
     *
     * @param name the column's name, unique
     * @param formula such as {@code ~ beta(2, 3)} or {@code = 2 * age}
     * @return this builder
     */
    public ModelBuilder variable(String name, String formula) {
        return add(variables, "variable", name, formula);
    }

    /**
     * Adds a variable with the keys of a world file.
     *
     * @param name the column's name, unique
     * @param keys such as {@code draw}, {@code range}, {@code outside}, {@code missing}
     * @return this builder
     */
    public ModelBuilder variable(String name, Map<String, ?> keys) {
        return add(variables, "variable", name, keys);
    }

    /**
     * States correlations of drawn variables.
     *
     * @param pairs lists of two variables and their correlation, such as {@code List.of("age", "visits", 0.4)}
     * @return this builder
     */
    public ModelBuilder correlations(List<?> pairs) {
        return put("correlations", pairs);
    }

    /**
     * States correlations of drawn variables with the keys of a world file.
     *
     * @param keys {@code variables} and {@code matrix}, or {@code pairs}; {@code kind}, {@code repair}
     * @return this builder
     */
    public ModelBuilder correlations(Map<String, ?> keys) {
        return put("correlations", keys);
    }

    /**
     * Declares the outcome.
     *
     * @param keys such as {@code name}, {@code type}, {@code rate}, {@code better}
     * @return this builder
     */
    public ModelBuilder outcome(Map<String, ?> keys) {
        return put("outcome", keys);
    }

    /**
     * Declares how twins move in time.
     *
     * @param keys of the {@code timeline:} of a world file, such as {@code step}, {@code state}, {@code alerts}
     * @return this builder
     */
    public ModelBuilder timeline(Map<String, ?> keys) {
        return put("timeline", keys);
    }

    /**
     * Declares the decision rule.
     *
     * @param keys such as {@code threshold}, {@code minTwins}, {@code minGroup}
     * @return this builder
     */
    public ModelBuilder decision(Map<String, ?> keys) {
        return put("decision", keys);
    }

    /**
     * Declares the variables by which results are broken down.
     *
     * @param names variables of this model
     * @return this builder
     */
    public ModelBuilder subgroups(String... names) {
        return put("subgroups", List.of(Checks.notNull(names, "subgroups")));
    }

    /**
     * Adds an intervention with the keys of a world file.
     *
     * @param name its name, unique
     * @param keys such as {@code coefficients}, {@code base}, {@code modifiers}, {@code noise}
     * @return this builder
     */
    public ModelBuilder intervention(String name, Map<String, ?> keys) {
        return add(interventions, "intervention", name, keys);
    }

    /**
     * Adds a learned model, which formulas call by its name.
     *
     * @param model a model whose name is unique
     * @return this builder
     */
    public ModelBuilder learned(LearnedModel model) {
        Checks.notNull(model, "model");
        return add(learned, "learned model", model.name(), model.content());
    }

    /**
     * States where the numbers of the world come from.
     *
     * @param provenance of the world as a whole
     * @return this builder
     */
    public ModelBuilder provenance(Provenance provenance) {
        return put("provenance", Checks.notNull(provenance, "provenance").id());
    }

    /**
     * States how the world was learned from data.
     *
     * @param fit the record; not part of the model's identity
     * @return this builder
     */
    public ModelBuilder fit(FitRecord fit) {
        return put("fit", Learning.content(Checks.notNull(fit, "fit")));
    }

    /**
     * The model.
     *
     * @return the checked, immutable model
     * @throws io.twinsim.InputException if a key or formula is refused
     */
    public TwinModel build() {
        return TwinModel.of((Node.Fields) node(root, Place.of("builder")));
    }

    @Override
    public String toString() {
        return Lines.one("ModelBuilder[" + root.get("model") + ", " + variables.size()
                + (variables.size() == 1 ? " variable, " : " variables, ") + interventions.size()
                + (interventions.size() == 1 ? " intervention]" : " interventions]"));
    }

    private ModelBuilder put(String key, Object value) {
        root.put(key, node(Checks.notNull(value, key), Place.of("builder." + key)));
        return this;
    }

    private ModelBuilder add(Map<String, Object> to, String kind, String name, Object value) {
        Checks.notNull(value, kind + " " + name);
        Keys.checkName(Checks.notNull(name, kind + " name"), kind + " name", Place.of("builder." + kind + "s"));
        Place place = Place.of("builder." + kind + "s." + name);
        if (to.putIfAbsent(name, node(value, place)) != null) {
            throw new InputException(kind + " names must be unique, got " + Names.quote(name) + " at positions "
                    + (List.copyOf(to.keySet()).indexOf(name) + 1) + " and " + (to.size() + 1));
        }
        return this;
    }

    /** Copies what the caller gave at once, so that later changes to it do nothing. */
    private static Node node(@Nullable Object value, Place place) {
        if (value instanceof Node node) {
            return node;
        }
        if (value instanceof Map<?, ?> map) {
            checkOrder(map, place);
            Map<String, Node.Field> fields = new LinkedHashMap<>();
            map.forEach((key, child) -> {
                Place at = Place.of(place.source() + "." + key);
                fields.put(String.valueOf(key), new Node.Field(at, node(child, at)));
            });
            return new Node.Fields(fields, place);
        }
        if (value instanceof Iterable<?> list) {
            List<Node> items = new ArrayList<>();
            list.forEach(item -> items.add(node(item, place)));
            return new Node.Items(items, place);
        }
        if (value instanceof Double || value instanceof Float) {
            return new Node.Scalar(Numbers.shortest(((Number) value).doubleValue()), Node.Kind.NUMBER, place);
        }
        if (value instanceof Number number) {
            return new Node.Scalar(number.toString(), Node.Kind.NUMBER, place);
        }
        if (value instanceof Boolean flag) {
            return new Node.Scalar(flag.toString(), Node.Kind.FLAG, place);
        }
        return value == null ? new Node.Scalar("", Node.Kind.NULL, place)
                : new Node.Scalar(value.toString(), Node.Kind.STRING, place);
    }

    /** The order of modifiers and coefficients moves bits; that of a hash map differs from run to run. */
    private static void checkOrder(Map<?, ?> map, Place place) {
        boolean ordered = map instanceof LinkedHashMap || map instanceof SortedMap || map.size() < 2;
        for (String key : new String[] {
            ".modifiers", ".coefficients", ".set", ".timeline.state", ".timeline.derived"}) {
            if (!ordered && place.source().endsWith(key)) {
                throw new InputException(key.substring(key.lastIndexOf('.') + 1) + " must be an ordered map such as a "
                        + "LinkedHashMap, as their order counts, got a " + map.getClass().getSimpleName(), place);
            }
        }
    }
}
