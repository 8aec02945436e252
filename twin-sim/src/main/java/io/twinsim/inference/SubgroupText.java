package io.twinsim.inference;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.Page;
import io.twinsim.internal.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/** An experiment's subgroups as they are read. */
final class SubgroupText {

    private static final int LABEL = 28;
    private static final int MOST_DECIMALS = 6;
    /** Groups of a dimension of which it is said why they have no effect. */
    private static final int MOST_PROBLEMS = 20;

    private SubgroupText() {
    }

    /** What the p-values of all dimensions mean. */
    static void legend(Page page, ExperimentResult result) {
        List<String> tests = families(result);
        String family = tests.size() > 1 ? "each dimension's own estimable groups, m = " + String.join(", ", tests)
                : "m = " + String.join("", tests) + " estimable groups";
        boolean overlap = result.subgroups().stream().anyMatch(one -> one.adjusted().containsKey(Correction.BY));
        page.line(2, "p-values: effect in the group = 0; Holm and BH over " + family);
        page.line(2, "(BH assumes positive dependence" + (overlap ? "; BY does not" : "")
                + "); p rest: equals the rest, not corrected");
        page.line(2, "shrunken: drawn towards the mean of the groups, keeping the share \"weight\" of the "
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

    static void write(Page page, ExperimentResult result, String dimension) {
        List<SubgroupEffect> groups = result.subgroup(dimension);
        int decimals = decimals(groups);
        page.table(2, "effect by " + dimension, fitted(label -> effects(dimension, groups, decimals, label)));
        problems(page, groups);
        if (groups.size() > TextTable.ROWS + 1) {
            page.line(2, Numbers.grouped(groups.size()) + " groups: subgroup(...), tidy() and JSON hold them all");
        }
        result.heterogeneity().stream().filter(one -> one.dimension().equals(dimension))
                .forEach(one -> differing(page, one, decimals));
        List<SubgroupEffect> ranked = groups.stream().filter(one -> one.shrunken().isPresent()).toList();
        if (!ranked.isEmpty()) {
            page.table(2, "shrunken effect by " + dimension,
                    fitted(label -> shrunken(dimension, ranked, decimals, label)));
        }
    }

    private static void problems(Page page, List<SubgroupEffect> groups) {
        List<SubgroupEffect> without = groups.stream().filter(effect -> effect.estimate().isEmpty()).toList();
        without.stream().limit(MOST_PROBLEMS).forEach(effect -> page.line(2, effect.value() + ": " + effect.problem()));
        if (without.size() > MOST_PROBLEMS) {
            page.line(2, "and " + Numbers.grouped(without.size() - MOST_PROBLEMS) + " more groups are not estimable");
        }
    }

    private static void differing(Page page, Heterogeneity one, int decimals) {
        Shrinkage mean = one.shrinkage();
        page.line(2, "do the effects of the " + Numbers.grouped(one.groups()) + " groups differ? p "
                + Texts.pValue(one.pValue()) + " (Welch-James), Q " + Numbers.significant(one.q(), 3) + " p "
                + Texts.pValue(one.qPValue()) + ", interaction F p " + Texts.pValue(one.interaction().pValue())
                + ", HC2 Wald p " + Texts.pValue(one.wald().pValue()));
        page.line(2, "mean of the groups' effects " + Numbers.signed(mean.mean(), decimals) + ", "
                + Texts.percent(mean.level()) + " " + Numbers.fixed(mean.lower(), decimals) + ".."
                + Numbers.fixed(mean.upper(), decimals) + "; they spread by tau "
                + Numbers.significant(Math.sqrt(mean.tauSquared()), 3) + " beyond their errors");
    }

    /** A table with labels cut to what the line has room for. */
    private static TextTable fitted(IntFunction<TextTable> table) {
        TextTable first = table.apply(LABEL);
        int over = 2 + first.width() - Lines.WIDTH;
        return over <= 0 ? first : table.apply(Math.max(1, LABEL - over));
    }

    private static TextTable effects(String dimension, List<SubgroupEffect> groups, int decimals, int label) {
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
        return table;
    }

    /** Shrunken effects with their ranks, and the corrections that the first table has no room for. */
    private static TextTable shrunken(String dimension, List<SubgroupEffect> groups, int decimals, int label) {
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
        return table;
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
