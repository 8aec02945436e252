package io.twinsim.sim;

import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Outcome;
import io.twinsim.model.Population;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The variance of the outcome that a real test meets, without which it has no size: {@code p (1 - p)} of a binary
 * outcome, declared or observed for a continuous one. Never that of effects, and never that of a model's predictions.
 *
 * @param baseline the outcome's mean without treatment; empty if the model does not tell
 * @param treated the variance among the treated; empty if either variance is not known
 * @param control the variance among the controls, likewise
 * @param missing why the variances are not known, and what to declare; empty if they are
 */
record OutcomeVariance(
        OptionalDouble baseline, OptionalDouble treated, OptionalDouble control, List<String> missing) {

    static OutcomeVariance of(Scenario scenario, EffectPlan plan, EffectSums sums, double effect) {
        OptionalDouble baseline =
                sums.rate().n() > 0 ? OptionalDouble.of(sums.rate().mean()) : OptionalDouble.empty();
        Optional<Outcome> outcome = scenario.outcome();
        if (outcome.isEmpty()) {
            return unknown(baseline, "no outcome is declared; a world with outcome: {name, type, rate or mean and sd} "
                    + "gives a sample size");
        }
        if (outcome.get().type() == Outcome.Type.BINARY) {
            return plan.rateAbsent.map(why -> unknown(baseline, "the baseline rate is not known: " + why))
                    .orElseGet(() -> binary(baseline, effect));
        }
        OptionalDouble variance = continuous(outcome.get(), scenario.rows());
        return variance.isEmpty() ? unknown(baseline, "the outcome's variance is not known; declare outcome: {sd: ...}")
                : new OutcomeVariance(baseline, variance, variance, List.of());
    }

    private static OutcomeVariance unknown(OptionalDouble baseline, String why) {
        return new OutcomeVariance(baseline, OptionalDouble.empty(), OptionalDouble.empty(), List.of(why));
    }

    private static OutcomeVariance binary(OptionalDouble baseline, double effect) {
        if (baseline.isEmpty()) {
            return unknown(baseline, "the baseline rate is missing for every twin");
        }
        double p0 = baseline.getAsDouble();
        double p1 = p0 + effect;
        if (!(p0 >= 0 && p0 <= 1)) {
            return unknown(baseline, "the baseline rate must be in [0, 1], got " + Numbers.significant(p0, 4)
                    + "; no test can have such an outcome");
        }
        if (!(p1 >= 0 && p1 <= 1)) {
            return unknown(baseline, "baseline rate plus effect must be in [0, 1], got " + Numbers.significant(p1, 4)
                    + "; no test can find such an effect");
        }
        return new OutcomeVariance(baseline, OptionalDouble.of(p1 * (1 - p1)), OptionalDouble.of(p0 * (1 - p0)),
                List.of());
    }

    /** Declared, or observed in a data column of the outcome's name. */
    private static OptionalDouble continuous(Outcome outcome, Population rows) {
        if (outcome.sd().isPresent()) {
            double sd = outcome.sd().getAsDouble();
            return OptionalDouble.of(sd * sd);
        }
        if (rows.generated() || !rows.has(outcome.name())
                || rows.storage(outcome.name()).type() == ColumnType.CATEGORY) {
            return OptionalDouble.empty();
        }
        double[] observed = Arrays.stream(rows.doubles(outcome.name())).filter(x -> x == x).toArray();
        return observed.length < 2 ? OptionalDouble.empty() : OptionalDouble.of(Moments.of(observed).variance());
    }

    boolean known() {
        return treated.isPresent();
    }
}
