package io.twinsim.inference;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.io.JsonText;
import io.twinsim.model.Population;
import io.twinsim.plot.Figure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment says: the effect with its interval, the arms, the subgroups, and everything that speaks against
 * it. Immutable.
 *
 * @param treatment the column that names the arms
 * @param outcome the column that was measured
 * @param treated the treated arm
 * @param control the arm it is compared with
 * @param estimate the effect with standard error and interval, by the estimator of {@code adjustment}
 * @param pValue of "the effect is 0", two-sided, found as {@link #pValueMethod} says
 * @param sampleRatio the sample-ratio test
 * @param otherArms units of other arms, left out
 * @param missingTreatment units without a treatment, left out
 * @param subgroups the effect in every group, dimension by dimension
 * @param heterogeneity whether the effect differs within a dimension
 * @param family the number of tests that the corrected p-values count: all estimable groups of all dimensions
 * @param adjustment the estimator, what others say, and whether the arms can be compared
 * @param effectSizes the difference of the plain means in standard deviations, and relative to the controls
 * @param warnings what a reader should know before trusting the number
 */
public record ExperimentResult(
        String treatment, String outcome, Arm treated, Arm control, Estimate estimate, double pValue,
        SampleRatio sampleRatio, long otherArms, long missingTreatment, List<SubgroupEffect> subgroups,
        List<Heterogeneity> heterogeneity, int family, Adjustment adjustment, EffectSizes effectSizes,
        List<String> warnings) {

    private static final int LINE = 75;

    /**
     * One arm.
     *
     * @param label its value in the treatment column
     * @param n units with an outcome
     * @param missingOutcomes units without one, left out
     * @param mean the mean outcome
     * @param sd the standard deviation of the outcome
     */
    public record Arm(String label, long n, long missingOutcomes, double mean, double sd) {

        Map<String, Object> toTree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("label", label);
            tree.put("n", n);
            tree.put("missingOutcomes", missingOutcomes);
            tree.put("mean", mean);
            tree.put("sd", sd);
            return tree;
        }

        /** Such as {@code Mens E-Mail: mean 0.1828, sd 0.3865, n=21,307}. */
        @Override
        public String toString() {
            String tail = ": mean " + Numbers.significant(mean, 4) + ", sd " + Numbers.significant(sd, 4) + ", n="
                    + Numbers.grouped(n);
            return Lines.one(Lines.cut(Names.visible(label), 30) + tail);
        }
    }

    /** Copies the lists. */
    public ExperimentResult {
        Checks.notNull(estimate, "estimate");
        subgroups = List.copyOf(subgroups);
        heterogeneity = List.copyOf(heterogeneity);
        warnings = List.copyOf(warnings);
    }

    /**
     * The groups of one dimension.
     *
     * @param dimension as it was asked for
     * @return effects in group order
     * @throws io.twinsim.InputException if that dimension was not asked for
     */
    public List<SubgroupEffect> subgroup(String dimension) {
        List<String> asked = subgroups.stream().map(SubgroupEffect::dimension).distinct().toList();
        Checks.known("subgroup", dimension, asked);
        return subgroups.stream().filter(effect -> effect.dimension().equals(dimension)).toList();
    }

    /**
     * How the p-value was found, whatever the method of the interval.
     *
     * @return {@code Welch t}, or {@code Fisher exact} for 0/1 outcomes that vary in neither arm; {@code t} or
     *         {@code normal} if the effect is adjusted or units come in clusters
     */
    public String pValueMethod() {
        if (!adjustment.isPlain()) {
            return adjustment.by(adjustment.estimator()).df().isPresent() ? "t" : "normal";
        }
        boolean fisher = estimate.standardError() == 0 && zeroOrOne(treated.mean()) && zeroOrOne(control.mean());
        return fisher ? "Fisher exact" : "Welch t";
    }

    private static boolean zeroOrOne(double mean) {
        return mean == 0 || mean == 1;
    }

    /**
     * The effect by every estimator that fits the design.
     *
     * @return that of the result among them, in the order of {@link EffectEstimator}
     */
    public List<AdjustedEstimate> estimators() {
        return adjustment.estimators();
    }

    /**
     * The result as text: headline, arms, subgroups, warnings.
     *
     * @return lines of at most 100 characters
     */
    public String table() {
        return ExperimentText.page(this).text();
    }

    /**
     * The same in Markdown, for notebooks and documents.
     *
     * @return Markdown text
     */
    public String toMarkdown() {
        return ExperimentText.page(this).markdown();
    }

    /**
     * The same in HTML: one {@code div} of paragraphs, lists and tables, without style or script.
     *
     * @return HTML text
     */
    public String toHtml() {
        return ExperimentText.page(this).html();
    }

    /**
     * The numbers as a table of one number a row: the effect by every estimator, the arms' means, the subgroups, raw
     * and shrunken, with their p-values. The columns are those of all results, see {@code io.twinsim.sim}.
     *
     * @return rows to filter, print, write and join with those of other results
     */
    public Population tidy() {
        return TidyRow.table(ExperimentRows.of(this));
    }

    /**
     * The effect over all units and in every group, one below the other, with the effects that are drawn towards the
     * mean of their dimension.
     *
     * @return the figure; one row without subgroups
     */
    public Figure figure() {
        return ExperimentFigures.forest(this);
    }

    /**
     * Draws {@link #figure} into a file.
     *
     * @param path the file; its ending decides the format, such as {@code effect.svg}
     * @throws IllegalStateException if no renderer is on the class path
     * @throws io.twinsim.InputException if no renderer writes such files
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void plot(Path path) {
        figure().write(path);
    }

    /**
     * The result as a tree of maps, lists, texts and numbers, with the keys of its JSON form.
     *
     * @return a new map
     */
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        Map<String, Object> n = new LinkedHashMap<>();
        n.put("treated", treated.n());
        n.put("control", control.n());
        tree.putAll(estimate.toTree());
        tree.put("n", n);
        tree.remove("warnings");
        tree.put("pValue", pValue);
        tree.put("pValueMethod", pValueMethod());
        tree.put("outcome", outcome);
        tree.put("treatment", treatment);
        tree.putAll(adjustment.toTree());
        Map<String, Object> arms = new LinkedHashMap<>();
        arms.put("treated", treated.toTree());
        arms.put("control", control.toTree());
        tree.put("arms", arms);
        tree.put("otherArms", otherArms);
        tree.put("missingTreatment", missingTreatment);
        tree.put("sampleRatio", sampleRatio.toTree());
        tree.put("effectSizes", effectSizes.toTree());
        tree.put("subgroups", groupTree());
        tree.put("family", family);
        Map<String, Object> differing = new LinkedHashMap<>();
        heterogeneity.forEach(one -> differing.put(one.dimension(), one.toTree()));
        tree.put("heterogeneity", differing);
        tree.put("warnings", warnings);
        return tree;
    }

    private Map<String, Object> groupTree() {
        Map<String, Object> groups = new LinkedHashMap<>();
        for (SubgroupEffect effect : subgroups) {
            @SuppressWarnings("unchecked")
            List<Object> list = (List<Object>) groups.computeIfAbsent(effect.dimension(), key -> new ArrayList<>());
            list.add(effect.toTree());
        }
        return groups;
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
     * One line of at most 75 characters, such as {@code Experiment[ATE +0.0766, 95 % 0.0699..0.0832, n=21,307/21,306]}.
     */
    @Override
    public String toString() {
        Interval interval = estimate.interval();
        String head = "Experiment[ATE " + Numbers.signed(estimate.estimate(), Numbers.decimals(interval.width())) + ", "
                + Texts.percent(interval.level()) + " " + Texts.range(interval.lower(), interval.upper());
        String tail = ", n=" + Numbers.grouped(treated.n()) + "/" + Numbers.grouped(control.n())
                + (sampleRatio.mismatch() ? ", SRM" : "") + (adjustment.observational() ? ", observational" : "") + "]";
        String method = " (" + (adjustment.isPlain() ? interval.method().id() : adjustment.estimator().id()) + ")";
        String line = head + method + tail;
        line = line.length() <= LINE ? line : head + tail;
        return Lines.one(line);
    }
}
