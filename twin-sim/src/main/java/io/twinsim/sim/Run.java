package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.inference.Estimate;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.SubgroupKeys;
import io.twinsim.internal.math.StudentT;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a simulation, from the twins to the result. */
final class Run {

    private static final String DEGENERATE = "degenerate: ";

    private final Population population;
    private final Intervention intervention;
    private final Settings settings;
    private final String hash;
    private final List<String> warnings = new ArrayList<>();

    Run(Population population, Intervention intervention, Settings settings, String hash) {
        this.population = population;
        this.intervention = intervention;
        this.settings = settings;
        this.hash = hash;
    }

    SimulationResult run() {
        options(StopSignal.NEVER).requireReplicates();
        try (StopFlag stop = StopFlag.arm(settings.deadline, settings.cancellation);
                ProgressRelay relay = new ProgressRelay(settings.listener)) {
            Scenario all = Scenario.unfiltered(population, intervention, settings);
            if (!all.rows().prepare(all.filterColumns(), stop::stopped)) {
                return stopped(Recipe.of(population, all, hash), 0, all.rows().size(), Optional.empty());
            }
            return run(all.filtered(), stop, relay);
        }
    }

    private SimulationResult run(Scenario scenario, StopFlag stop, ProgressRelay relay) {
        Recipe recipe = Recipe.of(population, scenario, hash);
        warnings.addAll(scenario.rows().notes());
        long n = scenario.rows().size();
        long least = scenario.model().decision().minTwins();
        if (n < least) {
            return SimulationResult.failed(recipe, n, Shown.count(n, "twin") + (recipe.filters().isEmpty() ? "" :
                    " after filtering") + ", at least " + Numbers.grouped(least) + " are needed", warnings);
        }
        if (settings.populationSize > 0 && settings.populationSize < n) {
            throw new InputException("superpopulation must be at least the units simulated (" + Numbers.grouped(n)
                    + "), got " + Numbers.grouped(settings.populationSize));
        }
        if (!scenario.rows().prepare(scenario.columns(), stop::stopped)) {
            return stopped(recipe, 0, n, Optional.empty());
        }
        EffectPlan plan = EffectPlan.of(scenario);
        List<SubgroupKeys> keys = keys(scenario);
        TwinLog.log(scenario, plan);
        SimulationInterval simulation = new SimulationInterval(scenario);
        EffectPass pass = new EffectPass(plan, keys, false);
        boolean keep = simulation.needsValues(n);
        if (keep) {
            pass.keep(simulation.onNoise());
        }
        EffectPass.Outcome found = pass.run(settings.threads, settings.executor, stop,
                done -> relay.tell(ProgressListener.Phase.EFFECTS, done, n));
        EffectSums sums = found.sums();
        warnings.addAll(new Findings(scenario, plan, sums).warnings());
        if (found.rowsDone() < n) {
            return prefix(recipe, simulation, sums, found.rowsDone(), n);
        }
        if (population.antithetic() && simulation.units(sums) < 2) {
            return SimulationResult.failed(recipe, n, "1 antithetic pair, at least 2 are needed", warnings);
        }
        Theta theta = NoisyTheta.of(plan.separable.isPresent()
                ? new SeparableTheta(plan.separable.get(), sums, intervention.binding())
                : new ReplayTheta(scenario, keys), sums);
        Optional<Uncertainty> uncertainty = Optional.empty();
        CoefficientDraws draws = new CoefficientDraws(intervention, scenario.draws());
        if (intervention.uncertaintyStated()) {
            uncertainty = Uncertainty.of(theta, draws, scenario, stop,
                    done -> relay.tell(ProgressListener.Phase.ASSUMPTION, done, CoefficientDraws.COUNT));
            if (uncertainty.isEmpty()) {
                return withoutAssumption(recipe, simulation, sums, n);
            }
        }
        Answering answering = new Answering(scenario, plan, keys, sums, theta, draws, uncertainty.orElse(null), stop);
        Answer answer = answering.answer(estimate(simulation, sums, keep ? pass.kept() : null, stop, relay));
        return finish(recipe, answer, answering.finished(), n);
    }

