package io.twinsim.internal.math;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Any function of a standard normal variable, known at the nodes of Gauss-Legendre quadrature over panels of z: a
 * quarter wide where the function is smooth, halved towards jumps and corners until what they can hide is below 1e-10.
 */
public final class CurveScore implements NormalScore {

    private static final GaussLegendre RULE = new GaussLegendre(16);
    private static final double WIDTH = 0.25;
    private static final double CORE = 8.5;
    /** Beyond it the density underflows. */
    private static final double FARTHEST = 37;
    private static final double HIDDEN = 1e-10;
    private static final double NARROWEST = 0x1p-40;
    private static final int MOST_PANELS = 4000;

    /** One panel with the function at its nodes. */
    private record Panel(double from, double width, double[] values) {

        double z(int i) {
            return from + width * RULE.nodes[i];
        }

        double weight(int i) {
            return width * RULE.weights[i] * Normal.density(z(i));
        }
    }

    private final DoubleUnaryOperator function;
    private final List<Panel> panels = new ArrayList<>();
    private final double mean;
    private final double variance;
    private @Nullable HermiteSeries series;
    private @Nullable StepScore coarse;

    /**
     * Samples a function.
     *
     * @param function a function of z that never falls and has a finite variance; asked about 2,000 times
     */
    public CurveScore(DoubleUnaryOperator function) {
        this.function = function;
        for (int k = 0; k < 2 * CORE / WIDTH; k++) {
            panels.add(panel(-CORE + k * WIDTH, WIDTH));
        }
        double spread = Math.sqrt(square(mean()));
        double z = CORE;
        while (z < FARTHEST && add(panel(z, WIDTH), spread)) {
            z += WIDTH;
        }
        z = -CORE - WIDTH;
        while (z > -FARTHEST && add(panel(z, WIDTH), spread)) {
            z -= WIDTH;
        }
        refine(Math.sqrt(square(mean())));
        mean = mean();
        variance = square(mean);
    }

    private Panel panel(double from, double width) {
        double[] values = new double[RULE.nodes.length];
        Panel panel = new Panel(from, width, values);
        for (int i = 0; i < values.length; i++) {
            values[i] = function.applyAsDouble(panel.z(i));
        }
        return panel;
    }

    /** Adds a panel of the tail; false once it no longer counts. */
    private boolean add(Panel panel, double spread) {
        panels.add(panel);
        double share = 0;
        for (int i = 0; i < panel.values.length; i++) {
            double value = panel.values[i] / spread;
            share += panel.weight(i) * value * value;
        }
        return share > 1e-18;
    }

    private double mean() {
        double sum = 0;
        double all = 0;
        for (Panel panel : panels) {
            for (int i = 0; i < panel.values.length; i++) {
                sum += panel.weight(i) * panel.values[i];
                all += panel.weight(i);
            }
        }
        return sum / all;
    }

    private double square(double centre) {
        double sum = 0;
        for (Panel panel : panels) {
            for (int i = 0; i < panel.values.length; i++) {
                double d = panel.values[i] - centre;
                sum += panel.weight(i) * d * d;
            }
        }
        return sum;
    }

    private void refine(double spread) {
        Deque<Panel> open = new ArrayDeque<>(panels);
        panels.clear();
        while (!open.isEmpty()) {
            Panel panel = open.removeFirst();
            boolean enough = panel.width <= NARROWEST || panels.size() + open.size() >= MOST_PANELS;
            if (enough || roughness(panel) <= HIDDEN * spread) {
                panels.add(panel);
            } else {
                double half = panel.width / 2;
                open.addLast(panel(panel.from, half));
                open.addLast(panel(panel.from + half, half));
            }
        }
    }

    /** The last four Legendre coefficients of the function on the panel, by the panel's probability. */
    private static double roughness(Panel panel) {
        double most = 0;
        for (int degree = RULE.nodes.length - 4; degree < RULE.nodes.length; degree++) {
            double sum = 0;
            for (int i = 0; i < panel.values.length; i++) {
                sum += RULE.weights[i] * panel.values[i] * legendre(degree, 2 * RULE.nodes[i] - 1);
            }
            most = Math.max(most, Math.abs(sum) * (2 * degree + 1));
        }
        double nearest = Math.max(0, Math.max(panel.from, -panel.from - panel.width));
        return most * panel.width * Normal.density(nearest);
    }

    private static double legendre(int degree, double x) {
        double before = 1;
        double value = x;
        for (int j = 2; j <= degree; j++) {
            double next = ((2 * j - 1) * x * value - (j - 1) * before) / j;
            before = value;
            value = next;
        }
        return value;
    }

    @Override
    public double variance() {
        return variance;
    }

    @Override
    public synchronized HermiteSeries series() {
        if (series == null) {
            series = expand();
        }
        return series;
    }

    private HermiteSeries expand() {
        int n = panels.size() * RULE.nodes.length;
        double[] z = new double[n];
        double[] weights = new double[n];
        int at = 0;
        for (Panel panel : panels) {
            for (int i = 0; i < panel.values.length; i++) {
                z[at] = panel.z(i);
                weights[at++] = panel.width * RULE.weights[i] * (panel.values[i] - mean)
                        * Math.sqrt(Normal.density(panel.z(i)));
            }
        }
        double[] sums = HermiteSeries.sums(z, weights);
        double[] coefficients = new double[HermiteSeries.TERMS];
        System.arraycopy(sums, 1, coefficients, 0, coefficients.length);
        return new HermiteSeries(coefficients, variance);
    }

    @Override
    public synchronized StepScore coarse() {
        if (coarse == null) {
            coarse = cut();
        }
        return coarse;
    }

    /** Steps of equal width, but for the narrow panels about jumps and corners, which are steps of their own. */
    private StepScore cut() {
        List<Panel> sorted = new ArrayList<>(panels);
        sorted.sort(Comparator.comparingDouble(Panel::from));
        List<double[]> cells = new ArrayList<>();
        for (Panel panel : sorted) {
            int count = (int) Math.ceil(panel.width / StepScore.WIDTH);
            for (int k = 0; k < count; k++) {
                double from = panel.from + panel.width * k / count;
                cells.add(new double[] {from, function.applyAsDouble(from + panel.width / (2 * count))});
            }
        }
        double[] thresholds = new double[cells.size() - 1];
        double[] jumps = new double[cells.size() - 1];
        for (int k = 0; k < jumps.length; k++) {
            thresholds[k] = cells.get(k + 1)[0];
            jumps[k] = cells.get(k + 1)[1] - cells.get(k)[1];
        }
        return StepScore.of(thresholds, jumps);
    }
}
