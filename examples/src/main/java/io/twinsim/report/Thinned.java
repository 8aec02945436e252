package io.twinsim.report;

import java.util.List;

/**
 * Curves with more points than pixels: of each column of pixels the least and the greatest value stay, so that nothing
 * that could be seen is lost. Curves with fewer points stay as they are.
 */
final class Thinned {

    private final List<Double> x;
    private final int columns;

    Thinned(List<Double> x, int columns) {
        this.x = x;
        this.columns = columns;
    }

    private boolean few() {
        return x.size() <= 2 * columns;
    }

    private int start(int column) {
        return (int) ((long) x.size() * column / columns);
    }

    /** Where the points of a line are. */
    double[] x(List<Double> y) {
        return picked(x, y);
    }

    /** The points of a line. */
    double[] y(List<Double> y) {
        return picked(y, y);
    }

    /** By ascending position: in each column where y is least and greatest. */
    private double[] picked(List<Double> of, List<Double> y) {
        if (few()) {
            return array(of);
        }
        double[] kept = new double[2 * columns];
        for (int c = 0; c < columns; c++) {
            int low = start(c);
            int high = low;
            for (int i = low; i < start(c + 1); i++) {
                low = y.get(i) < y.get(low) ? i : low;
                high = y.get(i) > y.get(high) ? i : high;
            }
            kept[2 * c] = of.get(Math.min(low, high));
            kept[2 * c + 1] = of.get(Math.max(low, high));
        }
        return kept;
    }

    /** Bands have a third as many columns, with two points each. */
    private int wide() {
        return Math.max(1, columns / 3);
    }

    private int wideStart(int column) {
        return (int) ((long) x.size() * column / wide());
    }

    /** Where the points of a band are. */
    double[] bandX() {
        if (few()) {
            return array(x);
        }
        double[] kept = new double[2 * wide()];
        for (int c = 0; c < wide(); c++) {
            kept[2 * c] = x.get(wideStart(c));
            kept[2 * c + 1] = x.get(wideStart(c + 1) - 1);
        }
        return kept;
    }

    double[] least(List<Double> values) {
        return extreme(values, -1);
    }

    double[] most(List<Double> values) {
        return extreme(values, 1);
    }

    private double[] extreme(List<Double> values, int sign) {
        if (few()) {
            return array(values);
        }
        double[] kept = new double[2 * wide()];
        for (int c = 0; c < wide(); c++) {
            double most = values.get(wideStart(c));
            for (int i = wideStart(c); i < wideStart(c + 1); i++) {
                most = sign * values.get(i) > sign * most ? values.get(i) : most;
            }
            kept[2 * c] = most;
            kept[2 * c + 1] = most;
        }
        return kept;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(value -> value).toArray();
    }
}
