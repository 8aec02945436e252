package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.inference.Estimate;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Intervention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** From the sums of a pass to the result, whether one machine passed over all twins or many over some each. */
final class Conclusion {

    private static final String DEGENERATE = "degenerate: ";

    private final Recipe recipe;
    private final Preparation prepared;
    private final Scenario scenario;
    private final Settings settings;
    private final SimulationInterval simulation;
    private final StopFlag stop;
    private final ProgressRelay relay;
    private final List<String> warnings = new ArrayList<>();
    private @Nullable Basis basis;

    Conclusion(Recipe recipe, Preparation prepared, StopFlag stop, ProgressRelay relay) {
        this.recipe = recipe;
        this.prepared = prepared;
        this.scenario = prepared.scenario();
        this.settings = scenario.settings();
        this.simulation = new SimulationInterval(scenario);
        this.stop = stop;
        this.relay = relay;
        warnings.addAll(scenario.rows().notes());
        warnings.addAll(prepared.warnings());
    }

    /** Too few twins to simulate; empty if there are enough. */
    static Optional<SimulationResult> tooFew(Recipe recipe, Scenario scenario, long n) {
        long least = scenario.model().decision().minTwins();
        return n >= least ? Optional.empty() : Optional.of(SimulationResult.failed(recipe, n, Shown.count(n, "twin")
                + (recipe.filters().isEmpty() ? "" : " after filtering") + ", at least " + Numbers.grouped(least)
                + " are needed", scenario.rows().notes()));
    }

    static void checkSuperpopulation(Settings settings, long n) {
        if (settings.populationSize > 0 && settings.populationSize < n) {
            throw new InputException("superpopulation must be at least the units simulated (" + Numbers.grouped(n)
                    + "), got " + Numbers.grouped(settings.populationSize));
        }
    }

    /** A run that was stopped before its first twin. */
    static SimulationResult nothing(Recipe recipe, Scenario scenario, long total) {
        return stopped(recipe, scenario, 0, 0, total, Optional.empty(), scenario.rows().notes());
    }

    /**
     * The result.
     *
     * @param found what the pass found
     * @param total how many twins there are; of a stream before conditions
     * @param kept every effect or noise in row order, if they were kept
     * @param ids of the values kept
     */
    SimulationResult of(EffectPass.Outcome found, long total, double @Nullable [] kept, IntToLongFunction ids) {
        EffectSums sums = found.sums();
        boolean whole = settings.streamed ? found.rowsSeen() == total : found.rowsDone() == total;
        long n = found.rowsDone();
        if (settings.streamed) {
            Optional<SimulationResult> few = whole ? tooFew(recipe, scenario, n) : Optional.empty();
            if (few.isPresent()) {
                return few.get();
            }
            checkSuperpopulation(settings, n);
        }
        warnings.addAll(new Findings(scenario, prepared.plan(), sums).warnings());
        if (!whole) {
            Optional<Answer> answer = simulation.units(sums) < 2 ? Optional.empty()
                    : Optional.of(Answer.analytic(simulation, sums, settings.level));
            return stopped(recipe, scenario, settings.streamed ? found.rowsSeen() : n, n, total, answer, warnings);
        }
        if (scenario.rows().antithetic() && simulation.units(sums) < 2) {
            return SimulationResult.failed(recipe, n, "1 antithetic pair, at least 2 are needed", warnings);
        }
        return answered(sums, n, kept, ids);
    }

    /** What the answer rests on; null unless all twins were passed over and all coefficient draws evaluated. */
    @Nullable Basis basis() {
        return basis;
    }

