package io.twinsim.inference;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.io.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The size of an experiment. Numbers of units are whole; they are doubles because tiny effects need more than a long
 * holds.
 *
 * @param analysis what was asked
 * @param exactControl control units before rounding up
 * @param treated treated units needed
 * @param control control units needed
 * @param achievedPower the power of these two arms
 * @param detectable what these two arms detect with the power asked for: the effect in a test of a difference, the
 *        margin in the others
 */
public record PowerResult(
        PowerAnalysis analysis, double exactControl, double treated, double control, double achievedPower,
        double detectable) {

    private static final double EXACT = 0x1p53;
    private static final double LARGE = 1e6;

    /**
     * Both arms together.
     *
     * @return units, treated and control
     */
    public double total() {
        return treated + control;
    }

    private boolean isDifference() {
        return analysis.test().hypothesis() == Hypothesis.DIFFERENCE;
    }

    /**
     * The result as a tree of maps, texts and numbers, with the keys of its JSON form.
     *
     * @return a new map
     */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = analysis.toTree();
        Map<String, Object> n = new LinkedHashMap<>();
        n.put("treated", whole(treated));
        n.put("control", whole(control));
        tree.put("n", n);
        tree.put("perArm", whole(Math.max(treated, control)));
        tree.put("total", whole(total()));
        tree.put("exactControl", exactControl);
        tree.put("achievedPower", achievedPower);
        tree.put(isDifference() ? "detectableEffect" : "detectableMargin", detectable);
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
        StringBuilder text = new StringBuilder(heading());
        text.append("  treated            ").append(units(treated)).append('\n');
        text.append("  control            ").append(units(control)).append('\n');
        text.append("  total              ").append(units(total())).append('\n');
        text.append("  power reached      ").append(Numbers.fixed(achievedPower, 4)).append('\n');
        text.append(isDifference() ? "  detectable effect  " : "  detectable margin  ")
                .append(Numbers.significant(detectable, 4)).append('\n');
        if (total() > LARGE) {
            text.append("  ! large: more than a million units\n");
        }
        return text.toString();
    }

    private String heading() {
        PowerTest test = analysis.test();
        String arms = analysis.design() instanceof ProportionsDesign shares
                ? "Two proportions: " + Numbers.significant(shares.treated(), 6) + " against "
                        + Numbers.significant(shares.control(), 6)
                : "Two means: " + analysis.design().text();
        String aim = isDifference() ? ""
                : "Shows " + test.hypothesis().id() + " by margin " + Numbers.significant(test.margin(), 6) + "; "
                        + (test.hypothesis() == Hypothesis.EQUIVALENCE ? "two one-sided tests" : "one-sided test")
                        + " with error rate " + Texts.percent(1 - test.level()) + "\n";
        String approximation = test.normal() && !analysis.proportions() ? "Normal approximation: sd taken as known\n"
                : "";
        return arms + ", level " + Texts.percent(test.level()) + ", power " + Texts.percent(analysis.wantedPower())
                + "\n" + aim + approximation + "\n";
    }

    private static String units(double units) {
        return units < EXACT ? Numbers.grouped((long) units) : Numbers.significant(units, 4);
    }

    /** One line such as {@code Power[64 + 64 = 128 units for effect 0.5 at power 80 %]}. */
    @Override
    public String toString() {
        String what = isDifference() ? "effect " + Numbers.significant(analysis.design().effect(), 4)
                : analysis.test().hypothesis().id() + " " + Numbers.significant(analysis.test().margin(), 4);
        return Lines.one("Power[" + units(treated) + " + " + units(control) + " = " + units(total()) + " units for "
                + what + " at power " + Texts.percent(analysis.wantedPower()) + "]");
    }
}
