package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.inference.SubgroupKeys;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.io.JsonText;
import io.twinsim.model.Population;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The effect of a treatment as a function of what a unit is like, learned by {@link EffectFit} from an experiment.
 *
 * <p>What is promised are means: over all units, over subgroups, over fifths by held-out prediction ({@link #gates}),
 * and the slope of the {@link #calibration} on held-out folds. The prediction for one unit comes without an interval.
 */
public abstract sealed class LearnedEffect permits InteractedRegression, TLearner {

    private final String contrast;
    private final EffectHeldOut heldOut;
    private final List<String> notes;

    LearnedEffect(String contrast, EffectHeldOut heldOut, List<String> notes) {
        this.contrast = contrast;
        this.heldOut = heldOut;
        this.notes = List.copyOf(notes);
    }

    /**
     * The kind of learner.
     *
     * @return {@code regression} or {@code trees}
     */
    public abstract String id();

    /**
     * The average effect over the units that it was learned from.
     *
     * @return the effect with its standard error
     */
    public abstract PredictedMean ate();

    /**
     * The effect of each unit.
     *
     * @param units any number of units with the columns that were learned from, not modified
     * @return one effect per unit, in units of the outcome
     * @throws InputException if a column is absent, lacks a value that is needed, is of another type or holds a label
     *         that was not learned from
     */
    public abstract double[] predict(Population units);

    /** The mean effect of some rows each; the columns are read once. */
    abstract PredictedMean[] means(Population units, int[][] members);

    /**
     * The mean effect of some units, with the error that comes from learning.
     *
     * @param units at least one unit with the columns that were learned from, not modified
     * @return the mean
     * @throws InputException as for {@link #predict}, or if there is no unit
     */
    public PredictedMean mean(Population units) {
        if (units.size() == 0) {
            throw new InputException("units must hold at least one row, got 0");
        }
        int[] all = new int[Math.toIntExact(units.size())];
        Arrays.setAll(all, i -> i);
        return means(units, new int[][] {all})[0];
    }

    /**
     * The mean effect of every group of some units.
     *
     * @param units units with the columns that were learned from, not modified
     * @param dimension a column name, {@code COL:k} or two of these joined by {@code *}; see {@link SubgroupKeys}
     * @return means by label, in the order of the groups
     * @throws InputException as for {@link #predict}, or if the column is unknown
     */
    public Map<String, PredictedMean> subgroups(Population units, String dimension) {
        SubgroupKeys keys = SubgroupKeys.of(units, dimension);
        int[][] members = new int[keys.groups()][];
        Arrays.setAll(members, g -> new int[keys.count(g)]);
        int[] used = new int[members.length];
        int[] positions = units.selection().positions();
        for (int i = 0; i < positions.length; i++) {
            int group = keys.group(positions[i]);
            members[group][used[group]++] = i;
        }
        PredictedMean[] found = means(units, members);
        Map<String, PredictedMean> means = new LinkedHashMap<>();
        for (int g = 0; g < found.length; g++) {
            means.put(keys.labels().get(g), found[g]);
        }
        return means;
    }

    /**
     * Mean effects of units in fifths by their predicted effect; no unit is predicted by what was learned from it.
     *
     * @return the table
     */
    public Gates gates() {
        return heldOut.gates();
    }

    /**
     * How the effects found in held-out units follow the predicted ones.
     *
     * @return mean and slope with their covariance
     */
    public Calibration calibration() {
        return heldOut.calibration();
    }

    /**
     * How well held-out outcomes are explained, beside one constant effect.
     *
     * @return both losses
     */
    public EffectLoss loss() {
        return heldOut.loss();
    }

    /**
     * The effect as an intervention of a world file.
     *
     * @param name of the intervention
     * @return its coefficients, covariance and formula, with the learned models that the formula reads
     * @throws InputException if the name is empty
     */
    public abstract FittedIntervention intervention(String name);

    /**
     * What a reader should know.
     *
     * @return sentences, usually none
     */
    public List<String> notes() {
        return notes;
    }

    /** What is compared, such as {@code segment Mens E-Mail - No E-Mail on visit}. */
    String contrast() {
        return contrast;
    }

    /** Lines that say what was learned. */
    abstract String learned();

    /**
     * Effects, fifths, calibration and losses for people.
     *
     * @return lines of at most 100 characters
     */
    public String table() {
        StringBuilder text = new StringBuilder(Lines.paragraph(0, "effect of " + contrast + ", by " + id()));
        text.append(learned());
        text.append("found in held-out units, by fifth of the predicted effect\n").append(gates().table());
        Calibration line = calibration();
        text.append(Lines.paragraph(0, "calibration slope " + EffectText.withError(line.slope(), line.slopeError())
                + " (1: differences as predicted, 0: none), p " + Numbers.significant(line.pValue(), 2)));
        text.append(Lines.paragraph(0, "held-out loss less that of one effect for all "
                + Numbers.significant(loss().difference(), 2)
                + " ± " + Numbers.significant(loss().differenceError(), 2)
                + (loss().improves() ? "" : ": learning does not pay")));
        notes.forEach(note -> text.append(Lines.paragraph(0, "note: " + note)));
        return text.toString();
    }

    /**
     * Everything that is learned, but for the trees.
     *
     * @return a new map of maps, lists, texts and numbers
     */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("learner", id());
        tree.put("effect", contrast);
        tree.put("ate", ate().toTree());
        tree.put("gates", gates().toTree());
        tree.put("calibration", calibration().toTree());
        tree.put("heldOutLoss", loss().toTree());
        tree.put("notes", notes);
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

    /** One line such as {@code LearnedEffect[regression, ate +0.0761 ± 0.0033, slope +0.91 ± 0.21]}. */
    @Override
    public String toString() {
        return Lines.one("LearnedEffect[" + id() + ", ate "
                + EffectText.withError(ate().estimate(), ate().standardError()) + ", slope "
                + EffectText.withError(calibration().slope(), calibration().slopeError()) + "]");
    }
}
