package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.internal.file.OutputFile;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.io.JsonText;
import io.twinsim.model.TwinModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A world that was learned from data, and what is known about it. Immutable. */
public final class FittedWorld {

    private final WorldFile file;
    private final TwinModel model;
    private final Optional<LikenessReport> likeness;
    private final WorldOutcome outcome;
    private final List<String> notes;

    FittedWorld(WorldFile file, Optional<LikenessReport> likeness, WorldOutcome outcome, List<String> notes) {
        this.file = file;
        this.model = TwinModel.parse(file.yaml(), "world.yaml", file.files());
        this.likeness = likeness;
        this.outcome = outcome;
        this.notes = notes;
    }

    /**
     * The world as a model, the same that {@link TwinModel#read} makes of the written files.
     *
     * @return the model
     */
    public TwinModel model() {
        return model;
    }

    /**
     * The text of the world file, as it stands beside {@link #files}.
     *
     * @return YAML
     */
    public String yaml() {
        return file.yaml();
    }

    /**
     * The files that stand beside the world file: learned models that are too large for it. {@link #write} names them
     * after the world file.
     *
     * @return texts by file name; empty if there are none
     */
    public Map<String, String> files() {
        return file.files();
    }

    /**
     * How like the units the twins of this procedure are, judged on rows held out.
     *
     * @return the report; nothing for fewer than 50 rows
     */
    public Optional<LikenessReport> likeness() {
        return likeness;
    }

    /**
     * The model of the outcome.
     *
     * @return what was learned, if an outcome was named
     */
    public Optional<LearnedOutcome> outcome() {
        return outcome.outcome();
    }

    /**
     * The effects of a treatment.
     *
     * @return effects by the name of their intervention; empty if no treatment was named
     */
    public Map<String, LearnedEffects> effects() {
        return outcome.effects();
    }

    /**
     * What the user should know.
     *
     * @return sentences; empty if there is nothing to say
     */
    public List<String> notes() {
        return notes;
    }

    /**
     * Writes the world file, and the model files into the same folder before it. The name of a model file starts with
     * that of the world file, so that worlds of one name do not overwrite each other's models. Each file is replaced at
     * once when all of it is written.
     *
     * @param path a file whose name ends in .yaml or .yml
     * @return the files written, the model files first and the world last
     * @throws InputException if the name ends otherwise
     * @throws java.io.UncheckedIOException if a file cannot be written, with the path
     */
    public List<Path> write(Path path) {
        requireYaml(Checks.notNull(path, "path"));
        String name = String.valueOf(path.getFileName());
        String stem = name.substring(0, name.lastIndexOf('.'));
        List<Path> written = new ArrayList<>();
        file.files(stem).forEach((beside, text) -> {
            written.add(path.resolveSibling(beside));
            OutputFile.write(path.resolveSibling(beside), out -> out.write(text));
        });
        OutputFile.write(path, out -> out.write(file.yaml(stem)));
        written.add(path);
        return written;
    }

    /**
     * Refuses what is no name of a world file, before anything is learned.
     *
     * @param path the file to be written
     * @throws InputException if the name does not end in .yaml or .yml
     */
    public static void requireYaml(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
            throw new InputException("a world file must end in .yaml or .yml, got " + Names.quote(path.toString()));
        }
    }

    /**
     * What was found: one line per column, then likeness, outcome, effects and notes.
     *
     * @return lines of at most 100 characters
     */
    public String table() {
        List<WorldVariable> variables = file.learned().variables();
        StringBuilder text = new StringBuilder("learned ").append(Names.visible(model.name())).append(" from ")
                .append(Numbers.grouped(rows())).append(" units\n");
        variables.forEach(variable -> text.append(Lines.paragraph(2, Names.visible(variable.comment()))));
        int pairs = file.learned().correlations().lines().size();
        text.append(pairs == 0 ? "no rank correlations\n" : pairs == 1 ? "1 rank correlation\n"
                : pairs + " rank correlations\n");
        likeness.ifPresent(report -> text.append('\n').append(report.table())
                .append("  the world itself is learned from all rows\n"));
        outcome.outcome().ifPresent(found -> text.append('\n').append(found.table()));
        outcome.effects().forEach((name, found) -> text.append("\nintervention ").append(name).append('\n')
                .append(found.table()));
        notes.forEach(note -> text.append(Lines.paragraph(0, "! " + Names.visible(note))));
        return text.toString();
    }

    private long rows() {
        return model.fit().orElseThrow().rows();
    }

    /**
     * The same as one tree for JSON.
     *
     * @return maps, lists, texts and numbers
     */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("world", model.name());
        tree.put("modelId", model.id());
        tree.put("rows", rows());
        List<Object> columns = new ArrayList<>();
        for (WorldVariable variable : file.learned().variables()) {
            Map<String, Object> column = new LinkedHashMap<>();
            column.put("column", variable.name());
            column.put("type", variable.type().id());
            column.put("drawn", variable.drawn());
            column.put("missingShare", file.learned().structure().profile(variable.name()).missingShare());
            column.put("found", variable.comment());
            column.put("formula", variable.formula());
            columns.add(column);
        }
        tree.put("columns", columns);
        tree.put("correlations", file.learned().correlations().lines());
        tree.put("likeness", likeness.map(LikenessReport::toTree).orElse(null));
        tree.put("outcome", outcome.outcome().map(FittedWorld::tree).orElse(null));
        Map<String, Object> effects = new LinkedHashMap<>();
        outcome.effects().forEach((name, found) -> effects.put(name, found.toTree()));
        tree.put("effects", effects);
        tree.put("files", List.copyOf(file.files().keySet()));
        tree.put("notes", notes);
        return tree;
    }

    private static Map<String, Object> tree(LearnedOutcome found) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("target", found.target());
        tree.put("binary", found.binary());
        tree.put("rows", found.rows());
        tree.put("features", found.features());
        tree.put("learner", found.learner().describe());
        tree.put("folds", found.folds());
        List<Object> lines = new ArrayList<>();
        for (CrossValidation line : found.comparison()) {
            Map<String, Object> measures = new LinkedHashMap<>();
            measures.put("learner", line.learner());
            for (Accuracy.Measure measure : Accuracy.Measure.values()) {
                if (line.pooled().has(measure)) {
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put("mean", line.mean(measure));
                    values.put("sd", line.sd(measure));
                    values.put("pooled", line.pooled().value(measure));
                    measures.put(measure.label().replace("log loss", "logLoss"), values);
                }
            }
            lines.add(measures);
        }
        tree.put("accuracy", lines);
        Map<String, Object> importances = new LinkedHashMap<>();
        found.importances().forEach(one -> importances.put(one.feature(), one.mean()));
        tree.put("importances", importances);
        tree.put("residualVariance", found.comparison().isEmpty() ? null : found.residualVariance());
        return tree;
    }

    /**
     * The same as one JSON object.
     *
     * @return JSON text
     */
    public String toJson() {
        return JsonText.write(toTree());
    }

    /** One line such as {@code FittedWorld[customers, n=64,000, 8 variables, worst pair 0.012]}. */
    @Override
    public String toString() {
        String name = Names.visible(model.name());
        int variables = model.names().size();
        return Lines.one("FittedWorld[" + Lines.cut(name, 30) + ", n=" + Numbers.grouped(rows()) + ", " + variables
                + (variables == 1 ? " variable" : " variables")
                + likeness.map(report -> ", worst pair " + Numbers.fixed(report.worstPair(), 3)).orElse("") + "]");
    }
}
