package io.twinsim.scenario;

import io.twinsim.inference.ReplicateQuantile;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Normal;
import java.util.Arrays;

/**
 * The distribution of a difference: draws of what coefficients make of it, plus a normal error of the simulation that
 * is integrated out, not drawn.
 *
 * <p>Where both scenarios share their coefficients, there is one difference per draw, each as likely as the others; the
 * level p then stands at {@code (K + 1) p}, as in the total interval of one effect. Where they are independent, each of
 * the K draws of one goes with each of the other. Their K^2 differences are counted in cells, each between the two
 * nearest in proportion, which keeps their mean exactly. {@value #MIDDLE} cells span the middle, which holds 99 % of
 * the differences or more, {@value #OUTER} each side of it, so that a few far draws do not coarsen the rest; of normal
 * differences cells add less than 1e-5 of the variance.
 */
final class ErrorMixture {

    private static final int MIDDLE = 3071;
    private static final int OUTER = 512;
    private static final int CELLS = OUTER + MIDDLE + OUTER + 1;
    /** One draw of so many is outside of the middle, on each side. */
    private static final int FEW = 200;
    /** Beyond this many errors a point counts as wholly below or above, to 2e-17. */
    private static final double FAR = 8.4;
    /** No quantile is further from the points than this many errors. */
    private static final double FARTHEST = 18;
    private static final int STEPS = 200;

    /** Ascending. */
    private final double[] points;
    /** The probability of all points before one. */
    private final double[] below;
    private final double error;
    private final boolean counted;
    private final double sd;

    private ErrorMixture(double[] points, double[] below, double error, boolean counted, double sd) {
        this.points = points;
        this.below = below;
        this.error = error;
        this.counted = counted;
        this.sd = sd;
    }

    /** Equally likely draws with an error. */
    static ErrorMixture ofDraws(double[] draws, double error) {
        double variance = draws.length > 1 ? Moments.of(draws).variance() : 0;
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        double[] below = new double[sorted.length + 1];
        for (int k = 1; k <= sorted.length; k++) {
            below[k] = (double) k / sorted.length;
        }
        return new ErrorMixture(sorted, below, error, true, Math.sqrt(variance + error * error));
    }

    /** Every draw of one minus every draw of the other, with an error. */
    static ErrorMixture ofIndependent(double[] left, double[] right, double error) {
        Moments first = Moments.of(left);
        Moments second = Moments.of(right);
        double[] edges = edges(left, right);
        if (!(edges[3] > edges[0])) {
            return new ErrorMixture(new double[] {edges[0]}, new double[] {0, 1}, error, false, error);
        }
        double[] weights = weights(left, right, edges);
        double[] points = new double[CELLS];
        double[] below = new double[CELLS + 1];
        double all = (double) left.length * right.length;
        double sum = 0;
        for (int m = 0; m < CELLS; m++) {
            points[m] = m < OUTER ? edges[0] + m * width(edges, 0, OUTER)
                    : m < OUTER + MIDDLE ? edges[1] + (m - OUTER) * width(edges, 1, MIDDLE)
                    : edges[2] + (m - OUTER - MIDDLE) * width(edges, 2, OUTER);
            sum += weights[m];
            below[m + 1] = sum / all;
        }
        // without an error of their own the cells are smoothed over their width
        return new ErrorMixture(points, below, Math.max(error, width(edges, 1, MIDDLE)), false,
                Math.sqrt(first.variance() + second.variance() + error * error));
    }

    /** The least difference, the limits of the middle and the greatest; all is middle where the middle is a point. */
    private static double[] edges(double[] left, double[] right) {
        double[] one = left.clone();
        double[] other = right.clone();
        Arrays.sort(one);
        Arrays.sort(other);
        int n = one.length - 1;
        int m = other.length - 1;
        int few = one.length / FEW;
        int fewOther = other.length / FEW;
        double[] edges = {one[0] - other[m], one[few] - other[m - fewOther], one[n - few] - other[fewOther],
            one[n] - other[0]};
        if (!(width(edges, 1, MIDDLE) > 0)) {
            edges[1] = edges[0];
            edges[2] = edges[3];
        }
        return edges;
    }

