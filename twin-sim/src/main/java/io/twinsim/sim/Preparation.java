package io.twinsim.sim;

import io.twinsim.expr.SeparableForm;
import io.twinsim.inference.SubgroupClassifier;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A scenario ready to be passed over: formulas compiled, dimensions of subgroups found.
 *
 * @param scenario the rows and what is done to them
 * @param plan the formulas
 * @param dimensions the subgroups asked for
 * @param pass over the rows
 * @param warnings what was left out or decided
 */
record Preparation(Scenario scenario, EffectPlan plan, List<SubgroupClassifier> dimensions, EffectPass pass,
        List<String> warnings) {

    static Preparation of(Scenario scenario) {
        List<String> warnings = new ArrayList<>();
        EffectPlan plan = EffectPlan.of(scenario);
        List<SubgroupClassifier> dimensions = dimensions(scenario, warnings);
        return new Preparation(scenario, plan, dimensions, new EffectPass(plan, dimensions, false), warnings);
    }

    /** Whether a stream of more twins than the pilot has other numbers than a stored run of the same twins. */
    static boolean looksAtPilot(Population twins, Intervention x, Settings settings) {
        boolean closed = x.assignments().isEmpty() && SeparableForm.of(x.systematic()).isPresent()
                && x.applies().map(e -> e.coefficients().isEmpty()).orElse(true);
        return !closed && x.uncertaintyStated()
                || settings.subgroups(x).stream().anyMatch(dimension -> SubgroupClassifier.needsScan(twins, dimension));
    }

    /** The dimensions asked for; a default one that the data lack is left out with a warning. */
    private static List<SubgroupClassifier> dimensions(Scenario scenario, List<String> warnings) {
        Settings settings = scenario.settings();
        Set<String> asked = new LinkedHashSet<>(settings.subgroups(scenario.intervention()));
        List<SubgroupClassifier> found = new ArrayList<>();
        for (String dimension : asked) {
            if (settings.subgroups == null && !scenario.rows().generated() && !scenario.rows().has(dimension)) {
                warnings.add("no subgroups by " + dimension + ": the data lack the column");
            } else {
                found.add(dimension(scenario, dimension, warnings));
            }
        }
        return List.copyOf(found);
    }

    private static SubgroupClassifier dimension(Scenario scenario, String dimension, List<String> warnings) {
        Population rows = scenario.rows();
        if (!scenario.settings().streamed || !SubgroupClassifier.needsScan(rows, dimension)) {
            return SubgroupClassifier.of(rows, dimension);
        }
        Population first = scenario.pilot().rows();
        if (rows.size() <= Scenario.PILOT) {
            return SubgroupClassifier.of(first, dimension);
        }
        warnings.add("subgroups by " + dimension + ": a stream finds their values or edges in its first "
                + Numbers.grouped(Scenario.PILOT) + " twins");
        return SubgroupClassifier.ofPilot(first, dimension);
    }
}
