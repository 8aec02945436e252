package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.text.Numbers;
import java.util.List;

/**
 * Approximate bootstrap confidence intervals: BCa without drawing (DiCiccio and Efron 1992,
 * doi:10.1093/biomet/79.2.231). With S the covariance of the terms in an arm of n rows, g the gradient and H the
 * Hessian of the statistic at the means of the data, {@code sigma^2 = sum g'Sg/n}, {@code b = sum tr(HS)/(2n)},
 * {@code d = Sg/(n sigma)} and {@code c = d'Hd/(2 sigma)}, a limit is the statistic at {@code means + d w/(1 - a w)^2}
 * with {@code w = a - b/sigma + c +- z}. For a mean and a difference of means that is
 * {@code estimate + sigma w/(1 - a w)^2} with {@code w = a +- z}.
 *
 * <p>Cost: {@code O(n k^2)} for k terms, with no derivative per row: traces of HS are sums of second derivatives along
 * the columns of a Cholesky factor of S.
 */
record Abc(double acceleration, double sigma, double shift) {

    /** The closed form of a mean and of a difference of means. */
    static Interval linear(double estimate, Influence influence, double level) {
        Abc abc = new Abc(influence.acceleration(), influence.resampledError(), influence.acceleration());
        double z = Analytic.z(level);
        return interval(level, estimate + abc.sigma * abc.step(-z), estimate + abc.sigma * abc.step(z));
    }

    static Interval of(MeansStatistic statistic, Influence influence, double level) {
        if (statistic.function().linear()) {
            return linear(statistic.value(), influence, level);
        }
        double a = influence.acceleration();
        double sigma = influence.resampledError();
        double[] gradient = statistic.gradient();
        double[] direction = new double[gradient.length];
        double traces = 0;
        int offset = 0;
        for (List<Sample> arm : statistic.arms()) {
            TermCovariance covariance = TermCovariance.of(arm);
            double n = arm.get(0).size();
            double[] product = covariance.times(gradient, offset);
            for (int j = 0; j < product.length; j++) {
                direction[offset + j] = product[j] / (n * sigma);
            }
            for (double[] column : covariance.factor()) {
                traces += statistic.function().curvature(placed(column, offset, 1 / Math.sqrt(n), gradient.length));
            }
            offset += arm.size();
        }
        double curvature = statistic.function().curvature(direction) / (2 * sigma);
        Abc abc = new Abc(a, sigma, a - traces / (2 * sigma) + curvature);
        double z = Analytic.z(level);
        double below = abc.change(statistic, direction, -z);
        double above = abc.change(statistic, direction, z);
        if (!(below < above)) {
            throw new InputException("abc has no limits: the " + statistic.name()
                    + " does not rise over its steepest direction; use bca");
        }
        return interval(level, statistic.value() + below, statistic.value() + above);
    }

    private static double[] placed(double[] column, int offset, double scale, int length) {
        double[] out = new double[length];
        for (int j = 0; j < column.length; j++) {
            out[offset + j] = scale * column[j];
        }
        return out;
    }

    private double step(double z) {
        double w = shift + z;
        double scale = 1 - acceleration * w;
        if (!(scale > 0)) {
            throw new InputException("abc needs 1 - a w above 0, got " + Numbers.significant(scale, 3)
                    + "; the data are too skewed for this level");
        }
        return w / (scale * scale);
    }

    private double change(MeansStatistic statistic, double[] direction, double z) {
        double[] d = direction.clone();
        double step = step(z);
        for (int j = 0; j < d.length; j++) {
            d[j] *= step;
        }
        double change = statistic.function().change(d);
        if (!(Math.abs(change) <= Double.MAX_VALUE) || !statistic.function().regular(d)) {
            throw new InputException("abc has no limit: the " + statistic.name() + " is undefined "
                    + Numbers.significant(Math.abs(step), 3) + " standard errors from the estimate; use percentile");
        }
        return change;
    }

    private static Interval interval(double level, double lower, double upper) {
        return new Interval(IntervalKind.SAMPLING, IntervalMethod.ABC, level, lower, upper,
                List.of());
    }
}
