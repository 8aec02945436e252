package io.twinsim.report;

import io.twinsim.plot.ForestFigure;
import io.twinsim.plot.ForestFigure.Row;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The axis of a forest plot: all effects, the lines, and all intervals but for those that are so much wider than the
 * others that they would press them together.
 */
final class ForestRange {

    /** Limits count up to so many median half widths from their effect. */
    private static final double WIDE = 6;

    private ForestRange() {
    }

    static Scale of(ForestFigure figure) {
        List<Row> rows = figure.rows();
        double[] halves = rows.stream().filter(row -> row.lower().isPresent())
                .mapToDouble(row -> (row.upper().getAsDouble() - row.lower().getAsDouble()) / 2).sorted().toArray();
        double most = halves.length == 0 ? 0 : WIDE * halves[(halves.length - 1) / 2];
        double[] all = DoubleStream.concat(DoubleStream.concat(figure.line().stream(), figure.overall().stream()),
                rows.stream().flatMapToDouble(row -> ends(row, most))).sorted().toArray();
        return all.length == 0 ? Scale.around(0, 0, 0) : Scale.around(all[0], all[all.length - 1], 0.04);
    }

    private static DoubleStream ends(Row row, double most) {
        if (row.estimate().isEmpty()) {
            return DoubleStream.empty();
        }
        double estimate = row.estimate().getAsDouble();
        DoubleStream drawn = row.shrunken().stream().flatMapToDouble(one -> DoubleStream.of(one.estimate(),
                Math.max(one.lower(), one.estimate() - most), Math.min(one.upper(), one.estimate() + most)));
        return DoubleStream.concat(drawn, row.lower().isEmpty() ? DoubleStream.of(estimate) : DoubleStream.of(estimate,
                Math.max(row.lower().getAsDouble(), estimate - most),
                Math.min(row.upper().getAsDouble(), estimate + most)));
    }
}
