package io.twinsim.inference;

import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Two proportions, by the normal approximation. A test of a difference takes its variance under the null hypothesis
 * from the pooled proportion (R's {@code power.prop.test}); tests with a margin take each arm's own.
 */
record ProportionsDesign(double treated, double control) implements PowerDesign {

    /** No proportion is 0 or 1. */
    private static final double INSIDE = 1 - 0x1p-40;

    @Override
    public double effect() {
        return treated - control;
    }

    @Override
    public PowerDesign withEffect(double effect) {
        return new ProportionsDesign(control + effect, control);
    }

    @Override
    public double bound() {
        return (effect() < 0 ? control : 1 - control) * INSIDE;
    }

    @Override
    public double scale() {
        return 1;
    }

    @Override
    public String text() {
        return "proportions " + Numbers.significant(treated, 6) + ", " + Numbers.significant(control, 6);
    }

    @Override
    public void describe(Map<String, Object> tree) {
        tree.put("effect", effect());
        Map<String, Object> arms = new LinkedHashMap<>();
        arms.put("treated", treated);
        arms.put("control", control);
        tree.put("proportions", arms);
    }

    @Override
    public double power(PowerTest test, double treatedUnits, double controlUnits) {
        double variance = treated * (1 - treated) / treatedUnits + control * (1 - control) / controlUnits;
        double error = Math.sqrt(variance);
        double margin = test.margin();
        return switch (test.hypothesis()) {
            case DIFFERENCE -> difference(test, treatedUnits, controlUnits, error);
            case NON_INFERIORITY -> Normal.cdf((effect() + margin) / error - test.normalCritical());
            case EQUIVALENCE -> test.normalEquivalence((margin + effect()) / error, (margin - effect()) / error);
        };
    }

    private double difference(PowerTest test, double treatedUnits, double controlUnits, double error) {
        double pooled = (control * controlUnits + treated * treatedUnits) / (treatedUnits + controlUnits);
        double bar = test.normalCritical() * Math.sqrt(pooled * (1 - pooled) * (1 / treatedUnits + 1 / controlUnits));
        double shift = Math.abs(effect());
        double power = Normal.cdf((shift - bar) / error);
        return test.countsBothSides() ? power + Normal.cdf((-shift - bar) / error) : power;
    }
}
