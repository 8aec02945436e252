package io.twinsim.learn;

import io.twinsim.internal.math.Lanes;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Normal;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whether a correlation of ranks says all about how a number depends on ordered levels: its mean scores rise or fall in
 * a line with those of the levels, and the correlation of the values themselves is the one that jointly normal
 * variables behind them would give. Then no cells are needed.
 *
 * <p>Two variables {@code x = f(z)} and {@code y = g(w)} of standard normals with correlation rho have the covariance
 * {@code sum_k rho^k c_k d_k}, where c and d are the coefficients of f and g in normalised Hermite polynomials. Those
 * of a step function follow from its steps: a value taken between the thresholds a and b adds {@code value (h_{k-1}(a)
 * phi(a) - h_{k-1}(b) phi(b)) / sqrt(k)}.
 */
final class NumericTrend {

    /** Of the variance between levels, the part that must lie on the line. */
    private static final double STRAIGHT = 0.8;
    /** How far the correlation of values may be from the one that normal variables give. */
    private static final double NEAR = 0.015;
    private static final int TERMS = 12;

    private final double[] x;
    private final double[] y;
    private final double[] scores;
    private final double[] line;

    private NumericTrend(double[] values, NumericFactor factor) {
        int[] both = IntStream.range(0, values.length)
                .filter(i -> factor.codes()[i] >= 0 && !Double.isNaN(values[i])).toArray();
        this.x = Arrays.stream(both).mapToDouble(i -> values[i]).toArray();
        this.y = Arrays.stream(both).mapToDouble(i -> factor.codes()[i]).toArray();
        this.scores = CopulaScores.of(x, new int[x.length], 1);
        this.line = CopulaScores.of(y, new int[y.length], 1);
    }

    /**
     * Whether a rank correlation is enough.
     *
     * @param values the number, NaN where missing
     * @param factor levels in their order
     */
    static boolean isEnough(double[] values, NumericFactor factor) {
        if (factor.levels() <= 2) {
            return false;
        }
        NumericTrend trend = new NumericTrend(values, factor);
        return trend.x.length == 0 || trend.isStraight(factor.levels()) && trend.isNormal();
    }

    private boolean isStraight(int levels) {
        double[] n = new double[levels];
        double[] sum = new double[levels];
        for (int i = 0; i < y.length; i++) {
            n[(int) y[i]]++;
            sum[(int) y[i]] += scores[i];
        }
        double between = 0;
        for (int code = 0; code < levels; code++) {
            between += n[code] == 0 ? 0 : sum[code] * sum[code] / n[code];
        }
        double cross = dot(line, scores);
        // Levels differ by chance too: by about one unit of variance, here 1, each.
        return cross * cross / dot(line, line) >= STRAIGHT * (between - levels);
    }

    /** Compares the covariance of the values with that of the normal variables behind them. */
    private boolean isNormal() {
        int n = x.length;
        double rho = dot(line, scores) * n / (dot(line, line) * dot(scores, scores));
        rho = Math.max(-1, Math.min(1, rho));
        double meanX = Moments.of(x).mean();
        double meanY = Moments.of(y).mean();
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < n; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        double[] c = coefficients(x);
        double[] d = coefficients(y);
        double predicted = 0;
        double power = 1;
        for (int k = 0; k < TERMS; k++) {
            power *= rho;
            predicted += power * c[k] * d[k];
        }
        return Math.abs(predicted * n - xy) <= NEAR * Math.sqrt(xx * yy);
    }

    /** The Hermite coefficients 1 to {@value #TERMS} of the step function that takes the values in their order. */
    private static double[] coefficients(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] coefficients = new double[TERMS];
        double[] below = new double[TERMS];
        int n = sorted.length;
        for (int at = 0; at < n;) {
            int end = at + 1;
            while (end < n && sorted[end] == sorted[at]) {
                end++;
            }
            double[] above = end == n ? new double[TERMS] : weighted(Normal.quantile((double) end / n));
            for (int k = 0; k < TERMS; k++) {
                coefficients[k] += sorted[at] * (below[k] - above[k]);
            }
            below = above;
            at = end;
        }
        return coefficients;
    }

    /** {@code h_{k-1}(z) phi(z) / sqrt(k)} for k from 1. */
    private static double[] weighted(double z) {
        double[] terms = new double[TERMS];
        double last = 0;
        double h = 1;
        double density = Normal.density(z);
        for (int k = 1; k <= TERMS; k++) {
            terms[k - 1] = h * density / Math.sqrt(k);
            double next = (z * h - Math.sqrt(k - 1.0) * last) / Math.sqrt(k);
            last = h;
            h = next;
        }
        return terms;
    }

    private static double dot(double[] a, double[] b) {
        return Lanes.dot(a, b, 0, a.length);
    }
}
