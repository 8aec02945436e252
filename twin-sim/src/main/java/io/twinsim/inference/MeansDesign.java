package io.twinsim.inference;

import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.StudentT;
import io.twinsim.internal.math.TwoOneSidedTests;
import io.twinsim.internal.text.Numbers;
import java.util.Map;

/** Two means with one standard deviation: the two-sample t test, exact by the noncentral t and Owen's Q. */
record MeansDesign(double effect, double sd) implements PowerDesign {

    /** Beyond this many degrees of freedom the noncentral t is normal to 1e-15 after its first correction. */
    private static final double MANY = 1e8;

    @Override
    public PowerDesign withEffect(double other) {
        return new MeansDesign(other, sd);
    }

    @Override
    public double bound() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public double scale() {
        return sd;
    }

    @Override
    public String text() {
        return "effect " + Numbers.significant(effect, 6) + ", sd " + Numbers.significant(sd, 6);
    }

    @Override
    public void describe(Map<String, Object> tree) {
        tree.put("effect", effect);
        tree.put("sd", sd);
    }

    @Override
    public double power(PowerTest test, double treated, double control) {
        double errors = 1 / sd / Math.sqrt(1 / treated + 1 / control);
        double df = treated + control - 2;
        double critical = test.normal() ? test.normalCritical() : critical(test, df);
        return switch (test.hypothesis()) {
            case DIFFERENCE -> {
                double shift = Math.abs(effect) * errors;
                double power = upper(test, critical, df, shift);
                yield test.countsBothSides() ? power + upper(test, critical, df, -shift) : power;
            }
            case NON_INFERIORITY -> upper(test, critical, df, (effect + test.margin()) * errors);
            case EQUIVALENCE -> equivalence(test, critical, df, (test.margin() + effect) * errors,
                    (test.margin() - effect) * errors);
        };
    }

    /** Far out by the first Cornish-Fisher term. */
    private static double critical(PowerTest test, double df) {
        double z = test.normalCritical();
        return df > MANY ? z + z * (z * z + 1) / (4 * df) : -StudentT.quantile(test.tail(), df);
    }

    private static double upper(PowerTest test, double t, double df, double shift) {
        if (test.normal()) {
            return Normal.cdf(shift - t);
        }
        return df > MANY ? Normal.sf((t * (1 - 1 / (4 * df)) - shift) / Math.sqrt(1 + t * t / (2 * df)))
                : StudentT.noncentralCdf(-t, df, -shift);
    }

    private static double equivalence(PowerTest test, double t, double df, double lower, double upper) {
        if (test.normal()) {
            return test.normalEquivalence(lower, upper);
        }
        return df > MANY ? Math.max(0, upper(test, t, df, lower) + upper(test, t, df, upper) - 1)
                : TwoOneSidedTests.power(t, df, lower, upper);
    }
}
