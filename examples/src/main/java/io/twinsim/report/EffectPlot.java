package io.twinsim.report;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Numbers;
import io.twinsim.sim.Histogram;
import io.twinsim.sim.PlotRenderer;
import io.twinsim.sim.SimulationResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Draws how the effect is distributed over twins, with the intervals of its mean: {@code .svg} or {@code .png}. Found
 * through {@link java.util.ServiceLoader} by {@code result.plot(path)}. Equal results give equal files on one
 * machine; fonts may differ between machines.
 */
public final class EffectPlot implements PlotRenderer {

    /** The renderer; it has no settings. */
    public EffectPlot() {
    }

    @Override
    public boolean handles(String fileName) {
        return ChartFile.handles(fileName);
    }

    @Override
    public void render(SimulationResult result, Path path) {
        EffectFigure figure = figure(result);
        ChartFile.write(EffectChart.draw(figure), text(figure), path);
    }

    static EffectFigure figure(SimulationResult result) {
        List<EffectFigure.Bar> bars = new ArrayList<>();
        add(bars, "total", result.intervals().total());
        add(bars, "assumption", result.intervals().assumption());
        add(bars, "simulation", Optional.of(result.intervals().simulation()));
        add(bars, "planned trial", result.intervals().plannedTrial());
        Histogram bins = visible(readable(result.histogram(), result.n()), result);
        return new EffectFigure(result.intervention() + " in " + result.world() + ": effect on each twin",
                "effect on one twin (" + Numbers.grouped(result.n()) + " twins, " + result.provenance().id() + ")",
                edges(bins), bins.counts(), result.ate().estimate(), threshold(result), bars);
    }

    /** Marked only if it is on the scale of the mean, which it is not where some twins are out of reach. */
    private static OptionalDouble threshold(SimulationResult result) {
        return result.recommendation().filter(r -> r.threshold() > 0 && result.ate().reached() == result.n())
                .map(r -> OptionalDouble.of(r.judged() > 0 == r.harmful() ? -r.threshold() : r.threshold()))
                .orElse(OptionalDouble.empty());
    }

    private static void add(List<EffectFigure.Bar> bars, String name, Optional<Interval> interval) {
        interval.ifPresent(i -> bars.add(new EffectFigure.Bar(
                name + " " + Numbers.significant(100 * i.level(), 6) + " %", i.lower(), i.upper())));
    }

    /** Neighbours are merged until there are about twice the cube root of n bins (the Rice rule). */
    private static Histogram readable(Histogram bins, long n) {
        double most = Math.max(12, 2 * Math.cbrt(n));
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
        double least = Math.max(Math.abs(estimate) * 0.02, 1e-9);
        return bins.width() * bins.counts().length >= least ? bins
                : new Histogram(estimate - least, 2 * least, new long[] {result.n()});
    }

    private static double[] edges(Histogram bins) {
        double[] edges = new double[bins.counts().length + 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = bins.lower() + i * bins.width();
        }
        return edges;
    }

    private static String text(EffectFigure figure) {
        StringBuilder text = new StringBuilder(figure.title()).append("; mean ")
                .append(Numbers.signed(figure.estimate(), 4));
        figure.bars().forEach(bar -> text.append("; ").append(bar.name()).append(' ')
                .append(Numbers.fixed(bar.lower(), 4)).append(" to ").append(Numbers.fixed(bar.upper(), 4)));
        return text.toString();
    }
}
