package io.twinsim.sim;

import io.twinsim.expr.Expr;
import io.twinsim.inference.SubgroupKeys;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.model.Intervention;
import io.twinsim.model.Outcome;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.random.Draws;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The twins that are simulated and what is done to them: adopted by the model, filtered. */
record Scenario(Population rows, Intervention intervention, Draws draws, Settings settings) {

    /** Twins: a multiple of a tile. */
    static final long PILOT = 1 << 20;

    static Scenario of(Population population, Intervention intervention, Settings settings) {
        return unfiltered(population, intervention, settings).filtered();
    }

    /** All rows of the population, whatever the settings filter. */
    static Scenario unfiltered(Population population, Intervention intervention, Settings settings) {
        Population rows = adopted(population, intervention);
        return new Scenario(rows, intervention, rows.draws(settings.seed(population)), settings);
    }

    /** The rows that a pass runs over. */
    RowSource source() {
        return settings.streamed ? StreamedRows.of(this) : new StoredRows(model(), rows);
    }

    /** The rows that satisfy the conditions of the settings; of a stream all, as it asks them while it runs. */
    Scenario filtered() {
        if (settings.streamed) {
            return this;
        }
        Population kept = rows;
        for (Expr filter : settings.filters) {
            kept = kept.where(filter);
        }
        return new Scenario(kept, intervention, draws, settings);
    }

    /**
     * The first twins of a stream in memory, at most {@value #PILOT} before conditions: what is decided by looking at
     * twins, such as the edges of quantile groups, is decided by these, whatever part of the stream is run where. Empty
     * if stopped before they were made.
     */
    Optional<Scenario> pilot(StopSignal stop) {
        Settings stored = settings.copy();
        stored.streamed = false;
        Population first = rows.slice(0, Math.min(PILOT, rows.size()));
        Scenario all = new Scenario(first, intervention, draws, stored);
        Set<String> read = all.columns();
        read.addAll(all.filterColumns());
        return first.prepare(read, stop::stopped) ? Optional.of(all.filtered()) : Optional.empty();
    }

    /** What the filters read, as far as it is there. */
    Set<String> filterColumns() {
        Set<String> columns = new LinkedHashSet<>();
        settings.filters.forEach(filter -> columns.addAll(rows.scope().resolve(filter).variables()));
        columns.removeIf(name -> !rows.has(name));
        return columns;
    }

    /** Data that no model knows are taken over by the intervention's. */
    static Population adopted(Population population, Intervention intervention) {
        return population.model().isPresent() ? population : intervention.model().adopt(population);
    }

    /** What a run reads, as far as it is there: all of it is made in one pass. */
    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>(intervention.variables());
        columns.addAll(model().assignmentInputs(intervention.assignments()));
        outcome().ifPresent(o -> columns.addAll(o.rate().variables()));
        for (String dimension : settings.subgroups(intervention)) {
            columns.addAll(SubgroupKeys.columnsOf(rows, dimension));
        }
        columns.removeIf(name -> !rows.has(name));
        return columns;
    }

    /** What is read of twins under the intervention's assignments. */
    Set<String> outcomeColumns() {
        return outcome().map(o -> o.rate().variables()).orElse(Set.of());
    }

    TwinModel model() {
        return intervention.model();
    }

    Optional<Outcome> outcome() {
        return model().outcome();
    }

    Estimand estimand() {
        return settings.estimand(rows);
    }

    /** The direction in which effects are good: 1 or -1. */
    int sign() {
        return outcome().map(Outcome::higherIsBetter).orElse(true) ? 1 : -1;
    }
}
