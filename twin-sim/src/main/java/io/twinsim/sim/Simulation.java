package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.expr.Expr;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.StatisticKind;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An intervention on a population, ready to run. Immutable: each {@code with} method gives a changed copy, and one
 * simulation may be run any number of times, by several threads at once.
 *
 * <pre>{@code
 * SimulationResult result = Simulation.of(twins, email).where("decile <= 3").withLevel(0.9).run();
 * }</pre>
 *
 * <p>Results are bit-identical for any number of threads. Data without a model are taken over by the intervention's
 * model when the simulation runs ({@link io.twinsim.model.TwinModel#adopt}).
 */
public final class Simulation {

    private static final long MOST_STREAMED = 1_000_000_000_000_000L;

    private final Population population;
    private final Intervention intervention;
    private final Settings settings;
    /** Computed when first asked for; the cache asks often, and a race computes the same text twice. */
    private volatile @Nullable String hash;
    private final RunMemory memory;

    private Simulation(Population population, Intervention intervention, Settings settings) {
        this.population = population;
        this.intervention = intervention;
        this.settings = settings;
        this.memory = new RunMemory(population);
    }

    /**
     * A simulation with the defaults: level 0.95, method auto (saddlepoint), 1,999 replicates, the population's seed,
     * all processors, the subgroups that the world names.
     *
     * @param population generated twins or data
     * @param intervention what is done to them
     * @return the simulation
     * @throws InputException if the intervention acts in time, see {@link Intervention#course}
     */
    public static Simulation of(Population population, Intervention intervention) {
        Checks.notNull(population, "population");
        if (Checks.notNull(intervention, "intervention").course().isPresent()) {
            throw new InputException("intervention " + intervention.name() + " acts in time (course:), so it needs a "
                    + "timeline: Timeline.of(population).with(intervention), or twin timeline");
        }
        return new Simulation(population, intervention, new Settings());
    }

    /**
     * A simulation that never holds its twins: they are generated tile by tile, only the variables in use, simulated
     * and forgotten. Memory does not grow with their number, and the result has the same bits and the same {@link
     * #hash} as {@code Simulation.of(model.generate(n, seed), intervention)}.
     *
     * <p>What needs every effect at hand is refused: resampling methods. What needs a look at the twins first
     * (subgroups by quantiles, or by integers that may have more than 50 values; coefficients in formulas that are no
     * sum of products) looks at the first 1,048,576 twins; larger streams say so in a warning and have
     * a hash of their own. Stopped by a deadline or
     * a cancellation, the result is that of the first rows, exactly.
     *
     * @param model the world
     * @param n twins, 0 to 10^15
     * @param seed of the twins and, unless told otherwise, of the simulation
     * @param intervention what is done to them
     * @return the simulation
     * @throws InputException if {@code n} is outside, or the intervention acts in time
     */
    public static Simulation stream(TwinModel model, long n, long seed, Intervention intervention) {
        return stream(Checks.notNull(model, "model").generate(Checks.inRange(0L, MOST_STREAMED, n, "n"), seed),
                intervention);
    }

    /**
     * A simulation that never holds its twins, such as those of a slice or in antithetic pairs.
     *
     * @param population twins as their model generates them, not filtered; none of their columns is made
     * @param intervention what is done to them
     * @return the simulation
     * @throws InputException if these are data, a filtered view or more than 10^15, or the intervention acts in time
     */
    public static Simulation stream(Population population, Intervention intervention) {
        if (!Checks.notNull(population, "population").untouched() || !population.steps().isEmpty()) {
            throw new InputException("population must be twins as their model generates them to be streamed, got "
                    + population + "; give conditions to the simulation: where(...)");
        }
        Checks.inRange(0L, MOST_STREAMED, population.size(), "twins of the population");
        return of(population, intervention).with(s -> s.streamed = true);
    }

    private Simulation with(Consumer<Settings> change) {
        Settings changed = settings.copy();
        change.accept(changed);
        return new Simulation(population, intervention, changed);
    }

    /**
     * Only the twins that satisfy a condition, besides those of earlier calls; the same bits as for
     * {@code population.where(condition)}.
     *
     * @param condition such as {@code decile <= 3}; twins where it is missing are left out
     * @return the changed simulation
     * @throws InputException if the condition does not parse; columns are checked when the simulation runs
     */
    public Simulation where(String condition) {
        return where(Expr.parse(Checks.notNull(condition, "condition")));
    }

    /**
     * Only the twins that satisfy a condition, besides those of earlier calls.
     *
     * @param condition a condition without draws
     * @return the changed simulation
     */
    public Simulation where(Expr condition) {
        Checks.notNull(condition, "condition");
        return with(s -> s.addFilter(condition));
    }

    /**
     * Another level for all intervals but the one behind the recommendation, which is always judged at 0.95.
     *
     * @param level in (0, 1), such as 0.9
     * @return the changed simulation
     * @throws InputException if the level is outside
     */
    public Simulation withLevel(double level) {
        double checked = Checks.level(level);
        return with(s -> s.level = checked);
    }

    /**
     * Another method for the simulation interval.
     *
     * @param method one that serves a mean; {@code auto} is {@code saddlepoint}
     * @return the changed simulation
     * @throws InputException if the method does not serve a mean, with those that do
     */
    public Simulation withMethod(IntervalMethod method) {
        if (!Checks.notNull(method, "method").serves(StatisticKind.MEAN)) {
            List<String> allowed = Arrays.stream(IntervalMethod.values())
                    .filter(m -> m.serves(StatisticKind.MEAN)).map(IntervalMethod::id).toList();
            throw new InputException("method " + method.id()
                    + " does not serve the mean effect of a simulation; allowed: "
                    + Names.list(allowed));
        }
        return with(s -> s.method = method);
    }

    /**
     * Another number of bootstrap replicates. A run refuses fewer than the method needs at its level before it begins.
     *
     * @param replicates 1 to 10,000,000; used by resampling methods only
     * @return the changed simulation
     * @throws InputException if the number is outside
     */
    public Simulation withReplicates(int replicates) {
        int checked = IntervalOptions.of().withReplicates(replicates).replicates();
        return with(s -> s.replicates = checked);
    }

    /**
     * Another seed for noise, coefficient draws and resampling. The twins stay as they are, and so do draws in what an
     * intervention sets ({@code set:}): they belong to the twins and have the population's seed.
     *
     * @param seed any long
     * @return the changed simulation
     */
    public Simulation withSeed(long seed) {
        return with(s -> s.seed = seed);
    }

    /**
     * Another number of threads; no number changes.
     *
     * @param threads 1 to 1,024, the caller's included
     * @return the changed simulation
     * @throws InputException if the number is outside
     */
    public Simulation withThreads(int threads) {
        int checked = (int) Checks.inRange(1L, Tiles.MAX_THREADS, threads, "threads");
        return with(s -> s.threads = checked);
    }

    /**
     * The threads that help the caller's.
     *
     * @param executor any executor; never shut down here
     * @return the changed simulation
     */
    public Simulation withExecutor(Executor executor) {
        Checks.notNull(executor, "executor");
        return with(s -> s.executor = executor);
    }

    /**
     * Somebody to tell how far a run is.
     *
     * @param listener called on a thread of its own
     * @return the changed simulation
     */
    public Simulation withListener(ProgressListener listener) {
        Checks.notNull(listener, "listener");
        return with(s -> s.listener = listener);
    }

    /**
     * How long a run may take; when the time is up it ends with a partial result.
     *
     * @param deadline from the start of each run; zero stops before the first twin
     * @return the changed simulation
     * @throws InputException if it is negative
     */
    public Simulation withDeadline(Duration deadline) {
        if (Checks.notNull(deadline, "deadline").isNegative()) {
            throw new InputException("deadline must be at least 0, got " + deadline);
        }
        return with(s -> s.deadline = deadline);
    }

    /**
     * A switch by which somebody else may stop runs; they end with a partial result.
     *
     * @param cancellation the switch
     * @return the changed simulation
     */
    public Simulation withCancellation(Cancellation cancellation) {
        Checks.notNull(cancellation, "cancellation");
        return with(s -> s.cancellation = cancellation);
    }

    /**
     * Without the twin-to-twin noise.
     *
     * @return the changed simulation
     */
    public Simulation withoutNoise() {
        return new Simulation(population, intervention.withoutNoise(), settings);
    }

    /**
     * The columns by which the result is broken down, instead of those that the world names.
     *
     * @param dimensions column names; {@code volume:5} makes five groups of equal size; none for no breakdown
     * @return the changed simulation
     */
    public Simulation withSubgroups(String... dimensions) {
        List<String> checked = List.of(Checks.notNull(dimensions, "dimensions"));
        return with(s -> s.subgroups = checked);
    }

    /**
     * A real test that is planned; adds its interval, power and assurance, and its ratio of arms to the sample size.
     *
     * @param treated units to be treated, at least 2
     * @param control units to be left alone, at least 2
     * @return the changed simulation
     * @throws InputException if an arm is too small
     */
    public Simulation withPlan(long treated, long control) {
        Checks.atLeast(2, treated, "treated");
        Checks.atLeast(2, control, "control");
        return with(s -> {
            s.treated = treated;
            s.control = control;
        });
    }

    /**
     * Another ratio of the arms in the sample size of a real test; without it that of the planned trial, or else 1.
     *
     * @param ratio treated over control units, in [0.001, 1000]
     * @return the changed simulation
     * @throws InputException if the ratio is outside
     */
    public Simulation withRatio(double ratio) {
        double checked = Checks.inRange(0.001, 1000.0, ratio, "ratio");
        return with(s -> s.ratio = checked);
    }

    /**
     * What the mean effect is a statement about.
     *
     * @param estimand {@code model-mean} needs generated twins
     * @return the changed simulation
     * @throws InputException if the model mean is asked of data
     */
    public Simulation withEstimand(Estimand estimand) {
        if (Checks.notNull(estimand, "estimand") == Estimand.MODEL_MEAN && !population.generated()) {
            throw new InputException("estimand must be these-units or superpopulation for data, got model-mean; "
                    + "only generated twins are a sample of a model");
        }
        return with(s -> {
            s.estimand = estimand;
            s.populationSize = 0;
        });
    }

    /**
     * The units are a random sample without replacement of a population of known size, and the mean effect in all of it
     * is wanted: the estimand {@code superpopulation} with the factor sqrt(1 - n/N).
     *
     * @param size units in the whole population, at least the number simulated
     * @return the changed simulation
     * @throws InputException if the size is below 1
     */
    public Simulation withSuperpopulation(long size) {
        long checked = Checks.atLeast(1, size, "size");
        return with(s -> {
            s.estimand = Estimand.SUPERPOPULATION;
            s.populationSize = checked;
        });
    }

    /**
     * Runs the simulation on the calling thread and its helpers.
     *
     * @return a complete, partial or failed result
     * @throws InputException if the replicates are too few for the method, columns are unknown or missing, or a formula
     *     is not finite, naming row or coefficient draw, formula and inputs
     */
    public SimulationResult run() {
        return begin().run();
    }

    /**
     * The identity of everything that decides the numbers of the result: the twins, the intervention with its
     * parameters, the filters and every setting but threads, executor, listener, deadline and cancellation. Nothing is
     * run.
     *
     * @return 64 hexadecimal digits
     */
    public String hash() {
        String known = hash;
        if (known == null) {
            known = settings.hash(population, intervention).hex();
            hash = known;
        }
        return known;
    }

    /**
     * The identity of the intervention's world.
     *
     * @return 64 hexadecimal digits
     */
    public String modelId() {
        return intervention.model().id();
    }

    /**
     * How the effect of one twin comes about.
     *
     * @param rowId the twin's row id, whether or not a filter keeps it
     * @return base, modifiers and noise with their values
     * @throws InputException if there is no such twin or a formula is not finite for it
     */
    public Explanation explain(long rowId) {
        Population rows = Scenario.adopted(population, intervention);
        boolean one = settings.streamed && rowId >= rows.baseRow() && rowId < rows.endRow();
        return new Explainer(one ? rows.slice(rowId - rows.baseRow(), rowId - rows.baseRow() + 1) : rows, intervention,
                settings.seed(population)).explain(rowId);
    }

    /**
     * What is done to the twins.
     *
     * @return the intervention with the values of its parameters
     */
    public Intervention intervention() {
        return intervention;
    }

    Settings settings() {
        return settings;
    }

    /** The same for simulations of the same twins, conditions, seed, estimand and level. */
    String twinsHash() {
        return settings.twinsHash(population).hex();
    }

    /** The run that this simulation describes, not begun. */
    Run begin() {
        return new Run(population, intervention, settings, hash(), memory);
    }

    /** One line: the intervention and the number of twins before filters. */
    @Override
    public String toString() {
        return Shown.cut("Simulation[" + intervention.name() + ", " + Shown.count(population.size(), "twin")
                + (settings.streamed ? ", streamed" : "") + (settings.filters.isEmpty() ? "" : ", filtered") + "]", 75);
    }
}
