package io.twinsim.sim;

import io.twinsim.internal.text.Numbers;
import java.util.Optional;

/**
 * Finds the nearest single coefficient value at which the verdict changes: each coefficient is moved alone, outwards on
 * a grid up to 6 standard deviations (without a stated one: to -1 and 3 times its value), then the change is bisected.
 * A value at which the formula is undefined ends its side.
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
            Optional<Verdict> there = at(j, unit, distance);
            if (there.isEmpty()) {
                return Optional.empty();
            }
            if (there.get() != now) {
                return bisect(j, unit, before, distance, there.get()).filter(flip -> flip.distance() < reach);
            }
            before = distance;
        }
        return Optional.empty();
    }

    /** The verdict at a distance; empty where the formula is undefined. */
    private Optional<Verdict> at(int j, double unit, double distance) {
        return judge.at(theta, draws.guess, j, draws.guess[j] + distance * unit);
    }

    /**
     * The change of the verdict between a distance where it has not changed and one where it has; empty if the formula
     * is undefined in between.
     */
    private Optional<Recommendation.Flip> bisect(int j, double unit, double same, double changed, Verdict verdict) {
        double low = same;
        double high = changed;
        Verdict beyond = verdict;
        for (int i = 0; i < (theta.cheap() ? BISECTIONS : COSTLY_BISECTIONS); i++) {
            double middle = (low + high) / 2;
            Optional<Verdict> there = at(j, unit, middle);
            if (there.isEmpty()) {
                return Optional.empty();
            }
            if (there.get() == now) {
                low = middle;
            } else {
                high = middle;
                beyond = there.get();
            }
        }
        return Optional.of(flip(j, unit, high, beyond));
    }

    private Recommendation.Flip flip(int j, double unit, double distance, Verdict beyond) {
        double value = draws.guess[j] + distance * unit;
        String shown = Numbers.significant(value, DIGITS);
        boolean below = unit < 0;
        return new Recommendation.Flip(draws.names.get(j), Double.parseDouble(shown), below, beyond, distance,
                "flips to " + beyond + " if " + draws.names.get(j) + (below ? " < " : " > ") + shown);
    }
}
