package io.twinsim.sim;

import io.twinsim.expr.Expr;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.List;
import java.util.Optional;

/** What was run, so that it can be named, repeated and, for generated twins, replayed row by row. */
record Recipe(
        Intervention intervention, Optional<TwinModel> generator, long firstRow, long rowLimit, boolean whole,
        long populationSeed, long seed, List<String> filters, Estimand estimand, double level, String hash) {

    static Recipe of(Population population, Scenario scenario, String hash) {
        return new Recipe(scenario.intervention(), population.generated() ? population.model() : Optional.empty(),
                population.baseRow(), population.baseRow() + population.storageSize(),
                population.baseRow() == 0 && population.selection().isAll(), population.seed(), scenario.draws().seed(),
                scenario.settings().filters.stream().map(Expr::toString).toList(), scenario.estimand(),
                scenario.settings().level, hash);
    }

    Explanation explain(long rowId) {
        TwinModel model = generator.orElseThrow(() -> new IllegalStateException(
                "the result does not hold the data; ask simulation.explain(" + rowId + ") instead"));
        if (rowId < firstRow || rowId >= rowLimit) {
            throw Explainer.noSuchTwin(rowId, firstRow, rowLimit);
        }
        return new Explainer(model.slice(rowId, rowId + 1, populationSeed), intervention, seed).explain(rowId);
    }

    /** The command that repeats the run on generated twins. */
    Optional<String> command() {
        if (generator.isEmpty() || !whole || seed != populationSeed) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder("twin simulate ").append(generator.get().name())
                .append(" --intervention ")
                .append(intervention.name()).append(" --size ").append(rowLimit).append(" --seed ").append(seed);
        intervention.values().forEach((name, value) -> {
            if (!value.equals(intervention.parameters().get(name).value())) {
                text.append(" --set ").append(name).append('=')
                        .append(value instanceof Double d ? Numbers.significant(d, 17) : value);
            }
        });
        filters.forEach(filter -> text.append(" --where \"").append(filter).append('"'));
        return Optional.of(text.toString());
    }
}
