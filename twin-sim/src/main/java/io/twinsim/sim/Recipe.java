package io.twinsim.sim;

import io.twinsim.internal.text.Trace;
import io.twinsim.model.GenerateOptions;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.List;
import java.util.Optional;

/** What was run, so that it can be named, repeated and, for generated twins, replayed row by row. */
record Recipe(
        Intervention intervention, Optional<TwinModel> generator, long firstRow, long rowLimit, boolean antithetic,
        long populationSeed, long seed, List<String> filters, Estimand estimand, Optional<List<String>> command,
        String hash) {

    static Recipe of(Population population, Scenario scenario, String hash) {
        return new Recipe(scenario.intervention(), population.untouched() ? population.model() : Optional.empty(),
                population.baseRow(), population.endRow(), population.antithetic(),
                population.seed(), scenario.draws().seed(), RepeatCommand.filters(population, scenario.settings()),
                scenario.estimand(), RepeatCommand.of(population, scenario), hash);
    }

    Explanation explain(long rowId) {
        TwinModel model = generator.orElseThrow(() -> Trace.ofCaller(new IllegalStateException(
                "the result does not hold the data; ask simulation.explain(" + rowId + ") instead")));
        if (rowId < firstRow || rowId >= rowLimit) {
            throw Explainer.noSuchTwin(rowId, firstRow, rowLimit);
        }
        GenerateOptions options = antithetic ? GenerateOptions.of().withAntithetic() : GenerateOptions.of();
        Population twin = model.generate(rowLimit, populationSeed, options).slice(rowId, rowId + 1);
        return new Explainer(twin, intervention, seed).explain(rowId);
    }
}
