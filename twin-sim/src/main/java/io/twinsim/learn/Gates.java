package io.twinsim.learn;

import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorted group average treatment effects (Chernozhukov, Demirer, Duflo and Fernandez-Val 2018, doi:10.3386/w24678):
 * units are ranked within each held-out fold by the effect that the other folds predict for them, and cut into fifths;
 * the effect of a fifth is the mean of its units' doubly robust scores. Valid whatever was learned, as no unit has a
 * part in its own prediction. Groups are named 1 (least predicted effect) to 5.
 *
 * @param groups the fifths, in ascending order of prediction
 * @param difference the last fifth less the first
 */
public record Gates(List<Group> groups, PredictedMean difference) {

    /** Copies the list. */
    public Gates {
        groups = List.copyOf(Checks.notNull(groups, "groups"));
        Checks.notNull(difference, "difference");
    }

    /**
     * One fifth.
     *
     * @param predicted the mean predicted effect of its units
     * @param effect the mean effect found in them
     */
    public record Group(double predicted, PredictedMean effect) {

        /** One line such as {@code Group[predicted +0.0500, found +0.0490 ± 0.0070]}. */
        @Override
        public String toString() {
            int decimals = Numbers.decimals(effect.standardError());
            return Lines.one("Group[predicted " + Numbers.signed(predicted, decimals) + ", found "
                    + EffectText.withError(effect.estimate(), effect.standardError()) + "]");
        }
    }

    /** Cuts scores into groups. */
    static Gates of(double[] scores, double[] predicted, int[] group, int count) {
        double[] sums = new double[count];
        double[] predictions = new double[count];
        long[] sizes = new long[count];
        for (int i = 0; i < scores.length; i++) {
            sums[group[i]] += scores[i];
            predictions[group[i]] += predicted[i];
            sizes[group[i]]++;
        }
        double[] squares = new double[count];
        for (int i = 0; i < scores.length; i++) {
            double off = scores[i] - sums[group[i]] / sizes[group[i]];
            squares[group[i]] += off * off;
        }
        List<Group> groups = new ArrayList<>();
        for (int g = 0; g < count; g++) {
            double variance = squares[g] / (sizes[g] - 1) / sizes[g];
            groups.add(new Group(predictions[g] / sizes[g],
                    new PredictedMean(sums[g] / sizes[g], Math.sqrt(variance), sizes[g])));
        }
        PredictedMean low = groups.get(0).effect();
        PredictedMean high = groups.get(count - 1).effect();
        return new Gates(groups, new PredictedMean(high.estimate() - low.estimate(),
                Math.sqrt(high.standardError() * high.standardError() + low.standardError() * low.standardError()),
                high.n() + low.n()));
    }

    /**
     * The one-sided p-value of no more effect in the last fifth than in the first.
     *
     * @return a value in [0, 1]; 0.5 if neither varies
     */
    public double pValue() {
        return difference.standardError() > 0 ? Normal.sf(difference.estimate() / difference.standardError()) : 0.5;
    }

    List<Object> toTree() {
        List<Object> rows = new ArrayList<>();
        for (Group group : groups) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("predicted", group.predicted());
            row.putAll(group.effect().toTree());
            rows.add(row);
        }
        return rows;
    }

    /**
     * The fifths with 95 % intervals.
     *
     * @return one line per fifth under a heading, and the difference of the outer ones
     */
    public String table() {
        TextTable table = TextTable.of("fifth", ">units", ">predicted", ">found", ">se", ">95 % interval");
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            row(table, g == 0 ? "1 (least)" : g == groups.size() - 1 ? g + 1 + " (most)" : Integer.toString(g + 1),
                    Numbers.signed(group.predicted(), Numbers.decimals(group.effect().standardError())),
                    group.effect());
        }
        row(table, "most - least", Numbers.signed(groups.get(groups.size() - 1).predicted()
                - groups.get(0).predicted(), Numbers.decimals(difference.standardError())), difference);
        return table.render(2);
    }

    private static void row(TextTable table, String name, String predicted, PredictedMean found) {
        int decimals = Numbers.decimals(found.standardError());
        var interval = found.interval(0.95);
        table.row(name, Numbers.grouped(found.n()), predicted, Numbers.signed(found.estimate(), decimals),
                Numbers.fixed(found.standardError(), decimals), EffectText.range(interval.lower(), interval.upper()));
    }

    /** One line such as {@code Gates[5 fifths, most - least +0.0310 ± 0.0100]}. */
    @Override
    public String toString() {
        return Lines.one("Gates[" + groups.size() + " fifths, most - least "
                + EffectText.withError(difference.estimate(), difference.standardError()) + "]");
    }
}
