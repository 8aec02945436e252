package io.twinsim.random;

import io.twinsim.InputException;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mixture of distributions. The quantile lies between the least and the greatest quantile of the components and is
 * found there by bisection of the mixture's own distribution function, so it is monotone like any other. Blocks of
 * uniforms go through a table of such quantiles, made when first a block is drawn. Mixtures of constants, empirical
 * distributions and stretches of whole numbers have a closed form instead. Immutable and thread-safe.
 */
public final class Mixture implements Distribution {

    /** Enough to halve all doubles down to two neighbours. */
    private static final int HALVINGS = 2_200;
    private static final int SEARCHES = 60;
    /** A relative distance of probabilities that no rounding reaches. */
    private static final double CLEAR = 4e-13;
    private static final double NEAR = 1e-9;

    private final double[] weights;
    private final Distribution[] components;
    private final boolean isInteger;
    private final Tables tables = new Tables();
    private final @Nullable MixturePieces pieces;

    private Mixture(double[] weights, Distribution[] components) {
        this.weights = weights;
        this.components = components;
        boolean whole = true;
        for (Distribution component : components) {
            whole &= component.isInteger();
        }
        isInteger = whole;
        pieces = MixturePieces.of(weights, components);
    }

    /**
     * A mixture.
     *
     * @param weights one per component, in [0, 1], summing to 1 within 1e-9; divided by their exact sum
     * @param components the distributions, at least one; those of weight 0 are left out
     * @return the mixture
     * @throws InputException if the weights break a rule above
     */
    public static Distribution of(double[] weights, List<Distribution> components) {
        if (weights.length != components.size() || weights.length == 0) {
            throw new InputException("mixture must have one weight per component and at least one component, got "
                    + weights.length + " weights and " + components.size() + " components");
        }
        double sum = 0;
        int used = 0;
        for (int k = 0; k < weights.length; k++) {
            Checks.notNull(components.get(k), "component");
            if (!(weights[k] >= 0 && weights[k] <= 1)) {
                throw Checks.refuse("weight of " + components.get(k), "be in [0.0, 1.0]", weights[k], null);
            }
            sum += weights[k];
            used += weights[k] > 0 ? 1 : 0;
        }
        if (!(Math.abs(sum - 1) <= 1e-9)) {
            throw new InputException("weights must sum to 1 +- 1e-9, got " + Numbers.significant(sum, 12));
        }
        double[] shares = new double[used];
        Distribution[] parts = new Distribution[used];
        int next = 0;
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] > 0) {
                shares[next] = weights[k] / sum;
                parts[next++] = components.get(k);
            }
        }
        return new Mixture(shares, parts);
    }

    @Override
    public double quantile(double u) {
        Checks.openUnit(u, "u");
        return pieces != null ? pieces.quantile(u) : bisect(u, true);
    }

    @Override
    public double survivalQuantile(double q) {
        Checks.openUnit(q, "q");
        return pieces != null ? pieces.survivalQuantile(q) : bisect(q, false);
    }

    private double bisect(double tail, boolean fromBelow) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Distribution component : components) {
            double x = fromBelow ? component.quantile(tail) : component.survivalQuantile(tail);
            low = Math.min(low, x);
            high = Math.max(high, x);
        }
        if (isInteger && low < high) {
            low -= 1;
        }
        boolean lower = fromBelow == tail <= 0.5;
        double least = tail <= 0.5 ? tail : 1 - tail;
        // The least quantile may be an atom that holds the probability; the search would end just above it.
        if (!isInteger && (lower ? cdf(low) >= least : survival(low) <= least)) {
            return low;
        }
        return isInteger || low == high ? halve(low, high, low, high, least, lower) : find(low, high, least, lower);
    }

    /** Halves down to neighbours; only between {@code below} and {@code above} the probability has to be asked. */
    private double halve(double from, double to, double below, double above, double least, boolean lower) {
        double low = from;
        double high = to;
        for (int step = 0; step < HALVINGS; step++) {
            // Halving alone would take a thousand steps to reach an atom at 0.
            double middle = low < 0 && high > 0 ? 0 : isInteger ? Math.floor(low / 2 + high / 2) : low / 2 + high / 2;
            if (!(middle > low && middle < high)) {
                break;
            }
            if (middle >= above || middle > below && (lower ? cdf(middle) >= least : survival(middle) <= least)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /**
     * Finds a narrow window first, outside of which no rounding decides whether the probability is reached: by false
     * position on its logarithm (the Illinois method, Dowell and Jarratt 1971), with a halving every fourth step
     * against plateaus.
     */
    private double find(double low, double high, double least, boolean lower) {
        double below = low;
        double above = high;
        double left = excess(low, least, lower);
        double right = excess(high, least, lower);
        double last = low;
        double lastExcess = left;
        for (int step = 1; step < SEARCHES && left < -CLEAR && right > CLEAR; step++) {
            double share = left / (left - right);
            double x = below + (above - below) * (step % 4 != 0 && share > 0 && share < 1 ? share : 0.5);
            double excess = excess(x, least, lower);
            if (Math.abs(excess) <= NEAR) {
                double slope = (excess - lastExcess) / (x - last);
                double down = x - (excess + 3 * CLEAR) / slope;
                double up = x - (excess - 3 * CLEAR) / slope;
                below = down > below && excess(down, least, lower) < -CLEAR ? down : below;
                above = up < above && excess(up, least, lower) > CLEAR ? up : above;
                break;
            }
            boolean isAbove = excess > 0;
            boolean sameSide = isAbove == lastExcess > 0;
            left = isAbove ? (sameSide ? left / 2 : left) : excess;
            right = isAbove ? excess : sameSide ? right / 2 : right;
            below = isAbove ? below : x;
            above = isAbove ? x : above;
            last = x;
            lastExcess = excess;
        }
        return halve(low, high, below, above, least, lower);
    }

    /** By how much x is beyond the quantile, as the logarithm of a ratio of probabilities. */
    private double excess(double x, double least, boolean lower) {
        return lower ? Elementary.log(cdf(x) / least) : -Elementary.log(survival(x) / least);
    }

    @Override
    public double cdf(double x) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * components[k].cdf(x);
        }
        return Math.min(1, sum);
    }

    @Override
    public double survival(double x) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * components[k].survival(x);
        }
        return Math.min(1, sum);
    }

    @Override
    public double mean() {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * components[k].mean();
        }
        return sum;
    }

    @Override
    public double variance() {
        double mean = mean();
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            double d = components[k].mean() - mean;
            sum += weights[k] * (components[k].variance() + d * d);
        }
        return sum;
    }

    @Override
    public double lower() {
        double least = Double.POSITIVE_INFINITY;
        for (Distribution component : components) {
            least = Math.min(least, component.lower());
        }
        return least;
    }

    @Override
    public double upper() {
        double greatest = Double.NEGATIVE_INFINITY;
        for (Distribution component : components) {
            greatest = Math.max(greatest, component.upper());
        }
        return greatest;
    }

    @Override
    public boolean isInteger() {
        return isInteger;
    }

    @Override
    public void quantiles(double[] u, double[] out, int from, int to) {
        if (pieces == null) {
            tables.quantiles(this, 0, u, out, from, to);
            return;
        }
        for (int i = from; i < to; i++) {
            out[i] = pieces.quantile(u[i]);
        }
    }

    /** The formula, such as {@code mixture(0.5: normal(0.0, 1.0), 0.5: normal(3.0, 1.0))}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("mixture(");
        for (int k = 0; k < weights.length; k++) {
            text.append(k == 0 ? "" : ", ").append(Numbers.shortest(weights[k])).append(": ").append(components[k]);
        }
        return Lines.one(text.append(')').toString());
    }
}
