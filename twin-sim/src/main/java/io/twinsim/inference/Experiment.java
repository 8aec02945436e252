package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The effect of a treatment in data of a real two-arm experiment: the difference of the mean outcomes, with a Welch
 * interval unless asked otherwise. Units of other arms are left out and counted; units without a treatment or an
 * outcome likewise, per arm, never silently.
 *
 * <p>Valid only if treatment was assigned at random and units are independent. Immutable; equal experiments give
 * bit-equal results for any number of threads.
 */
public final class Experiment {

    /** What the estimate is about: the units are a sample of those to whom the result is applied. */
    public static final String ESTIMAND = "superpopulation";

    private static final int DEFAULT_MIN_GROUP = 10;
    private static final double BALANCED = 0.5;

    private record Design(String treatment, String treated, String control, String outcome) {
    }

    private final Population data;
    private final Design design;
    private final IntervalOptions options;
    private final List<String> subgroups;
    private final int minGroup;
    private final double split;

    private Experiment(Population data, Design design, IntervalOptions options, List<String> subgroups, int minGroup,
            double split) {
        this.data = data;
        this.design = design;
        this.options = options;
        this.subgroups = subgroups;
        this.minGroup = minGroup;
        this.split = split;
    }

    /**
     * An experiment in data.
     *
     * @param data the units
     * @param treatment the column that says which arm a unit belongs to
     * @param treated the label (or number) of the treated arm
     * @param control the label of the arm it is compared with
     * @param outcome a real, integer or flag column
     * @return the experiment, with seed 42, level 0.95 and method {@code auto}
     * @throws InputException if a column is unknown, treatment and outcome or both arms are the same, the outcome is no
     *         number, there are no rows, or a text column lacks a label, with the nearest one
     */
    public static Experiment of(Population data, String treatment, String treated, String control, String outcome) {
        Checks.notNull(data, "data");
        Column assigned = data.storage(Checks.notNull(treatment, "treatment"));
        Column measured = data.storage(Checks.notNull(outcome, "outcome"));
        if (treatment.equals(outcome)) {
            throw new InputException("outcome must differ from treatment, got " + Names.quote(outcome) + " for both");
        }
        requireRows(data);
        if (measured.type() == ColumnType.CATEGORY) {
            throw new InputException("outcome " + Names.quote(outcome) + " must be real, integer or flag, got "
                    + measured.type().id());
        }
        double treatedValue = ArmLabel.value(assigned, treatment, Checks.notNull(treated, "treated"),
                Checks.notNull(control, "control"));
        if (treatedValue == ArmLabel.value(assigned, treatment, control, treated)) {
            throw new InputException("control must differ from treated, got " + Names.quote(control) + " for both");
        }
        return new Experiment(data, new Design(treatment, treated, control, outcome),
                IntervalOptions.of().withSeed(data.seed()), List.of(), DEFAULT_MIN_GROUP, BALANCED);
    }

    private static void requireRows(Population data) {
        if (data.size() == 0) {
            throw new InputException("need at least 2 rows per arm, got 0 rows");
        }
    }

    private Experiment with(IntervalOptions changed) {
        return new Experiment(data, design, changed, subgroups, minGroup, split);
    }

    /**
     * Only units that satisfy a condition.
     *
     * @param condition a formula over the columns, without draws
     * @return the changed experiment
     * @throws InputException if the condition does not parse or reads unknown columns
     */
    public Experiment where(String condition) {
        return new Experiment(data.where(condition), design, options, subgroups, minGroup, split);
    }

    /**
     * Another level.
     *
     * @param level the nominal coverage, in (0, 1)
     * @return the changed experiment
     */
    public Experiment withLevel(double level) {
        return with(options.withLevel(level));
    }

    /**
     * Another interval method.
     *
     * @param method one that serves a difference of means or of proportions
     * @return the changed experiment
     */
    public Experiment withMethod(IntervalMethod method) {
        return with(options.withMethod(method));
    }

    /**
     * Another number of bootstrap replicates.
     *
     * @param replicates 1 to 10,000,000
     * @return the changed experiment
     */
    public Experiment withReplicates(int replicates) {
        return with(options.withReplicates(replicates));
    }

    /**
     * Another seed.
     *
     * @param seed the root seed of resampling
     * @return the changed experiment
     */
    public Experiment withSeed(long seed) {
        return with(options.withSeed(seed));
    }

    /**
     * Another number of threads.
     *
     * @param threads threads to use, the caller's included
     * @return the changed experiment
     */
    public Experiment withThreads(int threads) {
        return with(options.withThreads(threads));
    }

    /**
     * The caller's own threads.
     *
     * @param executor whose threads help, or null for the shared pool
     * @return the changed experiment
     */
    public Experiment withExecutor(@Nullable Executor executor) {
        return with(options.withExecutor(executor));
    }

