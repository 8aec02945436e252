package io.twinsim.random;

import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.QuantileTable;
import org.jspecify.annotations.Nullable;

/**
 * Counts whose distribution function is an incomplete gamma or beta function. The exact quantile starts from a normal
 * approximation with a correction for skewness and searches the whole numbers, doubling its stride and then halving it.
 */
abstract class CountFormula extends Formula {

    /** The probability of exactly k. */
    abstract double mass(double k, double a, double b);

    /** mass(k + 1) / mass(k). */
    abstract double ratio(double k, double a, double b);

    abstract double skewness(double a, double b);

    /** The quantile where it can be found at less cost with certainty, or -1. */
    double quick(double u, double a, double b) {
        return -1;
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
        double sd = Math.sqrt(variance(a, b, c));
        double guess = mean(a, b, c) + sd * (z + skewness(a, b) * (z * z - 1) / 6);
        double k = Math.rint(Math.max(0, Math.min(top, guess)));
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
        return lower ? cdf(k, a, b, c) >= tail : survival(k, a, b, c) <= tail;
    }

    @Override
    final @Nullable QuantileTable table(double a, double b, double c) {
        return variance(a, b, c) == 0 ? null : CountTable.of(this, a, b, c);
    }
}
