package io.twinsim.cli;

import io.twinsim.column.ColumnType;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import io.twinsim.model.Correlation;
import io.twinsim.model.Decision;
import io.twinsim.model.FitRecord;
import io.twinsim.model.Intervention;
import io.twinsim.model.LearnedModel;
import io.twinsim.model.Outcome;
import io.twinsim.model.Parameter;
import io.twinsim.model.TwinModel;
import io.twinsim.model.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a model holds, as tables of at most 100 columns and as a JSON tree. */
final class ModelText {

    private static final int WIDTH = 100;
    private static final int ABOUT = 41;
    private static final int PARAMETERS = 60;

    private ModelText() {
    }

    static String variables(TwinModel model) {
        TextTable table = TextTable.of("variable", "type", "how", "range", "about");
        for (Variable variable : model.variables()) {
            ColumnType type = model.scope().symbol(variable.name()).type();
            List<String> about = wrap(about(variable), ABOUT);
            table.row(variable.name(), type.id(), variable.drawn() ? "drawn" : "derived",
                    variable.range().map(Object::toString).orElse(""), about.get(0));
            about.stream().skip(1).forEach(rest -> table.row("", "", "", "", rest));
        }
        return cut(table.render(0));
    }

    /** Words in lines of at most so many characters; at least one line. */
    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String about(Variable variable) {
        String unit = variable.unit().orElse("");
        String label = variable.label().orElse("");
        return unit.isEmpty() || label.isEmpty() ? unit + label : unit + "; " + label;
    }

    static String interventions(TwinModel model) {
        TextTable table = TextTable.of("intervention", "numbers", "parameters");
        for (String name : model.interventionNames()) {
            Intervention intervention = model.intervention(name);
            List<String> parameters = new ArrayList<>();
            intervention.parameters().values().forEach(p -> parameters.add(parameter(p)));
            List<String> lines = wrap(String.join(", ", parameters), PARAMETERS);
            table.row(name, intervention.provenance().id(), lines.get(0));
            lines.stream().skip(1).forEach(rest -> table.row("", "", rest));
        }
        return cut(table.render(0));
    }

    /** The stated correlations with those of the normal variables behind them; nothing if there are none. */
    static String correlations(TwinModel model) {
        String table = model.correlations().table();
        return table.isEmpty() ? "" : "\n" + cut(table);
    }

    /** What moves in time; nothing if nothing does. */
    static String timeline(TwinModel model) {
        return model.timeline().map(timeline -> "\n" + timeline.describe()).orElse("");
    }

    private static String parameter(Parameter parameter) {
        String text = parameter.name() + "=" + value(parameter.value());
        if (!parameter.levels().isEmpty()) {
            return text + " (" + String.join("|", parameter.levels()) + ")";
        }
        return text + parameter.range().map(range -> " " + range).orElse("");
    }

    private static String value(Object value) {
        return value instanceof Double number ? Numbers.significant(number, 6) : value.toString();
    }

    static String outcome(TwinModel model) {
        Decision decision = model.decision();
        return model.outcome().map(outcome -> "outcome " + outcome.name() + " ("
                        + outcome.type().name().toLowerCase(Locale.ROOT) + ", "
                        + (outcome.higherIsBetter() ? "higher" : "lower") + " is better)").orElse("no outcome")
                + origin(model) + "\nan effect is worth having from "
                + Numbers.significant(decision.threshold(), 6) + " on; at least "
                + count(decision.minTwins(), "twin") + ", groups of " + decision.minGroup() + "\n";
    }

    /** Where the numbers come from, if the world says so. */
    private static String origin(TwinModel model) {
        String fit = model.fit().map(f -> " from " + count(f.rows(), "row") + " of data " + brief(f.data())).orElse("");
        return model.provenance().map(p -> "\nnumbers are " + p.id() + fit)
                .orElse(fit.isEmpty() ? "" : "\nnumbers are" + fit);
    }

    private static String brief(String hash) {
        return hash.length() <= 12 ? hash : hash.substring(0, 12) + "...";
    }

    /** The learned models, which formulas call as predict(name); nothing if there are none. */
    static String learned(TwinModel model) {
        if (model.learned().isEmpty()) {
            return "";
        }
        TextTable table = TextTable.of("learned model", "what", "inputs");
        model.learned().forEach((name, learned) -> {
            String what = learned.describe();
            List<String> inputs = wrap(String.join(", ", learned.inputs().stream().map(Symbol::name).toList()), ABOUT);
            table.row(name, what, inputs.get(0));
            inputs.stream().skip(1).forEach(rest -> table.row("", "", rest));
        });
        return "\n" + cut(table.render(0));
    }

