package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.internal.math.CholeskyFactor;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.ContentHash;
import io.twinsim.model.Intervention;
import io.twinsim.model.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Several simulations of the same twins under the same draws, run one after the other, with what they have in common:
 * how exactly the mean effects differ, and which of them share their coefficients. Each result is the very one of
 * {@link Simulation#run}; {@code io.twinsim.scenario.Comparison} draws conclusions from them.
 *
 * <p>Twins, noise and seed are shared, so the standard error of a difference comes from the differences of single
 * twins, found in one more pass, and not from the errors of both. Immutable; results are bit-identical for any number
 * of threads.
 */
public final class JointSimulation {

    /** The most simulations that run together: each is compared with each. */
    public static final int MOST = 50;

    /** Correlations that differ by no more are the same. */
    private static final double ALIKE = 1e-9;

    private final List<Simulation> simulations;
    private final boolean shared;

    private JointSimulation(List<Simulation> simulations, boolean shared) {
        this.simulations = simulations;
        this.shared = shared;
    }

    /**
     * Simulations of the same twins.
     *
     * @param simulations 1 to {@value #MOST}, alike in all but intervention, method, subgroups and plan; threads,
     *     executor, listener, deadline and cancellation are those of the first
     * @return what runs them
     * @throws InputException if there are too few or too many, or if twins, conditions, seed, estimand, level or world
     *     differ
     */
    public static JointSimulation of(List<Simulation> simulations) {
        List<Simulation> all = List.copyOf(Checks.notNull(simulations, "simulations"));
        Checks.inRange(1L, MOST, all.size(), "simulations");
        Simulation first = all.get(0);
        for (Simulation other : all) {
            refuse("worlds", first.modelId(), other.modelId(), first, other);
            refuse("twins, conditions, seed, estimand and level", first.twinsHash(), other.twinsHash(), first, other);
        }
        return new JointSimulation(all, false);
    }

    private static void refuse(String what, String first, String other, Simulation one, Simulation two) {
        if (!first.equals(other)) {
            throw new InputException("simulations must have the same " + what + " to be compared, got " + one + " and "
                    + two);
        }
    }

    /**
     * The same, but coefficients that have the same name are one belief in all interventions: they are drawn together,
     * each by as many of its standard deviations. Without this only interventions that differ in nothing but
     * parameters share their coefficients; others are believed in independently, however their coefficients are called.
     *
     * @return the changed simulations
     * @throws InputException if a coefficient of two interventions is correlated with others in one way in the one and
     *     in another in the other
     */
    public JointSimulation withSharedCoefficients() {
        Map<String, Map<String, Double>> known = new LinkedHashMap<>();
        for (Simulation simulation : simulations) {
            weights(simulation.intervention()).forEach((name, weights) -> {
                if (!alike(weights, known.computeIfAbsent(name, n -> weights))) {
                    throw new InputException("coefficient " + name + " must be correlated with others alike in all "
                            + "interventions to be shared, got " + Names.quote(simulation.intervention().name())
                            + ", where it is not as in one before it");
                }
            });
        }
        return new JointSimulation(simulations, true);
    }

    /** Of each coefficient that varies, how much the normal draws of each name weigh in it. */
    private static Map<String, Map<String, Double>> weights(Intervention intervention) {
        List<String> names = List.copyOf(intervention.coefficients().keySet());
        double[][] covariance = intervention.covariance();
        double[][] root = CholeskyFactor.lower(covariance);
        Map<String, Map<String, Double>> all = new LinkedHashMap<>();
        for (int i = 0; i < root.length; i++) {
            Map<String, Double> own = new LinkedHashMap<>();
            for (int j = 0; j <= i; j++) {
                own.put(names.get(j), root[i][j] / Math.sqrt(covariance[i][i]));
            }
            if (covariance[i][i] > 0) {
                all.put(names.get(i), own);
            }
        }
        return all;
    }

    private static boolean alike(Map<String, Double> one, Map<String, Double> other) {
        return Stream.concat(one.keySet().stream(), other.keySet().stream()).allMatch(name ->
                Math.abs(one.getOrDefault(name, 0.0) - other.getOrDefault(name, 0.0)) <= ALIKE);
    }

    /**
     * The identity of everything that decides the numbers.
     *
     * @return 64 hexadecimal digits
     */
    public String hash() {
        return ContentHash.of("joint").texts("simulations", simulations.stream().map(Simulation::hash).toList())
                .flag("shared", shared).hex();
    }

    /**
     * Runs all simulations, then one pass over the twins on which all interventions act side by side. The listener of
     * the first hears of the parts in turn, as of one run.
     *
     * @return the results; without what they have in common if a simulation failed or the run was stopped
     * @throws InputException as for {@link Simulation#run}
     */
    public JointResult run() {
        List<Run> runs = simulations.stream().map(Simulation::begin).toList();
        runs.forEach(Run::check);
        Settings settings = simulations.get(0).settings();
        try (StopFlag stop = StopFlag.arm(settings.deadline, settings.cancellation);
                ProgressRelay relay = new ProgressRelay(settings.listener)) {
            List<SimulationResult> results = new ArrayList<>();
            List<Basis> bases = new ArrayList<>();
            for (int s = 0; s < runs.size(); s++) {
                results.add(runs.get(s).run(stop, relay.part(s, runs.size() + 1)));
                Optional.ofNullable(runs.get(s).basis()).ifPresent(bases::add);
            }
            if (bases.size() < runs.size()) {
                return JointResult.without(results, beliefs(), reason(results));
            }
            return joined(results, bases, stop, relay.part(runs.size(), runs.size() + 1));
        }
    }

    /** Why there is nothing in common: the first result that is not complete says it. */
    private static String reason(List<SimulationResult> results) {
        for (SimulationResult result : results) {
            if (!result.isComplete()) {
                return result.intervention() + ": " + result.reason().orElse("");
            }
        }
        return "stopped";
    }

    private JointResult joined(List<SimulationResult> results, List<Basis> bases, StopFlag stop, ProgressRelay relay) {
        Settings settings = bases.get(0).scenario().settings();
        long n = bases.get(0).scenario().rows().size();
        Optional<DifferencePass.Sums> sums = new DifferencePass(bases.stream().map(b -> b.prepared().plan()).toList())
                .run(settings.threads, settings.executor, stop,
                        done -> relay.tell(ProgressListener.Phase.EFFECTS, done, n));
        if (sums.isEmpty()) {
            return JointResult.without(results, beliefs(),
                    "stopped before the differences of " + Numbers.grouped(n) + " twins were known");
        }
        double[] largest = bases.stream()
                .mapToDouble(b -> new SimulationInterval(b.scenario()).largest(b.sums())).toArray();
        JointMeans means = new JointMeans(bases,
                results.stream().mapToDouble(r -> r.ate().estimate()).toArray(), largest);
        int sign = bases.get(0).scenario().sign();
        LeadSearch search = new LeadSearch(bases, beliefs(), means, sign, stop);
        Optional<JointResult.Change> change = search.nearest();
        Optional<String> reason = results.stream().filter(r -> !r.isComplete()).findFirst()
                .map(r -> r.intervention() + ": " + r.reason().orElse(""))
                .or(() -> search.finished() ? Optional.empty() : Optional.of("stopped before it was found what would "
                        + "change the best"));
        return new JointResult(results, reason, beliefs(), Optional.of(new JointResult.Common(
                errors(bases, sums.get(), largest), means, change)), sign > 0);
    }

    private static double[][] errors(List<Basis> bases, DifferencePass.Sums sums, double[] largest) {
        double[][] errors = new double[bases.size()][bases.size()];
        SimulationInterval interval = new SimulationInterval(bases.get(0).scenario());
        for (int s = 0; s < errors.length; s++) {
            for (int t = 0; t < s; t++) {
                int pair = DifferencePass.pair(s, t);
                errors[s][t] = interval.differenceError(sums.twins(pair), sums.pairs(pair),
                        Math.max(largest[s], largest[t]));
                errors[t][s] = errors[s][t];
            }
        }
        return errors;
    }

    /** Of each simulation, the first one that shares its coefficients. */
    private int[] beliefs() {
        List<String> keys = simulations.stream().map(s -> shared ? "" : belief(s.intervention())).toList();
        return keys.stream().mapToInt(keys::indexOf).toArray();
    }

    /** What is the same for interventions that differ in parameters and noise only. */
    private static String belief(Intervention intervention) {
        Intervention declared = intervention.withoutNoise();
        for (Parameter parameter : intervention.parameters().values()) {
            declared = declared.with(parameter.name(), parameter.value());
        }
        return declared.contentHash().hex();
    }

    /** One line: how many simulations of how many twins. */
    @Override
    public String toString() {
        return Shown.cut("JointSimulation[" + Shown.count(simulations.size(), "simulation") + ", first "
                + simulations.get(0) + "]", Shown.LINE);
    }
}
