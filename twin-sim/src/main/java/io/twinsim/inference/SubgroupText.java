package io.twinsim.inference;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.List;
import java.util.OptionalDouble;

/** The printed form of an experiment's subgroups. */
final class SubgroupText {

    private static final int LABEL = 28;
    private static final int MOST_DECIMALS = 6;

    private SubgroupText() {
    }

    /** What the p-values of all dimensions mean. */
    static String legend(ExperimentResult result) {
        return "\n  p-values: effect in the group = 0; Holm and BH over m = " + result.family() + " estimable groups\n"
                + "  (BH assumes positive dependence); p rest: equals the rest, not corrected\n";
    }

    static String dimension(ExperimentResult result, String dimension) {
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
        TextTable table = TextTable.of(ExperimentText.cut(dimension, label), ">treated", ">control", ">ATE", ">lower", ">upper", ">p",
                ">p Holm", ">p BH", ">p rest");
        int decimals = decimals(result.subgroup(dimension));
        for (SubgroupEffect effect : result.subgroup(dimension)) {
            if (effect.estimate().isEmpty()) {
                table.row(ExperimentText.cut(effect.value(), label), Numbers.grouped(effect.treated()),
                Numbers.grouped(effect.control()),
                        "-", "-",
                        "-", "-", "-", "-", "-");
                continue;
            }
            Estimate estimate = effect.estimate().get();
            Interval interval = estimate.interval();
            table.row(ExperimentText.cut(effect.value(), label), Numbers.grouped(effect.treated()), Numbers.grouped(effect.control()),
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
}
