package io.twinsim.inference;

import io.twinsim.internal.text.Cells;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.Page;
import io.twinsim.internal.text.TextTable;
import java.util.List;

/** An experiment's result as it is read. */
final class ExperimentText {

    private static final int LABEL = 28;
    private static final int LEAST = 5;

    private ExperimentText() {
    }

    static Page page(ExperimentResult result) {
        Estimate estimate = result.estimate();
        int decimals = Numbers.decimals(estimate.interval().width());
        Page page = new Page();
        page.line(0, "Experiment: " + result.outcome() + " by " + result.treatment() + ", " + result.treated().label()
                + " against " + result.control().label()
                + (result.adjustment().observational() ? " (observational)" : "")).gap();
        page.line(2, headline(result, decimals));
        page.line(2, "standard error " + Numbers.significant(estimate.standardError(), 4) + "   p "
                + Texts.pValue(result.pValue()) + " (" + result.pValueMethod() + ")");
        page.line(2, "effect size    " + result.effectSizes().text());
        page.line(2, "sample ratio   " + result.sampleRatio() + (result.sampleRatio().mismatch() ? "  MISMATCH" : ""));
        page.line(2, "left out       " + Numbers.grouped(result.otherArms()) + " rows of other arms, "
                + Numbers.grouped(result.missingTreatment()) + " without a treatment").gap();
        page.table(2, result.outcome() + " by arm", arms(result, decimals));
        AdjustmentText.write(page, result.adjustment(), decimals);
        List<String> dimensions = result.subgroups().stream().map(SubgroupEffect::dimension).distinct().toList();
        for (String dimension : dimensions) {
            SubgroupText.write(page.gap(), result, dimension);
        }
        if (!dimensions.isEmpty()) {
            SubgroupText.legend(page.gap(), result);
        }
        result.warnings().forEach(warning -> page.line(2, "! " + warning));
        return page;
    }

    private static String headline(ExperimentResult result, int decimals) {
        Estimate estimate = result.estimate();
        Interval interval = estimate.interval();
        return "ATE            " + Numbers.signed(estimate.estimate(), decimals + 1) + "   "
                + Texts.percent(interval.level()) + "  " + Numbers.fixed(interval.lower(), decimals + 1) + " .. "
                + Numbers.fixed(interval.upper(), decimals + 1) + "   ("
                + (result.adjustment().isPlain() ? "" : result.adjustment().estimator().id() + ", ")
                + interval.method().id() + ", " + estimate.estimand() + ")";
    }

    private static TextTable arms(ExperimentResult result, int decimals) {
        TextTable table = TextTable.of("arm", "label", ">n", ">missing", ">mean", ">sd");
        row(table, "treated", result.treated(), decimals);
        row(table, "control", result.control(), decimals);
        return table;
    }

    private static void row(TextTable table, String name, ExperimentResult.Arm arm, int decimals) {
        table.row(name, cut(arm.label(), LABEL), Numbers.grouped(arm.n()), Numbers.grouped(arm.missingOutcomes()),
                Numbers.fixed(arm.mean(), decimals + 1), Numbers.fixed(arm.sd(), decimals));
    }

    static String cut(String label, int length) {
        return Cells.middle(Names.visible(label), Math.max(LEAST, length));
    }
}
