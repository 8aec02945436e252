package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;

/**
 * The test whose power is asked for.
 *
 * @param hypothesis what it shows
 * @param margin of equivalence or non-inferiority; 0 for a difference
 * @param level 1 - its error rate
 * @param oneSided whether only one direction of a difference counts
 * @param strict whether rejections on the wrong side count as power too
 * @param normal whether the standard deviation is taken as known
 */
record PowerTest(
        Hypothesis hypothesis, double margin, double level, boolean oneSided, boolean strict, boolean normal) {

    static PowerTest of() {
        return new PowerTest(Hypothesis.DIFFERENCE, 0, IntervalOptions.DEFAULT_LEVEL, false, false, false);
    }

    PowerTest with(Hypothesis other, double otherMargin) {
        return new PowerTest(other, otherMargin, level, oneSided, strict, normal);
    }

    PowerTest withLevel(double other) {
        return new PowerTest(hypothesis, margin, Checks.level(other), oneSided, strict, normal);
    }

    PowerTest withOneSide() {
        return new PowerTest(hypothesis, margin, level, true, strict, normal);
    }

    PowerTest withWrongSide() {
        return new PowerTest(hypothesis, margin, level, oneSided, true, normal);
    }

    PowerTest withNormal() {
        return new PowerTest(hypothesis, margin, level, oneSided, strict, true);
    }

    /** The probability beyond one critical value. */
    double tail() {
        return oneSided || hypothesis != Hypothesis.DIFFERENCE ? 1 - level : (1 - level) / 2;
    }

    boolean countsBothSides() {
        return strict && !oneSided && hypothesis == Hypothesis.DIFFERENCE;
    }

    double normalCritical() {
        return -Normal.quantile(tail());
    }

    /** Two one-sided normal tests at once, with the distances of the effect from either margin in standard errors. */
    double normalEquivalence(double lower, double upper) {
        double z = normalCritical();
        return Math.max(0, Normal.cdf(upper - z) - Normal.cdf(z - lower));
    }

    /** Refuses effects at which no number of units shows the hypothesis. */
    void requireShowable(double effect) {
        String bar = Numbers.shortest(margin);
        boolean showable = switch (hypothesis) {
            case DIFFERENCE -> effect != 0;
            case NON_INFERIORITY -> effect > -margin;
            case EQUIVALENCE -> Math.abs(effect) < margin;
        };
        if (!showable) {
            throw hypothesis == Hypothesis.DIFFERENCE
                    ? Checks.refuse("effect", "not be 0", effect, "no finite n detects it")
                    : Checks.refuse("effect", hypothesis == Hypothesis.EQUIVALENCE
                            ? "be inside the margins (-" + bar + ", " + bar + ")"
                            : "exceed minus the margin (-" + bar + ")", effect, "no n shows " + hypothesis.id());
        }
    }

    /** Refuses a power that the error rate alone would reach. */
    void requireReachable(double power) {
        if (!(power > 1 - level)) {
            throw Checks.refuse("power", "exceed 1 - level (" + Numbers.significant(1 - level, 6) + ")", power, null);
        }
    }

    /** Refuses questions that belong to another hypothesis. */
    void requireDifference(boolean wanted, String asked, String instead) {
        if (hypothesis == Hypothesis.DIFFERENCE != wanted) {
            throw new InputException(asked + " does not serve tests of " + hypothesis.id() + "; ask for " + instead);
        }
    }
}
