package io.twinsim.inference;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/** The printed form of an experiment's subgroups. */
final class SubgroupText {

    private static final int LABEL = 28;
    private static final int MOST_DECIMALS = 6;
    /** Groups of a dimension that are printed; all others are in the result. */
    private static final int MOST_GROUPS = 200;

    private SubgroupText() {
    }

    /** What the p-values of all dimensions mean. */
    static String legend(ExperimentResult result) {
        List<String> tests = families(result);
        String family = tests.size() > 1 ? "each dimension's own estimable groups, m = " + String.join(", ", tests)
                : "m = " + String.join("", tests) + " estimable groups";
        boolean overlap = result.subgroups().stream().anyMatch(one -> one.adjusted().containsKey(Correction.BY));
        return "\n" + Lines.paragraph(2, "p-values: effect in the group = 0; Holm and BH over " + family)
                + Lines.paragraph(2, "(BH assumes positive dependence" + (overlap ? "; BY does not" : "")
                        + "); p rest: equals the rest, not corrected")
                + Lines.paragraph(2, "shrunken: drawn towards the mean of the groups, keeping the share \"weight\" of the "
                        + "raw distance; rank and Pr(best), the chance to be the best group, go by it");
    }

    /** The numbers of tests by dimension, once if they are all the same family. */
    private static List<String> families(ExperimentResult result) {
        List<String> dimensions = result.subgroups().stream().map(SubgroupEffect::dimension).distinct().toList();
        List<SubgroupEffect> tested = result.subgroups().stream().filter(SubgroupEffect::estimable).toList();
        if (tested.stream().allMatch(one -> one.family() == tested.size())) {
            return List.of(Numbers.grouped(tested.size()));
        }
        return dimensions.stream().map(dimension -> dimension + " " + tested.stream()
                .filter(one -> one.dimension().equals(dimension)).count()).toList();
    }

    static String dimension(ExperimentResult result, String dimension) {
        List<SubgroupEffect> groups = result.subgroup(dimension);
        List<SubgroupEffect> shown = groups.subList(0, Math.min(groups.size(), MOST_GROUPS));
        int decimals = decimals(groups);
        StringBuilder text = new StringBuilder(fitted(label -> effects(dimension, shown, decimals, label)));
        shown.stream().filter(effect -> effect.estimate().isEmpty()).forEach(effect ->
                text.append(Lines.paragraph(2, effect.value() + ": " + effect.problem())));
        if (groups.size() > shown.size()) {
            text.append("  ").append(Numbers.grouped(groups.size() - shown.size()))
                    .append(" more groups: subgroup(...) and JSON hold them\n");
        }
        result.heterogeneity().stream().filter(one -> one.dimension().equals(dimension))
                .forEach(one -> text.append(differing(one, decimals)));
        List<SubgroupEffect> ranked = shown.stream().filter(one -> one.shrunken().isPresent()).toList();
        if (!ranked.isEmpty()) {
            text.append(fitted(label -> shrunken(dimension, ranked, decimals, label)));
        }
        return text.toString();
    }

    private static String differing(Heterogeneity one, int decimals) {
        Shrinkage mean = one.shrinkage();
        return Lines.paragraph(2, "do the effects of the " + Numbers.grouped(one.groups()) + " groups differ? p "
                + Texts.pValue(one.pValue()) + " (Welch-James), Q " + Numbers.significant(one.q(), 3) + " p "
                + Texts.pValue(one.qPValue()) + ", interaction F p " + Texts.pValue(one.interaction().pValue())
                + ", HC2 Wald p " + Texts.pValue(one.wald().pValue()))
                + Lines.paragraph(2, "mean of the groups' effects " + Numbers.signed(mean.mean(), decimals) + ", "
                        + Texts.percent(mean.level()) + " " + Numbers.fixed(mean.lower(), decimals) + ".."
                        + Numbers.fixed(mean.upper(), decimals) + "; they spread by tau "
                        + Numbers.significant(Math.sqrt(mean.tauSquared()), 3) + " beyond their errors");
    }

    /** A table with labels cut to what the line has room for. */
    private static String fitted(IntFunction<String> table) {
        String text = table.apply(LABEL);
        int over = text.lines().mapToInt(String::length).max().orElse(0) - Lines.WIDTH;
        return over <= 0 ? text : table.apply(Math.max(1, LABEL - over));
    }

    private static String effects(String dimension, List<SubgroupEffect> groups, int decimals, int label) {
        TextTable table = TextTable.of(ExperimentText.cut(dimension, label), ">treated", ">control", ">ATE", ">lower",
                ">upper", ">p", ">p Holm", ">p BH", ">p rest");
        for (SubgroupEffect effect : groups) {
            List<String> cells = new ArrayList<>(List.of(ExperimentText.cut(effect.value(), label),
                    Numbers.grouped(effect.treated()), Numbers.grouped(effect.control())));
            effect.estimate().ifPresentOrElse(
                    estimate -> cells.addAll(List.of(Numbers.signed(estimate.estimate(), decimals),
                            Numbers.fixed(estimate.interval().lower(), decimals),
                            Numbers.fixed(estimate.interval().upper(), decimals))),
                    () -> cells.addAll(List.of("-", "-", "-")));
            cells.addAll(List.of(p(effect.pValue()), p(effect.pHolm()), p(effect.pBh()), p(effect.pRest())));
            table.row(cells.toArray(String[]::new));
        }
        return table.render(2);
    }

    /** Shrunken effects with their ranks, and the corrections that the first table has no room for. */
    private static String shrunken(String dimension, List<SubgroupEffect> groups, int decimals, int label) {
        List<Correction> more = groups.stream().flatMap(one -> one.adjusted().keySet().stream()).distinct().sorted()
                .filter(one -> one != Correction.HOLM && one != Correction.BH).toList();
        List<String> headings = new ArrayList<>(List.of(ExperimentText.cut(dimension, label), ">shrunken", ">lower",
                ">upper", ">weight", ">rank", ">Pr(best)"));
        more.forEach(one -> headings.add(">p " + one.words()));
        TextTable table = TextTable.of(headings.toArray(String[]::new));
        for (SubgroupEffect effect : groups) {
            ShrunkenEffect one = effect.shrunken().orElseThrow();
            List<String> cells = new ArrayList<>(List.of(ExperimentText.cut(effect.value(), label),
                    Numbers.signed(one.estimate(), decimals), Numbers.fixed(one.lower(), decimals),
                    Numbers.fixed(one.upper(), decimals), Numbers.fixed(one.weight(), 2),
                    Numbers.grouped(one.rank()), Numbers.fixed(one.probabilityBest(), 2)));
            more.forEach(correction -> cells.add(p(effect.adjusted(correction))));
            table.row(cells.toArray(String[]::new));
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