    /** The dimensions asked for; a default one that the data lack is left out with a warning. */
    private List<SubgroupKeys> keys(Scenario scenario) {
        Map<String, SubgroupKeys> keys = new LinkedHashMap<>();
        for (String dimension : settings.subgroups(intervention)) {
            if (settings.subgroups == null && !scenario.rows().generated() && !scenario.rows().has(dimension)) {
                warnings.add("no subgroups by " + dimension + ": the data lack the column");
            } else {
                keys.put(dimension, SubgroupKeys.of(scenario.rows(), dimension));
            }
        }
        return List.copyOf(keys.values());
    }

    private IntervalOptions options(StopSignal stop) {
        return new IntervalOptions(settings.chosenMethod(), settings.level, settings.replicates,
                settings.seed(population), settings.threads, settings.executor, stop);
    }

    private Estimate estimate(SimulationInterval simulation, EffectSums sums, double @Nullable [] kept, StopFlag stop,
            ProgressRelay relay) {
        boolean resamples = settings.chosenMethod().resamples();
        if (resamples) {
            relay.tell(ProgressListener.Phase.REPLICATES, 0, settings.replicates);
        }
        Estimate made = simulation.of(sums, kept, options(stop));
        if (resamples) {
            relay.tell(ProgressListener.Phase.REPLICATES, made.replicates(), settings.replicates);
        }
        return made;
    }

    private SimulationResult finish(Recipe recipe, Answer answer, boolean finished, long n) {
        answer.estimate().notes().forEach(this::warn);
        answer.intervals().total().ifPresent(total -> total.notes().forEach(this::warn));
        answer.intervals().simulation().notes().forEach(this::warn);
        answer.recommendation().ifPresent(r -> r.interval().notes().forEach(this::warn));
        answer.sampleSize().ifPresent(size -> size.notes().forEach(this::warn));
        int asked = settings.chosenMethod().resamples() && !answer.degenerate() ? settings.replicates : 0;
        int done = Math.min(asked, answer.estimate().replicates());
        Optional<String> reason = Optional.empty();
        if (done < asked) {
            reason = Optional.of("stopped after " + Numbers.grouped(done) + " of " + Numbers.grouped(asked)
                    + " replicates");
        } else if (!finished) {
            reason = Optional.of("stopped before the flip line was found");
        }
        return new SimulationResult(recipe,
                reason.isEmpty() ? SimulationResult.Status.COMPLETE : SimulationResult.Status.PARTIAL, reason, n, n,
                done,
                asked, Optional.of(answer), List.copyOf(warnings));
    }

    /** Once each; that nothing varies is said of the twins, not of the coefficients. */
    private void warn(String note) {
        String named = note.startsWith(DEGENERATE)
                ? "simulation interval: degenerate, " + note.substring(DEGENERATE.length()) : note;
        if (!warnings.contains(named)) {
            warnings.add(named);
        }
    }

    /** The run was stopped in the middle of the twins: the mean effect of the first ones, and no recommendation. */
    private SimulationResult prefix(Recipe recipe, SimulationInterval simulation, EffectSums sums, long done, long n) {
        Optional<Answer> answer = simulation.units(sums) < 2 ? Optional.empty()
                : Optional.of(Answer.analytic(simulation, sums, settings.level));
        return stopped(recipe, done, n, answer);
    }

    private SimulationResult stopped(Recipe recipe, long done, long n, Optional<Answer> answer) {
        String reason = "stopped after " + Numbers.grouped(done) + " of " + Shown.count(n, "twin");
        return new SimulationResult(recipe, SimulationResult.Status.PARTIAL, Optional.of(reason), done, n, 0,
                settings.chosenMethod().resamples() ? settings.replicates : 0, answer, List.copyOf(warnings));
    }

    private SimulationResult withoutAssumption(Recipe recipe, SimulationInterval simulation, EffectSums sums, long n) {
        return new SimulationResult(recipe, SimulationResult.Status.PARTIAL,
                Optional.of("stopped before all coefficient draws were evaluated"), n, n, 0,
                settings.chosenMethod().resamples() ? settings.replicates : 0,
                Optional.of(Answer.analytic(simulation, sums, settings.level)), List.copyOf(warnings));
    }

    /** A Student interval around an estimate whose standard error is known. */
    static Interval student(double estimate, double standardError, double df, double level) {
        double half = standardError == 0 ? 0 : -StudentT.quantile((1 - level) / 2, df) * standardError;
        return new Interval(IntervalKind.SIMULATION, IntervalMethod.STUDENT, level, estimate - half, estimate + half,
                List.of());
    }
}
