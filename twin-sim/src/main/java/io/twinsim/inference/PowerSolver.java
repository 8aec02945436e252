package io.twinsim.inference;

import io.twinsim.internal.math.Root;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.function.DoubleUnaryOperator;

/** Turns the power around: units, effect or margin for a power that is wanted. Each rises or falls with the power. */
record PowerSolver(PowerDesign design, PowerTest test, double power) {

    static final double FEWEST = 2;
    private static final double MOST = 1e300;

    /** Control units, with {@code ratio} treated ones for each. */
    double controlUnits(double ratio) {
        test.requireReachable(power);
        test.requireShowable(design.effect());
        DoubleUnaryOperator excess = control -> design.power(test, control * ratio, control) - power;
        double least = Math.max(FEWEST, FEWEST / ratio);
        if (excess.applyAsDouble(least) >= 0) {
            return least;
        }
        double most = 2 * least;
        while (excess.applyAsDouble(most) < 0) {
            most *= 2;
            if (most > MOST) {
                throw Checks.refuse("effect", "need fewer than 1e300 units", design.effect(), null);
            }
        }
        return Root.find(excess, most / 2, most, 0);
    }

    /** The effect, in the direction of the one given. */
    double effect(double treated, double control) {
        test.requireDifference(true, "detectableEffect", "detectableMargin");
        test.requireReachable(power);
        double sign = design.effect() < 0 ? -1 : 1;
        DoubleUnaryOperator excess = d -> design.withEffect(sign * d).power(test, treated, control) - power;
        double most = Math.min(design.scale(), design.bound());
        while (excess.applyAsDouble(most) < 0) {
            if (most == design.bound()) {
                throw Checks.refuse("controlUnits", "be enough for "
                        + (sign > 0 ? "an effect below 1 - control" : "an effect above -control"), control,
                        "no proportion " + (sign > 0 ? "below 1" : "above 0") + " reaches power "
                                + Numbers.shortest(power));
            }
            most *= 2;
        }
        return sign * Root.find(excess, 0, most, 0);
    }

    /** The smallest margin at the effect given. */
    double margin(double treated, double control) {
        test.requireDifference(false, "detectableMargin", "detectableEffect");
        test.requireReachable(power);
        DoubleUnaryOperator excess =
                margin -> design.power(test.with(test.hypothesis(), margin), treated, control) - power;
        double least = test.hypothesis() == Hypothesis.EQUIVALENCE ? Math.abs(design.effect())
                : Math.max(0, -design.effect());
        if (excess.applyAsDouble(least) >= 0) {
            return least;
        }
        boolean bounded = design instanceof ProportionsDesign;
        double step = bounded ? 1 - least : design.scale();
        while (excess.applyAsDouble(least + step) < 0) {
            if (bounded) {
                throw Checks.refuse("controlUnits", "be enough for a margin below 1", control,
                        "no margin reaches power " + Numbers.shortest(power));
            }
            step *= 2;
        }
        return Root.find(excess, least, least + step, 0);
    }
}
