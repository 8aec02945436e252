package io.twinsim.sim;

import io.twinsim.inference.Estimate;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Draws the conclusions from the sums of all twins. */
final class Answering {

    private final Scenario scenario;
    private final EffectPlan plan;
    private final EffectSums sums;
    private final Theta theta;
    private final CoefficientDraws draws;
    private final @Nullable Uncertainty uncertainty;
    private final StopFlag stop;
    private final SimulationInterval simulation;
    private final Stated stated;
    private boolean finished = true;

    Answering(Scenario scenario, EffectPlan plan, EffectSums sums, Theta theta,
            CoefficientDraws draws, @Nullable Uncertainty uncertainty, StopFlag stop) {
        this.scenario = scenario;
        this.plan = plan;
        this.sums = sums;
        this.theta = theta;
        this.draws = draws;
        this.uncertainty = uncertainty;
        this.stop = stop;
        this.simulation = new SimulationInterval(scenario);
        this.stated = new Stated(scenario.intervention());
    }

    /** Whether everything was answered before the run was stopped. */
    boolean finished() {
        return finished;
    }

    Answer answer(Estimate estimate) {
        Settings settings = scenario.settings();
        Interval simulated = simulation.named(estimate, sums.effect().n());
        Ate ate = Answer.ate(simulation, sums, simulated);
        TrialDesign trial = new TrialDesign(scenario, plan, sums, uncertainty);
        Optional<PlannedTrial> planned = settings.treated == 0 ? Optional.empty()
                : Optional.of(trial.planned(settings.treated, settings.control, settings.level));
        Interval total = uncertainty == null ? unstated(simulated)
                : Uncertainty.noted(uncertainty.total(Theta.PER_TWIN, ate.standardError(), settings.level),
                        stated.missing().stream().map(name -> "uncertainty of " + name + " is not stated").toList());
        Intervals intervals = new Intervals(simulated,
                uncertainty == null ? Optional.empty() : Optional.of(uncertainty.assumption(settings.level)),
                Optional.of(total), planned.map(PlannedTrial::interval));
        return new Answer(ate, simulation.pairs(sums), estimate, intervals,
                uncertainty == null ? Optional.empty() : Optional.of(uncertainty.assumption()), planned,
                Optional.of(recommend(ate)), Optional.of(trial.size()),
                new Breakdown(scenario, sums, uncertainty, trial).tables(), EffectDistribution.of(sums));
    }

    private Interval unstated(Interval simulated) {
        return Uncertainty.noted(simulated.as(IntervalKind.TOTAL),
                List.of("simulation only: the uncertainty of the coefficients is " + stated.word()));
    }

    /**
     * Judged per twin reached where the intervention does not reach all, and always alike: at level 0.95, by
     * coefficient draws or else by Student's t, whatever level and method the run has.
     */
    private Recommendation recommend(Ate ate) {
        long n = sums.effect().n();
        long reached = sums.reached().n();
        boolean perReached = reached > 0 && reached < n;
        double error = perReached ? simulation.reachedError(sums) : ate.standardError();
        double effect = perReached ? ate.perReached() : ate.estimate();
        long units = perReached ? simulation.reachedUnits(sums) : simulation.units(sums);
        Interval judged = Run.student(effect, error, Math.max(1, units - 1.0), Judge.LEVEL);
        Judge judge = new Judge(scenario, perReached ? Theta.PER_REACHED : Theta.PER_TWIN, effect, error, uncertainty,
                judged, reached == 0 ? n : 0);
        FlipSearch search = new FlipSearch(judge, theta, draws, stop);
        Optional<Recommendation.Flip> flip = search.nearest();
        finished = search.finished();
        return judge.recommend(flip, perReached);
    }
}
