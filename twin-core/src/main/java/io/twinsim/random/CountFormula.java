package io.twinsim.random;

import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.QuantileTable;
import org.jspecify.annotations.Nullable;

/**
 * Counts of Panjer's class (see {@link CountSums}), whose distribution function is an incomplete gamma or beta
 * function. The quantile is that of the exact search: it starts from a normal approximation with a correction for
 * skewness and searches the whole numbers, doubling its stride and then halving it. Expansions and sums come first, and
 * leave to the search what they cannot decide with certainty.
 */
abstract class CountFormula extends Formula {

    /** Sums from zero on are the shortest way up to this mean. */
    private static final double SMALL = 100;
    /** Sums around a guess beyond this reach grow longer than the exact search. */
    private static final double FAR = 400;
    /** Relative: so close to a step the error of the distribution function could decide, */
    private static final double UNCLEAR = 2e-12;
    /** and so close to it one that is not decided by many digits is taken for the step itself. */
    private static final double EVEN = 1e-13;
    /** Down to here uniforms are worth sums. */
    private static final double LEAST = 0x1p-53;

    /** The probability of exactly k. */
    abstract double mass(double k, double a, double b);

    /** The probability of 0. */
    abstract double massAtZero(double a, double b);

    abstract double scale(double a, double b);

    abstract double size(double a);

    abstract double sign();

    /** Beyond this distance from the quantile all masses together are below rounding. */
    abstract double reach(double a, double b);

    abstract double skewness(double a, double b);

    /**
     * The sign of cdf(k) (lower) or survival(k) less the tail, found with many digits; 0 if equal or undecided.
     */
    abstract int compare(double k, double tail, boolean lower, double a, double b);

    /**
     * From normal quantiles w to counts, in place, by an expansion; where it does not decide, to a number that is not
     * at least 0.
     */
    abstract void expand(double[] w, double[] a, double @Nullable [] b, int from, int to);

    /** mass(k + 1) / mass(k). */
    final double ratio(double k, double a, double b) {
        return scale(a, b) * (size(a) + sign() * k) / (k + 1);
    }

    /** The quantile where sums find it with certainty, or -1. */
    final double quick(double u, double a, double b) {
        double mean = mean(a, b, 0);
        double k = mean <= SMALL ? CountSums.fromZero(u, massAtZero(a, b), scale(a, b), size(a), sign()) : -1;
        double reach = reach(a, b);
        if (k >= 0 || !(reach <= FAR && reach > 0 && u >= LEAST)) {
            return k;
        }
        double guess = Math.max(0, Math.ceil(guess(Normal.quantile(u), a, b) - 0.5));
        return CountSums.around(u, guess, mass(guess, a, b), mean, reach, scale(a, b), size(a), sign());
    }

    private double guess(double z, double a, double b) {
        return mean(a, b, 0) + Math.sqrt(variance(a, b, 0)) * (z + skewness(a, b) * (z * z - 1) / 6);
    }

    @Override
    final boolean isInteger() {
        return true;
    }

    @Override
    final double lower(double a, double b, double c) {
        return 0;
    }

    @Override
    final double quantile(double u, double a, double b, double c) {
        double k = quick(u, a, b);
        return k >= 0 ? k : u <= 0.5 ? search(u, true, a, b, c) : search(1 - u, false, a, b, c);
    }

    @Override
    final double survivalQuantile(double q, double a, double b, double c) {
        return q < 0.5 ? search(q, false, a, b, c) : search(1 - q, true, a, b, c);
    }

    /** The smallest k with {@code cdf(k) >= tail} (lower) or {@code survival(k) <= tail} (upper). */
    final double search(double tail, boolean lower, double a, double b, double c) {
        double top = upper(a, b, c);
        double z = lower ? Normal.quantile(tail) : -Normal.quantile(tail);
        double k = Math.rint(Math.max(0, Math.min(top, guess(z, a, b))));
        double stride = 1;
        if (reaches(k, tail, lower, a, b, c)) {
            double low = k;
            do {
                k = low;
                low = k - stride;
                stride *= 2;
            } while (low >= 0 && reaches(low, tail, lower, a, b, c));
            return bisect(Math.max(-1, low), k, tail, lower, a, b, c);
        }
        double low;
        do {
            low = k;
            k += stride;
            stride *= 2;
        } while (k < top && !reaches(k, tail, lower, a, b, c));
        return bisect(low, Math.min(k, top), tail, lower, a, b, c);
    }

    /** The low end does not reach the tail, the high end does. */
    private double bisect(double low, double high, double tail, boolean lower, double a, double b, double c) {
        double below = low;
        double above = high;
        while (above - below > 1) {
            double middle = Math.floor((below + above) / 2);
            if (reaches(middle, tail, lower, a, b, c)) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return above;
    }

    private boolean reaches(double k, double tail, boolean lower, double a, double b, double c) {
        double excess = (lower ? cdf(k, a, b, c) : survival(k, a, b, c)) - tail;
        if (Math.abs(excess) <= UNCLEAR * tail) {
            int sign = compare(k, tail, lower, a, b);
            excess = sign != 0 ? sign : Math.abs(excess) <= EVEN * tail ? 0 : excess;
        }
        return lower ? excess >= 0 : excess <= 0;
    }

    /** Whole blocks by the expansion, and row by row what it leaves open. */
    @Override
    final void rowQuantiles(double[] u, double[] a, double @Nullable [] b, double @Nullable [] c,
            double[] out, int from, int to) {
        boolean apart = u != out;
        if (apart) {
            Normal.quantile(u, out, from, to);
            expand(out, a, b, from, to);
        }
        finish(apart, u, a, b, out, from, to);
    }

    @Override
    final void rowQuantiles(UniformBlock u, double[] a, double @Nullable [] b, double @Nullable [] c,
            double[] out, int from, int to) {
        u.normals(out, from, to);
        expand(out, a, b, from, to);
        finish(true, u.values(), a, b, out, from, to);
    }

    private void finish(boolean expanded, double[] u, double[] a, double @Nullable [] b, double[] out, int from,
            int to) {
        for (int i = from; i < to; i++) {
            if (!(expanded && out[i] >= 0)) {
                out[i] = quantile(u[i], a[i], b == null ? 0 : b[i], 0);
            }
        }
    }

    @Override
    final @Nullable QuantileTable table(double a, double b, double c) {
        return variance(a, b, c) == 0 ? null : CountTable.of(this, a, b, c);
    }
}
