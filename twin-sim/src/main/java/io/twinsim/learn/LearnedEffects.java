package io.twinsim.learn;

import io.twinsim.internal.text.Lines;
import io.twinsim.io.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One effect, learned in two ways.
 *
 * @param regression by an interacted regression
 * @param trees by trees for each arm
 */
public record LearnedEffects(InteractedRegression regression, TLearner trees) {

    /**
     * The one to use: the trees if their differences are found in held-out units and their held-out loss is lower, by
     * more, below that of one constant effect; the regression otherwise, which is easier to read.
     *
     * @return one of the two
     */
    public LearnedEffect chosen() {
        return trees.calibration().found() && trees.loss().difference() < regression.loss().difference() ? trees
                : regression;
    }

    /**
     * Both as a tree of maps, lists, texts and numbers.
     *
     * @return a new map
     */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("chosen", chosen().id());
        tree.put("regression", regression.toTree());
        tree.put("trees", trees.toTree());
        return tree;
    }

    /**
     * The same as one JSON object.
     *
     * @return JSON text
     */
    public String toJson() {
        return JsonText.write(toTree());
    }

    /**
     * Both effects for people.
     *
     * @return lines of at most 100 characters
     */
    public String table() {
        return regression.table() + "\n" + trees.table() + "\nchosen: " + chosen().id() + "\n";
    }

    /** One line such as {@code LearnedEffects[regression chosen, ate +0.0761 ± 0.0033]}. */
    @Override
    public String toString() {
        PredictedMean ate = chosen().ate();
        return Lines.one("LearnedEffects[" + chosen().id() + " chosen, ate "
                + EffectText.withError(ate.estimate(), ate.standardError()) + "]");
    }
}
