package io.twinsim.random;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/**
 * A distribution given by its quantiles at the equally spaced probabilities 0, 1/(n-1), ..., 1, with straight lines
 * between them. Immutable and thread-safe.
 */
public final class Empirical implements Distribution {

    private final double[] knots;

    private Empirical(double[] knots) {
        this.knots = knots;
    }

    /**
     * A distribution through quantiles.
     *
     * @param quantiles the least value, the quantiles between, the greatest value: at least 2, finite, never falling;
     *     copied
     * @return the distribution
     * @throws InputException if a rule above is broken
     */
    public static Distribution of(double... quantiles) {
        if (quantiles.length < 2) {
            throw new InputException("empirical must have at least 2 quantiles, got " + quantiles.length);
        }
        for (int k = 0; k < quantiles.length; k++) {
            if (!Double.isFinite(quantiles[k])) {
                throw Checks.refuse("quantile " + k + " of empirical", "be finite", quantiles[k], null);
            }
            if (k > 0 && !(quantiles[k] >= quantiles[k - 1])) {
                throw new InputException("empirical quantiles must not fall, got " + Numbers.shortest(quantiles[k])
                        + " after " + Numbers.shortest(quantiles[k - 1]));
            }
        }
        Checks.finite(quantiles[quantiles.length - 1] - quantiles[0], "range of empirical");
        return new Empirical(quantiles.clone());
    }

    @Override
    public double quantile(double u) {
        return at(Checks.openUnit(u, "u"));
    }

    @Override
    public double survivalQuantile(double q) {
        return at(1 - Checks.openUnit(q, "q"));
    }

    /** The quantiles, shared: not to be written to. */
    double[] knots() {
        return knots;
    }

    private double at(double u) {
        double position = u * (knots.length - 1);
        int k = (int) position;
        // u below 1 may round up to the last knot
        k = k < knots.length - 1 ? k : knots.length - 2;
        double low = knots[k];
        double high = knots[k + 1];
        double x = low + (high - low) * (position - k);
        return x < high ? x : high;
    }

    @Override
    public double cdf(double x) {
        int last = knots.length - 1;
        if (x >= knots[last] || x < knots[0]) {
            return x >= knots[last] ? 1 : 0;
        }
        int k = 0;
        int end = last;
        while (end - k > 1) {
            int middle = (k + end) >>> 1;
            if (knots[middle] <= x) {
                k = middle;
            } else {
                end = middle;
            }
        }
        return (k + (x - knots[k]) / (knots[k + 1] - knots[k])) / last;
    }

    @Override
    public double survival(double x) {
        return 1 - cdf(x);
    }

    @Override
    public double mean() {
        double sum = 0;
        for (int k = 1; k < knots.length; k++) {
            sum += knots[k - 1] / 2 + knots[k] / 2;
        }
        return sum / (knots.length - 1);
    }

    @Override
    public double variance() {
        double mean = mean();
        double sum = 0;
        for (int k = 1; k < knots.length; k++) {
            double a = knots[k - 1] - mean;
            double b = knots[k] - mean;
            sum += (a * a + a * b + b * b) / 3;
        }
        return sum / (knots.length - 1);
    }

    @Override
    public double lower() {
        return knots[0];
    }

    @Override
    public double upper() {
        return knots[knots.length - 1];
    }

    @Override
    public boolean isInteger() {
        return false;
    }

    @Override
    public void quantiles(double[] u, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = at(u[i]);
        }
    }

    /** The formula, such as {@code empirical(0.0, 1.0, 5.0)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("empirical(");
        for (int k = 0; k < knots.length; k++) {
            text.append(k == 0 ? "" : ", ").append(Numbers.shortest(knots[k]));
        }
        return Lines.one(text.append(')').toString());
    }
}
