package io.twinsim.inference;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.List;

/** The printed form of an experiment's result. */
final class ExperimentText {

    private static final int LABEL = 28;

    private ExperimentText() {
    }

    static String table(ExperimentResult result) {
        Estimate estimate = result.estimate();
        int decimals = Numbers.decimals(estimate.interval().width());
        StringBuilder text = new StringBuilder();
        text.append(Lines.paragraph(0, "Experiment: " + result.outcome() + " by " + result.treatment() + ", "
                + result.treated().label() + " against " + result.control().label()
                + (result.adjustment().observational() ? " (observational)" : ""))).append('\n');
        text.append(headline(result, decimals));
        text.append("  standard error ").append(Numbers.significant(estimate.standardError(), 4)).append("   p ")
                .append(Texts.pValue(result.pValue()))
                .append(" (").append(result.pValueMethod()).append(")\n");
        text.append(Lines.paragraph(2, "effect size    " + result.effectSizes()));
        text.append("  sample ratio   ").append(result.sampleRatio()).append(
                result.sampleRatio().mismatch() ? "  MISMATCH\n" : "\n");
        text.append("  left out       ").append(Numbers.grouped(result.otherArms())).append(" rows of other arms, ")
                .append(Numbers.grouped(result.missingTreatment())).append(" without a treatment\n\n");
        text.append(arms(result, decimals));
        text.append(AdjustmentText.of(result.adjustment(), decimals));
        List<String> dimensions = result.subgroups().stream().map(SubgroupEffect::dimension).distinct().toList();
        for (String dimension : dimensions) {
            text.append('\n').append(SubgroupText.dimension(result, dimension));
        }
        if (!dimensions.isEmpty()) {
            text.append(SubgroupText.legend(result));
        }
        for (String warning : result.warnings()) {
            text.append(Lines.paragraph(2, "! " + warning));
        }
        return text.toString();
    }

    private static String headline(ExperimentResult result, int decimals) {
        Estimate estimate = result.estimate();
        Interval interval = estimate.interval();
        return Lines.paragraph(2, "ATE            " + Numbers.signed(estimate.estimate(), decimals + 1) + "   "
                + Texts.percent(interval.level()) + "  " + Numbers.fixed(interval.lower(), decimals + 1) + " .. "
                + Numbers.fixed(interval.upper(), decimals + 1) + "   ("
                + (result.adjustment().isPlain() ? "" : result.adjustment().estimator().id() + ", ")
                + interval.method().id() + ", " + estimate.estimand() + ")");
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

    static String cut(String label, int length) {
        return label.length() <= length ? label : label.substring(0, length - 1) + "~";
    }
}
