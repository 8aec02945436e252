package io.twinsim.random;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;

/**
 * A distribution given that its value lies in [lower, upper]. The quantile is that of the base at a probability
 * inside the window, taken from the nearer tail, so that windows far out are exact: no rejection, no loss. Immutable
 * and thread-safe.
 */
public final class Truncated implements Distribution {

    private final Distribution base;
    private final double lower;
    private final double upper;
    /** The base's probability below the window, and above it. */
    private final double below;
    private final double above;
    private final double mass;
    private final Integration moments;

    private Truncated(Distribution base, double lower, double upper) {
        this.base = base;
        this.lower = lower;
        this.upper = upper;
        double first = base.isInteger() ? Math.ceil(lower) - 1 : lower;
        below = base.cdf(first);
        above = base.survival(upper);
        double belowFromAbove = base.survival(first);
        mass = below > 0.5 ? belowFromAbove - above : above > 0.5 ? base.cdf(upper) - below : 1 - below - above;
        moments = new Integration(this);
    }

    /**
     * A distribution cut to a window.
     *
     * @param base the distribution to cut
     * @param lower the lower end, included; may be negative infinity
     * @param upper the upper end, included; may be infinity
     * @return the distribution within the window
     * @throws InputException unless {@code lower < upper}, or if the base has no probability inside
     */
    public static Distribution of(Distribution base, double lower, double upper) {
        Checks.notNull(base, "base");
        if (!(lower < upper)) {
            throw new InputException("truncated lower must be below upper, got lower = " + Numbers.shortest(lower)
                    + ", upper = " + Numbers.shortest(upper));
        }
        Truncated truncated = new Truncated(base, lower, upper);
        if (truncated.mass > 0 && truncated.lower() <= truncated.upper()) {
            return truncated;
        }
        throw new InputException("truncated window must hold some probability of " + base
                + ", got no probability inside ["
                + Numbers.shortest(lower) + ", " + Numbers.shortest(upper) + "]");
    }

    @Override
    public double quantile(double u) {
        return at(Checks.openUnit(u, "u"));
    }

    private double at(double u) {
        double p = below + u * mass;
        return clamp(p <= 0.5 ? base.quantile(Math.max(p, Double.MIN_VALUE)) : fromAbove(above + (1 - u) * mass));
    }

    private double fromAbove(double q) {
        return base.survivalQuantile(Math.max(q, Double.MIN_VALUE));
    }

    @Override
    public double survivalQuantile(double q) {
        Checks.openUnit(q, "q");
        double tail = above + q * mass;
        return clamp(tail <= 0.5 ? fromAbove(tail) : base.quantile(Math.max(below + (1 - q) * mass, Double.MIN_VALUE)));
    }

    private double clamp(double x) {
        return Math.max(lower(), Math.min(upper(), x));
    }

    @Override
    public double cdf(double x) {
        if (x >= upper || x < lower) {
            return x >= upper ? 1 : 0;
        }
        return Math.min(1, below > 0.5 ? 1 - survival(x) : (base.cdf(x) - below) / mass);
    }

    @Override
    public double survival(double x) {
        if (x >= upper || x < lower) {
            return x >= upper ? 0 : 1;
        }
        return Math.min(1, below > 0.5 ? (base.survival(x) - above) / mass : 1 - cdf(x));
    }

    /** Numerically, to about ten digits. */
    @Override
    public double mean() {
        return moments.mean();
    }

    /** Numerically, to about eight digits. */
    @Override
    public double variance() {
        return moments.variance();
    }

    @Override
    public double lower() {
        return Math.max(base.isInteger() ? Math.ceil(lower) : lower, base.lower());
    }

    @Override
    public double upper() {
        return Math.min(base.isInteger() ? Math.floor(upper) : upper, base.upper());
    }

    @Override
    public boolean isInteger() {
        return base.isInteger();
    }

    @Override
    public void quantiles(double[] u, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = at(u[i]);
        }
    }

    /** The formula, such as {@code truncated(normal(0.0, 1.0), 8.0, 9.0)}. */
    @Override
    public String toString() {
        return "truncated(" + base + ", " + Numbers.shortest(lower) + ", " + Numbers.shortest(upper) + ")";
    }
}
