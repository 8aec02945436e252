package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.internal.file.InputFile;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.random.Draws;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A parsed world: the variables of a twin, its outcome, the decision rule and the interventions. Immutable. Its
 * {@link #id} is the hash of its content; labels, units and comments do not count.
 *
 * <p>All formulas are checked when the model is made: unknown names, types, cycles and levels without a lookup value
 * are refused with the place in the world file.
 */
public final class TwinModel {

    /** The seed of simulations on data, unless told otherwise. */
    public static final long DATA_SEED = 42;

    /** Row ids beyond this could overflow in the arithmetic of tiles. */
    private static final long MAX_ROWS = 1L << 62;

    private static final String[] KEYS = {
        "model", "version", "label", "description", "provenance", "fit", "learned", "outcome", "decision", "subgroups",
        "variables", "correlations", "timeline", "interventions"
    };

    private final String name;
    private final String version;
    private final Optional<String> label;
    private final Learning learning;
    private final Map<String, Variable> variables;
    /** In the order of the plan. */
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Scope scope;
    private final Correlations correlations;
    private final Optional<Outcome> outcome;
    private final Decision decision;
    private final List<String> subgroups;
    private final boolean decisionDeclared;
    private final Optional<String> file;
    private final Map<String, Intervention> interventions = new LinkedHashMap<>();
    private final Optional<TimelineSpec> timeline;
    private final String id;

    private TwinModel(Node.Fields root, Optional<String> file, Function<Node.Scalar, String> beside) {
        this.file = file;
        Keys keys = Keys.of(root, "world file", KEYS);
        keys.required("model");
        name = Keys.checkName(keys.text("model").orElseThrow(), "model", keys.place("model"));
        version = keys.text("version").orElse("1");
        label = keys.text("label");
        learning = Learning.read(keys, beside);
        Map<String, Variable> declared = new LinkedHashMap<>();
        Keys.entries(keys.required("variables"), "variables")
                .forEach((key, field) -> declared.put(key, learning.bind(Variable.read(key, field))));
        if (declared.isEmpty()) {
            throw new InputException("variables must hold at least one variable, got none", keys.place("variables"));
        }
        variables = Collections.unmodifiableMap(declared);
        Step.plan(declared).forEach(step -> steps.put(step.variable().name(), step));
        scope = learning.scope(Scope.of(declared.keySet().stream().map(variable -> step(variable).symbol()).toList()));
        correlations = Correlations.read(keys.node("correlations"), variables, this::step);
        outcome = Optional.ofNullable(keys.node("outcome")).map(node -> learning.bind(Outcome.read(node)));
        outcome.ifPresent(o -> o.check(scope, keys.place("outcome")));
        decision = Optional.ofNullable(keys.node("decision")).map(Decision::read).orElse(Decision.DEFAULT);
        decisionDeclared = keys.has("decision");
        subgroups = Keys.known(keys, "subgroups", "variable", variables.keySet());
        timeline = Optional.ofNullable(keys.node("timeline"))
                .map(node -> TimelineReader.read(name, node, scope, learning, keys.node("interventions")));
        Keys.entries(keys.node("interventions"), "interventions")
                .forEach((key, field) -> interventions.put(Keys.checkName(key, "intervention name", field.keyPlace()),
                        Intervention.read(this, key, field.value())));
        id = ModelHash.of(this);
    }

    /**
     * Reads a world file, and the files of learned models beside it.
     *
     * @param path a file whose name ends in .yaml, .yml or .json
     * @return the model
     * @throws InputException if the content is refused, with path, line and column
     * @throws java.io.UncheckedIOException if the file cannot be read, with the path
     */
    public static TwinModel read(Path path) {
        String text = InputFile.text(Checks.notNull(path, "path"));
        return new TwinModel(Formats.tree(text, path.toString()), Optional.of(path.toString()), Learning.folderOf(path));
    }

    /**
     * Parses a world from text.
     *
     * @param text YAML or JSON
     * @param source the file name for messages, whose ending tells the format; text without an ending counts as YAML
     * @return the model
     * @throws InputException if the content is refused, with source, line and column
     */
    public static TwinModel parse(String text, String source) {
        return parse(text, source, Map.of());
    }

    /**
     * Parses a world from text, with the texts of the files that would stand beside it.
     *
     * @param text YAML or JSON
     * @param source the file name for messages, as for {@link #parse(String, String)}
     * @param files the texts of model files ({@link LearnedModel#text}) by file name
     * @return the model
     * @throws InputException if the content is refused, with source, line and column
     */
    public static TwinModel parse(String text, String source, Map<String, String> files) {
        return new TwinModel(Formats.tree(text, source), Optional.empty(), Learning.among(files));
    }

    static TwinModel of(Node.Fields root) {
        return new TwinModel(root, Optional.empty(), Learning.among(Map.of()));
    }

    /**
     * Builds a model in Java, with the keys of a world file and the same hash as the file would have.
     *
     * @param name the model's name
     * @return an empty builder
     */
    public static ModelBuilder builder(String name) {
        return new ModelBuilder(Checks.notNull(name, "name"));
    }

    /**
     * Twins of this model: row i of n depends on the model, the seed and i alone. Nothing is made yet: a column is made
     * when it is first read, and a slice alone ({@link Population#slice}), so n may be far more than memory holds.
     * Bit-identical for any thread count.
     *
     * @param n number of twins, 0 to 2^62
     * @param seed any long
     * @return the population; a column of it takes n x 1 to 8 bytes once it is made
     * @throws InputException if n is negative
     */
    public Population generate(long n, long seed) {
        return generate(n, seed, Tiles.defaultThreads());
    }

    /**
     * Twins of this model, made with a number of threads; the numbers are those of {@link #generate(long, long)}.
     *
     * @param n number of twins, 0 to 2^62
     * @param seed any long
     * @param threads 1 to 1,024
     * @return the population
     * @throws InputException if an argument is out of range
     */
    public Population generate(long n, long seed, int threads) {
        return generate(n, seed, GenerateOptions.of().withThreads(threads));
    }

    /**
     * Twins of this model, made as the options say; see {@link #generate(long, long)}.
     *
     * @param n number of twins, 0 to 2^62
     * @param seed any long
     * @param options threads, antithetic pairs
     * @return the population
     * @throws InputException if n is out of range
     */
    public Population generate(long n, long seed, GenerateOptions options) {
        Checks.inRange(0L, MAX_ROWS, n, "n");
        boolean pairs = Checks.notNull(options, "options").antithetic();
        Draws draws = pairs ? draws(seed).antithetic() : draws(seed);
        GeneratedColumns columns = new GeneratedColumns(this, draws, 0, n, options.threads());
        return new Population(Origin.generated(this, columns, seed, pairs));
    }

    /**
     * The rows from {@code from} to {@code to} of a larger population, alone: the same bits and the same row ids.
     *
     * @param from first row id, at least 0
     * @param to one past the last row id
     * @param seed any long
     * @return the slice
     * @throws InputException if the range is empty below 0
     */
    public Population slice(long from, long to, long seed) {
        Checks.inRange(0L, MAX_ROWS, from, "from");
        Checks.inRange(from, MAX_ROWS, to, "to");
        return generate(to, seed).slice(from, to);
    }

    /**
     * Takes real units over as twins of this model. A column in the data wins over the model's formula, in the
     * model's type and under its rules for missing values and ranges; an absent derived variable is computed if its
     * inputs are there; an absent drawn one is not invented, and refused where something needs it. Other columns stay.
     *
     * @param data the units
     * @return the same rows, with the same ids
     * @throws InputException if a value breaks a rule of the model, naming column and row
     */
    public Population adopt(Population data) {
        return new Adoption(this, Checks.notNull(data, "data")).adopt();
    }

    /**
     * The population under assignments to variables: these columns are recomputed, and everything derived or drawn
     * from them, with the same exogenous draws. Used by interventions that set variables.
     *
     * @param population twins of this model
     * @param assignments formulas by variable, evaluated on {@code population}
     * @param binding parameter and coefficient values of the formulas
     * @return a population of the same rows
     * @throws InputException if a drawn descendant would have to be redrawn for data, or a formula fails
     */
    public Population assign(Population population, Map<String, Expr> assignments, Binding binding) {
        return Assignment.apply(this, population, assignments, binding);
    }

    /**
     * What {@link #assign} reads of a population: by the assignments, and by what follows from them.
     *
     * @param assignments formulas by variable
     * @return column names
     */
    public Set<String> assignmentInputs(Map<String, Expr> assignments) {
        return AssignmentPlan.inputs(this, Checks.notNull(assignments, "assignments"));
    }

    /**
     * Reads one more intervention from a file of the form of an entry of {@code interventions:}.
     *
     * @param path a file whose name ends in .yaml, .yml or .json and that holds one named intervention
     * @return the intervention, on this model
     * @throws InputException if the content is refused, with path, line and column
     * @throws java.io.UncheckedIOException if the file cannot be read, with the path
     */
    public Intervention readIntervention(Path path) {
        String text = InputFile.text(Checks.notNull(path, "path"));
        return parseIntervention(text, path.toString()).from(path.toString());
    }

    /**
     * Parses one more intervention: a mapping from its name to what it holds.
     *
     * @param text YAML or JSON
     * @param source the file name for messages, whose ending tells the format
     * @return the intervention, on this model
     * @throws InputException if the content is refused, with source, line and column
     */
    public Intervention parseIntervention(String text, String source) {
        Map.Entry<String, Node.Field> only = Keys.only(Formats.tree(text, source), "intervention");
        return Intervention.read(this, only.getKey(), only.getValue().value());
    }

    /**
     * The model's name.
     *
     * @return the name, such as {@code hcp}
     */
    public String name() {
        return name;
    }

    /**
     * The version its author gave it.
     *
     * @return the version; {@code 1} unless declared
     */
    public String version() {
        return version;
    }

    /**
     * A description for people.
     *
     * @return the label, if the world gives one
     */
    public Optional<String> label() {
        return label;
    }

    /**
     * The identity of the model's content.
     *
     * @return 64 hexadecimal digits
     */
    public String id() {
        return id;
    }

    /**
     * The models that were learned from data, in file order; formulas call them as {@code predict(name)}.
     *
     * @return an immutable map by name
     */
    public Map<String, LearnedModel> learned() {
        return learning.models();
    }

    /**
     * Where the numbers of the world come from.
     *
     * @return the provenance, if the world states one
     */
    public Optional<Provenance> provenance() {
        return learning.provenance();
    }

    /**
     * How the world was learned from data.
     *
     * @return the record, if it is a fitted world that says so
     */
    public Optional<FitRecord> fit() {
        return learning.fit();
    }

    Learning learning() {
        return learning;
    }

    /**
     * The variables, in file order.
     *
     * @return an immutable list
     */
    public List<Variable> variables() {
        return List.copyOf(variables.values());
    }

    /**
     * The variables' names, in file order.
     *
     * @return an immutable list
     */
    public List<String> names() {
        return List.copyOf(variables.keySet());
    }

    /**
     * Whether the model has a variable of this name.
     *
     * @param variable the name
     * @return true if it has
     */
    public boolean has(String variable) {
        return variables.containsKey(variable);
    }

    /**
     * The variables as formulas see them: names, types and labels.
     *
     * @return the scope
     */
    public Scope scope() {
        return scope;
    }

    /**
     * What interventions are meant to change.
     *
     * @return the outcome, if the world declares one
     */
    public Optional<Outcome> outcome() {
        return outcome;
    }

    /**
     * How effects are judged.
     *
     * @return the rule, or {@link Decision#DEFAULT}
     */
    public Decision decision() {
        return decision;
    }

    /**
     * Whether the world states how effects are judged.
     *
     * @return false if {@link Decision#DEFAULT} stands in
     */
    public boolean decisionDeclared() {
        return decisionDeclared;
    }

    /**
     * The file that the world was read from.
     *
     * @return the path as given to {@link #read}; nothing for built-in worlds and models built in Java
     */
    public Optional<String> file() {
        return file;
    }

    /**
     * The variables by which results are broken down unless told otherwise.
     *
     * @return an immutable list of names
     */
    public List<String> subgroups() {
        return subgroups;
    }

    /**
     * The names of the interventions, in file order.
     *
     * @return an immutable list
     */
    public List<String> interventionNames() {
        return List.copyOf(interventions.keySet());
    }

    /**
     * An intervention with its default parameters.
     *
     * @param intervention the name
     * @return the intervention
     * @throws InputException if there is none, with the nearest name
     */
    public Intervention intervention(String intervention) {
        Checks.known("intervention", intervention, interventions.keySet());
        return interventions.get(intervention);
    }

    /**
     * How the twins move in time.
     *
     * @return the timeline, if the world has one
     */
    public Optional<TimelineSpec> timeline() {
        return timeline;
    }

    /**
     * How drawn variables depend on each other.
     *
     * @return the correlations that the world states, solved
     */
    public Correlations correlations() {
        return correlations;
    }

    /**
     * All the randomness of this model's twins.
     *
     * @param seed any long
     * @return the draws
     */
    public Draws draws(long seed) {
        return correlations.join(Draws.of(seed));
    }

    /**
     * What the formula of a variable was compiled to for generating twins; {@link Program#describe} shows it.
     *
     * @param variable the name
     * @return the program
     * @throws InputException if there is no such variable, with the nearest name
     */
    public Program program(String variable) {
        Checks.known("variable", variable, variables.keySet());
        return step(variable).program();
    }

    List<Step> steps() {
        return List.copyOf(steps.values());
    }

    Step step(String variable) {
        return Objects.requireNonNull(steps.get(variable), variable);
    }

    /** One line: name, version and what it holds. */
    @Override
    public String toString() {
        return Lines.one("TwinModel[" + name + " v" + version + ", " + count(variables.size(), "variable") + ", "
                + count(interventions.size(), "intervention") + "]");
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
