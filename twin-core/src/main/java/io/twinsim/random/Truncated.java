package io.twinsim.random;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/**
 * A distribution given that its value lies in [lower, upper]. The quantile is that of the base at a probability
 * inside the window, taken from the nearer tail, so that windows far out are exact: no rejection, no loss. Blocks of
 * uniforms go through the blocks of the base where the window holds half of its probability or more; else through a
 * table of the window's own, made when first a block is drawn. Immutable and thread-safe.
 */
public final class Truncated implements Distribution {

    /** From this probability inside on, the blocks of the base are accurate enough. */
    private static final double WIDE = 0.5;
    /** So close to 0 and 1 uniforms are too coarse to be added to {@code below}: quantiles are exact there, */
    private static final double EDGE = 0x1p-16;
    /** and up to here kept from passing those. */
    private static final double NEAR = 0x1p-15;
    /** 1 - 2^-53. */
    private static final double ALMOST_ONE = 0x1.fffffffffffffp-1;
    /** What the base's probabilities at the window's ends may err, relatively. */
    private static final double ROUNDING = 1e-12;

    private final Distribution base;
    private final double lower;
    private final double upper;
    private final double least;
    private final double greatest;
    /** The base's probability below the window, and above it. */
    private final double below;
    private final double above;
    private final double mass;
    private final Tables tables = new Tables();

    private Truncated(Distribution base, double lower, double upper) {
        this.base = base;
        this.lower = lower;
        this.upper = upper;
        least = Math.max(base.isInteger() ? Math.ceil(lower) : lower, base.lower());
        greatest = Math.min(base.isInteger() ? Math.floor(upper) : upper, base.upper());
        double first = base.isInteger() ? Math.ceil(lower) - 1 : lower;
        below = base.cdf(first);
        above = base.survival(upper);
        double belowFromAbove = base.survival(first);
        mass = below > 0.5 ? belowFromAbove - above : above > 0.5 ? base.cdf(upper) - below : 1 - below - above;
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
        if (truncated.mass > 0 && truncated.least <= truncated.greatest) {
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
        return x < least ? least : x > greatest ? greatest : x;
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
        return new Integration(this).mean();
    }

    /** Numerically, to about eight digits. */
    @Override
    public double variance() {
        return new Integration(this).variance();
    }

    @Override
    public double lower() {
        return least;
    }

    @Override
    public double upper() {
        return greatest;
    }

    @Override
    public boolean isInteger() {
        return base.isInteger();
    }

    @Override
    public void quantiles(double[] u, double[] out, int from, int to) {
        if (mass == 1 && below == 0 && above == 0) {
            base.quantiles(u, out, from, to);
        } else if (mass >= WIDE && !base.isInteger()) {
            throughBase(u, out, from, to);
        } else {
            tables.quantiles(this, ROUNDING * Math.min(0.5, Math.max(below, above)) / mass, u, out, from, to);
        }
    }

    /** Run by run between the few uniforms that are close to 0 or 1. */
    private void throughBase(double[] u, double[] out, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            double x = u[i];
            if (!(x > NEAR && x < 1 - NEAR)) {
                inside(u, out, start, i);
                nearEdge(x, u, out, i);
                start = i + 1;
            }
        }
        inside(u, out, start, to);
    }

    /** The base gets odd multiples of 2^-53, as from a stream: that values never fall is promised on those only. */
    private void inside(double[] u, double[] out, int from, int to) {
        double start = below + 1;
        for (int i = from; i < to; i++) {
            out[i] = Math.fma(u[i], mass, start) - ALMOST_ONE;
        }
        base.quantiles(out, out, from, to);
    }

    private void nearEdge(double x, double[] u, double[] out, int i) {
        if (x <= EDGE || x >= 1 - EDGE) {
            out[i] = at(x);
            return;
        }
        inside(u, out, i, i + 1);
        double edge = at(x < 0.5 ? EDGE : 1 - EDGE);
        out[i] = x < 0.5 == out[i] < edge ? edge : out[i];
    }

    /** The formula, such as {@code truncated(normal(0.0, 1.0), 8.0, 9.0)}. */
    @Override
    public String toString() {
        return Lines.one("truncated(" + base + ", " + Numbers.shortest(lower) + ", " + Numbers.shortest(upper) + ")");
    }
}
