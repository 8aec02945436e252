package io.twinsim.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * Mean effects of simulations that run together, at the best guess and under each draw of the coefficients. Those that
 * differ by rounding alone are made equal, to an earlier one or to 0: otherwise {@code $weeks * $dose} with both
 * exchanged would lead, and be surely better, by its last bit.
 */
final class JointMeans {

    /** Units in the last place of what means are computed from. */
    private static final int ROUNDING = 16;

    /** At the best guess. */
    final double[] effects;
    /** Under each draw; none where no uncertainty is stated. */
    final List<double[]> draws = new ArrayList<>();
    /** The largest effect of a single twin. */
    private final double[] largest;

    /**
     * Of simulations that are done.
     *
     * @param effects the mean effects, not modified
     * @param largest the largest effect of a single twin in each
     */
    JointMeans(List<Basis> bases, double[] effects, double[] largest) {
        this.effects = effects.clone();
        this.largest = largest;
        for (int s = 0; s < effects.length; s++) {
            Uncertainty uncertainty = bases.get(s).uncertainty();
            double[] means = uncertainty == null ? new double[0] : uncertainty.values(Theta.PER_TWIN);
            this.effects[s] = settled(s, effects[s], -1);
            for (int k = 0; k < means.length; k++) {
                means[k] = settled(s, means[k], k);
            }
            draws.add(means);
        }
    }

    /** A mean, or 0 or the first of the earlier ones under the same draw (-1: the best guess) that it equals. */
    private double settled(int simulation, double mean, int draw) {
        if (same(mean, 0, largest[simulation])) {
            return 0;
        }
        for (int s = 0; s < simulation; s++) {
            double other = draw < 0 || draws.get(s).length == 0 ? effects[s] : draws.get(s)[draw];
            if (same(mean, other, Math.max(largest[simulation], largest[s]))) {
                return other;
            }
        }
        return mean;
    }

    private static boolean same(double a, double b, double largest) {
        double size = Math.max(largest, Math.max(Math.abs(a), Math.abs(b)));
        return Math.abs(a - b) <= ROUNDING * Math.ulp(size);
    }

    /** Whether a value of one simulation is above that of another by more than rounding; their number is for none. */
    boolean isAbove(double value, int simulation, double other, int against) {
        return value > other && !same(value, other, Math.max(largest(simulation), largest(against)));
    }

    private double largest(int simulation) {
        return simulation == largest.length ? 0 : largest[simulation];
    }
}
