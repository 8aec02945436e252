package io.twinsim.fidelity;

import io.twinsim.InputException;
import io.twinsim.inference.Estimate;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What really happened, as a real test measured it. It has a standard error: without one nobody can tell a wrong twin
 * from a small test.
 *
 * @param ate the measured mean effect
 * @param standardError its standard error, positive
 * @param n the units of the test, if known
 * @param experiment the test's id, if it has one; one test validates a prediction once
 * @param notes anything worth keeping
 * @param confounders what else changed at the time
 * @param at when it was measured, if that is known
 */
public record Actual(
        double ate, double standardError, OptionalLong n, Optional<String> experiment, Optional<String> notes,
        List<String> confounders, Optional<Instant> at) {

    /** Checks the numbers and copies the list. */
    public Actual {
        Checks.finite(ate, "ate");
        if (!(standardError > 0 && standardError < Double.POSITIVE_INFINITY)) {
            throw Checks.refuse("standardError", "be positive and finite", standardError,
                    "give the test's standard error, or its interval by ofInterval");
        }
        Checks.notNull(n, "n").ifPresent(units -> Checks.inRange(1, 1L << 53, units, "n"));
        experiment = Checks.notNull(experiment, "experiment").map(id -> FidelityText.name(id, "experiment"));
        notes = Checks.notNull(notes, "notes").map(text -> Names.normal(text, "notes"));
        List<String> names = new ArrayList<>();
        for (String name : Checks.notNull(confounders, "confounders")) {
            names.add(FidelityText.name(name, "confounder"));
        }
        confounders = List.copyOf(names);
        Checks.notNull(at, "at");
    }

    /**
     * A measured effect.
     *
     * @param ate the measured mean effect
     * @param standardError its standard error, positive
     * @return the actual
     * @throws InputException if a number is out of range
     */
    public static Actual of(double ate, double standardError) {
        return new Actual(ate, standardError, OptionalLong.empty(), Optional.empty(), Optional.empty(), List.of(),
                Optional.empty());
    }

    /**
     * A measured effect as {@link io.twinsim.inference.Experiment} estimates it.
     *
     * @param estimate the effect with its standard error
     * @return the actual
     * @throws InputException if the standard error is not positive
     */
    public static Actual of(Estimate estimate) {
        Checks.notNull(estimate, "estimate");
        return of(estimate.estimate(), estimate.standardError()).withN(estimate.n());
    }

    /**
     * A measured effect with its interval, whose half width is taken as the normal quantile times the standard error.
     *
     * @param ate the measured mean effect, inside the interval
     * @param lower the lower limit
     * @param upper the upper limit, above {@code lower}
     * @param level the interval's level, in (0, 1)
     * @return the actual
     * @throws InputException if the limits do not hold the effect, or the interval has no width
     */
    public static Actual ofInterval(double ate, double lower, double upper, double level) {
        Checks.level(level);
        Checks.finite(lower, "lower");
        Checks.finite(upper, "upper");
        if (!(lower < upper)) {
            throw Checks.refuse("lower", "be below upper (" + Numbers.shortest(upper) + ")", lower, null);
        }
        Checks.inRange(lower, upper, ate, "ate");
        return of(ate, (upper - lower) / (2 * Prediction.z(level)));
    }

    /**
     * The same with the units of the test.
     *
     * @param units at least 1
     * @return the actual
     */
    public Actual withN(long units) {
        return new Actual(ate, standardError, OptionalLong.of(units), experiment, notes, confounders, at);
    }

    /**
     * The same with the test's id.
     *
     * @param id the id, not blank
     * @return the actual
     */
    public Actual withExperiment(String id) {
        return new Actual(ate, standardError, n, Optional.of(Checks.notNull(id, "id")), notes, confounders, at);
    }

    /**
     * The same with notes.
     *
     * @param text any text
     * @return the actual
     */
    public Actual withNotes(String text) {
        return new Actual(ate, standardError, n, experiment, Optional.of(Checks.notNull(text, "text")), confounders,
                at);
    }

    /**
     * The same with what else changed at the time.
     *
     * @param names one text each, not blank
     * @return the actual
     */
    public Actual withConfounders(String... names) {
        return new Actual(ate, standardError, n, experiment, notes, Arrays.asList(Checks.notNull(names, "names")),
                at);
    }

    /**
     * The same with the time of measurement.
     *
     * @param measured when it was measured
     * @return the actual
     */
    public Actual withAt(Instant measured) {
        return new Actual(ate, standardError, n, experiment, notes, confounders,
                Optional.of(Checks.notNull(measured, "measured")));
    }

    /** One line: the effect with its standard error. */
    @Override
    public String toString() {
        return FidelityText.line("Actual[" + Numbers.significant(ate, 4) + ", se "
                + Numbers.significant(standardError, 3) + (n.isPresent() ? ", n=" + Numbers.grouped(n.getAsLong()) : "")
                + experiment.map(id -> ", experiment " + id).orElse("") + "]");
    }
}
