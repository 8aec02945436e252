package io.twinsim.learn;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Lanes;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A sample as its distinct values, ascending, and how often each occurs. All sums run over these in one order, so that
 * nothing learned depends on the order of the rows.
 */
final class LikelihoodSample {

    private final double[] values;
    private final double[] counts;
    private final long[] upTo;
    private final double mean;
    private final double variance;
    private final double sd;

    private LikelihoodSample(double[] values, double[] counts, long[] upTo) {
        this.values = values;
        this.counts = counts;
        this.upTo = upTo;
        // Of equal values no sum may say otherwise.
        mean = values.length == 1 ? values[0] : average(x -> x);
        // In a unit of a power of two no square is lost, and no bit of others changes.
        double farthest = Math.max(max() - mean, mean - min());
        double unit = Math.scalb(1.0, farthest > 0 ? Math.getExponent(farthest) : 0);
        double squares = average(x -> (x - mean) / unit * ((x - mean) / unit));
        variance = squares * unit * unit;
        sd = Math.sqrt(squares) * unit;
    }

    /** A sample of at least one finite value; not modified. */
    static LikelihoodSample of(double[] x) {
        double[] sorted = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            sorted[i] = x[i] + 0.0;
        }
        Arrays.sort(sorted);
        return ofSorted(sorted, 0, sorted.length);
    }

    /** A stretch of ascending values. */
    static LikelihoodSample ofSorted(double[] sorted, int from, int to) {
        double[] values = new double[to - from];
        double[] counts = new double[to - from];
        long[] upTo = new long[to - from];
        int used = 0;
        int start = from;
        for (int i = from; i < to; i++) {
            if (i == to - 1 || sorted[i] != sorted[i + 1]) {
                values[used] = sorted[i];
                counts[used] = i + 1 - start;
                upTo[used++] = i + 1 - from;
                start = i + 1;
            }
        }
        return new LikelihoodSample(
                Arrays.copyOf(values, used), Arrays.copyOf(counts, used), Arrays.copyOf(upTo, used));
    }

    long n() {
        return upTo[upTo.length - 1];
    }

    /** The number of distinct values. */
    int distinct() {
        return values.length;
    }

    /** The k-th distinct value, from 0, ascending. */
    double value(int k) {
        return values[k];
    }

    /** How often it occurs. */
    double count(int k) {
        return counts[k];
    }

    /** How many values are up to the k-th distinct one; 0 for k = -1. */
    long upTo(int k) {
        return k < 0 ? 0 : upTo[k];
    }

    double min() {
        return values[0];
    }

    double max() {
        return values[values.length - 1];
    }

    double mean() {
        return mean;
    }

    /** The mean square about the mean, with divisor n. */
    double variance() {
        return variance;
    }

    double sd() {
        return sd;
    }

    boolean isWhole() {
        for (double x : values) {
            if (x != Math.rint(x)) {
                return false;
            }
        }
        return true;
    }

    /** The same rows under a function that keeps their order, such as the logarithm. */
    LikelihoodSample map(DoubleUnaryOperator rising) {
        return new LikelihoodSample(Arrays.stream(values).map(rising).toArray(), counts, upTo);
    }

    /** The logarithms. */
    LikelihoodSample logs() {
        return map(Elementary::log);
    }

    /** The mean of a function of the values. */
    double average(DoubleUnaryOperator function) {
        double[] terms = new double[values.length];
        double pilot = function.applyAsDouble(values[values.length / 2]);
        for (int k = 0; k < terms.length; k++) {
            terms[k] = function.applyAsDouble(values[k]) - pilot;
        }
        double first = Lanes.dot(counts, terms, 0, terms.length) / n();
        // What rounding left of a mean is the mean of what is left.
        for (int k = 0; k < terms.length; k++) {
            terms[k] -= first;
        }
        return pilot + (first + Lanes.dot(counts, terms, 0, terms.length) / n());
    }

    /** The mean of numbers given by distinct value. */
    double average(double[] terms) {
        return Lanes.dot(counts, terms, 0, terms.length) / n();
    }
}
