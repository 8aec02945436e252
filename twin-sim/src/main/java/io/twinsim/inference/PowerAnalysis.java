package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many units a two-arm experiment needs, what power a given number has, and which effect it would detect.
 *
 * <ul>
 * <li>Two means: the t test with one variance, exact by the noncentral t distribution (R's {@code power.t.test}), or on
 * request by the normal approximation, which takes the standard deviation as known.
 * <li>Two proportions: the normal approximation (R's {@code power.prop.test}).
 * <li>Either for a difference, for non-inferiority, or for equivalence by two one-sided tests
 * (TOST; for means exact by Owen's Q). Tests with a margin are one-sided and each has the error rate 1 - level, so
 * equivalence at level 0.95 is what a 90 % interval inside the margins shows.
 * </ul>
 *
 * <p>The standard deviation is that of the outcome in each arm, never that of individual effects or of a model's
 * predictions. Numbers of units are those of the control arm unless said otherwise; the treated arm has {@code ratio}
 * times as many. Nothing is clamped: tiny effects give huge numbers. Immutable.
 */
public final class PowerAnalysis {

    private static final double DEFAULT_POWER = 0.8;
    /** What rounding may have added to a whole number. */
    private static final double ROUNDING = 1e-12;

    private final PowerDesign design;
    private final PowerTest test;
    private final double power;
    private final double ratio;

    private PowerAnalysis(PowerDesign design, PowerTest test, double power, double ratio) {
        this.design = design;
        this.test = test;
        this.power = power;
        this.ratio = ratio;
    }

    /**
     * Two means.
     *
     * @param effect treated minus control, in units of the outcome, finite: what a test of a difference is to detect,
     *        what tests with a margin take as the truth; a difference of 0 has a power but no finite number of units
     * @param sd the standard deviation of the outcome within an arm, positive
     * @return the analysis: a two-sided test of a difference, level 0.95, power 0.8, equal arms
     * @throws InputException if a value is out of range
     */
    public static PowerAnalysis means(double effect, double sd) {
        Checks.finite(effect, "effect");
        Checks.positive(sd, "sd");
        return new PowerAnalysis(new MeansDesign(effect, sd), PowerTest.of(), DEFAULT_POWER, 1);
    }

    /**
     * Two proportions.
     *
     * @param treated the expected proportion of the treated, in (0, 1)
     * @param control the expected proportion of the controls, in (0, 1)
     * @return the analysis: a two-sided test of a difference, level 0.95, power 0.8, equal arms
     * @throws InputException if a value is out of range
     */
    public static PowerAnalysis proportions(double treated, double control) {
        Checks.openUnit(treated, "treated");
        Checks.openUnit(control, "control");
        return new PowerAnalysis(new ProportionsDesign(treated, control), PowerTest.of(), DEFAULT_POWER, 1);
    }

    /**
     * Another confidence level; the test's error rate is 1 - level.
     *
     * @param other in (0, 1)
     * @return the changed analysis
     */
    public PowerAnalysis withLevel(double other) {
        return new PowerAnalysis(design, test.withLevel(other), power, ratio);
    }

    /**
     * Another power to reach.
     *
     * @param other in (0, 1); must exceed 1 - level when units are asked for
     * @return the changed analysis
     */
    public PowerAnalysis withPower(double other) {
        return new PowerAnalysis(design, test, Checks.openUnit(other, "power"), ratio);
    }

    /**
     * Unequal arms.
     *
     * @param other treated units per control unit, positive
     * @return the changed analysis
     */
    public PowerAnalysis withRatio(double other) {
        return new PowerAnalysis(design, test, power, Checks.positive(other, "ratio"));
    }

    /**
     * A one-sided test of a difference; tests with a margin are one-sided anyway.
     *
     * @return the changed analysis
     */
    public PowerAnalysis oneSided() {
        return new PowerAnalysis(design, test.withOneSide(), power, ratio);
    }

    /**
     * Counts rejections on the wrong side of a two-sided test as power too; without it they are left out, as R does by
     * default.
     *
     * @return the changed analysis
     */
    public PowerAnalysis strict() {
        return new PowerAnalysis(design, test.withWrongSide(), power, ratio);
    }

    /**
     * Takes the standard deviation as known: {@code n0 = (z_a + z_power)^2 (1 + 1/ratio) sd^2 / effect^2}. Proportions
     * are computed so in any case.
     *
     * @return the changed analysis
     */
    public PowerAnalysis normalApproximation() {
        return new PowerAnalysis(design, test.withNormal(), power, ratio);
    }

    /**
     * A test of equivalence by two one-sided tests.
     *
     * @param margin the largest difference that does not matter, positive, in units of the outcome; below 1 for
     *        proportions
     * @return the changed analysis
     * @throws InputException if the margin is out of range
     */
    public PowerAnalysis equivalence(double margin) {
        return new PowerAnalysis(design, test.with(Hypothesis.EQUIVALENCE, checked(margin)), power, ratio);
    }

    /**
     * A test of non-inferiority. Higher outcomes are better: turn the signs where lower ones are.
     *
     * @param margin by how much the treated may be worse, positive, in units of the outcome; below 1 for proportions
     * @return the changed analysis
     * @throws InputException if the margin is out of range
     */
    public PowerAnalysis nonInferiority(double margin) {
        return new PowerAnalysis(design, test.with(Hypothesis.NON_INFERIORITY, checked(margin)), power, ratio);
    }

    private double checked(double margin) {
        return proportions() ? Checks.openUnit(margin, "margin") : Checks.positive(margin, "margin");
    }

    boolean proportions() {
        return design instanceof ProportionsDesign;
    }

    PowerDesign design() {
        return design;
    }

    PowerTest test() {
        return test;
    }

    double wantedPower() {
        return power;
    }

    /**
     * The power of an experiment of a given size.
     *
     * @param controlUnits units in the control arm, at least 2 in either arm; need not be whole
     * @return the power, in [0, 1)
     * @throws InputException if an arm has fewer than 2 units
     */
    public double power(double controlUnits) {
        double least = Math.min(controlUnits, controlUnits * ratio);
        if (least >= PowerSolver.FEWEST && controlUnits < Double.POSITIVE_INFINITY) {
            return design.power(test, controlUnits * ratio, controlUnits);
        }
        throw Checks.refuse("controlUnits", "give both arms at least 2 units", controlUnits, null);
    }

    /**
     * The power of an experiment with any two arms, whatever the ratio.
     *
     * @param treatedUnits units in the treated arm, at least 2; need not be whole
     * @param controlUnits units in the control arm, at least 2; need not be whole
     * @return the power, in [0, 1)
     * @throws InputException if an arm has fewer than 2 units
     */
    public double power(double treatedUnits, double controlUnits) {
        return design.power(test, arm(treatedUnits, "treatedUnits"), arm(controlUnits, "controlUnits"));
    }

    private static double arm(double units, String name) {
        if (units >= PowerSolver.FEWEST && units < Double.POSITIVE_INFINITY) {
            return units;
        }
        throw Checks.refuse(name, "be at least 2", units, null);
    }

    /**
     * The control units needed for the power; the treated arm needs {@code ratio} times as many.
     *
     * @return a fractional number, at least 2 in either arm; round it up
     * @throws InputException if no number of units reaches the power: the effect is 0 or outside the margin, or the
     *         power does not exceed the error rate
     */
    public double controlUnits() {
        return solver().controlUnits(ratio);
    }

    private PowerSolver solver() {
        return new PowerSolver(design, test, power);
    }

    /**
     * The effect that an experiment of a given size detects with the power.
     *
     * @param controlUnits units in the control arm; the treated arm has {@code ratio} times as many
     * @return the effect of {@link #detectableEffect(double, double)}
     * @throws InputException as there
     */
    public double detectableEffect(double controlUnits) {
        power(controlUnits);
        return solver().effect(controlUnits * ratio, controlUnits);
    }

    /**
     * The effect that an experiment with any two arms detects with the power.
     *
     * @param treatedUnits units in the treated arm, at least 2
     * @param controlUnits units in the control arm, at least 2
     * @return treated minus control, with the sign of the effect given; for proportions the one of the treated is that
     *         of the controls plus this
     * @throws InputException if an arm has fewer than 2 units, the power does not exceed the error rate, no proportion
     *         inside (0, 1) reaches the power, or the test has a margin
     */
    public double detectableEffect(double treatedUnits, double controlUnits) {
        power(treatedUnits, controlUnits);
        return solver().effect(treatedUnits, controlUnits);
    }

    /**
     * The smallest margin that an experiment with any two arms shows with the power, the effect being as given.
     *
     * @param treatedUnits units in the treated arm, at least 2
     * @param controlUnits units in the control arm, at least 2
     * @return a margin; 0 if the effect is large enough to show non-inferiority by any
     * @throws InputException if an arm has fewer than 2 units, the power does not exceed the error rate, no margin
     *         below 1 reaches the power for proportions, or the test has no margin
     */
    public double detectableMargin(double treatedUnits, double controlUnits) {
        power(treatedUnits, controlUnits);
        return solver().margin(treatedUnits, controlUnits);
    }

    /**
     * Everything at once: whole numbers of units, the power they reach, the effect or margin they detect.
     *
     * @return the result
     * @throws InputException if no finite number of units reaches the power
     */
    public PowerResult run() {
        double exact = controlUnits();
        double control = Math.ceil(exact * (1 - ROUNDING));
        double treated = Math.ceil(exact * ratio * (1 - ROUNDING));
        double detectable = test.hypothesis() == Hypothesis.DIFFERENCE ? detectableEffect(treated, control)
                : detectableMargin(treated, control);
        return new PowerResult(this, exact, treated, control, power(treated, control), detectable);
    }

    /**
     * The question as a tree of maps, texts and numbers, with the keys of its JSON form.
     *
     * @return a new map
     */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        design.describe(tree);
        tree.put("test", test.hypothesis().id());
        if (test.hypothesis() != Hypothesis.DIFFERENCE) {
            tree.put("margin", test.margin());
        }
        tree.put("normalApproximation", test.normal() || proportions());
        tree.put("level", test.level());
        tree.put("power", power);
        tree.put("ratio", ratio);
        return tree;
    }

    /** One line such as {@code PowerAnalysis[effect 0.5, sd 1, level 0.95, power 0.8]}. */
    @Override
    public String toString() {
        String margin = test.hypothesis() == Hypothesis.DIFFERENCE ? ""
                : ", " + test.hypothesis().id() + " " + Numbers.significant(test.margin(), 4);
        return Lines.one("PowerAnalysis[" + design.text() + margin + ", level " + Numbers.significant(test.level(), 6)
                + ", power " + Numbers.significant(power, 6)
                + (ratio == 1 ? "" : ", ratio " + Numbers.significant(ratio, 6)) + "]");
    }
}
