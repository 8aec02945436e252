package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.StudentT;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.function.DoubleUnaryOperator;

/**
 * How many units a two-arm experiment needs, what power a given number has, and which effect it would detect: the
 * two-sample t test by the noncentral t distribution (R's {@code power.t.test}), or two proportions by the normal
 * approximation (R's {@code power.prop.test}), each also for unequal arms.
 *
 * <p>The standard deviation is that of the outcome in each arm, never that of individual effects or of a model's
 * predictions. Numbers of units are those of the control arm unless said otherwise; the treated arm has {@code ratio}
 * times as many. Nothing is clamped: tiny effects give huge numbers. Immutable.
 */
public final class PowerAnalysis {

    private static final double DEFAULT_POWER = 0.8;
    private static final double FEWEST = 2;
    /** Beyond this many degrees of freedom the noncentral t is normal to 1e-15 after its first correction. */
    private static final double MANY = 1e8;
    private static final int HALVINGS = 200;

    /** Effect in units of the outcome; sd 0 marks the two proportions of the other kind. */
    private record Design(double effect, double sd, double treated, double control) {
        boolean proportions() {
            return sd == 0;
        }
    }

    private final Design design;
    private final double level;
    private final double power;
    private final double ratio;
    private final boolean oneSided;
    private final boolean strict;

    private PowerAnalysis(Design design, double level, double power, double ratio, boolean oneSided, boolean strict) {
        this.design = design;
        this.level = level;
        this.power = power;
        this.ratio = ratio;
        this.oneSided = oneSided;
        this.strict = strict;
    }

    /**
     * A two-sample t test.
     *
     * @param effect the difference of means to be detected, in units of the outcome, finite; 0 has a power but no
     *        finite number of units
     * @param sd the standard deviation of the outcome within an arm, positive
     * @return the analysis: level 0.95, power 0.8, equal arms, two-sided
     * @throws InputException if a value is out of range
     */
    public static PowerAnalysis means(double effect, double sd) {
        Checks.finite(effect, "effect");
        Checks.positive(sd, "sd");
        return new PowerAnalysis(new Design(effect, sd, 0, 0), IntervalOptions.DEFAULT_LEVEL, DEFAULT_POWER, 1, false,
                false);
    }

    /**
     * A test of two proportions.
     *
     * @param treated the expected proportion of the treated, in (0, 1)
     * @param control the expected proportion of the controls, in (0, 1)
     * @return the analysis: level 0.95, power 0.8, equal arms, two-sided
     * @throws InputException if a value is out of range
     */
    public static PowerAnalysis proportions(double treated, double control) {
        Checks.openUnit(treated, "treated");
        Checks.openUnit(control, "control");
        return new PowerAnalysis(new Design(treated - control, 0, treated, control), IntervalOptions.DEFAULT_LEVEL,
                DEFAULT_POWER, 1, false, false);
    }

    /**
     * Another confidence level; the test's error rate is 1 - level.
     *
     * @param other in (0, 1)
     * @return the changed analysis
     */
    public PowerAnalysis withLevel(double other) {
        return new PowerAnalysis(design, Checks.level(other), power, ratio, oneSided, strict);
    }

    /**
     * Another power to reach.
     *
     * @param other in (0, 1); must exceed 1 - level when units are asked for
     * @return the changed analysis
     */
    public PowerAnalysis withPower(double other) {
        return new PowerAnalysis(design, level, Checks.openUnit(other, "power"), ratio, oneSided, strict);
    }

    /**
     * Unequal arms.
     *
     * @param other treated units per control unit, positive
     * @return the changed analysis
     */
    public PowerAnalysis withRatio(double other) {
        return new PowerAnalysis(design, level, power, Checks.positive(other, "ratio"), oneSided, strict);
    }

    /**
     * A one-sided test.
     *
     * @return the changed analysis
     */
    public PowerAnalysis oneSided() {
        return new PowerAnalysis(design, level, power, ratio, true, strict);
    }

    /**
     * Counts rejections on the wrong side as power too; without it they are left out, as R does by default.
     *
     * @return the changed analysis
     */
    public PowerAnalysis strict() {
        return new PowerAnalysis(design, level, power, ratio, oneSided, true);
    }

    /**
     * The power of an experiment of a given size.
     *
     * @param controlUnits units in the control arm, at least 2 in either arm; need not be whole
     * @return the power, in (0, 1)
     * @throws InputException if an arm has fewer than 2 units
     */
    public double power(double controlUnits) {
        if (!(controlUnits >= FEWEST && controlUnits * ratio >= FEWEST && controlUnits < Double.POSITIVE_INFINITY)) {
            throw Checks.refuse("controlUnits", "give both arms at least 2 units", controlUnits, null);
        }
        return powerOf(design, controlUnits);
    }

    /**
     * The control units needed for the power; the treated arm needs {@code ratio} times as many.
     *
     * @return a fractional number, at least 2 in either arm; round it up
     * @throws InputException if the effect is 0, or the power does not exceed the error rate
     */
    public double controlUnits() {
        requireReachable();
        if (design.effect == 0) {
            throw Checks.refuse("effect", "not be 0", design.effect, "no finite n detects it");
        }
        double least = Math.max(FEWEST, FEWEST / ratio);
        if (powerOf(design, least) >= power) {
            return least;
        }
        double most = 2 * least;
        while (powerOf(design, most) < power) {
            most *= 2;
            if (most > 1e300) {
                throw Checks.refuse("effect", "need fewer than 1e300 units", design.effect, null);
            }
        }
        return root(units -> powerOf(design, units) - power, most / 2, most);
    }

