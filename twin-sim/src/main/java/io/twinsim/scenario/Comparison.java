package io.twinsim.scenario;

import io.twinsim.InputException;
import io.twinsim.expr.Expr;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.model.ContentHash;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Cancellation;
import io.twinsim.sim.Estimand;
import io.twinsim.sim.JointSimulation;
import io.twinsim.sim.ProgressListener;
import io.twinsim.sim.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Several scenarios on the same twins with the same draws, ready to be compared with each other and with doing nothing.
 * Immutable: each {@code with} method gives a changed copy.
 *
 * <pre>{@code
 * ComparisonResult result = Comparison.of(twins, email, email.with("duration_weeks", 26)).run();
 * }</pre>
 *
 * <p>Scenarios are named by their interventions; where one occurs again, by what differs, such as {@code
 * email_campaign(duration_weeks=26)}. Each single result is the one of {@link Simulation#run}, bit for bit; results are
 * bit-identical for any number of threads.
 */
public final class Comparison {

    private static final long FEWEST = 2;

    private final List<Simulation> simulations;
    private final List<String> labels;
    private final boolean shared;

    private Comparison(List<Simulation> simulations, List<String> labels, boolean shared) {
        this.simulations = simulations;
        this.labels = labels;
        this.shared = shared;
    }

    /**
     * A comparison of interventions.
     *
     * @param population generated twins or data
     * @param interventions 2 to {@value JointSimulation#MOST} of one world, different in name or parameters
     * @return the comparison
     * @throws InputException if there are too few or too many, two are alike, their worlds differ or one acts in time
     */
    public static Comparison of(Population population, Intervention... interventions) {
        Checks.notNull(population, "population");
        return of(Stream.of(Checks.notNull(interventions, "interventions"))
                .map(intervention -> Simulation.of(population, intervention)).toList());
    }

    /**
     * A comparison that never holds its twins, see {@link Simulation#stream(TwinModel, long, long, Intervention)}: each
     * scenario generates them again, and the differences once more.
     *
     * @param model the world
     * @param n twins, 0 to 10^15
     * @param seed of the twins and, unless told otherwise, of the simulations
     * @param interventions 2 to {@value JointSimulation#MOST}, different in name or parameters
     * @return the comparison
     * @throws InputException if {@code n} is outside, or as for {@link #of(Population, Intervention...)}
     */
    public static Comparison stream(TwinModel model, long n, long seed, Intervention... interventions) {
        return of(Stream.of(Checks.notNull(interventions, "interventions"))
                .map(intervention -> Simulation.stream(model, n, seed, intervention)).toList());
    }

    /**
     * A comparison of simulations.
     *
     * @param simulations 2 to {@value JointSimulation#MOST}, alike in all but intervention, method, subgroups and plan;
     *     threads, executor, listener, deadline and cancellation are those of the first
     * @return the comparison
     * @throws InputException if there are too few or too many, two interventions are alike, or twins, conditions, seed,
     *     estimand, level or world differ
     */
    public static Comparison of(List<Simulation> simulations) {
        List<Simulation> all = List.copyOf(Checks.notNull(simulations, "simulations"));
        if (all.size() < FEWEST) {
            throw new InputException("scenarios must be at least 2, got " + all.size()
                    + "; doing nothing always takes part and need not be given");
        }
        JointSimulation.of(all);
        return new Comparison(all, Labels.of(all.stream().map(Simulation::intervention).toList()), false);
    }

    private Comparison each(UnaryOperator<Simulation> change) {
        return new Comparison(simulations.stream().map(change).toList(), labels, shared);
    }

    /**
     * Other names for the scenarios.
     *
     * @param names one per scenario, in order, different from each other, of at most 60 characters
     * @return the changed comparison
     * @throws InputException if there are too few or too many, or one is blank, too long or occurs twice
     */
    public Comparison withLabels(String... names) {
        return new Comparison(simulations,
                Labels.checked(List.of(Checks.notNull(names, "names")), simulations.size()), shared);
    }

    /**
     * Takes coefficients of the same name as one belief in all scenarios: they are drawn together, each by as many of
     * its standard deviations, so that what makes one intervention work better makes the others. Without this only
     * scenarios of one intervention share their coefficients.
     *
     * @return the changed comparison
     * @throws InputException if a coefficient of two interventions is correlated with others in one way in the one and
     *     in another in the other
     */
    public Comparison withSharedCoefficients() {
        JointSimulation.of(simulations).withSharedCoefficients();
        return new Comparison(simulations, labels, true);
    }

    /**
     * Only the twins that satisfy a condition, besides those of earlier calls.
     *
     * @param condition such as {@code decile <= 3}
     * @return the changed comparison
     * @throws InputException if the condition does not parse
     */
    public Comparison where(String condition) {
        return where(Expr.parse(Checks.notNull(condition, "condition")));
    }

    /**
     * Only the twins that satisfy a condition, besides those of earlier calls.
     *
     * @param condition a condition without draws
     * @return the changed comparison
     */
    public Comparison where(Expr condition) {
        return each(s -> s.where(condition));
    }

    /**
     * Another level for all intervals but those behind verdicts.
     *
     * @param level in (0, 1), such as 0.9
     * @return the changed comparison
     * @throws InputException if the level is outside
     */
    public Comparison withLevel(double level) {
        return each(s -> s.withLevel(level));
    }

    /**
     * Another method for the simulation intervals of the scenarios; differences do not use it.
     *
     * @param method one that serves a mean
     * @return the changed comparison
     * @throws InputException if the method does not serve a mean
     */
    public Comparison withMethod(IntervalMethod method) {
        return each(s -> s.withMethod(method));
    }

    /**
     * Another number of bootstrap replicates for the simulation intervals of the scenarios.
     *
     * @param replicates 1 to 10,000,000; used by resampling methods only
     * @return the changed comparison
     * @throws InputException if the number is outside
     */
    public Comparison withReplicates(int replicates) {
        return each(s -> s.withReplicates(replicates));
    }

    /**
     * Another seed for noise, coefficient draws and resampling; the twins stay as they are.
     *
     * @param seed any long
     * @return the changed comparison
     */
    public Comparison withSeed(long seed) {
        return each(s -> s.withSeed(seed));
    }

    /**
     * Another number of threads; no number changes.
     *
     * @param threads 1 to 1,024, the caller's included
     * @return the changed comparison
     * @throws InputException if the number is outside
     */
    public Comparison withThreads(int threads) {
        return each(s -> s.withThreads(threads));
    }

    /**
     * The threads that help the caller's.
     *
     * @param executor any executor; never shut down here
     * @return the changed comparison
     */
    public Comparison withExecutor(Executor executor) {
        return each(s -> s.withExecutor(executor));
    }

    /**
     * Somebody to tell how far a run is: its scenarios one after the other, as of one run, then the differences.
     *
     * @param listener called on a thread of its own
     * @return the changed comparison
     */
    public Comparison withListener(ProgressListener listener) {
        return each(s -> s.withListener(listener));
    }

    /**
     * How long all scenarios together may take; when the time is up nothing is compared, but single results that are
     * there can be read.
     *
     * @param deadline from the start of each run
     * @return the changed comparison
     * @throws InputException if it is negative
     */
    public Comparison withDeadline(Duration deadline) {
        return each(s -> s.withDeadline(deadline));
    }

    /**
     * A switch by which somebody else may stop runs.
     *
     * @param cancellation the switch
     * @return the changed comparison
     */
    public Comparison withCancellation(Cancellation cancellation) {
        return each(s -> s.withCancellation(cancellation));
    }

    /**
     * Without the twin-to-twin noise.
     *
     * @return the changed comparison
     */
    public Comparison withoutNoise() {
        return each(Simulation::withoutNoise);
    }

    /**
     * The columns by which the single results are broken down, instead of those that the world names.
     *
     * @param dimensions column names; none for no breakdown
     * @return the changed comparison
     */
    public Comparison withSubgroups(String... dimensions) {
        return each(s -> s.withSubgroups(dimensions));
    }

    /**
     * A real test that is planned, for each scenario; adds its interval and power to the single results.
     *
     * @param treated units to be treated, at least 2
     * @param control units to be left alone, at least 2
     * @return the changed comparison
     * @throws InputException if an arm is too small
     */
    public Comparison withPlan(long treated, long control) {
        return each(s -> s.withPlan(treated, control));
    }

    /**
     * Another ratio of the arms in the sample sizes of the single results.
     *
     * @param ratio treated over control units, in [0.001, 1000]
     * @return the changed comparison
     * @throws InputException if the ratio is outside
     */
    public Comparison withRatio(double ratio) {
        return each(s -> s.withRatio(ratio));
    }

    /**
     * What the mean effects are a statement about.
     *
     * @param estimand {@code model-mean} needs generated twins
     * @return the changed comparison
     * @throws InputException if the model mean is asked of data
     */
    public Comparison withEstimand(Estimand estimand) {
        return each(s -> s.withEstimand(estimand));
    }

    /**
     * The names of the scenarios.
     *
     * @return an immutable list, in the order given
     */
    public List<String> labels() {
        return labels;
    }

    private JointSimulation joint() {
        JointSimulation joint = JointSimulation.of(simulations);
        return shared ? joint.withSharedCoefficients() : joint;
    }

    /**
     * Runs all scenarios on the calling thread and its helpers, and compares them.
     *
     * @return a complete, partial or failed comparison
     * @throws InputException as for {@link Simulation#run}
     */
    public ComparisonResult run() {
        return new ComparisonResult(joint().run(), labels, hash(), shared);
    }

    /**
     * The identity of everything that decides the numbers of the result: the hashes of its simulations, the labels, and
     * what is shared. Nothing is run.
     *
     * @return 64 hexadecimal digits
     */
    public String hash() {
        return ContentHash.of("comparison").text("simulations", joint().hash()).texts("labels", labels).hex();
    }

    /** One line: what is compared. */
    @Override
    public String toString() {
        return Lines.one("Comparison[" + String.join(", ", labels) + "]");
    }
}
