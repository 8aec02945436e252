package io.twinsim.model;

import io.twinsim.expr.Expr;
import io.twinsim.random.Draws;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a population apart from its columns: where its rows come from and how they were chosen. Of generated
 * twins that is a recipe, which costs the same for any number of them.
 */
abstract sealed class PopulationIdentity permits Population {

    final Origin origin;
    final View view;

    PopulationIdentity(Origin origin, View view) {
        this.origin = origin;
        this.view = view;
    }

    /**
     * The seed of generation, or the seed that simulations of these data use unless told otherwise.
     *
     * @return the seed; 42 for data
     */
    public long seed() {
        return origin.seed();
    }

    /**
     * The model that generated or adopted these units.
     *
     * @return the model, if there is one
     */
    public Optional<TwinModel> model() {
        return origin.model();
    }

    /**
     * Whether a model generated these units.
     *
     * @return false for data
     */
    public boolean generated() {
        return origin.generated();
    }

    /**
     * Whether the twins come in antithetic pairs, rows 2k and 2k + 1 by id.
     *
     * @return true if an odd row mirrors the row before it
     */
    public boolean antithetic() {
        return origin.antithetic();
    }

    /**
     * The randomness of a seed as these twins use it: joined by their model's correlations, antithetic if they are.
     *
     * @param seed any long; {@link #seed} for the twins' own draws
     * @return the draws
     */
    public Draws draws(long seed) {
        Draws draws = origin.model().map(model -> model.draws(seed)).orElseGet(() -> Draws.of(seed));
        return origin.antithetic() ? draws.antithetic() : draws;
    }

    /**
     * Whether these are twins as their model generated them.
     *
     * @return false for data, and for twins whose variables were set
     */
    public boolean untouched() {
        return origin.untouched();
    }

    /**
     * The id of the parent's first row.
     *
     * @return 0, or the start of a slice
     */
    public long baseRow() {
        return origin.baseRow();
    }

    /**
     * The id after that of the parent's last row.
     *
     * @return {@link #baseRow} plus the number of rows of the parent
     */
    public long endRow() {
        return origin.baseRow() + origin.columns().size();
    }

    /**
     * The identity of this view: {@link #sourceHash} and the {@link #steps} that led here, whichever columns it shows.
     *
     * @return 64 hexadecimal digits
     */
    public String contentHash() {
        return ContentHash.of("population").text("source", sourceHash()).texts("steps", steps()).hex();
    }

    /**
     * The identity of the rows that views start from: the recipe of twins as generated, the values of other rows.
     *
     * @return 64 hexadecimal digits
     */
    public String sourceHash() {
        return origin.hash();
    }

    /**
     * The steps that led from the source to this view, in order, as texts that are equal only for equal steps.
     *
     * @return an immutable list, such as {@code where ...} and {@code slice 0 5}; empty if this is no view
     */
    public List<String> steps() {
        return view.steps().texts();
    }

    /**
     * What a model did that its user should know, such as {@code decile: 1 of 200 missing, taken as 5}.
     *
     * @return an immutable list; empty if there is nothing to say
     */
    public List<String> notes() {
        return origin.notes();
    }

    /**
     * The conditions that led from the source to this view, in order, for people.
     *
     * @return formulas
     */
    public List<String> filters() {
        return view.steps().conditions().stream().map(Expr::toString).toList();
    }
}
