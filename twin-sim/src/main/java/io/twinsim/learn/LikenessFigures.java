package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import io.twinsim.plot.HeatMapFigure;
import io.twinsim.plot.MarginalsFigure;
import io.twinsim.plot.MarginalsFigure.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The pictures of a likeness report, as data: columns of held-out units and of twins. */
final class LikenessFigures {

    private static final String REAL = "real";
    private static final String TWINS = "twins";
    private static final int BINS = 24;
    /** More labels than these are joined. */
    private static final int LABELS = 10;
    /** The share of values on each side that may lie beyond the picture, in its outermost bins. */
    private static final double BEYOND = 0.005;
    /** Differences have the full colour here at the least. */
    private static final double LEAST_LIMIT = 0.2;

    private LikenessFigures() {
    }

    static MarginalsFigure marginals(List<LikenessColumn> columns) {
        return new MarginalsFigure("columns of real units held out and of twins", REAL, TWINS, columns.stream()
                .map(column -> column.isDiscrete() ? labels(column) : numbers(column)).toList());
    }

    private static String name(LikenessColumn column) {
        return column.name().isBlank() ? "(blank)" : column.name();
    }

    private static Panel labels(LikenessColumn column) {
        List<String> names = column.type() == ColumnType.FLAG ? List.of("false", "true") : column.labels();
        double[] real = counts(column.holdout(), names.size());
        double[] twins = counts(column.twins(), names.size());
        List<Integer> shown = new ArrayList<>(IntStream.rangeClosed(0, names.size()).boxed()
                .filter(k -> real[k] + twins[k] > 0 || column.type() == ColumnType.FLAG && k < 2).toList());
        List<Integer> joined = new ArrayList<>();
        if (shown.size() > LABELS) {
            List<Integer> common = shown.stream()
                    .sorted(Comparator.comparingDouble((Integer k) -> -real[k]).thenComparing(k -> k))
                    .limit(LABELS - 1L).toList();
            shown.stream().filter(k -> !common.contains(k)).forEach(joined::add);
            shown.removeAll(joined);
        }
        List<String> labels = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        for (int k : shown) {
            labels.add(k == names.size() ? "(missing)" : names.get(k).isBlank() ? "(blank)" : names.get(k));
            first.add(real[k]);
            second.add(twins[k]);
        }
        if (!joined.isEmpty()) {
            labels.add(joined.size() + " more labels");
            first.add(Math.min(1, sum(real, joined)));
            second.add(Math.min(1, sum(twins, joined)));
        }
        return new Panel(name(column), List.of(), labels, first, second);
    }

    private static double sum(double[] shares, List<Integer> of) {
        double sum = 0;
        for (int k : of) {
            sum += shares[k];
        }
        return sum;
    }

    /** The share of each code, the missing ones last. */
    private static double[] counts(double[] codes, int levels) {
        double[] shares = new double[levels + 1];
        for (double code : codes) {
            shares[code == code ? (int) code : levels]++;
        }
        for (int k = 0; k <= levels; k++) {
            shares[k] /= codes.length;
        }
        return shares;
    }

    private static Panel numbers(LikenessColumn column) {
        double[] real = known(column.holdout());
        double[] twins = known(column.twins());
        if (real.length + twins.length == 0) {
            return new Panel(name(column), List.of(), List.of("(missing)"), List.of(1.0), List.of(1.0));
        }
        List<Double> edges = edges(real, twins, column.type() == ColumnType.INTEGER);
        return new Panel(name(column), edges, List.of(), shares(real, edges), shares(twins, edges));
    }

    private static double[] known(double[] values) {
        return Arrays.stream(values).filter(value -> value == value).sorted().toArray();
    }

    /** One bin for each whole number if there are few, else even bins between the outer quantiles of both. */
    private static List<Double> edges(double[] real, double[] twins, boolean whole) {
        double from = Math.min(quantile(real, BEYOND, twins), quantile(twins, BEYOND, real));
        double to = Math.max(quantile(real, 1 - BEYOND, twins), quantile(twins, 1 - BEYOND, real));
        if (whole) {
            double width = Math.max(1, Math.ceil((to - from + 1) / BINS));
            int bins = (int) Math.ceil((to - from + 1) / width);
            return IntStream.rangeClosed(0, bins).mapToObj(k -> from - 0.5 + k * width).toList();
        }
        double span = to - from;
        if (span == Double.POSITIVE_INFINITY || !(span / BINS > Math.ulp(Math.max(Math.abs(from), Math.abs(to))))) {
            double half = Math.max(Math.abs(from) / 2, 0.5);
            return List.of(from - half, from + half);
        }
        return IntStream.rangeClosed(0, BINS).mapToObj(k -> from + span * k / BINS).toList();
    }

    private static double quantile(double[] sorted, double p, double[] other) {
        double[] values = sorted.length > 0 ? sorted : other;
        return values[(int) Math.rint(p * (values.length - 1))];
    }

    /** Shares of the bins; what lies beyond counts in the outermost ones. */
    private static List<Double> shares(double[] sorted, List<Double> edges) {
        double[] counts = new double[edges.size() - 1];
        for (double value : sorted) {
            int at = Collections.binarySearch(edges, value);
            int bin = at >= 0 ? at : -at - 2;
            counts[Math.max(0, Math.min(counts.length - 1, bin))]++;
        }
        return Arrays.stream(counts).map(count -> sorted.length == 0 ? 0 : count / sorted.length).boxed().toList();
    }

    /** The associations of all pairs; 1 on the diagonal, 0 for columns that do not vary. */
    static HeatMapFigure correlations(List<LikenessColumn> columns, List<LikenessReport.Pair> pairs) {
        List<String> names = columns.stream().map(LikenessColumn::name).toList();
        double[][] real = new double[names.size()][names.size()];
        double[][] twins = new double[names.size()][names.size()];
        double[][] difference = new double[names.size()][names.size()];
        double limit = LEAST_LIMIT;
        for (int i = 0; i < names.size(); i++) {
            real[i][i] = 1;
            twins[i][i] = 1;
        }
        for (LikenessReport.Pair pair : pairs) {
            int i = names.indexOf(pair.first());
            int j = names.indexOf(pair.second());
            real[i][j] = real[j][i] = pair.real();
            twins[i][j] = twins[j][i] = pair.twins();
            difference[i][j] = difference[j][i] = pair.difference();
            limit = Math.max(limit, Math.ceil(Math.abs(pair.difference()) * 10) / 10);
        }
        return new HeatMapFigure("associations of columns (rank correlation; strength for categories)",
                columns.stream().map(LikenessFigures::name).toList(),
                List.of(sheet(REAL, 1, real), sheet(TWINS, 1, twins),
                        sheet(REAL + " less " + TWINS, limit, difference)));
    }

    private static HeatMapFigure.Sheet sheet(String name, double limit, double[][] cells) {
        return new HeatMapFigure.Sheet(name, limit, Arrays.stream(cells)
                .map(row -> Arrays.stream(row).boxed().toList()).toList());
    }
}
