package io.twinsim.report;

import io.twinsim.plot.CurvesFigure;
import io.twinsim.plot.CurvesFigure.Band;
import io.twinsim.plot.CurvesFigure.Curve;
import io.twinsim.plot.DistributionFigure;
import io.twinsim.plot.DistributionFigure.Bin;
import io.twinsim.plot.DistributionFigure.Span;
import io.twinsim.plot.Figure;
import io.twinsim.plot.ForestFigure;
import io.twinsim.plot.ForestFigure.Row;
import io.twinsim.plot.ForestFigure.Shrunken;
import io.twinsim.plot.HeatMapFigure;
import io.twinsim.plot.MarginalsFigure;
import io.twinsim.plot.ScalingFigure;
import io.twinsim.plot.ScalingFigure.Kind;
import io.twinsim.plot.SharesFigure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Figures of every kind at their edges: one row and forty, long names, nothing but zeros, missing intervals. */
final class ChartSamples {

    private static final OptionalDouble NONE = OptionalDouble.empty();
    private static final String LONG = "a_rather_long_name_of_a_column_that_somebody_took_over_from_a_warehouse";

    private ChartSamples() {
    }

    static Map<String, Figure> all() {
        Map<String, Figure> all = new LinkedHashMap<>();
        distributions(all);
        forests(all);
        shares(all);
        curves(all);
        marginals(all);
        heatMaps(all);
        scalings(all);
        return all;
    }

    private static void distributions(Map<String, Figure> all) {
        all.put("distribution-negative", new DistributionFigure("a harmful change & <more>", "effect on one twin",
                "twins", bins(-0.5, 0.02, 40), -0.213, OptionalDouble.of(-0.05), List.of(
                new Span("total 95 %", -0.31, -0.12), new Span("assumption 95 %", -0.30, -0.12),
                new Span("simulation 95 %", -0.214, -0.212), new Span("planned trial 95 %", -0.6, 0.18))));
        all.put("distribution-zero", new DistributionFigure("nothing happens", "effect on one twin", "twins",
                List.of(new Bin(-0.01, 0.01, 3_000)), 0, NONE, List.of(new Span("simulation 95 %", 0, 0))));
        all.put("distribution-bare", new DistributionFigure(LONG + " in " + LONG, LONG, "units", bins(0, 1e6, 3), 1.5e6,
                NONE, List.of()));
        all.put("distribution-far", new DistributionFigure("threshold far away", "effect", "twins",
                bins(0, 1e-4, 20), 0.001, OptionalDouble.of(0.05), List.of(new Span("total 99.5 %", 0.0009, 0.0011))));
    }

    private static List<Bin> bins(double from, double width, int n) {
        return IntStream.range(0, n).mapToObj(i -> new Bin(from + i * width, from + (i + 1) * width,
                (long) (1000 * Math.exp(-Math.pow((i - n / 2.0) / (n / 5.0), 2))))).toList();
    }

    static Row row(String group, String label, double estimate, double half) {
        return new Row(group, label, "n=1,003", OptionalDouble.of(estimate), OptionalDouble.of(estimate - half),
                OptionalDouble.of(estimate + half));
    }

    private static void forests(Map<String, Figure> all) {
        all.put("forest-one", ForestFigure.of("one row", "mean effect", List.of(row("", "all twins", 0.05, 0.01)),
                OptionalDouble.of(0.05), OptionalDouble.of(0.05)));
        List<Row> many = new ArrayList<>();
        many.add(row("", "all twins", 0.02, 0.005));
        for (int i = 1; i <= 40; i++) {
            many.add(row(i <= 10 ? "decile" : i <= 34 ? "specialty" : LONG, i > 34 ? LONG + i : "level " + i,
                    0.05 * Math.sin(i), 0.005 + 0.001 * (i % 7)));
        }
        all.put("forest-forty", ForestFigure.of("forty rows", "mean effect, 95 % total interval", many,
                OptionalDouble.of(0.05), OptionalDouble.of(0.02)));
        all.put("forest-missing", ForestFigure.of("missing intervals", "difference", List.of(
                row("region", "west", -12_345.6, 2_345), new Row("region", "east", "n=3", NONE, NONE, NONE),
                new Row("region", "north", "n=9", OptionalDouble.of(-9_000), NONE, NONE),
                row("region", "(missing)", -10_000, 900_000)), OptionalDouble.of(0), OptionalDouble.of(-11_000)));
        all.put("forest-zero", ForestFigure.of("all effects are zero", "mean effect", List.of(row("", "a", 0, 0),
                row("", "b", 0, 0)), NONE, OptionalDouble.of(0)));
        all.put("forest-shrunken", ForestFigure.of("raw and shrunken", "mean difference of spend ($)",
                IntStream.range(0, 6).mapToObj(i -> new Row("zip_code", "zone " + i, "n=" + (200 + 10 * i),
                        OptionalDouble.of(0.4 * Math.cos(i)), OptionalDouble.of(0.4 * Math.cos(i) - 0.3),
                        OptionalDouble.of(0.4 * Math.cos(i) + 0.3), Optional.of(new Shrunken(0.1 * Math.cos(i),
                        0.1 * Math.cos(i) - 0.2, 0.1 * Math.cos(i) + 0.2)))).toList(), OptionalDouble.of(0),
                OptionalDouble.of(0.02)));
        all.put("forest-nothing", ForestFigure.of("nothing to see", "difference",
                List.of(new Row("g", "x", "", NONE, NONE, NONE)), NONE, NONE));
    }

