package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.internal.math.StudentT;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** One run of a simulation, from the twins to the result. */
final class Run {

    private final Population population;
    private final Intervention intervention;
    private final Settings settings;
    private final String hash;
    private final RunMemory memory;
    private @Nullable Basis basis;

    Run(Population population, Intervention intervention, Settings settings, String hash, RunMemory memory) {
        this.population = population;
        this.intervention = intervention;
        this.settings = settings;
        this.hash = hash;
        this.memory = memory;
    }

    SimulationResult run() {
        check();
        try (StopFlag stop = StopFlag.arm(settings.deadline, settings.cancellation);
                ProgressRelay relay = new ProgressRelay(settings.listener)) {
            return run(stop, relay);
        }
    }

    /** The run alone, checked before; told to stop by somebody else's flag. */
    SimulationResult run(StopFlag stop, ProgressRelay relay) {
        Scenario all = scenario();
        return settings.streamed ? streamed(all, stop, relay) : stored(all, stop, relay);
    }

    /** What the answer rests on; null before it is there, or if the run was stopped before. */
    @Nullable Basis basis() {
        return basis;
    }

    boolean streamed() {
        return settings.streamed;
    }

    /** All twins and what is done to them. */
    Scenario scenario() {
        return Scenario.unfiltered(population, intervention, settings);
    }

    /** Refuses what cannot be run, before anything is. */
    void check() {
        new IntervalOptions(settings.chosenMethod(), settings.level, settings.replicates, settings.seed(population),
                settings.threads, settings.executor, StopSignal.NEVER).requireReplicates();
        if (settings.streamed && !byMoments(settings.chosenMethod())) {
            throw new InputException("method " + settings.chosenMethod().id() + " needs the effect of every twin, "
                    + "which a stream does not keep; allowed: " + Names.list(Arrays.stream(IntervalMethod.values())
                            .filter(m -> m == IntervalMethod.AUTO || byMoments(m)).map(IntervalMethod::id).toList()));
        }
    }

    private static boolean byMoments(IntervalMethod method) {
        return switch (method) {
            case STUDENT, NORMAL, SADDLEPOINT, ABC -> true;
            default -> false;
        };
    }

    private SimulationResult stored(Scenario all, StopFlag stop, ProgressRelay relay) {
        all.rows().storageSize(); // refuses more twins than columns can hold, before any is made
        if (!all.rows().prepare(all.filterColumns(), stop::stopped)) {
            return Conclusion.nothing(recipe(all), all, all.rows().size());
        }
        Scenario scenario = all.filtered();
        Recipe recipe = recipe(scenario);
        long n = scenario.rows().size();
        Optional<SimulationResult> few = Conclusion.tooFew(recipe, scenario, n);
        if (few.isPresent()) {
            return few.get();
        }
        Conclusion.checkSuperpopulation(settings, n);
        if (!scenario.rows().prepare(scenario.columns(), stop::stopped)) {
            return Conclusion.nothing(recipe, scenario, n);
        }
        Preparation prepared = Preparation.of(scenario, memory.plan(scenario));
        TwinLog.log(scenario, prepared.plan());
        EffectPass pass = prepared.pass();
        boolean keep = new SimulationInterval(scenario).needsValues(n);
        if (keep) {
            pass.keep();
        }
        EffectPass.Outcome found = pass.run(settings.threads, settings.executor, stop,
                done -> relay.tell(ProgressListener.Phase.EFFECTS, done, n));
        return concluded(new Conclusion(recipe, prepared, stop, relay), found, n, keep ? pass.kept() : null,
                scenario.rows()::rowId);
    }

    private SimulationResult streamed(Scenario scenario, StopFlag stop, ProgressRelay relay) {
        Recipe recipe = recipe(scenario);
        long n = scenario.rows().size();
        Optional<Preparation> found = stop.stopped() ? Optional.empty() : Preparation.of(scenario, stop);
        if (found.isEmpty()) {
            return Conclusion.nothing(recipe, scenario, n);
        }
        Preparation prepared = found.get();
        EffectPass.Outcome outcome = prepared.pass().run(settings.threads, settings.executor, stop,
                done -> relay.tell(ProgressListener.Phase.EFFECTS, done, n));
        return concluded(new Conclusion(recipe, prepared, stop, relay), outcome, n, null, i -> i);
    }

    private SimulationResult concluded(Conclusion conclusion, EffectPass.Outcome found, long total,
            double @Nullable [] kept, IntToLongFunction ids) {
        SimulationResult result = conclusion.of(found, total, kept, ids);
        basis = conclusion.basis();
        return result;
    }

    Recipe recipe(Scenario scenario) {
        return memory.recipe(scenario, hash);
    }

    /** A Student interval around an estimate whose standard error is known. */
    static Interval student(double estimate, double standardError, double df, double level) {
        double half = standardError == 0 ? 0 : -StudentT.quantile((1 - level) / 2, df) * standardError;
        return new Interval(IntervalKind.SIMULATION, IntervalMethod.STUDENT, level, estimate - half, estimate + half,
                List.of());
    }
}
