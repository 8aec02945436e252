package io.twinsim.sim;

import io.twinsim.model.Population;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of one simulation have in common, made by the first that gets there; if two race, it is made twice and
 * comes out alike. Kept only where it refers to no twins but the simulation's: those that filters leave, adopted data
 * and assigned columns are made anew for each run and forgotten with it.
 */
final class RunMemory {

    private final Population population;
    private volatile @Nullable EffectPlan plan;
    private volatile @Nullable Recipe recipe;

    RunMemory(Population population) {
        this.population = population;
    }

    private boolean lasts(Scenario scenario) {
        return scenario.rows() == population && !scenario.settings().streamed
                && scenario.intervention().assignments().isEmpty();
    }

    EffectPlan plan(Scenario scenario) {
        EffectPlan known = plan;
        if (known == null) {
            known = EffectPlan.of(scenario);
            plan = lasts(scenario) ? known : null;
        }
        return known;
    }

    Recipe recipe(Scenario scenario, String hash) {
        Recipe known = recipe;
        if (known == null) {
            known = Recipe.of(population, scenario, hash);
            recipe = lasts(scenario) ? known : null;
        }
        return known;
    }
}