    private static void shares(Map<String, Figure> all) {
        all.put("shares", new SharesFigure("what makes the mean effect uncertain", "% of the variance (sd 0.0126)",
                List.of(new SharesFigure.Share("base_effect", OptionalDouble.of(0.853), false),
                        new SharesFigure.Share(LONG, OptionalDouble.of(0.121), false),
                        new SharesFigure.Share("none", OptionalDouble.of(0), false),
                        new SharesFigure.Share("chance", OptionalDouble.of(-0.011), false),
                        new SharesFigure.Share("interactions", OptionalDouble.of(0.037), true))));
        all.put("shares-correlated", new SharesFigure("correlated coefficients", "% of the variance", List.of(
                new SharesFigure.Share("intercept", NONE, false), new SharesFigure.Share("slope", NONE, false))));
        all.put("shares-one", new SharesFigure("one", "% of the variance", List.of(
                new SharesFigure.Share("base_effect", OptionalDouble.of(1), false))));
    }

    private static List<Double> values(int n, DoubleUnaryOperator f) {
        return IntStream.range(0, n).mapToObj(i -> f.applyAsDouble(i)).toList();
    }

    private static Curve curve(String name, int n, DoubleUnaryOperator f, double half) {
        return new Curve(name, values(n, f), List.of(
                new Band("95 % band, all times at once", values(n, t -> f.applyAsDouble(t) - 1.5 * half),
                        values(n, t -> f.applyAsDouble(t) + 1.5 * half)),
                new Band("95 % interval, one time alone", values(n, t -> f.applyAsDouble(t) - half),
                        values(n, t -> f.applyAsDouble(t) + half))));
    }

    private static void curves(Map<String, Figure> all) {
        List<Double> days = values(91, t -> t);
        all.put("curves", new CurvesFigure("hydration in skincare, 1,000 twins (assumed)", "time (day)", List.of(
                new CurvesFigure.Panel("mean hydration (%)", days, List.of(
                        new Curve("control", values(91, t -> 50 - t / 30), List.of(new Band("middle 90 % of twins",
                                values(91, t -> 40 - t / 30), values(91, t -> 60 - t / 30)))),
                        new Curve("treated", values(91, t -> 50 + 5 * Math.tanh(t / 20)),
                                List.of(new Band("middle 90 % of twins", values(91, t -> 42 + 4 * Math.tanh(t / 20)),
                                        values(91, t -> 61 + 5 * Math.tanh(t / 20)))))), NONE),
                new CurvesFigure.Panel("effect on hydration (%)", days, List.of(
                        curve("treated less control", 91, t -> 6 * Math.tanh(t / 20), 0.4)), OptionalDouble.of(0)))));
        all.put("curves-arms", new CurvesFigure("five arms", "time (h)", List.of(new CurvesFigure.Panel(
                "effect on " + LONG, days, IntStream.range(0, 5).mapToObj(i -> curve("arm " + i + " with a long name",
                91, t -> -i * Math.sin(t / 15 + i), 0.3)).toList(), OptionalDouble.of(0)))));
        all.put("curves-once", new CurvesFigure("one time", "time (day)", List.of(new CurvesFigure.Panel("level",
                List.of(3.0), List.of(new Curve("control", List.of(5.0), List.of())), NONE))));
        List<Double> seconds = values(20_000, t -> t);
        all.put("curves-many", new CurvesFigure("twenty thousand times", "time (s)", List.of(new CurvesFigure.Panel(
                "level", seconds, List.of(curve("control", 20_000, t -> Math.sin(t / 40) * t, 400),
                curve("treated", 20_000, t -> Math.cos(t / 600) * 9_000, 700)), NONE))));
        all.put("curves-flat", new CurvesFigure("nothing moves", "time (day)", List.of(new CurvesFigure.Panel("level",
                days, List.of(new Curve("control", values(91, t -> 0), List.of())), OptionalDouble.of(0)))));
    }

