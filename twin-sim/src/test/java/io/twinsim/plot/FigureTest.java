package io.twinsim.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.plot.DistributionFigure.Bin;
import io.twinsim.plot.DistributionFigure.Span;
import io.twinsim.plot.ForestFigure.Row;
import io.twinsim.plot.ScalingFigure.Kind;
import io.twinsim.plot.ScalingFigure.Point;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FigureTest {

    private static final OptionalDouble NONE = OptionalDouble.empty();

    private static void refused(Supplier<?> made, String message) {
        assertThatThrownBy(made::get).isInstanceOf(InputException.class).hasMessage(message);
    }

    private static Row row(String label, double estimate, double half) {
        return new Row("", label, "n=10", OptionalDouble.of(estimate), OptionalDouble.of(estimate - half),
                OptionalDouble.of(estimate + half));
    }

    private static DistributionFigure distribution(List<Bin> bins, Span... spans) {
        return new DistributionFigure("email in hcp", "effect", "twins", bins, 0.0653, OptionalDouble.of(0.05),
                List.of(spans));
    }

    @Test
    void distribution_said_hasMeanIntervalsAndUnits() {
        DistributionFigure figure = distribution(List.of(new Bin(0, 0.5, 700), new Bin(0.5, 1, 800)),
                new Span("total 95 %", 0.0405, 0.0899), new Span("simulation 95 %", 0.0650, 0.0656));
        assertThat(figure.text()).isEqualTo("mean +0.0653; total 95 % 0.0405 to 0.0899; "
                + "simulation 95 % 0.0650 to 0.0656; threshold 0.05; 1,500 twins from 0 to 1");
        assertThat(figure.toString()).isEqualTo("DistributionFigure[email in hcp, 2 bins]");
        assertThat(figure.decimals()).isEqualTo(4);
        assertThat(distribution(List.of(new Bin(0, 3e6, 7))).decimals()).isZero();
    }

    @Test
    void distribution_ofEqualNumbers_isEqual() {
        assertThat(distribution(List.of(new Bin(0, 1, 2)))).isEqualTo(distribution(List.of(new Bin(0, 1, 2))))
                .isNotEqualTo(distribution(List.of(new Bin(0, 1, 3))));
    }

    @Test
    void distribution_ofBadBins_isRefused() {
        refused(() -> distribution(List.of()), "bins must not be empty");
        refused(() -> distribution(List.of(new Bin(0, 1, 2), new Bin(2, 3, 2))),
                "from must be the border of the bin before (1.0), got 2.0");
        refused(() -> new Bin(1, 1, 2), "from must be below to (1.0), got 1.0");
        refused(() -> new Bin(0, Double.NaN, 2), "to must be finite, got NaN");
        refused(() -> new Bin(0, 1, -1), "count must be at least 0, got -1");
        refused(() -> new Span("total", 2, 1), "lower must be at most upper (1.0), got 2.0");
        refused(() -> new Span(" ", 1, 2), "name must not be blank");
        refused(() -> new DistributionFigure("", "x", "twins", List.of(new Bin(0, 1, 2)), 0, NONE, List.of()),
                "title must not be blank");
    }

    @Test
    void forest_said_namesTheEndsOfManyAndAllOfFew() {
        ForestFigure few = ForestFigure.of("by region", "effect", List.of(row("west", 0.2, 0.05),
                row("east", -0.1, 0.05)), NONE, OptionalDouble.of(0.1));
        assertThat(few.text()).isEqualTo("overall +0.100; west +0.200 (0.150 to 0.250); east -0.100 (-0.150 to "
                + "-0.050)");
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(row("group " + i, i, 0.5));
        }
        assertThat(ForestFigure.of("many", "effect", rows, NONE, NONE).text()).isEqualTo(
                "largest group 39 +39.00 (38.50 to 39.50); smallest group 0 0.00 (-0.50 to 0.50); 40 rows");
        Row none = new Row("g", "x", "", NONE, NONE, NONE);
        ForestFigure empty = ForestFigure.of("none", "effect", List.of(none), NONE, NONE);
        assertThat(empty.text()).isEqualTo("no effect can be estimated");
        assertThat(empty.toString()).isEqualTo("ForestFigure[none, 1 row]");
    }

    @Test
    void forest_ofHalfARow_isRefused() {
        String message = "a row must have an estimate and both limits, an estimate alone, or none of them, got row "
                + "\"x\"";
        refused(() -> new Row("", "x", "", OptionalDouble.of(1), OptionalDouble.of(0), NONE), message);
        refused(() -> new Row("", "x", "", NONE, OptionalDouble.of(0), OptionalDouble.of(1)), message);
        refused(() -> new Row("", "x", "", OptionalDouble.of(1), OptionalDouble.of(3), OptionalDouble.of(2)),
                "lower must be at most upper (2.0), got 3.0");
        refused(() -> new Row("", "x", "", OptionalDouble.of(Double.NaN), NONE, NONE),
                "estimate must be finite, got NaN");
        refused(() -> ForestFigure.of("t", "a", List.of(), NONE, NONE), "rows must not be empty");
    }

    @Test
    void forest_decimals_followTheNarrowestInterval() {
        assertThat(ForestFigure.of("t", "a", List.of(row("x", 100, 0.02), row("y", 1, 30)), NONE, NONE).decimals())
                .isEqualTo(3);
        assertThat(ForestFigure.of("t", "a", List.of(row("x", 0, 0)), NONE, NONE).decimals()).isEqualTo(2);
        assertThat(new Row("", "x", "", NONE, NONE, NONE).shrunken()).isEqualTo(Optional.empty());
    }

    @Test
    void shares_said_areAllThere() {
        SharesFigure figure = new SharesFigure("why", "% of variance", List.of(
                new SharesFigure.Share("base", OptionalDouble.of(0.925), false),
                new SharesFigure.Share("slope", NONE, false)));
        assertThat(figure.text()).isEqualTo("base 92.5 %; slope not defined");
        assertThat(figure.toString()).isEqualTo("SharesFigure[why, 2 parts]");
        refused(() -> new SharesFigure.Share("x", OptionalDouble.of(Double.NaN), false),
                "share must be finite, got NaN");
    }

    @Test
    void curves_said_haveTheirEnds() {
        CurvesFigure figure = new CurvesFigure("course", "time (day)", List.of(new CurvesFigure.Panel("level",
                List.of(0.0, 1.0), List.of(new CurvesFigure.Curve("treated", List.of(2.0, 3.5), List.of(
                new CurvesFigure.Band("95 % band", List.of(1.0, 3.0), List.of(3.0, 4.0))))), NONE)));
        assertThat(figure.text()).isEqualTo(
                "level from 0 to 1: treated 2 to 3.5, 95 % band at the end 3 to 4");
        assertThat(figure.toString()).isEqualTo("CurvesFigure[course, 1 panel]");
    }

    @Test
    void curves_ofUnequalLengths_areRefused() {
        CurvesFigure.Curve curve = new CurvesFigure.Curve("c", List.of(1.0), List.of());
        refused(() -> new CurvesFigure.Panel("y", List.of(0.0, 1.0), List.of(curve), NONE),
                "values of c must have 2 values, got 1");
        refused(() -> new CurvesFigure.Panel("y", List.of(1.0, 0.0), List.of(curve), NONE),
                "x must ascend, got 0.0");
        refused(() -> new CurvesFigure.Panel("y", List.of(), List.of(curve), NONE),
                "the number of x must be at least 1, got 0");
        refused(() -> new CurvesFigure.Band("b", List.of(1.0), List.of(0.0)),
                "lower must be at most upper (0.0), got 1.0");
        refused(() -> new CurvesFigure.Panel("y", List.of(0.0), List.of(new CurvesFigure.Curve("c",
                List.of(Double.POSITIVE_INFINITY), List.of())), NONE), "values of c must be finite, got Infinity");
    }

    @Test
    void marginals_said_nameTheWorstColumn() {
        MarginalsFigure figure = new MarginalsFigure("columns", "real", "twins", List.of(
                new MarginalsFigure.Panel("age", List.of(0.0, 1.0, 2.0), List.of(), List.of(0.5, 0.5),
                        List.of(0.5, 0.5)),
                new MarginalsFigure.Panel("region", List.of(), List.of("a", "b"), List.of(0.5, 0.5),
                        List.of(0.25, 0.75))));
        assertThat(figure.text()).isEqualTo("2 columns, real against twins; they differ most in region, where 25 % "
                + "would have to move");
        assertThat(figure.toString()).isEqualTo("MarginalsFigure[columns, 2 columns]");
        refused(() -> new MarginalsFigure.Panel("x", List.of(), List.of(), List.of(), List.of()),
                "a panel must have edges or labels, and not both, got 0 edges and 0 labels");
        refused(() -> new MarginalsFigure.Panel("x", List.of(), List.of("a"), List.of(1.5), List.of(1.0)),
                "first must be in [0.0, 1.0], got 1.5");
        refused(() -> new MarginalsFigure.Panel("x", List.of(0.0, 1.0), List.of(), List.of(1.0), List.of()),
                "second must have 1 values, got 0");
    }

    @Test
    void heatMap_said_namesTheFarthestCells() {
        HeatMapFigure figure = new HeatMapFigure("pairs", List.of("a", "b"), List.of(new HeatMapFigure.Sheet("real", 1,
                List.of(List.of(1.0, -0.4), List.of(-0.4, 1.0)))));
        assertThat(figure.text()).isEqualTo("real: furthest from 0 a and b -0.40");
        assertThat(figure.toString()).isEqualTo("HeatMapFigure[pairs, 2 columns]");
        HeatMapFigure one = new HeatMapFigure("pairs", List.of("a"), List.of(new HeatMapFigure.Sheet("real", 1,
                List.of(List.of(1.0)))));
        assertThat(one.text()).isEqualTo("real: one column");
        refused(() -> new HeatMapFigure("pairs", List.of("a"), figure.sheets()), "cells must have 1 rows, got 2");
        refused(() -> new HeatMapFigure.Sheet("real", 0, List.of()), "limit must be positive and finite, got 0.0");
        refused(() -> new HeatMapFigure.Sheet("real", 1, List.of(List.of(1.0, 2.0))),
                "cells of a row must have 1 values, got 2");
        refused(() -> new HeatMapFigure.Sheet("real", 1, List.of(List.of(1.0, 2.0), List.of(3.0, 1.0))),
                "cells must be symmetric, got 3.0; row 1, column 0 is 2.0 the other way round");
    }

    @Test
    void scaling_said_hasTheLargestSizes() {
        ScalingFigure figure = new ScalingFigure("simulate", "twins", List.of(new ScalingFigure.Line("ours", Kind.OURS,
                List.of(new Point(1_000, 2_000), new Point(1_000_000, 1_380_000)))));
        assertThat(figure.text()).isEqualTo("ours 1.38 ms for 1,000,000 twins");
        assertThat(figure.toString()).isEqualTo("ScalingFigure[simulate, 1 line]");
        assertThat(ScalingFigure.time(0.25)).isEqualTo("0.25 ns");
        assertThat(ScalingFigure.time(999.6)).isEqualTo("1 us");
        assertThat(ScalingFigure.time(4e12)).isEqualTo("4,000 s");
        refused(() -> new Point(0, 1), "size must be positive and finite, got 0.0");
        refused(() -> new ScalingFigure.Line("x", Kind.PEER, List.of(new Point(2, 1), new Point(1, 1))),
                "size must ascend, got 1.0");
    }

    @Test
    void titles_ofAnyLength_fitTheEcho() {
        String title = "a very long title ".repeat(20);
        Figure figure = new SharesFigure(title, "%", List.of(
                new SharesFigure.Share("base", OptionalDouble.of(1), false)));
        assertThat(figure.toString()).hasSizeLessThanOrEqualTo(75);
        assertThat(figure.title()).isEqualTo(title);
    }

    /** Without the services of other modules, whatever is on the class path. */
    @Test
    void write_withoutARenderer_saysWhatToAdd() {
        Figure figure = ForestFigure.of("t", "a", List.of(row("x", 1, 1)), NONE, NONE);
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            refusedWithout(figure);
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
    }

    private static void refusedWithout(Figure figure) {
        assertThatThrownBy(() -> figure.write(Path.of("x.svg"))).isInstanceOf(IllegalStateException.class)
                .hasMessage("no plot renderer is on the class path; add io.twinsim:twin-examples, which brings one");
        assertThatThrownBy(() -> figure.write(null)).isInstanceOf(InputException.class)
                .hasMessage("path must not be null");
    }
}
