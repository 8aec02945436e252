package io.twinsim.fidelity;

import io.twinsim.InputException;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import io.twinsim.sim.SimulationResult;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a model said would happen.
 *
 * @param id names it among all predictions of a tracker
 * @param modelId the model, {@link io.twinsim.model.TwinModel#id}
 * @param scenario what was predicted, such as the intervention's name
 * @param ate the mean effect, in units of the outcome
 * @param seSimulation its standard error by a finite number of twins, 0 or more
 * @param sdAssumption its standard deviation by uncertain coefficients, 0 or more; empty if that is not stated, which
 *     counts as 0
 * @param interval the simulated interval; its level is the one at which coverage is judged
 * @param at when the prediction was made
 */
public record Prediction(
        String id, String modelId, String scenario, double ate, double seSimulation, OptionalDouble sdAssumption,
        Interval interval, Instant at) {

    /** Checks names and ranges. */
    public Prediction {
        id = FidelityText.name(id, "id");
        modelId = FidelityText.name(modelId, "modelId");
        scenario = FidelityText.name(scenario, "scenario");
        Checks.finite(ate, "ate");
        notNegative(seSimulation, "seSimulation");
        Checks.notNull(sdAssumption, "sdAssumption").ifPresent(sd -> notNegative(sd, "sdAssumption"));
        Checks.notNull(interval, "interval");
        Checks.notNull(at, "at");
    }

    private static void notNegative(double value, String name) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw Checks.refuse(name, "be finite and at least 0", value, null);
        }
    }

    /**
     * The prediction of a simulation: its mean effect, both uncertainties, and the total interval, or that of the
     * simulation where the coefficients' uncertainty is not stated.
     *
     * @param id names the prediction
     * @param result a complete result
     * @param at when it was made
     * @return the prediction
     * @throws InputException if the result is not complete, with the reason
     */
    public static Prediction of(String id, SimulationResult result, Instant at) {
        if (!Checks.notNull(result, "result").isComplete()) {
            throw new InputException("result must be complete to be a prediction, got " + result.status().id() + ": "
                    + result.reason().orElse(""));
        }
        OptionalDouble sd = result.assumption().map(a -> OptionalDouble.of(a.sd())).orElse(OptionalDouble.empty());
        return new Prediction(id, result.modelId(), result.intervention(), result.ate().estimate(),
                result.ate().standardError(), sd, result.intervals().total().orElse(result.intervals().simulation()),
                at);
    }

    /**
     * A prediction from numbers, with the normal interval of both uncertainties.
     *
     * @param id names the prediction
     * @param modelId the model
     * @param scenario what was predicted
     * @param ate the mean effect, in units of the outcome
     * @param seSimulation its standard error by a finite number of twins, 0 or more
     * @param sdAssumption its standard deviation by uncertain coefficients, 0 or more
     * @param level the level of the interval, in (0, 1)
     * @param at when it was made
     * @return the prediction
     * @throws InputException if a number is out of range
     */
    public static Prediction of(String id, String modelId, String scenario, double ate, double seSimulation,
            double sdAssumption, double level, Instant at) {
        Checks.finite(ate, "ate");
        notNegative(seSimulation, "seSimulation");
        notNegative(sdAssumption, "sdAssumption");
        double half = z(Checks.level(level)) * Math.sqrt(seSimulation * seSimulation + sdAssumption * sdAssumption);
        return new Prediction(id, modelId, scenario, ate, seSimulation, OptionalDouble.of(sdAssumption),
                new Interval(IntervalKind.TOTAL, IntervalMethod.NORMAL, level, ate - half, ate + half, List.of()), at);
    }

    /** The two-sided normal quantile of a level. */
    static double z(double level) {
        return -Normal.quantile((1 - level) / 2);
    }

    /**
     * The level at which coverage is judged.
     *
     * @return the interval's level, in (0, 1)
     */
    public double level() {
        return interval.level();
    }

    /** One line: what was predicted, with the standard deviation of both uncertainties together. */
    @Override
    public String toString() {
        double sd = sdAssumption.orElse(0);
        return FidelityText.line("Prediction[" + id + ": " + scenario + " " + Numbers.significant(ate, 4) + ", sd "
                + Numbers.significant(Math.sqrt(seSimulation * seSimulation + sd * sd), 3)
                + (sdAssumption.isPresent() ? "]" : ", assumption not stated]"));
    }
}
