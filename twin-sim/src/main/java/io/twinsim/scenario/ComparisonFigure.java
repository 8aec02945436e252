package io.twinsim.scenario;

import io.twinsim.inference.Interval;
import io.twinsim.plot.Figure;
import io.twinsim.plot.ForestFigure;
import io.twinsim.sim.RunDescription;
import io.twinsim.sim.SimulationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A comparison as a forest: effects above, differences from the best below. */
final class ComparisonFigure {

    private final ComparisonResult result;

    ComparisonFigure(ComparisonResult result) {
        this.result = result;
    }

    Figure figure() {
        List<ForestFigure.Row> rows = new ArrayList<>();
        for (Standing standing : result.ranking()) {
            if (standing.interval().isPresent()) {
                rows.add(row("mean effect", standing.scenario(), standing.effect(), standing.interval().get()));
            }
        }
        String best = result.best().scenario();
        for (Difference d : result.differences()) {
            if (d.scenario().equals(best) && !d.against().equals(Rival.NOTHING)) {
                rows.add(row("best minus", d.against(), d.estimate(), d.interval()));
            }
        }
        SimulationResult first = result.results().get(0);
        return new ForestFigure("Scenarios in " + first.world() + ": mean effects and differences",
                "effect on " + outcome(first) + " per twin, " + level() + " total intervals", rows,
                OptionalDouble.of(0), OptionalDouble.empty(), result.verdict() + "; " + result.flip());
    }

    private static ForestFigure.Row row(String group, String label, double estimate, Interval interval) {
        return new ForestFigure.Row(group, label, "", OptionalDouble.of(estimate),
                OptionalDouble.of(interval.lower()), OptionalDouble.of(interval.upper()));
    }

    private String level() {
        return Shown.percent(result.differences().get(0).interval().level());
    }

    private static String outcome(SimulationResult result) {
        return RunDescription.of(result).intervention().model().outcome().map(o -> o.name()).orElse("the outcome");
    }
}
