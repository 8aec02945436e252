package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The t values of replicates, {@code (t* - t)/se*}, each with its own standard error by the delta method. Beside the
 * terms of the statistic their products are resampled, so that a replicate knows the covariance of its own terms.
 *
 * <p>A correlation is taken to Fisher's scale {@code atanh(r)} first. Replicates without a variance or a value have no
 * t: they are left out and counted.
 *
 * @param sorted the t values, ascending
 * @param done replicates drawn
 */
record Studentized(double[] sorted, int done) {

    /** A replicate's variance below this share of the data's is the rounding of sums. */
    private static final double ROUNDING = 1e-12;

    /** Terms of the statistic and products of pairs, in units of standard deviations, with where they stand. */
    private record Arm(int rows, double[] scales, int terms, int products, double[] covariances) {
    }

    static Studentized run(MeansStatistic statistic, Resampling resampling, String estimand, IntervalOptions options) {
        List<Terms> extended = new ArrayList<>();
        List<Arm> arms = new ArrayList<>();
        int offset = 0;
        for (List<Sample> terms : statistic.arms()) {
            arms.add(extend(terms, offset, extended));
            offset += extended.get(extended.size() - 1).count();
        }
        ReplicateMeans means = ReplicateMeans.run(extended, resampling, estimand, options);
        boolean fisher = statistic.kind() == StatisticKind.CORRELATION;
        double least = ROUNDING * square(arms, statistic.gradient(), new double[offset]);
        double[] t = new double[means.replicates()];
        double[] all = new double[offset];
        double[] d = new double[statistic.terms().size()];
        double[] gradient = new double[d.length];
        int kept = 0;
        for (int b = 0; b < t.length; b++) {
            for (int j = 0; j < offset; j++) {
                all[j] = means.deviation(b, j);
            }
            unscale(arms, all, d);
            double change = statistic.function().change(d);
            statistic.function().gradient(d, gradient);
            double square = square(arms, gradient, all);
            double value = fisher ? fisher(statistic.value(), change, square) : change / Math.sqrt(square);
            if (square > least && Math.abs(value) <= Double.MAX_VALUE) {
                t[kept++] = value;
            }
        }
        double[] sorted = Arrays.copyOf(t, kept);
        Arrays.sort(sorted);
        return new Studentized(sorted, t.length);
    }

    /** The interval; limits are t quantiles, in reverse, times the standard error of the data. */
    Estimate estimate(Replicates replicates, double level) {
        MeansStatistic statistic = (MeansStatistic) replicates.statistic();
        if (sorted[0] == sorted[sorted.length - 1]) {
            throw new InputException("studentized is undefined: all " + Numbers.grouped(sorted.length)
                    + " replicates with a variance have one t value; the sample is too small");
        }
        double tail = (1 - level) / 2;
        double error = statistic.influence().formulaError();
        double low = ReplicateQuantile.quantile(sorted, 1 - tail) * error;
        double high = ReplicateQuantile.quantile(sorted, tail) * error;
        double lowError = ReplicateQuantile.monteCarloError(sorted, 1 - tail) * error;
        double highError = ReplicateQuantile.monteCarloError(sorted, tail) * error;
        double lower = statistic.value() - low;
        double upper = statistic.value() - high;
        if (statistic.kind() == StatisticKind.CORRELATION) {
            double r = statistic.value();
            double slope = 1 - r * r;
            lower = correlation(r, -low / slope);
            upper = correlation(r, -high / slope);
            lowError *= (1 - lower * lower) / slope;
            highError *= (1 - upper * upper) / slope;
        }
        List<String> notes = new ArrayList<>();
        if (ReplicateQuantile.extreme(sorted.length, tail)) {
            notes.add("both limits are extreme replicates; more replicates are needed");
        }
        if (sorted.length < done) {
            notes.add("zero variance in " + Numbers.grouped(done - sorted.length) + " of " + Numbers.grouped(done)
                    + " replicates, which have no t value and are left out");
        }
        Interval interval = new Interval(IntervalKind.SAMPLING, IntervalMethod.STUDENTIZED, level, lower, upper,
                List.of());
        return new Estimate(replicates.bootstrap().estimand(), statistic.value(), replicates.standardError(), interval,
                statistic.n(), OptionalDouble.of(replicates.bias()), OptionalDouble.empty(), OptionalDouble.empty(),
                done, Optional.of(new Estimate.MonteCarloError(lowError, highError)), notes);
    }

    /** The correlation at a distance on the scale of {@code atanh(r)}. */
    private static double correlation(double r, double distance) {
        double t = Elementary.tanh(distance);
        return (r + t) / (1 + r * t);
    }

    private static Arm extend(List<Sample> terms, int offset, List<Terms> extended) {
        int k = terms.size();
        int rows = terms.get(0).size();
        double[][] columns = new double[k + k * (k + 1) / 2][];
        double[] scales = new double[k];
        for (int j = 0; j < k; j++) {
            scales[j] = Math.sqrt(Math.max(0, terms.get(j).moments().cumulant(2)));
            columns[j] = standardised(terms.get(j), scales[j]);
        }
        double[] covariances = new double[columns.length - k];
        int at = k;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                double[] product = new double[rows];
                for (int row = 0; row < rows; row++) {
                    product[row] = columns[i][row] * columns[j][row];
                }
                columns[at] = product;
                covariances[at - k] = Sample.mean(Moments.of(product));
                at++;
            }
        }
        extended.add(new Terms(columns));
        return new Arm(rows, scales, offset, offset + k, covariances);
    }

    private static double[] standardised(Sample term, double scale) {
        double mean = Sample.mean(term.moments());
        double[] out = new double[term.size()];
        if (!term.constant()) {
            for (int i = 0; i < out.length; i++) {
                out[i] = (term.values()[i] - mean) / scale;
            }
        }
        return out;
    }

    private static void unscale(List<Arm> arms, double[] all, double[] d) {
        int offset = 0;
        for (Arm arm : arms) {
            for (int j = 0; j < arm.scales.length; j++) {
                d[offset + j] = arm.scales[j] * all[arm.terms + j];
            }
            offset += arm.scales.length;
        }
    }

    /** The squared standard error of a replicate, unbiased in each arm. */
    private static double square(List<Arm> arms, double[] gradient, double[] all) {
        double sum = 0;
        int offset = 0;
        for (Arm arm : arms) {
            double variance = 0;
            int at = 0;
            for (int i = 0; i < arm.scales.length; i++) {
                double slope = gradient[offset + i] * arm.scales[i];
                for (int j = 0; j <= i; j++) {
                    double covariance = arm.covariances[at] + all[arm.products + at]
                            - all[arm.terms + i] * all[arm.terms + j];
                    variance += (i == j ? 1 : 2) * slope * gradient[offset + j] * arm.scales[j] * covariance;
                    at++;
                }
            }
            sum += variance / (arm.rows - 1);
            offset += arm.scales.length;
        }
        return sum;
    }

    /** The t value on the scale of {@code atanh(r)}, where the standard error is {@code se/(1 - r^2)}. */
    private static double fisher(double r, double change, double square) {
        double own = r + change;
        double z = 0.5 * Elementary.log((1 + own) * (1 - r) / ((1 - own) * (1 + r)));
        return z * (1 - own * own) / Math.sqrt(square);
    }
}
