package io.twinsim.inference;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.List;
import java.util.OptionalDouble;

/** The printed form of an experiment's result. */
final class ExperimentText {

    private static final int LABEL = 28;
    private static final int MOST_DECIMALS = 6;

    private ExperimentText() {
    }

    static String table(ExperimentResult result) {
        Estimate estimate = result.estimate();
        Interval interval = estimate.interval();
        int decimals = Numbers.decimals(interval.width());
        StringBuilder text = new StringBuilder();
        text.append(Lines.paragraph(0, "Experiment: " + result.outcome() + " by " + result.treatment() + ", "
                + result.treated().label() + " against " + result.control().label())).append('\n');
        text.append("  ATE            ").append(Numbers.signed(estimate.estimate(), decimals + 1)).append("   ")
                .append(Texts.percent(interval.level())).append("  ")
                .append(Numbers.fixed(interval.lower(), decimals + 1))
                .append(" .. ").append(Numbers.fixed(interval.upper(), decimals + 1)).append("   (")
                .append(interval.method().id()).append(", ").append(estimate.estimand()).append(")\n");
        text.append("  standard error ").append(Numbers.significant(estimate.standardError(), 4)).append("   p ")
                .append(Texts.pValue(result.pValue()))
                .append(" (").append(result.pValueMethod()).append(")\n");
        text.append("  sample ratio   ").append(result.sampleRatio()).append(
                result.sampleRatio().mismatch() ? "  MISMATCH\n" : "\n");
        text.append("  left out       ").append(Numbers.grouped(result.otherArms())).append(" rows of other arms, ")
                .append(Numbers.grouped(result.missingTreatment())).append(" without a treatment\n\n");
        text.append(arms(result, decimals));
        List<String> dimensions = result.subgroups().stream().map(SubgroupEffect::dimension).distinct().toList();
        for (String dimension : dimensions) {
            text.append('\n').append(subgroup(result, dimension));
        }
        if (!dimensions.isEmpty()) {
            text.append("\n  p-values: effect in the group = 0; Holm and BH over m = ").append(result.family())
                    .append(" estimable groups\n")
                    .append("  (BH assumes positive dependence); p rest: equals the rest, not corrected\n");
        }
        for (String warning : result.warnings()) {
            text.append(Lines.paragraph(2, "! " + warning));
        }
        return text.toString();
    }

    private static String arms(ExperimentResult result, int decimals) {
        TextTable table = TextTable.of("arm", "label", ">n", ">missing", ">mean", ">sd");
        row(table, "treated", result.treated(), decimals);
        row(table, "control", result.control(), decimals);
        return table.render(2);
    }

    private static void row(TextTable table, String name, ExperimentResult.Arm arm, int decimals) {
        table.row(name, cut(arm.label(), LABEL), Numbers.grouped(arm.n()), Numbers.grouped(arm.missingOutcomes()),
                Numbers.fixed(arm.mean(), decimals + 1), Numbers.fixed(arm.sd(), decimals));
    }

    private static String subgroup(ExperimentResult result, String dimension) {
        StringBuilder text = new StringBuilder(groups(result, dimension));
        result.subgroup(dimension).stream().filter(effect -> effect.estimate().isEmpty()).forEach(effect ->
                text.append(Lines.paragraph(2, effect.value() + ": " + effect.problem())));
        result.heterogeneity().stream().filter(one -> one.dimension().equals(dimension)).forEach(one ->
                text.append("  effect differs between the ").append(one.groups()).append(" groups: p ")
                        .append(Texts.pValue(one.pValue())).append(" (Welch-James), Q ")
                        .append(Numbers.significant(one.q(), 3)).append(" p ").append(Texts.pValue(one.qPValue()))
                        .append('\n'));
        return text.toString();
    }

    /** The groups, with labels cut to what the line has room for. */
    private static String groups(ExperimentResult result, String dimension) {
        String text = groups(result, dimension, LABEL);
        int over = text.lines().mapToInt(String::length).max().orElse(0) - Lines.WIDTH;
        return over <= 0 ? text : groups(result, dimension, Math.max(1, LABEL - over));
    }

    private static String groups(ExperimentResult result, String dimension, int label) {
        TextTable table = TextTable.of(cut(dimension, label), ">treated", ">control", ">ATE", ">lower", ">upper", ">p",
                ">p Holm", ">p BH", ">p rest");
        int decimals = decimals(result.subgroup(dimension));
        for (SubgroupEffect effect : result.subgroup(dimension)) {
            if (effect.estimate().isEmpty()) {
                table.row(cut(effect.value(), label), Numbers.grouped(effect.treated()),
                Numbers.grouped(effect.control()),
                        "-", "-",
                        "-", "-", "-", "-", "-");
                continue;
            }
            Estimate estimate = effect.estimate().get();
            Interval interval = estimate.interval();
            table.row(cut(effect.value(), label), Numbers.grouped(effect.treated()), Numbers.grouped(effect.control()),
                    Numbers.signed(estimate.estimate(), decimals), Numbers.fixed(interval.lower(), decimals),
                    Numbers.fixed(interval.upper(), decimals), p(effect.pValue()), p(effect.pHolm()), p(effect.pBh()),
                    p(effect.pRest()));
        }
        return table.render(2);
    }

    /** Decimals for all groups, enough for the narrowest interval that is no point. */
    private static int decimals(List<SubgroupEffect> groups) {
        double narrowest = groups.stream().flatMap(group -> group.estimate().stream())
                .mapToDouble(made -> made.interval().width()).filter(width -> width > 0).min().orElse(0);
        return Math.min(MOST_DECIMALS, Numbers.decimals(narrowest));
    }

    private static String p(OptionalDouble value) {
        return value.isPresent() ? Texts.pValue(value.getAsDouble()) : "-";
    }

    private static String cut(String label, int length) {
        return label.length() <= length ? label : label.substring(0, length - 1) + "~";
    }
}