    /** {@code 1 column}, {@code 1,000 columns}. */
    static String count(long n, String thing) {
        return Numbers.grouped(n) + " " + thing + (n == 1 ? "" : "s");
    }

    /** Lines end at the width of the screen; the JSON form has all of it. */
    static String cut(String table) {
        StringBuilder text = new StringBuilder();
        table.lines().forEach(line -> text
                .append(line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3).stripTrailing() + "...")
                .append('\n'));
        return text.toString();
    }

    static Map<String, Object> tree(TwinModel model) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("world", model.name());
        tree.put("version", model.version());
        tree.put("modelId", model.id());
        tree.put("outcome", model.outcome().map(ModelText::tree).orElse(null));
        Map<String, Object> decision = new LinkedHashMap<>();
        decision.put("threshold", model.decision().threshold());
        decision.put("minTwins", model.decision().minTwins());
        decision.put("minGroup", model.decision().minGroup());
        tree.put("decision", decision);
        tree.put("subgroups", model.subgroups());
        List<Map<String, Object>> variables = new ArrayList<>();
        model.variables().forEach(variable -> variables.add(tree(model, variable)));
        tree.put("variables", variables);
        tree.put("correlations", model.correlations().pairs().stream().map(ModelText::tree).toList());
        tree.put("correlationNotes", model.correlations().notes());
        Map<String, Object> interventions = new LinkedHashMap<>();
        model.interventionNames().forEach(name -> interventions.put(name, tree(model.intervention(name))));
        tree.put("interventions", interventions);
        model.timeline().ifPresent(timeline -> tree.put("timeline", TimelineTree.of(timeline)));
        tree.put("provenance", model.provenance().map(p -> p.id()).orElse(null));
        tree.put("fit", model.fit().map(ModelText::tree).orElse(null));
        Map<String, Object> learned = new LinkedHashMap<>();
        model.learned().forEach((name, one) -> learned.put(name, tree(one)));
        tree.put("learned", learned);
        return tree;
    }

    private static Map<String, Object> tree(FitRecord fit) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("rows", fit.rows());
        tree.put("data", fit.data());
        tree.put("seed", fit.seed().isPresent() ? fit.seed().getAsLong() : null);
        tree.put("method", fit.method().orElse(null));
        tree.put("missing", fit.missing());
        return tree;
    }

    private static Map<String, Object> tree(LearnedModel learned) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("what", learned.describe());
        tree.put("probability", learned.probability());
        tree.put("inputs", learned.inputs().stream().map(Symbol::name).toList());
        tree.put("hash", learned.hash());
        return tree;
    }

    private static Map<String, Object> tree(Outcome outcome) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", outcome.name());
        tree.put("type", outcome.type().name().toLowerCase(Locale.ROOT));
        tree.put("better", outcome.higherIsBetter() ? "higher" : "lower");
        return tree;
    }

    static Map<String, Object> tree(TwinModel model, Variable variable) {
        Symbol symbol = model.scope().symbol(variable.name());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", variable.name());
        tree.put("type", symbol.type().id());
        tree.put("drawn", variable.drawn());
        tree.put("formula", variable.formula().toString());
        tree.put("range", variable.range().map(r -> List.of(r.lower(), r.upper())).orElse(null));
        tree.put("label", variable.label().orElse(null));
        tree.put("unit", variable.unit().orElse(null));
        if (symbol.type() == ColumnType.CATEGORY) {
            tree.put("levels", symbol.labels());
            tree.put("ordered", variable.ordered());
        }
        return tree;
    }

    private static Map<String, Object> tree(Correlation pair) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("first", pair.first());
        tree.put("second", pair.second());
        tree.put("kind", pair.kind().id());
        tree.put("residual", pair.residual());
        tree.put("stated", pair.stated());
        tree.put("latent", pair.latent());
        tree.put("realised", pair.realised());
        return tree;
    }

    private static Map<String, Object> tree(Intervention intervention) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("provenance", intervention.provenance().id());
        Map<String, Object> parameters = new LinkedHashMap<>();
        intervention.parameters().values().forEach(p -> parameters.put(p.name(), p.value()));
        tree.put("parameters", parameters);
        Map<String, Object> coefficients = new LinkedHashMap<>();
        intervention.coefficients().values().forEach(c -> {
            Map<String, Object> coefficient = new LinkedHashMap<>();
            coefficient.put("value", c.value());
            coefficient.put("sd", c.sd().isPresent() ? c.sd().getAsDouble() : null);
            coefficients.put(c.name(), coefficient);
        });
        tree.put("coefficients", coefficients);
        intervention.course().ifPresent(course -> tree.put("course", TimelineTree.of(course)));
        return tree;
    }
}
