package io.twinsim.learn;

import java.util.ArrayList;
import java.util.List;

/**
 * Whole numbers as stretches within which all are equally likely, each as long as the data allow: inside it the
 * distribution function stays near that of the data, and mean and variance stay.
 */
final class KnotsWhole {

    /** No stretch of several values stands for more. */
    private static final double GREATEST = 0.05;
    private static final double NEAREST = 0.004;
    private static final double FARTHEST = 0.02;
    private static final double MEAN = 0.001;
    private static final double VARIANCE = 0.002;

    private final LikelihoodSample sample;
    private final double distance;

    private KnotsWhole(LikelihoodSample sample) {
        this.sample = sample;
        distance = Math.max(NEAREST, Math.min(FARTHEST, MarginalFit.allowance(sample.n())));
    }

    static List<KnotsPiece> of(LikelihoodSample sample) {
        KnotsWhole knots = new KnotsWhole(sample);
        List<KnotsPiece> pieces = new ArrayList<>();
        int start = 0;
        while (start < sample.distinct()) {
            int end = knots.end(start);
            long count = sample.upTo(end) - sample.upTo(start - 1);
            pieces.add(KnotsPiece.uniformInt(count, sample.value(start), sample.value(end)));
            start = end + 1;
        }
        return pieces;
    }

    /** The last value of the stretch from a value on, by doubling and halving. */
    private int end(int start) {
        int good = start;
        int reach = 1;
        while (good + reach < sample.distinct() && holds(start, good + reach)) {
            good += reach;
            reach *= 2;
        }
        while (reach > 0) {
            if (good + reach < sample.distinct() && holds(start, good + reach)) {
                good += reach;
            }
            reach /= 2;
        }
        return good;
    }

    private boolean holds(int start, int end) {
        long before = sample.upTo(start - 1);
        double count = sample.upTo(end) - before;
        double n = sample.n();
        if (count > GREATEST * n) {
            return false;
        }
        double first = sample.value(start);
        double size = sample.value(end) - first + 1;
        double sum = 0;
        double squares = 0;
        double middle = first + (size - 1) / 2;
        for (int k = start; k <= end; k++) {
            double below = (sample.value(k) - first) / size;
            double upTo = (sample.value(k) - first + 1) / size;
            if (Math.abs(count * below - (sample.upTo(k - 1) - before)) > distance * n
                    || Math.abs(count * upTo - (sample.upTo(k) - before)) > distance * n) {
                return false;
            }
            double d = sample.value(k) - middle;
            sum += sample.count(k) * d;
            squares += sample.count(k) * d * d;
        }
        double off = middle - sample.mean();
        double offMean = sum / n;
        double offSquares = (squares - count * (size * size - 1) / 12) / n + 2 * off * offMean;
        return Math.abs(offMean) <= MEAN * sample.sd() && Math.abs(offSquares) <= VARIANCE * sample.variance();
    }
}
