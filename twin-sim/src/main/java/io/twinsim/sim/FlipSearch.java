package io.twinsim.sim;

import io.twinsim.internal.text.Numbers;
import java.util.Optional;

/**
 * Finds the nearest single coefficient value at which the verdict changes: each coefficient is moved alone, outwards on
 * a grid up to 6 standard deviations (without a stated one: to -1 and 3 times its value), then the change is bisected.
 */
final class FlipSearch {

    private static final double DEVIATIONS = 6;
    private static final int STEPS = 120;
    private static final int COSTLY_STEPS = 24;
    private static final int BISECTIONS = 30;
    private static final int COSTLY_BISECTIONS = 11;
    private static final int DIGITS = 3;

    private final Judge judge;
    private final Theta theta;
    private final CoefficientDraws draws;
    private final StopFlag stop;
    private final Verdict now;
    private boolean finished = true;

    FlipSearch(Judge judge, Theta theta, CoefficientDraws draws, StopFlag stop) {
        this.judge = judge;
        this.theta = theta;
        this.draws = draws;
        this.stop = stop;
        this.now = judge.verdict();
    }

    Optional<Recommendation.Flip> nearest() {
        Optional<Recommendation.Flip> best = Optional.empty();
        for (int j = 0; j < draws.guess.length; j++) {
            double unit = draws.sd[j] > 0 ? draws.sd[j] : Math.abs(draws.guess[j]);
            double reach = draws.sd[j] > 0 ? DEVIATIONS : 2;
            if (unit > 0) {
                for (int side = -1; side <= 1; side += 2) {
                    double limit = best.map(Recommendation.Flip::distance).orElse(reach);
                    Optional<Recommendation.Flip> found = search(j, side * unit, Math.min(reach, limit));
                    best = found.isPresent() ? found : best;
                }
            }
        }
        return finished ? best : Optional.empty();
    }

    /** Whether the search came to its end before the run was stopped. */
    boolean finished() {
        return finished;
    }

    private Optional<Recommendation.Flip> search(int j, double unit, double reach) {
        int steps = theta.cheap() ? STEPS : COSTLY_STEPS;
        double step = (draws.sd[j] > 0 ? DEVIATIONS : 2) / steps;
        double before = 0;
        for (int s = 1; s <= steps && before < reach; s++) {
            if (!theta.cheap() && stop.stopped()) {
                finished = false;
                return Optional.empty();
            }
            double distance = s * step;
            if (judge.at(theta, draws.guess, j, draws.guess[j] + distance * unit) != now) {
                double found = bisect(j, unit, before, distance);
                return found < reach ? Optional.of(flip(j, unit, found)) : Optional.empty();
            }
            before = distance;
        }
        return Optional.empty();
    }

    /** The distance at which the verdict changes, between one where it has not and one where it has. */
    private double bisect(int j, double unit, double same, double changed) {
        double low = same;
        double high = changed;
        for (int i = 0; i < (theta.cheap() ? BISECTIONS : COSTLY_BISECTIONS); i++) {
            double middle = (low + high) / 2;
            if (judge.at(theta, draws.guess, j, draws.guess[j] + middle * unit) == now) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private Recommendation.Flip flip(int j, double unit, double distance) {
        double value = draws.guess[j] + distance * unit;
        Verdict beyond = judge.at(theta, draws.guess, j, value);
        String shown = Numbers.significant(value, DIGITS);
        boolean below = unit < 0;
        return new Recommendation.Flip(draws.names.get(j), Double.parseDouble(shown), below, beyond, distance,
                "flips to " + beyond + " if " + draws.names.get(j) + (below ? " < " : " > ") + shown);
    }
}