    private static void marginals(Map<String, Figure> all) {
        List<MarginalsFigure.Panel> panels = new ArrayList<>();
        panels.add(new MarginalsFigure.Panel("age (years)", values(25, i -> 18 + 3 * i), List.of(),
                shares(24, 8, 11), shares(24, 8, 12)));
        panels.add(new MarginalsFigure.Panel("region", List.of(), List.of("northeast", "south", "midwest", "west"),
                List.of(0.2, 0.35, 0.2, 0.25), List.of(0.21, 0.33, 0.21, 0.25)));
        panels.add(new MarginalsFigure.Panel(LONG, values(25, i -> 1e6 * i), List.of(), shares(24, 3, 2),
                shares(24, 3, 4)));
        panels.add(new MarginalsFigure.Panel("opted_in", List.of(), List.of("false", "true"), List.of(0.0, 1.0),
                List.of(0.03, 0.97)));
        panels.add(new MarginalsFigure.Panel("channel", List.of(), IntStream.range(0, 10).mapToObj(i ->
                i == 3 ? LONG : "channel " + i).toList(), values(10, i -> 0.1), values(10, i -> i / 45)));
        all.put("marginals", new MarginalsFigure("columns of real units held out and of twins", "real", "twins",
                panels));
        all.put("marginals-one", new MarginalsFigure("one column", "real", "twins", panels.subList(0, 1)));
    }

    private static List<Double> shares(int n, double width, double middle) {
        double[] weights = IntStream.range(0, n).mapToDouble(i -> Math.exp(-Math.pow((i - middle) / width, 2)))
                .toArray();
        double sum = IntStream.range(0, n).mapToDouble(i -> weights[i]).sum();
        return IntStream.range(0, n).mapToObj(i -> weights[i] / sum).toList();
    }

    private static void heatMaps(Map<String, Figure> all) {
        all.put("heatmap-few", heatMap(5, 0.2));
        all.put("heatmap-some", heatMap(9, 0.5));
        all.put("heatmap-many", heatMap(40, 0.1));
        all.put("heatmap-one", heatMap(1, 0.1));
    }

    private static Figure heatMap(int n, double limit) {
        List<String> labels = IntStream.range(0, n).mapToObj(i -> i == 2 ? LONG : "column_" + i).toList();
        return new HeatMapFigure("associations of " + n + " columns", labels, List.of(
                new HeatMapFigure.Sheet("real", 1, cells(n, 1)), new HeatMapFigure.Sheet("twins", 1, cells(n, 0.9)),
                new HeatMapFigure.Sheet("real less twins", limit, cells(n, 0.1))));
    }

    private static List<List<Double>> cells(int n, double scale) {
        return IntStream.range(0, n).mapToObj(i -> IntStream.range(0, n).mapToObj(j ->
                i == j ? 1.0 : scale * Math.sin(3 * Math.abs(i - j) + Math.min(i, j))).toList()).toList();
    }

    private static void scalings(Map<String, Figure> all) {
        List<ScalingFigure.Line> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            double each = 2 + 3 * i;
            lines.add(new ScalingFigure.Line("method " + i + (i == 1 ? " (peer)" : ""), i == 1 ? Kind.PEER : Kind.OURS,
                    IntStream.range(3, 8).mapToObj(k -> new ScalingFigure.Point(Math.pow(10, k),
                            each * Math.pow(10, k) + 2e4)).toList()));
        }
        lines.add(new ScalingFigure.Line("copyOnly (floor)", Kind.FLOOR, IntStream.range(3, 8).mapToObj(k ->
                new ScalingFigure.Point(Math.pow(10, k), 0.4 * Math.pow(10, k))).toList()));
        all.put("scaling", new ScalingFigure("Simulate, by twins: time of one call", "twins", lines));
        all.put("scaling-one", new ScalingFigure("one size", "rows", List.of(new ScalingFigure.Line("ours", Kind.OURS,
                List.of(new ScalingFigure.Point(500, 70))))));
    }
}
