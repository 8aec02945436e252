package io.twinsim.inference;

import io.twinsim.InputException;
import java.util.List;

/** The ratio of two means, of one sample or of two. */
record Ratios(double numerator, double denominator, double rounding) implements SmoothFunction {

    static MeansStatistic oneSample(Sample x, Sample u) {
        double bottom = nonZero(u);
        double top = Sample.mean(x.moments());
        return MeansStatistic.of("ratio", StatisticKind.RATIO, top / bottom, List.of(List.of(x, u)),
                new Ratios(top, bottom, u.rounding()));
    }

    static MeansStatistic lift(Sample treated, Sample control) {
        double bottom = nonZero(control);
        double top = Sample.mean(treated.moments());
        return MeansStatistic.of("relative lift", StatisticKind.RELATIVE_LIFT, (top - bottom) / bottom,
                List.of(List.of(treated), List.of(control)), new Ratios(top, bottom, control.rounding()));
    }

    /** A mean that is 0 up to the rounding of the values cannot divide. */
    private static double nonZero(Sample sample) {
        double mean = Sample.mean(sample.moments());
        if (Math.abs(mean) > sample.rounding()) {
            return mean;
        }
        throw new InputException("the mean of " + sample.name() + " must not be 0, or the ratio is undefined");
    }

    double ratio() {
        return numerator / denominator;
    }

    @Override
    public double change(double[] d) {
        return (d[0] - ratio() * d[1]) / below(d);
    }

    /** The denominator; one that is 0 up to rounding is 0, so that its ratio is undefined and not huge. */
    private double below(double[] d) {
        double below = denominator + d[1];
        return Math.abs(below) > rounding ? below : 0;
    }

    @Override
    public void gradient(double[] d, double[] out) {
        double below = below(d);
        out[0] = 1 / below;
        out[1] = -(numerator + d[0]) / (below * below);
    }

    @Override
    public boolean regular(double[] d) {
        return below(d) * denominator > 0;
    }

    @Override
    public double curvature(double[] v) {
        return 2 * v[1] * (ratio() * v[1] - v[0]) / (denominator * denominator);
    }
}
