package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.expr.SeparableForm;
import io.twinsim.inference.SubgroupClassifier;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A scenario ready to be passed over: formulas compiled, dimensions of subgroups found.
 *
 * @param scenario the rows and what is done to them
 * @param plan the formulas
 * @param dimensions the subgroups asked for
 * @param pilot the first twins of a stream, if something had to be decided by looking at them; else null
 * @param pass over the rows
 * @param warnings what was left out or decided
 */
record Preparation(Scenario scenario, EffectPlan plan, List<SubgroupClassifier> dimensions, @Nullable Pilot pilot,
        EffectPass pass, List<String> warnings) {

    /** Of stored rows, or of a stream that nothing stops. */
    static Preparation of(Scenario scenario) {
        return of(scenario, EffectPlan.of(scenario));
    }

    /** Of stored rows, or of a stream that nothing stops, whose formulas are compiled. */
    static Preparation of(Scenario scenario, EffectPlan plan) {
        return of(scenario, plan, StopSignal.NEVER).orElseThrow();
    }

    /** Empty if stopped before the first twins of a stream were looked at. */
    static Optional<Preparation> of(Scenario scenario, StopSignal stop) {
        return of(scenario, EffectPlan.of(scenario), stop);
    }

    private static Optional<Preparation> of(Scenario scenario, EffectPlan plan, StopSignal stop) {
        List<String> warnings = new ArrayList<>();
        Scenario first = null;
        Settings settings = scenario.settings();
        if (settings.streamed) {
            if (settings.filters.isEmpty()) {
                Conclusion.checkSuperpopulation(settings, scenario.rows().size());
            }
            if (looksAtPilot(scenario.rows(), scenario.intervention(), settings)) {
                first = scenario.pilot(stop).orElse(null);
                if (first == null) {
                    return Optional.empty();
                }
            }
        }
        List<SubgroupClassifier> dimensions = dimensions(scenario, first, warnings);
        Pilot pilot = first == null ? null : Pilot.of(first, dimensions);
        if (pilot != null && plan.separable.isEmpty() && scenario.rows().size() > Scenario.PILOT) {
            warnings.add(pilot.check());
        }
        return Optional.of(new Preparation(scenario, plan, dimensions, pilot, new EffectPass(plan, dimensions, false),
                warnings));
    }

    /** Whether something is decided by looking at twins before they are simulated. */
    static boolean looksAtPilot(Population twins, Intervention x, Settings settings) {
        boolean closed = x.coefficients().isEmpty() || x.assignments().isEmpty()
                && SeparableForm.of(x.systematic()).isPresent()
                && x.applies().map(e -> e.coefficients().isEmpty()).orElse(true);
        return !closed
                || settings.subgroups(x).stream().anyMatch(dimension -> SubgroupClassifier.needsScan(twins, dimension));
    }

    /** The dimensions asked for; a default one that the data lack is left out with a warning. */
    private static List<SubgroupClassifier> dimensions(Scenario scenario, @Nullable Scenario first,
            List<String> warnings) {
        Settings settings = scenario.settings();
        Set<String> asked = new LinkedHashSet<>(settings.subgroups(scenario.intervention()));
        List<SubgroupClassifier> found = new ArrayList<>();
        for (String dimension : asked) {
            if (settings.subgroups == null && !scenario.rows().generated() && !scenario.rows().has(dimension)) {
                warnings.add("no subgroups by " + dimension + ": the data lack the column");
            } else {
                found.add(dimension(scenario, first, dimension, warnings));
            }
        }
        return List.copyOf(found);
    }

    private static SubgroupClassifier dimension(Scenario scenario, @Nullable Scenario first, String dimension,
            List<String> warnings) {
        Population rows = scenario.rows();
        if (first == null || !SubgroupClassifier.needsScan(rows, dimension)) {
            return SubgroupClassifier.of(rows, dimension);
        }
        if (rows.size() <= Scenario.PILOT) {
            return SubgroupClassifier.of(first.rows(), dimension);
        }
        warnings.add("subgroups by " + dimension + ": a stream finds their values or edges in its first "
                + Numbers.grouped(Scenario.PILOT) + " twins");
        return SubgroupClassifier.ofPilot(first.rows(), dimension);
    }

    /**
     * The first twins of a stream that satisfy the conditions.
     *
     * @param scenario these twins, stored
     * @param dimensions the subgroups asked for
     * @param sums their expected effects under the best guess
     */
    record Pilot(Scenario scenario, List<SubgroupClassifier> dimensions, EffectSums sums) {

        static Pilot of(Scenario scenario, List<SubgroupClassifier> dimensions) {
            EffectPlan plan = EffectPlan.lean(scenario, scenario.intervention().binding());
            Settings settings = scenario.settings();
            return new Pilot(scenario, dimensions, new EffectPass(plan, dimensions, true)
                    .run(settings.threads, settings.executor, StopSignal.NEVER, done -> { }).sums());
        }

        /** Refuses a pilot of too few twins; says what is taken from it. */
        String check() {
            long least = scenario.model().decision().minTwins();
            long reached = sums.reached().n();
            if (reached >= least) {
                return "how the effect moves with its coefficients is taken from the first "
                        + Numbers.grouped(Scenario.PILOT) + " twins of the stream, of which it reaches "
                        + Numbers.grouped(reached);
            }
            throw new InputException("the first " + Numbers.grouped(Scenario.PILOT) + " twins of a stream must hold at "
                    + "least " + Numbers.grouped(least) + " that are reached, as they show how the effect moves with "
                    + "its coefficients, got " + Numbers.grouped(reached));
        }
    }
}
