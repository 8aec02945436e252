package io.twinsim.inference;

import io.twinsim.internal.text.Numbers;
import io.twinsim.io.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The size of an experiment. Numbers of units are whole; they are doubles because tiny effects need more than a long
 * holds.
 *
 * @param effect the effect to be detected
 * @param proportions whether two proportions are compared
 * @param sd the standard deviation of the outcome; 0 for proportions
 * @param treatedProportion the expected proportion of the treated; 0 for means
 * @param controlProportion the expected proportion of the controls; 0 for means
 * @param level the confidence level
 * @param power the power asked for
 * @param ratio treated units per control unit
 * @param exactControl control units before rounding up
 * @param treated treated units needed
 * @param control control units needed
 * @param achievedPower the power of that many control units with the exact ratio
 * @param detectableEffect the effect that so many units detect with the power asked for
 */
public record PowerResult(
        double effect, boolean proportions, double sd, double treatedProportion, double controlProportion, double level,
        double power, double ratio, double exactControl, double treated, double control, double achievedPower,
        double detectableEffect) {

    private static final double EXACT = 0x1p53;
    private static final double LARGE = 1e6;

    /**
     * Both arms together.
     *
     * @return units needed
     */
    public double total() {
        return treated + control;
    }

    /**
     * The result as a tree of maps, texts and numbers, with the keys of its JSON form.
     *
     * @return a new map
     */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("effect", effect);
        if (proportions) {
            Map<String, Object> shares = new LinkedHashMap<>();
            shares.put("treated", treatedProportion);
            shares.put("control", controlProportion);
            tree.put("proportions", shares);
        } else {
            tree.put("sd", sd);
        }
        tree.put("level", level);
        tree.put("power", power);
        tree.put("ratio", ratio);
        Map<String, Object> n = new LinkedHashMap<>();
        n.put("treated", whole(treated));
        n.put("control", whole(control));
        tree.put("n", n);
        tree.put("perArm", whole(Math.max(treated, control)));
        tree.put("total", whole(total()));
        tree.put("exactControl", exactControl);
        tree.put("achievedPower", achievedPower);
        tree.put("detectableEffect", detectableEffect);
        return tree;
    }

    private static Object whole(double units) {
        if (units < EXACT) {
            return (long) units;
        }
        return units;
    }

    /**
     * The result as one JSON object.
     *
     * @return JSON text
     */
    public String toJson() {
        return JsonText.write(toTree());
    }

    /**
     * The result as text.
     *
     * @return a few lines of at most 100 characters
     */
    public String table() {
        StringBuilder text = new StringBuilder();
        text.append(proportions
                ? "Two proportions: " + Numbers.significant(treatedProportion, 6) + " against "
                        + Numbers.significant(controlProportion, 6)
                : "Two means: effect " + Numbers.significant(effect, 6) + ", sd " + Numbers.significant(sd, 6));
        text.append(", level ").append(Texts.percent(level)).append(", power ").append(Texts.percent(power))
                .append("\n\n");
        text.append("  treated            ").append(units(treated)).append('\n');
        text.append("  control            ").append(units(control)).append('\n');
        text.append("  total              ").append(units(total())).append('\n');
        text.append("  power reached      ").append(Numbers.fixed(achievedPower, 4)).append('\n');
        text.append("  detectable effect  ").append(Numbers.significant(detectableEffect, 4)).append('\n');
        if (total() > LARGE) {
            text.append("  ! large: more than a million units\n");
        }
        return text.toString();
    }

    private static String units(double units) {
        return units < EXACT ? Numbers.grouped((long) units) : Numbers.significant(units, 4);
    }

    /** One line such as {@code Power[64 + 64 = 128 units for effect 0.5 at power 80 %, level 95 %]}. */
    @Override
    public String toString() {
        return Texts.line("Power[" + units(treated) + " + " + units(control) + " = " + units(total())
                + " units for effect "
                + Numbers.significant(effect, 4) + " at power " + Texts.percent(power) + "]");
    }
}
