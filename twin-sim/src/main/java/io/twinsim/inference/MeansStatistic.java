package io.twinsim.inference;

import io.twinsim.internal.math.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A smooth function of the means of terms, one group of terms per arm. The samples are shared, never changed and never
 * handed out.
 *
 * @param name what it is called
 * @param kind what it is
 * @param value its value
 * @param arms the terms of each arm, treated first
 * @param function the function of all means, first arm first
 * @param influence its first-order expansion if rows are drawn one by one within whole arms
 */
record MeansStatistic(String name, StatisticKind kind, double value, List<List<Sample>> arms, SmoothFunction function,
        Influence influence) implements Statistic {

    /** A slope that moves the statistic by less than this share of what it does move is none. */
    private static final double FLAT = 1e-6;

    /** Last places that the evaluation of a function may cost. */
    private static final double EVALUATION = 4;

    static MeansStatistic of(String name, StatisticKind kind, double value, List<List<Sample>> arms,
            SmoothFunction function) {
        double[] gradient = new double[arms.stream().mapToInt(List::size).sum()];
        function.gradient(new double[gradient.length], gradient);
        Influence influence =
                Influence.of(arms, function, gradient, UnitCells.of(Resampling.multinomial(), rows(arms)));
        if (!function.linear()) {
            Sample.requireErrorScale(influence.resampledError(), name);
        }
        return new MeansStatistic(name, kind, value, arms, function, influence);
    }

    static MeansStatistic mean(Sample sample) {
        StatisticKind kind = sample.binary() ? StatisticKind.PROPORTION : StatisticKind.MEAN;
        return MeansStatistic.of("mean", kind, Sample.mean(sample.moments()), List.of(List.of(sample)),
                new Signed(1));
    }

    static MeansStatistic difference(Sample treated, Sample control) {
        StatisticKind kind = treated.binary() && control.binary() ? StatisticKind.PROPORTION_DIFFERENCE
                : StatisticKind.MEAN_DIFFERENCE;
        double difference = Sample.mean(treated.moments()) - Sample.mean(control.moments());
        return MeansStatistic.of("difference", kind, difference, List.of(List.of(treated), List.of(control)),
                new Signed(1, -1));
    }

    /** The sum of means with signs. */
    private record Signed(double... signs) implements SmoothFunction {

        @Override
        public boolean linear() {
            return true;
        }

        @Override
        public double change(double[] d) {
            double sum = 0;
            for (int j = 0; j < signs.length; j++) {
                sum += signs[j] * d[j];
            }
            return sum;
        }

        @Override
        public void gradient(double[] d, double[] out) {
            System.arraycopy(signs, 0, out, 0, signs.length);
        }

        @Override
        public double curvature(double[] v) {
            return 0;
        }
    }

    /** The rows of each arm. */
    static int[] rows(List<List<Sample>> arms) {
        return arms.stream().mapToInt(arm -> arm.get(0).size()).toArray();
    }

    @Override
    public long n() {
        return arms.stream().mapToLong(arm -> arm.get(0).size()).sum();
    }

    /** The first term of an arm: of a mean or a difference the only one. */
    Sample sample(int arm) {
        return arms.get(arm).get(0);
    }

    /** The first-order expansion under a resampling. */
    Influence influence(Resampling resampling) {
        UnitCells units = UnitCells.of(resampling, this);
        return units.single() ? influence : Influence.of(arms, function, gradient(), units);
    }

    /** Whether no resampling can move the statistic by more than rounding. */
    boolean degenerate() {
        return terms().stream().allMatch(Sample::constant) || kind != StatisticKind.FUNCTION_OF_MEANS
                && !function.linear() && influence.resampledError() <= rounding();
    }

    /** Whether a stated function has no slope at the means of the data, as a square has none at 0. */
    boolean stationary() {
        if (kind != StatisticKind.FUNCTION_OF_MEANS || degenerate()) {
            return false;
        }
        double moved = 0;
        double[] d = new double[terms().size()];
        for (int j = 0; j < d.length; j++) {
            d[j] = Math.sqrt(Sample.squaredError(terms().get(j).moments()));
            moved = Math.max(moved, Math.abs(function.change(d)));
            d[j] = 0;
        }
        return influence.resampledError() < FLAT * moved;
    }

    /** The skewness of a mean or a difference. */
    double skewness() {
        return arms.size() == 1 ? Analytic.skewness(moments(0).standardError(), moments(0))
                : Analytic.skewness(Welch.of(moments(0), moments(1)).standardError(), moments(0), moments(1));
    }

    /** The terms of all arms, first arm first. */
    List<Sample> terms() {
        List<Sample> all = new ArrayList<>();
        arms.forEach(all::addAll);
        return all;
    }

    /** The terms as they are resampled. */
    List<Terms> resampled() {
        return arms.stream().map(arm -> new Terms(arm.stream().map(Sample::values).toArray(double[][]::new))).toList();
    }

    /** The gradient at the means of the data. */
    double[] gradient() {
        double[] out = new double[terms().size()];
        function.gradient(new double[out.length], out);
        return out;
    }

    /** How far a replicate may lie from the estimate and be the same value of the underlying rounded data. */
    double tie() {
        return error(Sample::tieTolerance);
    }

    /** How far a replicate may lie from the estimate by rounding alone. */
    double rounding() {
        return error(Sample::rounding);
    }

    /** The error of the statistic that errors of its means add up to; of independent arms, the greatest of them. */
    private double error(ToDoubleFunction<Sample> ofMean) {
        double[] gradient = gradient();
        double sum = function.linear() ? 0 : EVALUATION * Math.ulp(value);
        int j = 0;
        for (Sample term : terms()) {
            double share = Math.abs(gradient[j++]) * ofMean.applyAsDouble(term);
            sum = function.linear() ? Math.max(sum, share) : sum + share;
        }
        return sum;
    }

    /** The moments of the only term of an arm. */
    Moments moments(int arm) {
        return sample(arm).moments();
    }

    @Override
    public String toString() {
        return Texts.statistic(this);
    }
}