    /**
     * A stop signal for resampling.
     *
     * @param stop asked between batches of replicates
     * @return the changed experiment
     */
    public Experiment withStop(StopSignal stop) {
        return with(options.withStop(stop));
    }

    /**
     * Effects by subgroup, corrected as one family over all dimensions.
     *
     * @param dimensions column names, or {@code COL:k} for k quantile groups; see {@link SubgroupKeys}
     * @return the changed experiment
     * @throws InputException if a dimension is the treatment or the outcome
     */
    public Experiment withSubgroups(String... dimensions) {
        for (String dimension : dimensions) {
            int colon = data.has(dimension) ? -1 : dimension.lastIndexOf(':');
            String column = colon < 0 ? dimension : dimension.substring(0, colon);
            if (column.equals(design.treatment) || column.equals(design.outcome)) {
                throw new InputException("subgroup must not be the "
                        + (column.equals(design.treatment) ? "treatment" : "outcome") + ", got "
                        + Names.quote(dimension));
            }
        }
        return new Experiment(data, design, options, Stream.of(dimensions).distinct().toList(), minGroup, split);
    }

    /**
     * The size below which a subgroup is not estimable.
     *
     * @param units units of both arms together, at least 4
     * @return the changed experiment
     */
    public Experiment withMinGroup(int units) {
        return new Experiment(data, design, options, subgroups, (int) Checks.atLeast(4, units, "minGroup"), split);
    }

    /**
     * The designed split, for the sample-ratio test.
     *
     * @param treatedShare the share of the treated among both arms, in (0, 1); 0.5 unless told
     * @return the changed experiment
     */
    public Experiment withSplit(double treatedShare) {
        return new Experiment(data, design, options, subgroups, minGroup,
                Checks.openUnit(treatedShare, "treatedShare"));
    }

    /**
     * Estimates the effect.
     *
     * @return the result
     * @throws InputException if an arm has fewer than 2 units with an outcome, the method does not serve the outcome,
     *         or the replicates are too few for it
     */
    public ExperimentResult run() {
        options.requireReplicates();
        requireRows(data);
        Column assigned = data.storage(design.treatment);
        Arms arms = Arms.of(data, design.treatment, ArmLabel.value(assigned, design.treatment, design.treated,
                design.control),
                ArmLabel.value(assigned, design.treatment, design.control, design.treated), design.outcome);
        requireTwo(arms.treated(), "treated", design.treated);
        requireTwo(arms.control(), "control", design.control);
        Sample treated = Sample.of(arms.treated().outcomes(), "treated");
        Sample control = Sample.of(arms.control().outcomes(), "control");
        Estimate estimate = TwoArmEstimate.of(treated, control, ESTIMAND, options);
        boolean binary = treated.binary() && control.binary();
        double pValue = Welch.of(treated.moments(), control.moments()).pValue(binary, treated.size(), control.size());
        SampleRatio ratio = SampleRatio.of(arms.treated().assigned(), arms.control().assigned(), split);
        SubgroupAnalysis analysis =
                new SubgroupAnalysis(ESTIMAND, options, minGroup, binary).run(data, arms, subgroups);
        return new ExperimentResult(design.treatment, design.outcome,
                arm(design.treated, arms.treated(), treated), arm(design.control, arms.control(), control), estimate,
                pValue, ratio, arms.others(), arms.unassigned(), analysis.effects(), analysis.heterogeneity(),
                analysis.family(), warnings(estimate, ratio, arms, analysis));
    }

    private void requireTwo(Arms.Arm arm, String name, String label) {
        if (arm.size() < 2) {
            throw new InputException("arm " + name + " has " + arm.size() + (arm.size() == 1 ? " row (" : " rows (")
                    + design.treatment + " = " + label + "), need >= 2");
        }
    }

    private static ExperimentResult.Arm arm(String label, Arms.Arm rows, Sample sample) {
        return new ExperimentResult.Arm(label, rows.size(), rows.missing(), Sample.mean(sample.moments()),
                sample.moments().sd());
    }

    private static List<String> warnings(Estimate estimate, SampleRatio ratio, Arms arms, SubgroupAnalysis analysis) {
        List<String> warnings = new ArrayList<>();
        if (ratio.mismatch()) {
            warnings.add("sample-ratio mismatch: " + ratio + "; no verdict from these data until it is explained");
        }
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
        long left = analysis.effects().stream().filter(effect -> !effect.estimable()).count();
        if (left > 0) {
            warnings.add("subgroups not estimable, outside the family: " + left);
        }
        return warnings;
    }

    /** One line such as {@code Experiment[visit: segment Mens E-Mail - No E-Mail, n=64,000]}. */
    @Override
    public String toString() {
        return "Experiment[" + design.outcome + ": " + design.treatment + " " + design.treated + " - " + design.control
                + ", n=" + Numbers.grouped(data.size()) + "]";
    }
}
