package io.twinsim.sim;

import io.twinsim.expr.Expr;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.model.ContentHash;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** How a simulation is run. Filled while a simulation is put together, never changed afterwards. */
final class Settings {

    List<Expr> filters = List.of();
    double level = IntervalOptions.DEFAULT_LEVEL;
    IntervalMethod method = IntervalMethod.AUTO;
    int replicates = IntervalOptions.DEFAULT_REPLICATES;
    @Nullable Long seed;
    int threads = Tiles.defaultThreads();
    @Nullable Executor executor;
    @Nullable ProgressListener listener;
    @Nullable Duration deadline;
    @Nullable Cancellation cancellation;
    @Nullable List<String> subgroups;
    /** Units of the planned trial; 0 if there is none. */
    long treated;
    long control;
    /** Treated over control units of a test to be sized; 0 if that of the planned trial serves. */
    double ratio;
    @Nullable Estimand estimand;
    /** Units of the superpopulation; 0 if it is taken as infinite. */
    long populationSize;
    /**
     * Whether twins are generated tile by tile and forgotten. Not hashed, as no number depends on it, but where a long
     * stream decides something by its first twins.
     */
    boolean streamed;

    Settings copy() {
        Settings copy = new Settings();
        copy.streamed = streamed;
        copy.filters = filters;
        copy.level = level;
        copy.method = method;
        copy.replicates = replicates;
        copy.seed = seed;
        copy.threads = threads;
        copy.executor = executor;
        copy.listener = listener;
        copy.deadline = deadline;
        copy.cancellation = cancellation;
        copy.subgroups = subgroups;
        copy.treated = treated;
        copy.control = control;
        copy.ratio = ratio;
        copy.estimand = estimand;
        copy.populationSize = populationSize;
        return copy;
    }

    void addFilter(Expr condition) {
        List<Expr> all = new ArrayList<>(filters);
        all.add(condition);
        filters = List.copyOf(all);
    }

    long seed(Population population) {
        return seed == null ? population.seed() : seed;
    }

    Estimand estimand(Population population) {
        return estimand != null ? estimand : population.generated() ? Estimand.MODEL_MEAN : Estimand.THESE_UNITS;
    }

    /** The method that {@code auto} stands for in a simulation. */
    IntervalMethod chosenMethod() {
        return method == IntervalMethod.AUTO ? IntervalMethod.SADDLEPOINT : method;
    }

    /** Treated over control units of the test to be sized. */
    double armRatio() {
        return ratio > 0 ? ratio : treated > 0 ? (double) treated / control : 1;
    }

    List<String> subgroups(Intervention intervention) {
        return subgroups == null ? intervention.model().subgroups() : subgroups;
    }

    /**
     * What leads from the source's rows to those simulated, whether the population or the simulation filters. Data
     * without a model are taken over after their own steps and before the filters of the simulation.
     */
    private List<String> steps(Population population) {
        List<String> steps = new ArrayList<>(population.steps());
        if (population.model().isEmpty()) {
            steps.add("adopt");
        }
        filters.forEach(filter -> steps.add("where " + filter.canonical()));
        return steps;
    }

    /** What simulations that are compared have in common. */
    ContentHash twinsHash(Population population) {
        return ContentHash.of("twins").text("population", population.sourceHash()).texts("steps", steps(population))
                .number("level", level).whole("seed", seed(population)).text("estimand", estimand(population).id())
                .whole("populationSize", populationSize).flag("streamed", streamed);
    }

    ContentHash hash(Population population, Intervention intervention) {
        boolean resamples = chosenMethod().resamples();
        ContentHash hash = ContentHash.of("simulation").text("population", population.sourceHash())
                .text("model", intervention.model().id()).nested("intervention", intervention.contentHash())
                .texts("steps", steps(population))
                .number("level", level).text("method", chosenMethod().id())
                .whole("replicates", resamples ? replicates : 0).whole("seed", seed(population))
                .texts("subgroups", subgroups(intervention)).flag("chosenSubgroups", subgroups != null)
                .whole("treated", treated).whole("control", control)
                .text("estimand", estimand(population).id()).whole("populationSize", populationSize);
        boolean large = streamed && population.size() > Scenario.PILOT;
        if (large && Preparation.looksAtPilot(population, intervention, this)) {
            hash.flag("pilot", true);
        }
        return ratio > 0 ? hash.number("ratio", ratio) : hash;
    }
}
