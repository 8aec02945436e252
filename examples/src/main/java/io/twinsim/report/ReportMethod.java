package io.twinsim.report;

import io.twinsim.inference.AdjustedEstimate;
import io.twinsim.inference.Adjustment;
import io.twinsim.inference.CovariateBalance;
import io.twinsim.inference.EffectEstimator;
import io.twinsim.inference.Estimate;
import io.twinsim.inference.ExperimentResult;
import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an experiment was estimated, what other estimators say, and whether its arms can be compared. */
final class ReportMethod {

    private final ExperimentResult result;
    private final Adjustment adjustment;
    private final int decimals;

    ReportMethod(ExperimentResult result, int decimals) {
        this.result = result;
        this.adjustment = result.adjustment();
        this.decimals = decimals;
    }

    void arms(ReportMarkup out) {
        ReportTable table = ReportTable.of("Mean " + result.outcome() + " in both arms", "Arm", ">Units", ">Missing",
                ">Mean", ">Sd");
        arm(table, "treated", result.treated());
        arm(table, "control", result.control());
        table.write(out);
        out.paragraph("Left out: " + ReportWords.count(result.otherArms(), "unit") + " of other arms, "
                + Numbers.grouped(result.missingTreatment()) + " without a treatment.");
        result.effectSizes().cohenD().ifPresent(d -> {
            int digits = ReportWords.decimals((d.upper() - d.lower()) / 2);
            out.paragraph("In standard deviations of the outcome the difference is "
                    + ReportWords.signed(d.value(), digits) + " (Cohen\u2019s d, " + ReportWords.percent(d.level())
                    + " interval " + ReportWords.range(d.lower(), d.upper(), digits) + ").");
        });
        result.effectSizes().problems().forEach(problem -> out.note(ReportWords.sentence(problem)));
    }

    private void arm(ReportTable table, String role, ExperimentResult.Arm arm) {
        table.noted(arm.label(), role, Numbers.grouped(arm.n()), Numbers.grouped(arm.missingOutcomes()),
                ReportWords.fixed(arm.mean(), decimals), ReportWords.fixed(arm.sd(), decimals));
    }

    void write(ReportMarkup out) {
        AdjustedEstimate own = adjustment.by(adjustment.estimator());
        Estimate estimate = result.estimate();
        Interval interval = estimate.interval();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Estimator", words(adjustment.estimator()));
        facts.put("Covariates",
                adjustment.covariates().isEmpty() ? "none" : String.join(", ", adjustment.covariates()));
        facts.put("Interval", interval.method().id() + " at level " + ReportWords.percent(interval.level())
                + (estimate.replicates() > 0 ? ", " + Numbers.grouped(estimate.replicates()) + " replicates" : ""));
        facts.put("Standard error", ReportWords.number(estimate.standardError())
                + (own.error().isEmpty() ? "" : " (" + own.error() + ")"));
        facts.put("p-value", ReportWords.p(result.pValue()) + " (" + result.pValueMethod() + "), two-sided");
        facts.put("Estimand", estimate.estimand());
        ReportRepeat.facts(out, facts);
        estimate.notes().forEach(note -> out.note(ReportWords.sentence(note)));
        if (adjustment.estimators().size() > 1) {
            estimators(out);
        }
    }

    private void estimators(ReportMarkup out) {
        ReportTable table = ReportTable.of("What other estimators say; the one of the answer stands out", "Estimator",
                ">Effect", ">Lower", ">Upper", ">Se");
        for (AdjustedEstimate one : adjustment.estimators()) {
            String[] cells = cells(one.estimate());
            String note = words(one.estimator()) + (one.problem().isEmpty() ? "" : ". " + one.problem());
            if (one.estimator() == adjustment.estimator()) {
                table.strong(one.estimator().id(), note, cells);
            } else {
                table.noted(one.estimator().id(), note, cells);
            }
        }
        table.write(out);
    }

    private String[] cells(Optional<Estimate> estimate) {
        return estimate.map(made -> new String[] {ReportWords.signed(made.estimate(), decimals),
            ReportWords.fixed(made.interval().lower(), decimals), ReportWords.fixed(made.interval().upper(), decimals),
            ReportWords.number(made.standardError())}).orElseGet(() -> new String[] {ReportWords.NONE, ReportWords.NONE,
                ReportWords.NONE, ReportWords.NONE});
    }

    private static String words(EffectEstimator estimator) {
        return switch (estimator) {
            case DIFFERENCE -> "difference of the arms\u2019 means";
            case ANCOVA -> "linear regression on treatment and covariates";
            case CUPED -> "difference of means after taking out what covariates explain";
            case LIN -> "linear regression with covariates of its own for each arm";
            case HT -> "outcomes weighted by the inverse propensity";
            case HAJEK -> "outcomes weighted by the inverse propensity, by their sum";
            case ATT -> "effect on the treated, controls weighted by the odds";
            case AIPW -> "doubly robust: outcome models and inverse propensities";
            case AIPW_CROSSFIT -> "doubly robust, models fitted on other folds";
        };
    }

    void balance(ReportMarkup out) {
        boolean broken = result.sampleRatio().mismatch();
        out.element("p", p -> p.element("strong", "Sample ratio: ").text(ReportWords.prose(
                result.sampleRatio().toString()) + (!result.sampleRatio().tested() ? "." : broken
                ? ". The sizes do not fit the design: something went wrong in assigning or recording, and no number "
                        + "here can be trusted." : ". The sizes fit the design.")));
        if (adjustment.balance().isEmpty()) {
            out.paragraph("No covariate was given, so nothing else was compared.");
        } else {
            covariates(out);
        }
    }

    private void covariates(ReportMarkup out) {
        boolean weighted = adjustment.balance().stream().anyMatch(one -> one.weighted().isPresent());
        String caption = "Means of the covariates, and the standardised mean difference (SMD); beyond "
                + Numbers.significant(CovariateBalance.THRESHOLD, 2) + " the arms are not alike";
        ReportTable table = weighted
                ? ReportTable.of(caption, "Covariate", ">Treated", ">Control", ">SMD", ">Weighted", ">p")
                : ReportTable.of(caption, "Covariate", ">Treated", ">Control", ">SMD", ">p");
        for (CovariateBalance one : adjustment.balance()) {
            List<String> cells = new ArrayList<>(ReportWords.pair(one.treatedMean(), one.controlMean()));
            cells.add(ReportWords.signed(one.raw(), 3));
            if (weighted) {
                cells.add(one.weighted().isPresent() ? ReportWords.signed(one.weighted().getAsDouble(), 3)
                        : ReportWords.NONE);
            }
            cells.add(ReportWords.p(one.pValue()));
            table.noted(one.covariate(), Math.abs(one.raw()) > CovariateBalance.THRESHOLD ? "not alike" : "",
                    cells.toArray(String[]::new));
        }
        table.write(out);
        adjustment.propensity().ifPresent(one -> out.note("Probabilities of treatment: " + one + "."));
        adjustment.effectiveSizes().ifPresent(one ->
                out.note("Effective sample sizes under the weights: " + one + "."));
    }
}
