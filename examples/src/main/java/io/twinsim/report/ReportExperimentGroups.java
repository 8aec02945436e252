package io.twinsim.report;

import io.twinsim.inference.Correction;
import io.twinsim.inference.ExperimentResult;
import io.twinsim.inference.Heterogeneity;
import io.twinsim.inference.ShrunkenEffect;
import io.twinsim.inference.SubgroupEffect;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measured subgroups: the picture, and for each dimension effects with corrected p-values and shrunken effects. */
final class ReportExperimentGroups {

    private final ExperimentResult result;

    ReportExperimentGroups(ExperimentResult result) {
        this.result = result;
    }

    void write(ReportPage page) {
        List<String> dimensions = result.subgroups().stream().map(SubgroupEffect::dimension).distinct().toList();
        page.section("groups", dimensions.isEmpty() ? "The effect in a picture" : "For whom", out -> {
            if (!dimensions.isEmpty()) {
                out.paragraph("Among many groups some stand out by luck. Go by the corrected p-values, which count "
                        + ReportWords.count(result.family(), "test") + ", and by the shrunken effects, which are drawn "
                        + "towards the mean of all groups by as much as their noise asks for.");
            }
            if (result.subgroups().size() <= ReportSubgroups.MOST_ROWS) {
                ReportPicture.write(out, result.figure(), dimensions.isEmpty() ? "The estimate with its interval."
                        : "The effect over all and in each group, as measured and shrunken.");
            }
            dimensions.forEach(dimension -> dimension(out, dimension));
        });
    }

    private void dimension(ReportMarkup out, String dimension) {
        List<SubgroupEffect> all = result.subgroup(dimension);
        List<SubgroupEffect> groups = all.subList(0, Math.min(all.size(), ReportSubgroups.MOST_ROWS));
        double least = groups.stream().flatMap(one -> one.estimate().stream())
                .mapToDouble(made -> made.interval().width()).filter(width -> width > 0).min().orElse(0);
        int decimals = ReportWords.decimals(least / 2);
        out.element("h3", "By " + dimension);
        result.heterogeneity().stream().filter(one -> one.dimension().equals(dimension))
                .forEach(one -> out.paragraph(differing(one)));
        measured(out, dimension, groups, decimals);
        if (all.size() > groups.size()) {
            out.note("And " + ReportWords.count(all.size() - groups.size(), "more group")
                    + ", which the JSON form of the result holds.");
        }
        groups.stream().filter(one -> !one.problem().isEmpty())
                .forEach(one -> out.note(one.value() + ": " + one.problem() + "."));
        if (groups.stream().anyMatch(one -> one.shrunken().isPresent())) {
            shrunken(out, dimension, groups, decimals);
        }
    }

    private static String differing(Heterogeneity one) {
        double p = one.welchJames().pValue();
        return "Do the effects of these " + Numbers.grouped(one.groups()) + " groups differ? "
                + (p < 0.05 ? "There is evidence that they do" : "There is no clear evidence that they do")
                + " (p\u00a0" + ReportWords.p(p) + ", Welch\u2013James; not corrected for the number of dimensions).";
    }

    private static void measured(ReportMarkup out, String dimension, List<SubgroupEffect> groups, int decimals) {
        List<Correction> corrections = groups.stream().flatMap(one -> one.adjusted().keySet().stream()).distinct()
                .sorted().toList();
        List<String> headings = new ArrayList<>(List.of(dimension, ">Treated", ">Control", ">Effect", ">Lower",
                ">Upper", ">p"));
        corrections.forEach(one -> headings.add(">p " + one.words()));
        ReportTable table = ReportTable.of("Effect by " + dimension + " as measured, with p-values before and after "
                + "correction", headings.toArray(String[]::new));
        for (SubgroupEffect one : groups) {
            List<String> cells = new ArrayList<>();
            cells.add(Numbers.grouped(one.treated()));
            cells.add(Numbers.grouped(one.control()));
            cells.add(one.estimate().map(made -> ReportWords.signed(made.estimate(), decimals))
                    .orElse(ReportWords.NONE));
            cells.add(one.estimate().map(made -> ReportWords.fixed(made.interval().lower(), decimals))
                    .orElse(ReportWords.NONE));
            cells.add(one.estimate().map(made -> ReportWords.fixed(made.interval().upper(), decimals))
                    .orElse(ReportWords.NONE));
            cells.add(ReportWords.p(one.pValue()));
            corrections.forEach(correction -> cells.add(ReportWords.p(one.adjusted(correction))));
            table.row(one.value(), cells.toArray(String[]::new));
        }
        table.write(out);
    }

    private static void shrunken(ReportMarkup out, String dimension, List<SubgroupEffect> groups, int decimals) {
        ReportTable table = ReportTable.of("The same effects shrunken: what to expect of each group next time",
                dimension, ">Effect", ">Lower", ">Upper", ">Weight", ">Rank", ">Pr(best)");
        for (SubgroupEffect one : groups) {
            Optional<ShrunkenEffect> made = one.shrunken();
            made.ifPresent(s -> table.row(one.value(), ReportWords.signed(s.estimate(), decimals),
                    ReportWords.fixed(s.lower(), decimals), ReportWords.fixed(s.upper(), decimals),
                    ReportWords.fixed(s.weight(), 2), Numbers.grouped(s.rank()),
                    ReportWords.fixed(s.probabilityBest(), 2)));
        }
        table.write(out);
        out.note("Weight: the share of its own measured effect that a group keeps. Pr(best): the probability to be the "
                + "group with the best true effect.");
    }
}
