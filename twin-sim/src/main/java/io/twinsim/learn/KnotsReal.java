package io.twinsim.learn;

import io.twinsim.random.Distribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Quantile knots of real values: as few equally spaced ones as are near enough to the data. Where the straight line to
 * the last knot, or from the first, would move mean or variance, the tail gets knots of its own, and so on outwards.
 */
final class KnotsReal {

    /** The numbers of intervals tried, ascending. */
    private static final int[] INTERVALS = {20, 25, 32, 40, 50, 64, 80, 100, 125, 160, 200};
    private static final int TAIL_INTERVALS = 10;
    private static final int DEEPEST = 6;
    /** What a tail may move the mean, in standard deviations, and the variance, in variances. */
    private static final double MEAN = 0.003;
    private static final double VARIANCE = 0.005;

    private final double[] sorted;
    private final double mean;
    private final double variance;
    private final int digits;
    private final List<KnotsPiece> pieces = new ArrayList<>();

    private KnotsReal(double[] sorted, LikelihoodSample sample) {
        this.sorted = sorted;
        mean = sample.mean();
        variance = sample.variance();
        digits = KnotsText.digits(Math.max(Math.abs(sample.min()), Math.abs(sample.max())), sample.sd());
    }

    /** The pieces for ascending values, of which the whole data hold {@code n}; none may be further off than told. */
    static List<KnotsPiece> of(double[] sorted, long n, double distance) {
        LikelihoodSample sample = LikelihoodSample.ofSorted(sorted, 0, sorted.length);
        if (sample.distinct() == 1) {
            return List.of(KnotsPiece.constant(sorted.length, sorted[0]));
        }
        double share = sorted.length / (double) n;
        List<KnotsPiece> pieces = List.of();
        for (int intervals : INTERVALS) {
            pieces = new KnotsReal(sorted, sample).split(Math.min(intervals, sorted.length - 1));
            Distribution joined = KnotsPiece.join(pieces).distribution();
            if (intervals >= sorted.length - 1 || share * LikelihoodDistance.of(sample, joined) <= distance) {
                break;
            }
        }
        return pieces;
    }

    private List<KnotsPiece> split(int intervals) {
        add(0, sorted.length, intervals, 0);
        return pieces;
    }

    private void add(int from, int to, int intervals, int depth) {
        double[] knots = knots(from, to, intervals);
        int last = knots.length - 1;
        int low = firstAbove(knots[1], from, to);
        int high = firstAbove(knots[last - 1], from, to);
        boolean splitLow = depth <= 0 && splits(from, low, knots[0], knots[1], intervals, depth);
        boolean splitHigh = depth >= 0 && splits(high, to, knots[last - 1], knots[last], intervals, depth);
        if (splitLow) {
            add(from, low, tail(low - from), depth - 1);
        }
        int start = splitLow ? low : from;
        int end = splitHigh ? high : to;
        double[] body = splitLow || splitHigh ? knots(start, end, Math.min(intervals, end - start - 1)) : knots;
        pieces.add(body[0] == body[body.length - 1] ? KnotsPiece.constant(end - start, body[0])
                : KnotsPiece.empirical(end - start, body));
        if (splitHigh) {
            add(high, to, tail(to - high), depth + 1);
        }
    }

    private static int tail(int count) {
        return Math.max(1, Math.min(TAIL_INTERVALS, count - 1));
    }

    /** Whether the line between two knots at an end misplaces the values it stands for, and a cut can mend that. */
    private boolean splits(int from, int to, double low, double high, int intervals, int depth) {
        if (to - from < 2 || intervals < 3 || Math.abs(depth) >= DEEPEST || sorted[from] == sorted[to - 1]) {
            return false;
        }
        double first = 0;
        double second = 0;
        for (int i = from; i < to; i++) {
            double d = sorted[i] - mean;
            first += d;
            second += d * d;
        }
        double a = low - mean;
        double b = high - mean;
        double share = (to - from) / (double) sorted.length;
        double offFirst = share * Math.abs(first / (to - from) - (a + b) / 2);
        double offSecond = share * Math.abs(second / (to - from) - (a * a + a * b + b * b) / 3);
        return offFirst > MEAN * Math.sqrt(variance) || offSecond > VARIANCE * variance;
    }

    private int firstAbove(double x, int from, int to) {
        int at = Arrays.binarySearch(sorted, from, to, x);
        if (at < 0) {
            return -at - 1;
        }
        while (at < to && sorted[at] == x) {
            at++;
        }
        return at;
    }

    /** Type 7 quantiles of a stretch, rounded inside, exact at the ends. */
    private double[] knots(int from, int to, int intervals) {
        int most = Math.max(1, intervals);
        double[] knots = new double[most + 1];
        knots[0] = KnotsText.least(sorted[from], digits);
        knots[most] = Math.max(knots[0], KnotsText.greatest(sorted[to - 1], digits));
        for (int k = 1; k < most; k++) {
            double position = (to - from - 1) * (double) k / most;
            int i = Math.min((int) position, to - from - 2);
            double low = sorted[from + i];
            double high = sorted[from + i + 1];
            double value = low + (high - low) * (position - i);
            knots[k] = Math.max(knots[k - 1], Math.min(knots[most], KnotsText.readable(value, digits)));
        }
        return knots;
    }
}
