package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The effect of a treatment in data of a real two-arm experiment: the difference of the mean outcomes, with a Welch
 * interval unless asked otherwise; with covariates Lin's estimator with an HC2 error, and every other
 * {@link EffectEstimator} that fits beside it. Units of other arms are left out and counted; units without a treatment
 * or an outcome likewise, per arm, never silently. Missing covariates are refused with their counts.
 *
 * <p>Valid only if treatment was assigned at random, covariates were measured before it, and units (or
 * {@link #withClusters clusters}) are independent. For units that chose their arm say {@link #observational()}: the
 * estimate is then doubly robust, and valid only if the covariates hold all confounders. Immutable; equal experiments
 * give bit-equal results for any number of threads.
 */
public final class Experiment {

    /** What the estimate is about: the units are a sample of those to whom the result is applied. */
    public static final String ESTIMAND = "superpopulation";

    /** The columns and labels. */
    record Design(String treatment, String treated, String control, String outcome) {
    }

    private final Population data;
    private final Design design;
    private final ExperimentSettings settings;

    private Experiment(Population data, Design design, ExperimentSettings settings) {
        this.data = data;
        this.design = design;
        this.settings = settings;
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
                ExperimentSettings.of(IntervalOptions.of().withSeed(data.seed())));
    }

    static void requireRows(Population data) {
        if (data.size() == 0) {
            throw new InputException("need at least 2 rows per arm, got 0 rows");
        }
    }

    private Experiment with(ExperimentSettings changed) {
        return new Experiment(data, design, changed);
    }

    private Experiment with(IntervalOptions changed) {
        return with(settings.with(changed));
    }

    private Experiment with(AdjustmentSettings changed) {
        return with(settings.with(changed));
    }

    private Experiment with(SubgroupSettings changed) {
        return with(settings.with(changed));
    }

    private IntervalOptions options() {
        return settings.options();
    }

    /**
     * Only units that satisfy a condition.
     *
     * @param condition a formula over the columns, without draws
     * @return the changed experiment
     * @throws InputException if the condition does not parse or reads unknown columns
     */
    public Experiment where(String condition) {
        return new Experiment(data.where(condition), design, settings);
    }

    /**
     * Another level.
     *
     * @param level the nominal coverage, in (0, 1)
     * @return the changed experiment
     */
    public Experiment withLevel(double level) {
        return with(options().withLevel(level));
    }

    /**
     * Another interval method.
     *
     * @param method one that serves a difference of means or of proportions
     * @return the changed experiment
     */
    public Experiment withMethod(IntervalMethod method) {
        return with(options().withMethod(method));
    }

    /**
     * Another number of bootstrap replicates.
     *
     * @param replicates 1 to 10,000,000
     * @return the changed experiment
     */
    public Experiment withReplicates(int replicates) {
        return with(options().withReplicates(replicates));
    }

    /**
     * Another seed.
     *
     * @param seed the root seed of resampling
     * @return the changed experiment
     */
    public Experiment withSeed(long seed) {
        return with(options().withSeed(seed));
    }

    /**
     * Another number of threads.
     *
     * @param threads threads to use, the caller's included
     * @return the changed experiment
     */
    public Experiment withThreads(int threads) {
        return with(options().withThreads(threads));
    }

    /**
     * The caller's own threads.
     *
     * @param executor whose threads help, or null for the shared pool
     * @return the changed experiment
     */
    public Experiment withExecutor(@Nullable Executor executor) {
        return with(options().withExecutor(executor));
    }

    /**
     * A stop signal for resampling.
     *
     * @param stop asked between batches of replicates
     * @return the changed experiment
     */
    public Experiment withStop(StopSignal stop) {
        return with(options().withStop(stop));
    }

    /**
     * Effects by subgroup, corrected as one family over all dimensions.
     *
     * @param dimensions column names, or {@code COL:k} for k quantile groups; see {@link SubgroupKeys}
     * @return the changed experiment
     * @throws InputException if a dimension is the treatment or the outcome
     */
    public Experiment withSubgroups(String... dimensions) {
        for (String dimension : Checks.notNull(dimensions, "dimensions")) {
            for (String column : SubgroupKeys.columnsOf(data, dimension)) {
                if (column.equals(design.treatment) || column.equals(design.outcome)) {
                    throw new InputException("subgroup must not be the "
                            + (column.equals(design.treatment) ? "treatment" : "outcome") + ", got "
                            + Names.quote(dimension));
                }
            }
        }
        return with(settings.with(Stream.of(dimensions).distinct().toList()));
    }

    /**
     * The size below which a subgroup is not estimable.
     *
     * @param units units of both arms together, at least 4
     * @return the changed experiment
     */
    public Experiment withMinGroup(int units) {
        return with(settings.groups().withMinGroup(units));
    }

    /**
     * Further corrected p-values of subgroups.
     *
     * @param corrections those wanted beside Holm and Benjamini-Hochberg
     * @return the changed experiment
     */
    public Experiment withCorrections(Correction... corrections) {
        return with(settings.groups().withCorrections(Checks.notNull(corrections, "corrections")));
    }

    /**
     * Which subgroups are corrected together.
     *
     * @param family all of them, unless told, or those of each dimension
     * @return the changed experiment
     */
    public Experiment withFamily(TestFamily family) {
        return with(settings.groups().withFamily(family));
    }

    /**
     * The direction in which subgroups are ranked.
     *
     * @param higher whether a higher outcome is better; true unless told
     * @return the changed experiment
     */
    public Experiment withHigherIsBetter(boolean higher) {
        return with(settings.groups().withHigherIsBetter(higher));
    }

    /**
     * The interval method of subgroups.
     *
     * @param method one that serves a difference of means; unless told, subgroups are not resampled
     * @return the changed experiment
     */
    public Experiment withSubgroupMethod(IntervalMethod method) {
        return with(settings.groups().withMethod(method));
    }

    /**
     * The designed split, for the sample-ratio test.
     *
     * @param treatedShare the share of the treated among both arms, in (0, 1); 0.5 unless told
     * @return the changed experiment
     */
    public Experiment withSplit(double treatedShare) {
        return with(settings.with(treatedShare));
    }

    /**
     * Columns to adjust for, measured before the treatment. A category counts as an indicator for every level but the
     * first.
     *
     * @param covariates column names; earlier ones are forgotten
     * @return the changed experiment
     * @throws InputException if a column is unknown, given twice, the treatment or the outcome
     */
    public Experiment withCovariates(String... covariates) {
        AdjustmentSettings changed = settings.adjustment().withCovariates(covariates);
        for (String covariate : covariates) {
            requireOther("covariate", covariate);
        }
        return with(changed);
    }

    private void requireOther(String role, String column) {
        data.storage(column);
        String other = column.equals(design.outcome) ? "outcome" : column.equals(design.treatment) ? "treatment" : "";
        if (!other.isEmpty()) {
            throw new InputException(role + " must differ from the " + other + ", got " + Names.quote(column)
                    + " for both");
        }
    }

    /**
     * Another estimator.
     *
     * @param estimator that of the result; unless told {@code difference}, with covariates {@code lin}, in
     *        observational data {@code aipw}; that of {@code att} has the estimand {@code superpopulation-treated}
     * @return the changed experiment
     */
    public Experiment withEstimator(EffectEstimator estimator) {
        return with(settings.adjustment().with(estimator));
    }

    /**
     * Another error of regressions.
     *
     * @param variance of {@code ancova} and {@code lin}; {@code hc2} unless told
     * @return the changed experiment
     */
    public Experiment withRobust(VarianceEstimator variance) {
        return with(settings.adjustment().with(variance));
    }

    /**
     * Says that the units were not assigned at random. The result carries that word and an {@link EValue}, and there is
     * no sample ratio to test.
     *
     * @return the changed experiment
     */
    public Experiment observational() {
        return with(settings.adjustment().asObservational());
    }

    /**
     * Leaves units with an extreme propensity out of weighted estimates, and counts them. Unless told, a weight above
     * 100, or more than 5 % of the units outside [0.01, 0.99], is refused; (0, 1) keeps all.
     *
     * @param lower the least propensity kept, in [0, 1)
     * @param upper the largest one kept, in (lower, 1]
     * @return the changed experiment
     * @throws InputException if the limits are not in that order
     */
    public Experiment withTrim(double lower, double upper) {
        return with(settings.adjustment().withTrim(lower, upper));
    }

    /**
     * Units that were assigned together, such as the pupils of a school. Regressions get CR2 errors with
     * Satterthwaite's degrees of freedom (Bell and McCaffrey 2002), weighted estimates sums of influence with one
     * degree of freedom less than there are clusters. The sample ratio and the balance of covariates count clusters
     * too.
     *
     * @param column its values name the clusters; both arms need two
     * @return the changed experiment
     * @throws InputException if the column is unknown, the treatment or the outcome
     */
    public Experiment withClusters(String column) {
        AdjustmentSettings changed = settings.adjustment().withClusters(column);
        requireOther("clusters", column);
        return with(changed);
    }

    /**
     * Estimates the effect.
     *
     * @return the result
     * @throws InputException if an arm has fewer than 2 units with an outcome or fewer than 2 clusters, the method does
     *         not serve the outcome or the estimator, the replicates are too few for it, a covariate has missing
     *         values, does not vary or follows from others, the propensity model separates the arms, or overlap is
     *         broken
     */
    public ExperimentResult run() {
        return new ExperimentRun(data, design, settings).run();
    }

    /** One line such as {@code Experiment[visit: segment Mens E-Mail - No E-Mail, n=64,000]}. */
    @Override
    public String toString() {
        return Lines.one("Experiment[" + design.outcome + ": " + design.treatment + " " + design.treated + " - "
                + design.control + ", n=" + Numbers.grouped(data.size()) + "]");
    }
}
