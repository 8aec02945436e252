package io.twinsim.sim;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Numbers;
import io.twinsim.plot.DistributionFigure;
import io.twinsim.plot.Figure;
import io.twinsim.plot.ForestFigure;
import io.twinsim.plot.SharesFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The pictures of a result, as data. */
final class ResultFigures {

    /** The fewest bins, and of effects that are all alike the half width of their one bin. */
    private static final int FEWEST = 12;
    private static final double VISIBLE = 0.02;
    private static final double VISIBLE_AT_ZERO = 0.01;

    private ResultFigures() {
    }

    static Figure distribution(SimulationResult result) {
        List<DistributionFigure.Span> spans = new ArrayList<>();
        add(spans, "total", result.intervals().total());
        add(spans, "assumption", result.intervals().assumption());
        add(spans, "simulation", Optional.of(result.intervals().simulation()));
        add(spans, "planned trial", result.intervals().plannedTrial());
        Histogram bins = visible(readable(result.histogram(), result.n()), result);
        return new DistributionFigure(
                result.intervention() + " in " + result.world() + ": effect on each twin",
                "effect on one twin" + outcome(result) + "; " + Shown.count(result.n(), "twin") + ", "
                        + result.provenance().id(),
                "twins", bins(bins), result.ate().estimate(), threshold(result), spans);
    }

    /** On what, if the world says so. */
    private static String outcome(SimulationResult result) {
        return result.recipe().intervention().model().outcome()
                .map(outcome -> " (change of " + outcome.name() + ")").orElse("");
    }

    /** Marked only if it is on the scale of the mean, which it is not where some twins are out of reach. */
    private static OptionalDouble threshold(SimulationResult result) {
        boolean higher = result.recipe().intervention().model().outcome().map(o -> o.higherIsBetter()).orElse(true);
        return result.recommendation().filter(r -> r.threshold() > 0 && result.ate().reached() == result.n())
                .map(r -> OptionalDouble.of(higher ? r.threshold() : -r.threshold()))
                .orElse(OptionalDouble.empty());
    }

    private static void add(List<DistributionFigure.Span> spans, String name, Optional<Interval> interval) {
        interval.ifPresent(i -> spans.add(new DistributionFigure.Span(
                name + " " + Numbers.significant(100 * i.level(), 6) + " %", i.lower(), i.upper())));
    }

    /** Neighbours are merged until there are about twice the cube root of n bins (the Rice rule). */
    private static Histogram readable(Histogram bins, long n) {
        double most = FEWEST;
        while (most * most * most < 8.0 * n) {
            most++;
        }
        Histogram merged = bins;
        while (merged.counts().length > most) {
            long[] fine = merged.counts();
            long[] coarse = new long[(fine.length + 1) / 2];
            for (int i = 0; i < fine.length; i++) {
                coarse[i / 2] += fine[i];
            }
            merged = new Histogram(merged.lower(), 2 * merged.width(), coarse);
        }
        return merged;
    }

    /** Effects that are all alike get one bin wide enough to be seen. */
    private static Histogram visible(Histogram bins, SimulationResult result) {
        double estimate = result.ate().estimate();
        double least = estimate == 0 ? VISIBLE_AT_ZERO : Math.abs(estimate) * VISIBLE;
        return bins.width() * bins.counts().length >= least ? bins
                : new Histogram(estimate - least, 2 * least, new long[] {result.n()});
    }

    private static List<DistributionFigure.Bin> bins(Histogram histogram) {
        List<DistributionFigure.Bin> bins = new ArrayList<>();
        long[] counts = histogram.counts();
        for (int i = 0; i < counts.length; i++) {
            bins.add(new DistributionFigure.Bin(histogram.lower() + i * histogram.width(),
                    histogram.lower() + (i + 1) * histogram.width(), counts[i]));
        }
        return bins;
    }

    static Figure forest(SimulationResult result) {
        List<ForestFigure.Row> rows = new ArrayList<>();
        Optional<Interval> headline = result.intervals().total().or(() -> Optional.of(result.intervals().simulation()));
        rows.add(row("", "all twins", result.n(), result.ate().estimate(), headline));
        result.subgroups().values().forEach(table -> table.rows().forEach(
                row -> rows.add(row(table.dimension(), row.value(), row.n(), row.ate(), row.interval()))));
        return ForestFigure.of(result.intervention() + " in " + result.world() + ": effect by subgroup",
                "mean effect" + outcome(result) + ", " + level(headline), rows, threshold(result),
                OptionalDouble.of(result.ate().estimate()));
    }

    static Figure forest(SubgroupTable table) {
        List<ForestFigure.Row> rows = new ArrayList<>();
        double sum = 0;
        double n = 0;
        for (SubgroupTable.Row row : table.rows()) {
            rows.add(row("", row.value(), row.n(), row.ate(), row.interval()));
            sum += row.n() * row.ate();
            n += row.n();
        }
        Optional<Interval> any = table.rows().stream().flatMap(row -> row.interval().stream()).findFirst();
        return ForestFigure.of("effect by " + table.dimension(), "mean effect, " + level(any), rows,
                OptionalDouble.empty(), n > 0 ? OptionalDouble.of(sum / n) : OptionalDouble.empty());
    }

    private static String level(Optional<Interval> interval) {
        return interval.map(i -> Shown.percent(i.level()) + " " + i.kind().id() + " interval").orElse("no interval");
    }

    private static ForestFigure.Row row(String group, String label, long n, double ate, Optional<Interval> interval) {
        return new ForestFigure.Row(group, label.isBlank() ? "(blank)" : label, "n=" + Numbers.grouped(n),
                OptionalDouble.of(ate),
                interval.map(i -> OptionalDouble.of(i.lower())).orElse(OptionalDouble.empty()),
                interval.map(i -> OptionalDouble.of(i.upper())).orElse(OptionalDouble.empty()));
    }

    static Figure shares(Assumption assumption) {
        List<SharesFigure.Share> shares = new ArrayList<>();
        assumption.shares().forEach(
                share -> shares.add(new SharesFigure.Share(share.coefficient(), share.share(), false)));
        if (assumption.interactions().isPresent()) {
            shares.add(new SharesFigure.Share("interactions", assumption.interactions(), true));
        }
        return new SharesFigure("what makes the mean effect uncertain",
                "% of the variance of the mean effect over coefficient draws (sd "
                        + Numbers.significant(assumption.sd(), 3) + ")", shares);
    }
}
