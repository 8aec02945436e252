package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the nearest single coefficient value at which another intervention, or none, has the best mean effect. A
 * coefficient is moved alone, in all interventions that share it, outwards on a grid up to 6 standard deviations
 * (without a stated one: to -1 and 3 times its value), then the change is bisected, as {@link FlipSearch} does. A value
 * at which a formula is undefined ends its side.
 */
final class LeadSearch {

    private static final double DEVIATIONS = 6;
    private static final int STEPS = 120;
    private static final int COSTLY_STEPS = 24;
    private static final int BISECTIONS = 30;
    private static final int COSTLY_BISECTIONS = 11;
    private static final int DIGITS = 3;
    private static final int MOST_DIGITS = 15;
    /** What share of the distance from the best guess rounding may take or add; of so much at least. */
    private static final double BLUR = 0.05;
    private static final double LEAST = 0.02;
    /** Who leads is looked up this far beyond the change, where rounding does not decide. */
    private static final double BEYOND = 1e-6;
    /** A value this near to 0, in standard deviations, is 0 but for the noise that these twins drew. */
    private static final double ZERO = 1e-3;

    private final List<Basis> bases;
    private final int[] beliefs;
    private final JointMeans joint;
    private final double[] effects;
    private final int sign;
    private final StopFlag stop;
    private final int lead;
    /** NaN until asked for. */
    private final double[] guesses;
    private boolean finished = true;

    LeadSearch(List<Basis> bases, int[] beliefs, JointMeans joint, int sign, StopFlag stop) {
        this.bases = bases;
        this.beliefs = beliefs;
        this.joint = joint;
        this.effects = joint.effects;
        this.sign = sign;
        this.stop = stop;
        this.guesses = new double[effects.length];
        Arrays.fill(guesses, Double.NaN);
        this.lead = best(effects, effects.length);
    }

    /** The best intervention; their number stands for none. The incumbent keeps its place among equals. */
    private int best(double[] means, int incumbent) {
        int best = incumbent;
        for (int s = 0; s <= means.length; s++) {
            if (joint.isAbove(value(means, s), s, value(means, best), best)) {
                best = s;
            }
        }
        return best;
    }

    private double value(double[] means, int of) {
        return of == means.length ? 0 : sign * means[of];
    }

    boolean finished() {
        return finished;
    }

    Optional<JointResult.Change> nearest() {
        Optional<JointResult.Change> nearest = Optional.empty();
        for (int s = 0; s < bases.size(); s++) {
            CoefficientDraws draws = bases.get(s).draws();
            for (int j = 0; j < draws.guess.length; j++) {
                double size = draws.sd[j] > 0 ? draws.sd[j] : Math.abs(draws.guess[j]);
                double unit = owns(s, draws.names.get(j)) ? size : 0;
                double reach = draws.sd[j] > 0 ? DEVIATIONS : 2;
                for (int side = -1; side <= 1 && unit > 0; side += 2) {
                    double limit = Math.min(reach, nearest.map(JointResult.Change::distance).orElse(reach));
                    Optional<JointResult.Change> found = search(new Move(s, j, side * unit), reach, limit);
                    nearest = found.isPresent() ? found : nearest;
                }
            }
        }
        return finished ? nearest : Optional.empty();
    }

    /** Whether this intervention is the first of those that share the coefficient. */
    private boolean owns(int scenario, String coefficient) {
        for (int s = 0; s < scenario; s++) {
            if (beliefs[s] == beliefs[scenario] && bases.get(s).draws().names.contains(coefficient)) {
                return false;
            }
        }
        return true;
    }

    /** A coefficient of an intervention, and the step in which it is moved. */
    private record Move(int scenario, int coefficient, double unit) {
    }

    private boolean cheap(Move move) {
        for (int s = 0; s < beliefs.length; s++) {
            if (beliefs[s] == beliefs[move.scenario] && !bases.get(s).theta().cheap()) {
                return false;
            }
        }
        return true;
    }

    private Optional<JointResult.Change> search(Move move, double reach, double limit) {
        boolean cheap = cheap(move);
        int steps = cheap ? STEPS : COSTLY_STEPS;
        double before = 0;
        for (int i = 1; i <= steps && before < limit; i++) {
            if (!cheap && stop.stopped()) {
                finished = false;
                return Optional.empty();
            }
            double distance = i * reach / steps;
            int there = at(move, distance);
            if (there < 0) {
                return Optional.empty();
            }
            if (there != lead) {
                return bisect(move, before, distance, there, cheap).filter(change -> change.distance() < limit);
            }
            before = distance;
        }
        return Optional.empty();
    }

    /** Who is best at a distance; -1 where a formula is undefined. */
    private int at(Move move, double distance) {
        CoefficientDraws draws = bases.get(move.scenario).draws();
        String name = draws.names.get(move.coefficient);
        double by = distance * move.unit;
        double[] means = effects.clone();
        try {
            for (int s = 0; s < means.length; s++) {
                Basis basis = bases.get(s);
                int j = basis.draws().names.indexOf(name);
                if (beliefs[s] == beliefs[move.scenario] && j >= 0) {
                    double[] moved = basis.draws().guess.clone();
                    moved[j] += by * scale(draws.sd[move.coefficient], basis.draws().sd[j]);
                    means[s] += basis.theta().at(moved, Theta.PER_TWIN) - atGuess(s);
                }
            }
        } catch (InputException undefined) {
            return -1;
        }
        return best(means, lead);
    }

    /** The mean at the best guess, found once. */
    private double atGuess(int scenario) {
        if (guesses[scenario] != guesses[scenario]) {
            Basis basis = bases.get(scenario);
            guesses[scenario] = basis.theta().at(basis.draws().guess, Theta.PER_TWIN);
        }
        return guesses[scenario];
    }

    /** Coefficients that are shared move by as many of their own standard deviations. */
    private static double scale(double moved, double own) {
        return moved == own || !(moved > 0) ? 1 : own / moved;
    }

    private Optional<JointResult.Change> bisect(Move move, double same, double changed, int then, boolean cheap) {
        double low = same;
        double high = changed;
        int beyond = then;
        for (int i = 0; i < (cheap ? BISECTIONS : COSTLY_BISECTIONS); i++) {
            double middle = (low + high) / 2;
            int there = at(move, middle);
            if (there < 0) {
                return Optional.empty();
            }
            if (there == lead) {
                low = middle;
            } else {
                high = middle;
                beyond = there;
            }
        }
        int after = at(move, high + BEYOND);
        beyond = after < 0 || after == lead ? beyond : after;
        CoefficientDraws draws = bases.get(move.scenario).draws();
        double found = draws.guess[move.coefficient] + high * move.unit;
        double value = Math.abs(found) < ZERO * Math.abs(move.unit) ? 0 : found;
        return Optional.of(new JointResult.Change(move.scenario, draws.names.get(move.coefficient),
                rounded(value, BLUR * Math.max(LEAST, high) * Math.abs(move.unit)), move.unit < 0, high,
                beyond == effects.length ? JointResult.NOTHING : beyond));
    }

    /** With three digits, or as many more as leave it this near. */
    private static double rounded(double value, double near) {
        double rounded = value;
        for (int digits = DIGITS; digits <= MOST_DIGITS; digits++) {
            rounded = Double.parseDouble(Numbers.significant(value, digits));
            if (Math.abs(rounded - value) <= near) {
                break;
            }
        }
        return rounded;
    }
}