    /**
     * The effect that an experiment of a given size detects with the power.
     *
     * @param controlUnits units in the control arm
     * @return a positive difference of means, or for proportions the difference between the detected proportion of the
     *         treated, above that of the controls, and the latter
     * @throws InputException if an arm has fewer than 2 units, the power does not exceed the error rate, or no
     *         proportion below 1 reaches the power
     */
    public double detectableEffect(double controlUnits) {
        requireReachable();
        power(controlUnits);
        if (design.proportions()) {
            double p0 = design.control;
            double most = (1 - p0) * (1 - 0x1p-40);
            DoubleUnaryOperator miss = d -> powerOf(new Design(d, 0, p0 + d, p0), controlUnits) - power;
            if (miss.applyAsDouble(most) < 0) {
                throw Checks.refuse("controlUnits", "be enough for an effect below 1 - control", controlUnits,
                        "no proportion below 1 reaches power " + Numbers.shortest(power));
            }
            return root(miss, 0, most);
        }
        double most = design.sd;
        while (powerOf(new Design(most, design.sd, 0, 0), controlUnits) < power) {
            most *= 2;
        }
        return root(d -> powerOf(new Design(d, design.sd, 0, 0), controlUnits) - power, 0, most);
    }

    /**
     * Everything at once: whole numbers of units, the power they reach, the effect they detect.
     *
     * @return the result
     * @throws InputException if no finite number of units reaches the power
     */
    public PowerResult run() {
        double exact = controlUnits();
        double control = Math.ceil(exact * (1 - 1e-12));
        double treated = Math.ceil(exact * ratio * (1 - 1e-12));
        return new PowerResult(design.effect, design.proportions(), design.sd, design.treated, design.control, level,
                power, ratio, exact, treated, control, powerOf(design, control), detectableEffect(control));
    }

    private void requireReachable() {
        if (!(power > 1 - level)) {
            throw Checks.refuse("power", "exceed 1 - level (" + Numbers.significant(1 - level, 6) + ")", power, null);
        }
    }

    private double tail() {
        return oneSided ? 1 - level : (1 - level) / 2;
    }

    private double powerOf(Design d, double control) {
        return d.proportions() ? ofProportions(d, control) : ofMeans(d, control);
    }

    private double ofMeans(Design d, double control) {
        double treated = ratio * control;
        double df = Math.max(1e-7, treated + control - 2);
        double shift = Math.abs(d.effect) / d.sd / Math.sqrt(1 / treated + 1 / control);
        double critical = df > MANY ? normalCritical(df) : -StudentT.quantile(tail(), df);
        double upper = upperTail(critical, df, shift);
        return strict && !oneSided ? upper + upperTail(critical, df, -shift) : upper;
    }

    /** The t quantile by its first Cornish-Fisher term. */
    private double normalCritical(double df) {
        double z = -Normal.quantile(tail());
        return z + z * (z * z + 1) / (4 * df);
    }

    private static double upperTail(double t, double df, double shift) {
        if (df > MANY) {
            return Normal.sf((t * (1 - 1 / (4 * df)) - shift) / Math.sqrt(1 + t * t / (2 * df)));
        }
        return StudentT.noncentralCdf(-t, df, -shift);
    }

    private double ofProportions(Design d, double control) {
        double pooled = (d.control + ratio * d.treated) / (1 + ratio);
        double without = Math.sqrt((1 + 1 / ratio) * pooled * (1 - pooled));
        double with = Math.sqrt(d.control * (1 - d.control) + d.treated * (1 - d.treated) / ratio);
        double shift = Math.sqrt(control) * Math.abs(d.effect);
        double bar = -Normal.quantile(tail()) * without;
        double upper = Normal.cdf((shift - bar) / with);
        return strict && !oneSided ? upper + Normal.cdf((-shift - bar) / with) : upper;
    }

    /** Bisection to the last bit: the function rises from below 0 to above 0. */
    private static double root(DoubleUnaryOperator f, double low, double high) {
        double a = low;
        double b = high;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = a + (b - a) / 2;
            if (middle <= a || middle >= b) {
                break;
            }
            if (f.applyAsDouble(middle) < 0) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return b;
    }

    /** One line such as {@code PowerAnalysis[effect 0.5, sd 1, level 0.95, power 0.8, ratio 1]}. */
    @Override
    public String toString() {
        String what = design.proportions()
                ? "proportions " + Numbers.significant(design.treated, 6) + ", "
                        + Numbers.significant(design.control, 6)
                : "effect " + Numbers.significant(design.effect, 6) + ", sd " + Numbers.significant(design.sd, 6);
        return "PowerAnalysis[" + what + ", level " + Numbers.significant(level, 6) + ", power "
                + Numbers.significant(power, 6) + ", ratio " + Numbers.significant(ratio, 6) + "]";
    }
}
