package io.twinsim.internal.math;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A step function of a standard normal variable: it rises by {@code jumps[k]} where z passes {@code thresholds[k]}. */
public final class StepScore implements NormalScore {

    /** Steps of the approximation of other functions, over 17 standard deviations. */
    private static final int COARSE = 1024;
    private static final double REACH = 8.5;
    /** The width of such a step. */
    static final double WIDTH = 2 * REACH / COARSE;
    /** Up to so many pairs of thresholds the bivariate probabilities are summed, whatever the correlation. */
    private static final int QUICK = 16_384;
    /** So many conditional standard deviations apart, one event implies or excludes the other. */
    private static final double APART = 8.5;
    private static final double ROOT_TWO = 1.4142135623730951;

    private final double[] thresholds;
    private final double[] jumps;
    private final double variance;
    /** Sums over the first l thresholds of jump times the probability below, and above. */
    private final double[] below;
    private final double[] above;
    private @Nullable HermiteSeries series;
    private @Nullable StepScore coarse;

    private StepScore(double[] thresholds, double[] jumps) {
        this.thresholds = thresholds;
        this.jumps = jumps;
        int n = thresholds.length;
        below = new double[n + 1];
        above = new double[n + 1];
        for (int l = 0; l < n; l++) {
            below[l + 1] = below[l] + jumps[l] * Normal.cdf(thresholds[l]);
            above[l + 1] = above[l] + jumps[l] * Normal.sf(thresholds[l]);
        }
        variance = covariance(this, this, 1);
    }

    /**
     * A step function.
     *
     * @param thresholds where it rises, finite, never falling; handed over
     * @param jumps by how much, at least 0; handed over
     * @return the function
     */
    public static StepScore of(double[] thresholds, double[] jumps) {
        return new StepScore(thresholds, jumps);
    }

    /** Any function in {@value #COARSE} steps. */
    static StepScore of(DoubleUnaryOperator function) {
        double[] thresholds = new double[COARSE - 1];
        double[] jumps = new double[COARSE - 1];
        double last = function.applyAsDouble(-REACH + WIDTH / 2);
        for (int k = 0; k < jumps.length; k++) {
            thresholds[k] = -REACH + (k + 1) * WIDTH;
            double value = function.applyAsDouble(thresholds[k] + WIDTH / 2);
            jumps[k] = value - last;
            last = value;
        }
        return new StepScore(thresholds, jumps);
    }

    @Override
    public double variance() {
        return variance;
    }

    boolean isQuickWith(StepScore other) {
        return (long) thresholds.length * other.thresholds.length <= QUICK;
    }

    /** The covariance with the rank of a continuous variable: a threshold at 0 for {@code (Z - V) / sqrt 2}. */
    double rankCovariance(double r) {
        double sum = 0;
        for (int k = 0; k < thresholds.length; k++) {
            sum += jumps[k] * BivariateNormal.covariance(thresholds[k], 0, r / ROOT_TWO);
        }
        return sum;
    }

    /** The sum over pairs of thresholds; far apart, the joint probability is that of one event, or none. */
    static double covariance(StepScore x, StepScore y, double r) {
        double width = APART * Math.sqrt((1 - r) * (1 + r));
        int m = y.thresholds.length;
        double sum = 0;
        for (int k = 0; k < x.thresholds.length; k++) {
            double t = x.thresholds[k];
            int low = y.count(r * t - width, false);
            int high = y.count(r * t + width, true);
            double q = Normal.sf(t);
            double p = Normal.cdf(t);
            double inner = r > 0 ? q * y.below[low] + p * (y.above[m] - y.above[high])
                    : -p * y.below[low] - q * (y.above[m] - y.above[high]);
            for (int l = low; l < high; l++) {
                inner += y.jumps[l] * BivariateNormal.covariance(t, y.thresholds[l], r);
            }
            sum += x.jumps[k] * inner;
        }
        return sum;
    }

    /** How many thresholds lie below z, or up to z. */
    private int count(double z, boolean including) {
        int low = 0;
        int high = thresholds.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (including ? thresholds[middle] <= z : thresholds[middle] < z) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** a_k = sum of jump times density times h_(k-1) at the threshold, over the root of k. */
    @Override
    public synchronized HermiteSeries series() {
        if (series == null) {
            series = expand();
        }
        return series;
    }

    private HermiteSeries expand() {
        double[] weights = new double[thresholds.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = jumps[i] * Math.sqrt(Normal.density(thresholds[i]));
        }
        double[] sums = HermiteSeries.sums(thresholds, weights);
        double[] coefficients = new double[HermiteSeries.TERMS];
        for (int k = 1; k <= coefficients.length; k++) {
            coefficients[k - 1] = sums[k - 1] / Math.sqrt(k);
        }
        return new HermiteSeries(coefficients, variance);
    }

    @Override
    public synchronized StepScore coarse() {
        if (coarse == null) {
            coarse = thresholds.length <= COARSE ? this : cut();
        }
        return coarse;
    }

    /** Steps that are closer than a cell become one, where most of their jump is. */
    private StepScore cut() {
        double[] places = new double[thresholds.length];
        double[] sums = new double[thresholds.length];
        int used = -1;
        double start = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < thresholds.length; k++) {
            if (thresholds[k] - start > WIDTH) {
                used++;
                start = thresholds[k];
                places[used] = start;
            }
            sums[used] += jumps[k];
            if (sums[used] > 0) {
                places[used] += (thresholds[k] - places[used]) * jumps[k] / sums[used];
            }
        }
        return new StepScore(Arrays.copyOf(places, used + 1), Arrays.copyOf(sums, used + 1));
    }
}
