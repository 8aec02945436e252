package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.List;

/** One run of an experiment: rows into arms, arms into estimates, and everything worth a warning. */
final class ExperimentRun {

    private final Population data;
    private final Experiment.Design design;
    private final ExperimentSettings settings;
    private final AdjustmentSettings adjusting;
    private final IntervalOptions options;
    /** Whether the result is the plain difference of means of independent units. */
    private final boolean plain;

    ExperimentRun(Population data, Experiment.Design design, ExperimentSettings settings) {
        this.data = data;
        this.design = design;
        this.settings = settings;
        adjusting = settings.adjustment();
        options = settings.options();
        plain = adjusting.headline() == EffectEstimator.DIFFERENCE && adjusting.clusters().isEmpty();
    }

    ExperimentResult run() {
        options.requireReplicates();
        adjusting.requireFit();
        Experiment.requireRows(data);
        Arms arms = arms();
        Sample treated = Sample.of(arms.treated().outcomes(), "treated");
        Sample control = Sample.of(arms.control().outcomes(), "control");
        boolean binary = treated.binary() && control.binary();
        Estimate difference = TwoArmEstimate.of(treated, control, Experiment.ESTIMAND,
                plain ? options : options.withMethod(IntervalMethod.AUTO));
        Welch welch = Welch.of(treated.moments(), control.moments());
        double pValue = welch.pValue(binary, treated.size(), control.size());
        Adjustment adjustment;
        if (plain && adjusting.covariates().isEmpty() && !adjusting.observational()) {
            adjustment = Adjustment.plain(difference, welch);
        } else {
            Adjusting made = new Adjusting(units(arms, binary), adjusting, options, Experiment.ESTIMAND);
            adjustment = made.run(difference, welch);
            pValue = plain ? pValue : made.contrast().pValue();
        }
        SubgroupAnalysis analysis = new SubgroupAnalysis(Experiment.ESTIMAND, groupOptions(), settings.groups(), binary)
                .run(data, arms, settings.dimensions());
        Estimate estimate = adjustment.by(adjusting.headline()).estimate().orElseThrow();
        SampleRatio ratio = ratio(arms);
        return new ExperimentResult(design.treatment(), design.outcome(),
                arm(design.treated(), arms.treated(), treated), arm(design.control(), arms.control(), control),
                estimate, pValue, ratio, arms.others(), arms.unassigned(), analysis.effects(), analysis.heterogeneity(),
                analysis.family(), adjustment, EffectSizes.of(treated, control, Experiment.ESTIMAND, options.level()),
                warnings(estimate, ratio, arms, analysis, adjustment));
    }

    private Arms arms() {
        Column assigned = data.storage(design.treatment());
        double treated = ArmLabel.value(assigned, design.treatment(), design.treated(), design.control());
        double control = ArmLabel.value(assigned, design.treatment(), design.control(), design.treated());
        Arms arms = Arms.of(data, design.treatment(), treated, control, design.outcome());
        requireTwo(arms.treated(), "treated", design.treated());
        requireTwo(arms.control(), "control", design.control());
        return arms;
    }

    private void requireTwo(Arms.Arm arm, String name, String label) {
        if (arm.size() < 2) {
            throw new InputException("arm " + name + " has " + arm.size() + (arm.size() == 1 ? " row (" : " rows (")
                    + design.treatment() + " = " + label + "), need >= 2");
        }
    }

    private ArmUnits units(Arms arms, boolean binary) {
        return ArmUnits.of(arms, data.baseRow(), binary, Covariates.of(data, arms, adjusting.covariates()),
                adjusting.clusters().map(column -> Clusters.of(data, arms, column)));
    }

    /** Groups are compared by plain differences whatever the result's estimator is. */
    private IntervalOptions groupOptions() {
        return plain ? options : options.withMethod(IntervalMethod.AUTO);
    }

    private SampleRatio ratio(Arms arms) {
        long treated = arms.treated().assigned();
        long control = arms.control().assigned();
        double share = settings.split();
        SampleRatio ratio = adjusting.clusters()
                .map(column -> SampleRatio.of(treated, control, share, Clusters.deviations(data, arms, column, share)))
                .orElseGet(() -> SampleRatio.of(treated, control, share));
        return adjusting.observational() ? ratio.untested() : ratio;
    }

    private static ExperimentResult.Arm arm(String label, Arms.Arm rows, Sample sample) {
        return new ExperimentResult.Arm(label, rows.size(), rows.missing(), Sample.mean(sample.moments()),
                sample.moments().sd());
    }

    private List<String> warnings(Estimate estimate, SampleRatio ratio, Arms arms, SubgroupAnalysis analysis,
            Adjustment adjustment) {
        List<String> warnings = new ArrayList<>();
        if (ratio.mismatch()) {
            warnings.add("sample-ratio mismatch: " + ratio + "; no verdict from these data until it is explained");
        }
        warnings.addAll(Adjusting.warnings(adjustment));
        warnings.addAll(estimate.notes());
        for (String note : estimate.interval().notes()) {
            if (estimate.notes().stream().noneMatch(known -> known.startsWith(note))) {
                warnings.add(note);
            }
        }
        if (arms.treated().missing() + arms.control().missing() > 0) {
            warnings.add("missing outcomes left out: " + Numbers.grouped(arms.treated().missing()) + " treated, "
                    + Numbers.grouped(arms.control().missing()) + " control");
        }
        if (arms.unassigned() > 0) {
            warnings.add("rows without a treatment left out: " + Numbers.grouped(arms.unassigned()));
        }
        if (adjusting.clusters().isPresent()) {
            warnings.add("effect sizes ignore the clusters: their intervals are too narrow");
        }
        groupWarnings(analysis, warnings);
        return warnings;
    }

    private void groupWarnings(SubgroupAnalysis analysis, List<String> warnings) {
        if (!settings.dimensions().isEmpty() && !(plain && !adjusting.observational())) {
            warnings.add("subgroup effects are plain differences of means: not adjusted"
                    + (adjusting.clusters().isPresent() ? ", and their errors ignore the clusters" : ""));
        }
        long left = analysis.effects().stream().filter(effect -> !effect.estimable()).count();
        if (left > 0) {
            warnings.add("subgroups not estimable, outside the family: " + left);
        }
        warnings.addAll(analysis.notes());
    }
}