    private SimulationResult answered(EffectSums sums, long n, double @Nullable [] kept, IntToLongFunction ids) {
        Intervention intervention = scenario.intervention();
        Theta theta = NoisyTheta.of(expected(sums, intervention), sums);
        Optional<Uncertainty> uncertainty = Optional.empty();
        CoefficientDraws draws = new CoefficientDraws(intervention, scenario.draws());
        if (intervention.uncertaintyStated()) {
            uncertainty = Uncertainty.of(theta, draws, scenario, stop,
                    done -> relay.tell(ProgressListener.Phase.ASSUMPTION, done, CoefficientDraws.COUNT));
            if (uncertainty.isEmpty()) {
                return withoutAssumption(sums, n);
            }
        }
        basis = new Basis(prepared, sums, theta, draws, uncertainty.orElse(null));
        Answering answering = new Answering(scenario, prepared.plan(), sums, theta, draws, uncertainty.orElse(null),
                stop);
        Answer answer = answering.answer(estimate(sums, kept, ids));
        return finish(answer, answering.finished(), n);
    }

    /** The mean expected effect as a function of the coefficients. */
    private Theta expected(EffectSums sums, Intervention intervention) {
        if (prepared.plan().separable.isPresent()) {
            return new SeparableTheta(prepared.plan().separable.get(), sums, intervention.binding());
        }
        Preparation.Pilot pilot = prepared.pilot();
        if (pilot != null && scenario.rows().size() > Scenario.PILOT) {
            return PilotTheta.of(pilot, sums);
        }
        return new ReplayTheta(pilot == null ? scenario : pilot.scenario(), prepared.dimensions());
    }

    private IntervalOptions options(StopSignal signal) {
        return new IntervalOptions(settings.chosenMethod(), settings.level, settings.replicates,
                scenario.draws().seed(), settings.threads, settings.executor, signal);
    }

    /** The stop of the run, which passes on how many replicates are made. */
    private StopSignal told() {
        relay.tell(ProgressListener.Phase.REPLICATES, 0, settings.replicates);
        return new StopSignal() {
            @Override
            public boolean stopped() {
                return stop.stopped();
            }

            @Override
            public void advanced(long done, long total) {
                if (done < total) {
                    relay.tell(ProgressListener.Phase.REPLICATES, done, total);
                }
            }
        };
    }

    private Estimate estimate(EffectSums sums, double @Nullable [] kept, IntToLongFunction ids) {
        boolean resamples = settings.chosenMethod().resamples();
        StopSignal signal = resamples ? told() : stop;
        Estimate made;
        if (settings.streamed && simulation.needsValues(sums.effect().n()) && !sums.values().overflown()) {
            long[] rows = sums.values().ids();
            made = simulation.of(sums, sums.values().values(), i -> rows[i], options(signal));
        } else {
            made = simulation.of(sums, kept, ids, options(signal));
        }
        if (resamples) {
            relay.tell(ProgressListener.Phase.REPLICATES, made.replicates(), settings.replicates);
        }
        return made;
    }

    private SimulationResult finish(Answer answer, boolean finished, long n) {
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
                done, asked, Optional.of(answer), List.copyOf(warnings));
    }

    /** Once each; that nothing varies is said of the twins, not of the coefficients. */
    private void warn(String note) {
        String named = note.startsWith(DEGENERATE)
                ? "simulation interval: degenerate, " + note.substring(DEGENERATE.length()) : note;
        if (!warnings.contains(named)) {
            warnings.add(named);
        }
    }

    /** Stopped in the middle of the twins: the mean effect of the first ones, and no recommendation. */
    private static SimulationResult stopped(Recipe recipe, Scenario scenario, long seen, long n, long total,
            Optional<Answer> answer, List<String> warnings) {
        String reason = "stopped after " + Numbers.grouped(seen) + " of " + Shown.count(total, "twin")
                + (seen == n ? "" : ", " + Numbers.grouped(n) + " of which satisfy the conditions");
        Settings settings = scenario.settings();
        return new SimulationResult(recipe, SimulationResult.Status.PARTIAL, Optional.of(reason), n, total, 0,
                settings.chosenMethod().resamples() ? settings.replicates : 0, answer, warnings);
    }

    private SimulationResult withoutAssumption(EffectSums sums, long n) {
        return new SimulationResult(recipe, SimulationResult.Status.PARTIAL,
                Optional.of("stopped before all coefficient draws were evaluated"), n, n, 0,
                settings.chosenMethod().resamples() ? settings.replicates : 0,
                Optional.of(Answer.analytic(simulation, sums, settings.level)), List.copyOf(warnings));
    }
}
