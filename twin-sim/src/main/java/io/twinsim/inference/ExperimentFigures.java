package io.twinsim.inference;

import io.twinsim.internal.text.Numbers;
import io.twinsim.plot.Figure;
import io.twinsim.plot.ForestFigure;
import io.twinsim.plot.ForestFigure.Row;
import io.twinsim.plot.ForestFigure.Shrunken;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The picture of an experiment, as data. */
final class ExperimentFigures {

    private ExperimentFigures() {
    }

    static Figure forest(ExperimentResult result) {
        Estimate all = result.estimate();
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("", "all units", n(result.treated().n() + result.control().n()),
                OptionalDouble.of(all.estimate()), OptionalDouble.of(all.interval().lower()),
                OptionalDouble.of(all.interval().upper())));
        result.subgroups().forEach(effect -> rows.add(row(effect)));
        return ForestFigure.of("effect of " + result.treated().label() + " on " + result.outcome()
                + ", compared with " + result.control().label(),
                "mean difference of " + result.outcome() + ", " + Texts.percent(all.interval().level()) + " intervals",
                rows, OptionalDouble.of(0), OptionalDouble.of(all.estimate()));
    }

    private static Row row(SubgroupEffect effect) {
        return new Row(effect.dimension(), effect.value().isBlank() ? "(blank)" : effect.value(),
                n(effect.treated() + effect.control()),
                effect.estimate().map(made -> OptionalDouble.of(made.estimate())).orElse(OptionalDouble.empty()),
                effect.estimate().map(made -> OptionalDouble.of(made.interval().lower()))
                        .orElse(OptionalDouble.empty()),
                effect.estimate().map(made -> OptionalDouble.of(made.interval().upper()))
                        .orElse(OptionalDouble.empty()),
                effect.shrunken().map(made -> new Shrunken(made.estimate(), made.lower(), made.upper())));
    }

    private static String n(long units) {
        return "n=" + Numbers.grouped(units);
    }
}