    private static double width(double[] edges, int part, int cells) {
        return (edges[part + 1] - edges[part]) / cells;
    }

    /** How many differences fall to each cell, the share of two neighbours in each. */
    private static double[] weights(double[] left, double[] right, double[] edges) {
        double[] weights = new double[CELLS + 1];
        double low = width(edges, 0, OUTER);
        double middle = width(edges, 1, MIDDLE);
        double high = width(edges, 2, OUTER);
        for (double one : left) {
            for (double other : right) {
                double d = one - other;
                double place = d < edges[1] ? (d - edges[0]) / low
                        : d <= edges[2] ? OUTER + (d - edges[1]) / middle
                        : OUTER + MIDDLE + (d - edges[2]) / high;
                int cell = (int) place;
                double share = place - cell;
                weights[cell] += 1 - share;
                weights[cell + 1] += share;
            }
        }
        weights[CELLS - 1] += weights[CELLS]; // rounding at the upper end
        return weights;
    }

    /** The standard deviation, error included. */
    double sd() {
        return sd;
    }

    private boolean isPlain() {
        double last = points[points.length - 1];
        return !(error > 0) || points[0] + error == points[0] && last + error == last;
    }

    /** The value below which the share p lies. */
    double quantile(double p) {
        double plain = counted ? ReplicateQuantile.quantile(points, p) : points[reached(p)];
        if (isPlain()) {
            return plain;
        }
        double found = solve(counted ? rank(p) / points.length : p);
        return !counted ? found : p < 0.5 ? Math.min(found, plain) : Math.max(found, plain);
    }

    /** The first point at which the share p is reached. */
    private int reached(double p) {
        int m = 0;
        while (m < points.length - 1 && below[m + 1] < p) {
            m++;
        }
        return m;
    }

    /** A draw at the value itself counts half, so the rank (n + 1) p is reached at a count of (n + 1) p - 1/2. */
    private double rank(double p) {
        int n = points.length;
        return p < 0.5 ? Math.max((n + 1) * p - 0.5, n * p / 2) : Math.min((n + 1) * p - 0.5, n - n * (1 - p) / 2);
    }

    /** The probability of values below x; of x itself half. */
    double below(double x) {
        if (isPlain()) {
            double sum = 0;
            for (int m = 0; m < points.length; m++) {
                double weight = below[m + 1] - below[m];
                sum += points[m] < x ? weight : points[m] == x ? weight / 2 : 0;
            }
            return sum;
        }
        int first = rankOf(x - FAR * error);
        int end = rankOf(x + FAR * error);
        double sum = below[first];
        for (int m = first; m < end; m++) {
            sum += (below[m + 1] - below[m]) * Normal.cdf((x - points[m]) / error);
        }
        return sum;
    }

    private double density(double x) {
        double sum = 0;
        int end = rankOf(x + FAR * error);
        for (int m = rankOf(x - FAR * error); m < end; m++) {
            sum += (below[m + 1] - below[m]) * Normal.density((x - points[m]) / error);
        }
        return sum / error;
    }

    /** How many points are below x. */
    private int rankOf(double x) {
        int found = Arrays.binarySearch(points, x);
        return found < 0 ? -found - 1 : found;
    }

    /** Newton's method, halved where it leaves the bracket. */
    private double solve(double share) {
        double low = points[0] - FARTHEST * error;
        double high = points[points.length - 1] + FARTHEST * error;
        double x = start(share, low, high);
        for (int i = 0; i < STEPS; i++) {
            double excess = below(x) - share;
            if (excess < 0) {
                low = x;
            } else {
                high = x;
            }
            double next = x - excess / density(x);
            if (!(next > low && next < high)) {
                next = low + (high - low) / 2;
            }
            if (Math.abs(next - x) <= 1e-12 * sd || next <= low || next >= high) {
                return next;
            }
            x = next;
        }
        return x;
    }

    /** Where a normal distribution of the same mean and deviation has its quantile, if that is inside. */
    private double start(double share, double low, double high) {
        double mean = 0;
        for (int m = 0; m < points.length; m++) {
            mean += (below[m + 1] - below[m]) * points[m];
        }
        double x = mean + sd * Normal.quantile(share);
        return x > low && x < high ? x : low + (high - low) / 2;
    }
}
