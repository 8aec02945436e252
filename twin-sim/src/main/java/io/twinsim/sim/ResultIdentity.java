package io.twinsim.sim;

import io.twinsim.model.Provenance;
import java.util.Map;

/** What a result is the answer to: world, intervention, seeds, estimand. */
abstract sealed class ResultIdentity permits SimulationResult {

    private final Recipe recipe;

    ResultIdentity(Recipe recipe) {
        this.recipe = recipe;
    }

    Recipe recipe() {
        return recipe;
    }

    /**
     * The world's name.
     *
     * @return the name
     */
    public String world() {
        return recipe.intervention().model().name();
    }

    /**
     * The identity of the world.
     *
     * @return 64 hexadecimal digits
     */
    public String modelId() {
        return recipe.intervention().model().id();
    }

    /**
     * The intervention.
     *
     * @return its name
     */
    public String intervention() {
        return recipe.intervention().name();
    }

    /**
     * The values of its parameters.
     *
     * @return an immutable map by name, in file order: a Double or a String each
     */
    public Map<String, Object> parameters() {
        return recipe.intervention().values();
    }

    /**
     * Where its coefficients come from.
     *
     * @return assumed, literature or fitted
     */
    public Provenance provenance() {
        return recipe.intervention().provenance();
    }

    /**
     * The identity of the simulation, {@link Simulation#hash}.
     *
     * @return 64 hexadecimal digits
     */
    public String hash() {
        return recipe.hash();
    }

    /**
     * The seed of noise, coefficient draws and resampling.
     *
     * @return the seed
     */
    public long seed() {
        return recipe.seed();
    }

    /**
     * The seed that generated the twins, or that belongs to the data.
     *
     * @return the seed
     */
    public long populationSeed() {
        return recipe.populationSeed();
    }

    /**
     * What the mean effect is a statement about.
     *
     * @return the estimand
     */
    public Estimand estimand() {
        return recipe.estimand();
    }
}
