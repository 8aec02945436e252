package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies the decision rule to a mean effect and finds where the verdict would change. */
final class Judge {

    static final double LEVEL = 0.95;

    private final int sign;
    private final double threshold;
    private final int index;
    private final double effect;
    private final double standardError;
    private final @Nullable Uncertainty uncertainty;
    private final Interval interval;
    /** Twins, if the intervention reaches none of them; else 0. */
    private final long missed;
    /** What limits the verdict: that the uncertainty of coefficients, or of some, is not part of it. */
    private final String condition;

    /**
     * A mean effect to be judged.
     *
     * @param index {@link Theta#PER_TWIN} or {@link Theta#PER_REACHED}
     * @param simulated the simulation interval at level 0.95, used if the coefficients' uncertainty is not stated
     * @param missed all twins if none of them is reached, which is skipped whatever the threshold; else 0
     */
    Judge(Scenario scenario, int index, double effect, double standardError, @Nullable Uncertainty uncertainty,
            Interval simulated, long missed) {
        this.missed = missed;
        this.sign = scenario.sign();
        this.threshold = scenario.model().decision().threshold();
        this.index = index;
        this.effect = effect;
        this.standardError = standardError;
        this.uncertainty = uncertainty;
        this.interval = uncertainty == null
                ? simulated.as(IntervalKind.TOTAL) : uncertainty.total(index, standardError, LEVEL);
        Stated stated = new Stated(scenario.intervention());
        this.condition = uncertainty == null
                ? ", if the assumed coefficients hold; their uncertainty is " + stated.word()
                : stated.missing().isEmpty() ? ""
                : "; the uncertainty of " + Names.list(stated.missing()) + " is not stated";
    }

    /** The rule: e, L and U in the better direction. */
    static Verdict verdict(double e, double lower, double upper, double threshold) {
        if (upper < 0 || e < threshold) {
            return Verdict.SKIP;
        }
        return lower <= 0 || upper - lower > e ? Verdict.REFINE : Verdict.DEPLOY;
    }

    private Verdict verdict(double value, double lower, double upper) {
        return sign > 0 ? verdict(value, lower, upper, threshold) : verdict(-value, -upper, -lower, threshold);
    }

    Verdict verdict() {
        return missed > 0 ? Verdict.SKIP : verdict(effect, interval.lower(), interval.upper());
    }

    /**
     * The verdict if one coefficient had another value and the rest stayed; the simulation's own error is kept. Empty
     * if the formula is undefined there or for some of the draws around it, or if nobody is reached.
     */
    Optional<Verdict> at(Theta theta, double[] guess, int coefficient, double value) {
        try {
            return moved(theta, guess, coefficient, value);
        } catch (InputException undefined) {
            return Optional.empty();
        }
    }

    private Optional<Verdict> moved(Theta theta, double[] guess, int coefficient, double value) {
        double[] b = guess.clone();
        b[coefficient] = value;
        double shift = theta.at(b, index) - theta.at(guess, index);
        if (!Double.isFinite(shift)) {
            return Optional.empty();
        }
        if (missed > 0 && shift == 0) {
            return Optional.of(verdict());
        }
        if (uncertainty == null || !theta.cheap() || theta.shifts(coefficient)) {
            return Optional.of(verdict(effect + shift, interval.lower() + shift, interval.upper() + shift));
        }
        double[] values = uncertainty.moved(coefficient, value, index);
        if (sign * (effect + shift) < threshold) {
            return Optional.of(Verdict.SKIP); // whatever the interval is
        }
        return Optional.of(verdict(effect + shift, new Spread(values, standardError)));
    }

    /** The verdict on an effect that reaches the threshold: by bounds of the limits where they decide it. */
    private Verdict verdict(double value, Spread spread) {
        double tail = (1 - LEVEL) / 2;
        double[] low = spread.bounds(tail);
        double[] high = spread.bounds(1 - tail);
        Verdict narrow = verdict(value, low[1], high[0]);
        Verdict wide = verdict(value, low[0], high[1]);
        boolean sides = low[0] > 0 == low[1] > 0 && high[0] < 0 == high[1] < 0
                && low[0] < 0 == low[1] < 0 && high[0] > 0 == high[1] > 0;
        return sides && narrow == wide ? narrow : verdict(value, spread.quantile(tail), spread.quantile(1 - tail));
    }

    Recommendation recommend(Optional<Recommendation.Flip> flip, boolean perReached) {
        boolean total = uncertainty != null;
        double upper = sign > 0 ? interval.upper() : -interval.lower();
        Verdict verdict = verdict();
        return new Recommendation(verdict, upper < 0,
                total ? Recommendation.TOTAL : Recommendation.SIMULATION_ONLY, effect, interval, threshold,
                probWorthwhile(), flip, missed > 0 ? "reaches none of " + Shown.count(missed, "twin")
                : rationale(verdict, upper, perReached) + condition);
    }

    private String rationale(Verdict verdict, double upper, boolean perReached) {
        int decimals = Numbers.decimals(interval.width() / 2);
        double e = sign * effect;
        String what = "the effect " + Numbers.signed(effect, decimals) + (perReached ? " per twin reached" : "");
        String limits = Shown.percent(LEVEL) + " interval";
        String bound = Numbers.significant(threshold, 6);
        if (upper < 0) {
            return "harmful: " + what + " goes the wrong way, and its whole " + limits + " does";
        }
        return switch (verdict) {
            case SKIP -> what + " is short of the threshold " + bound
                    + (sign > 0 ? "" : " in the better direction, which is down");
            case REFINE -> what + " reaches the threshold " + bound + ", but its " + limits
                    + (interval.contains(0) ? " includes 0" : " is wider than the effect itself");
            case DEPLOY -> what + " reaches the threshold " + bound + (e >= 0 ? " and its " : ", its ") + limits
                    + " is on the better side of 0 and narrower than the effect";
        };
    }

    /** Pr(e >= threshold), averaged over the coefficient draws. */
    private double probWorthwhile() {
        if (uncertainty == null) {
            return reaches(effect);
        }
        double[] means = uncertainty.values(index);
        if (standardError > 0) {
            for (int k = 0; k < means.length; k++) {
                means[k] = (sign * means[k] - threshold) / standardError;
            }
            Normal.cdf(means, means, 0, means.length);
        } else {
            for (int k = 0; k < means.length; k++) {
                means[k] = reaches(means[k]);
            }
        }
        return Moments.of(means).mean();
    }

    private double reaches(double mean) {
        double distance = sign * mean - threshold;
        if (standardError > 0) {
            return Normal.cdf(distance / standardError);
        }
        return distance >= 0 ? 1 : 0;
    }
}
