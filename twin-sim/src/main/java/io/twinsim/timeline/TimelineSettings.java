package io.twinsim.timeline;

import io.twinsim.inference.IntervalOptions;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.model.ContentHash;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TimeSpan;
import io.twinsim.model.TimelineNode;
import io.twinsim.model.TimelineSpec;
import io.twinsim.sim.Cancellation;
import io.twinsim.sim.ProgressListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a timeline is run. Filled while one is put together, never changed afterwards. */
final class TimelineSettings {

    /** The name of the arm of {@link Timeline#with}. */
    static final String TREATED = "treated";
    static final String CONTROL = "control";

    /** Null for the world's. */
    @Nullable TimeSpan horizon;
    /** Interventions by arm, without control. */
    Map<String, List<Intervention>> arms = new LinkedHashMap<>();
    /** Parameters of the timeline that are not as the world says. */
    Map<String, Object> parameters = new LinkedHashMap<>();
    /** Nodes, families and wildcards; null for those that the world names. */
    @Nullable List<String> observed;
    /** When all observed values are kept. */
    List<TimeSpan> snapshots = List.of();
    /** The times that tables show; empty for their own choice. */
    List<TimeSpan> times = List.of();
    Map<String, ContextSeries> contexts = new LinkedHashMap<>();
    double[] quantiles = {0.05, 0.25, 0.5, 0.75, 0.95};
    double level = IntervalOptions.DEFAULT_LEVEL;
    int replicates = IntervalOptions.DEFAULT_REPLICATES;
    @Nullable Long seed;
    int threads = Tiles.defaultThreads();
    @Nullable Duration deadline;
    @Nullable Cancellation cancellation;
    @Nullable ProgressListener listener;

    TimelineSettings copy() {
        TimelineSettings copy = new TimelineSettings();
        copy.horizon = horizon;
        copy.arms = new LinkedHashMap<>(arms);
        copy.parameters = new LinkedHashMap<>(parameters);
        copy.observed = observed;
        copy.snapshots = snapshots;
        copy.times = times;
        copy.contexts = new LinkedHashMap<>(contexts);
        copy.quantiles = quantiles;
        copy.level = level;
        copy.replicates = replicates;
        copy.seed = seed;
        copy.threads = threads;
        copy.deadline = deadline;
        copy.cancellation = cancellation;
        copy.listener = listener;
        return copy;
    }

    long seed(Population twins) {
        return seed == null ? twins.seed() : seed;
    }

    /** Everything that decides the numbers of a result. */
    ContentHash hash(Population twins, TimelineSpec spec) {
        List<ContentHash> treated = new ArrayList<>();
        arms.forEach((name, interventions) -> treated.add(ContentHash.of("arm").text("name", name)
                .list("interventions", interventions.stream().map(Intervention::contentHash).toList())));
        ContentHash chosen = ContentHash.of("parameters");
        spec.parameters().values().forEach(parameter -> put(chosen, parameter.name(),
                parameters.getOrDefault(parameter.name(), parameter.value())));
        ContentHash series = ContentHash.of("contexts");
        spec.contexts().forEach(context -> {
            if (contexts.containsKey(context.name())) {
                series.nested(context.name(), contexts.get(context.name()).hash());
            }
        });
        ContentHash levels = ContentHash.of("quantiles");
        for (int k = 0; k < quantiles.length; k++) {
            levels.number(Integer.toString(k), quantiles[k]);
        }
        TimeSpan end = horizon != null ? horizon : spec.horizon().orElse(spec.step());
        return ContentHash.of("timeline").text("population", twins.sourceHash()).texts("steps", twins.steps())
                .text("model", twins.model().orElseThrow().id()).whole("horizon", spec.steps(end))
                .list("arms", treated).nested("parameters", chosen).nested("contexts", series)
                .texts("observed", PlanCompiler.observed(spec, Optional.ofNullable(observed)).stream()
                        .map(TimelineNode::name).toList())
                .texts("snapshots", snapshots.stream().map(TimeSpan::toString).toList())
                .texts("times", times.stream().map(TimeSpan::toString).toList())
                .nested("quantiles", levels).number("level", level).whole("replicates", replicates)
                .whole("seed", seed(twins));
    }

    private static void put(ContentHash hash, String name, Object value) {
        if (value instanceof Double number) {
            hash.number(name, number);
        } else {
            hash.text(name, value.toString());
        }
    }
}
