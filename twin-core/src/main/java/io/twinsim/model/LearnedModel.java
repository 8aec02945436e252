package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Predictor;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model learned from data, which formulas of its world call as {@code predict(name)}. It is kept inside the world
 * file or in a file beside it. Immutable; models of equal content have equal hashes, whatever they are called.
 *
 * <p>Predictions are bit-identical for any number of threads.
 */
public abstract sealed class LearnedModel implements Predictor permits LinearModel, TreeModel {

    private final String name;
    private final List<Symbol> inputs;
    private final boolean probability;
    private volatile @Nullable String hash;

    LearnedModel(String name, List<Symbol> inputs, boolean probability) {
        this.name = LearnedReader.checkName(Checks.notNull(name, "name"));
        List<Symbol> plain = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Symbol input : Checks.notNull(inputs, "inputs")) {
            if (!names.add(input.name())) {
                throw new InputException("inputs of the learned model " + name + " must differ, got "
                        + Names.quote(input.name()) + " twice");
            }
            if (new LinkedHashSet<>(input.labels()).size() < input.labels().size()) {
                throw new InputException("labels of the input " + input.name() + " must differ, got "
                        + Names.list(input.labels()));
            }
            // Flags and whole numbers count as numbers.
            boolean category = input.type() == ColumnType.CATEGORY;
            plain.add(new Symbol(input.name(), category ? ColumnType.CATEGORY : ColumnType.REAL, input.labels(), false));
        }
        this.inputs = List.copyOf(plain);
        this.probability = probability;
    }

    /**
     * Reads a model from a file that {@link #write} made.
     *
     * @param path the file
     * @return the model
     * @throws InputException if the file is cut, changed anywhere or of another version; nothing is read in part
     * @throws java.io.UncheckedIOException if the file cannot be read, with the path
     */
    public static LearnedModel read(Path path) {
        return LearnedFile.read(Checks.notNull(path, "path"));
    }

    /**
     * Parses the text of a model file.
     *
     * @param text what {@link #text} gave
     * @param source the file as messages name it
     * @return the model
     * @throws InputException as for {@link #read}
     */
    public static LearnedModel parse(String text, String source) {
        return LearnedFile.parse(Checks.notNull(text, "text"), Checks.notNull(source, "source"));
    }

    /**
     * The text of a model file: JSON with a format version and a checksum.
     *
     * @return the same characters for the same name and content, with a line feed at the end
     */
    public final String text() {
        return LearnedFile.text(this);
    }

    /**
     * Writes a model file.
     *
     * @param path the file, replaced at once when all is written
     * @return the SHA-256 of the file's bytes in hexadecimal digits, as a world file states it
     * @throws java.io.UncheckedIOException if the file cannot be written, with the path
     */
    public final String write(Path path) {
        return LearnedFile.write(this, Checks.notNull(path, "path"));
    }

    @Override
    public final String name() {
        return name;
    }

    /** The inputs: categories with their labels, everything else as real numbers, without bounds. */
    @Override
    public final List<Symbol> inputs() {
        return inputs;
    }

    /**
     * Whether predictions are probabilities: the logistic function of the sum.
     *
     * @return true for the link {@code logit}, false for {@code identity}
     */
    public final boolean probability() {
        return probability;
    }

    /**
     * The predictions of all rows of a population. Inputs are matched by name, labels by their text.
     *
     * @param data units with the columns of all {@link #inputs}
     * @return a new array of one prediction per row, NaN where an input is missing that the model cannot do without
     * @throws InputException if a column is absent or of another type, or a row holds a label that the model was never
     *     shown
     */
    public final double[] predict(Population data) {
        return new LearnedScores(this, Checks.notNull(data, "data")).scores();
    }

    /**
     * The whole content but the name, as a world file states it under {@code learned:}.
     *
     * @return maps, lists, texts and numbers for {@link io.twinsim.model.ModelBuilder} and for JSON, in a fixed order
     */
    public abstract Map<String, Object> content();

    /**
     * The same model by another name.
     *
     * @param name the new name, as formulas will call it
     * @return the model
     */
    public abstract LearnedModel named(String name);

    abstract ContentHash contentHash();

    /** What kind of model, for people: {@code linear} or {@code 100 trees, depth 3}. */
    abstract String kind();

    /**
     * What the model is, for people.
     *
     * @return such as {@code 100 trees, depth 3, probability}
     */
    public final String describe() {
        return kind() + (probability ? ", probability" : "");
    }

    @Override
    public final String hash() {
        String known = hash;
        if (known == null) {
            known = contentHash().hex();
            hash = known;
        }
        return known;
    }

    final ContentHash hashOf(String type) {
        List<ContentHash> described = new ArrayList<>();
        inputs.forEach(input -> described.add(ContentHash.of("input").text("name", input.name())
                .flag("category", input.type() == ColumnType.CATEGORY).texts("labels", input.labels())));
        return ContentHash.of("learned").text("type", type).flag("logit", probability).list("inputs", described);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof LearnedModel model && name.equals(model.name) && hash().equals(model.hash());
    }

    @Override
    public final int hashCode() {
        return 31 * name.hashCode() + hash().hashCode();
    }

    /** One line: name, kind, number of inputs, link. */
    @Override
    public final String toString() {
        String shown = name.length() <= 30 ? name : name.substring(0, 27) + "...";
        return "LearnedModel[" + shown + ", " + kind() + ", " + inputs.size()
                + (inputs.size() == 1 ? " input" : " inputs") + (probability ? ", probability" : "") + "]";
    }
}
