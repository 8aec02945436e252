package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The bootstrap of a statistic: what is estimated, how rows are drawn again, and with which settings. Immutable; equal
 * settings give bit-equal results.
 *
 * <pre>
 * Bootstrap.of(Statistic.ratio(x, u)).estimate();              // the library's choice of an interval
 * Replicates drawn = Bootstrap.of(Statistic.median(x)).run();  // draws once
 * drawn.estimate(IntervalMethod.PERCENTILE, 0.99);             // and serves all methods and levels
 * </pre>
 *
 * <p>Valid only if the resampled units (rows, or clusters of them) are independent and, within an arm or stratum,
 * exchangeable. Results are bit-identical for any number of threads.
 */
public final class Bootstrap {

    private static final Set<IntervalMethod> BY_SLOPE = EnumSet.of(IntervalMethod.NORMAL, IntervalMethod.EXPANDED,
            IntervalMethod.STUDENTIZED, IntervalMethod.ABC);

    /** Choices of {@code auto} that some data have no limits by. */
    private static final Set<IntervalMethod> CHOOSY = EnumSet.of(IntervalMethod.BCA, IntervalMethod.FIELLER);

    private final Statistic statistic;
    private final Resampling resampling;
    private final String estimand;
    private final IntervalOptions options;

    private Bootstrap(Statistic statistic, Resampling resampling, String estimand, IntervalOptions options) {
        this.statistic = statistic;
        this.resampling = resampling;
        this.estimand = estimand;
        this.options = options;
    }

    /**
     * The ordinary bootstrap of a statistic with default settings.
     *
     * @param statistic what is estimated
     * @return the bootstrap: multinomial within arms, estimand {@code superpopulation}
     */
    public static Bootstrap of(Statistic statistic) {
        return new Bootstrap(Checks.notNull(statistic, "statistic"), Resampling.multinomial(), Experiment.ESTIMAND,
                IntervalOptions.of());
    }

    /**
     * Another way to draw rows again.
     *
     * @param other how
     * @return the changed bootstrap
     * @throws InputException if its strata or clusters do not fit the rows of the statistic
     */
    public Bootstrap with(Resampling other) {
        Checks.notNull(other, "resampling");
        UnitCells.of(other, statistic);
        return new Bootstrap(statistic, other, estimand, options);
    }

    /**
     * Other settings.
     *
     * @param other method, level, replicates, seed, threads, stop signal
     * @return the changed bootstrap
     */
    public Bootstrap withOptions(IntervalOptions other) {
        return new Bootstrap(statistic, resampling, estimand, Checks.notNull(other, "options"));
    }

    /**
     * Another name of what is estimated.
     *
     * @param other the estimand, such as {@code these-units}; names the streams of draws as well
     * @return the changed bootstrap
     */
    public Bootstrap withEstimand(String other) {
        return new Bootstrap(statistic, resampling, Checks.notNull(other, "estimand"), options);
    }

    /**
     * Draws the replicates. A run that is stopped has fewer.
     *
     * @return the replicates, which serve every method and level
     */
    public Replicates run() {
        return Replicates.of(this);
    }

    /**
     * The estimate by the method of the options; draws only if the method needs it. Where {@code auto} chooses a method
     * that is undefined for these data, percentile takes its place and a note gives the reason.
     *
     * @return the estimate
     * @throws InputException if the method does not serve the statistic, the replicates asked for are too
     *         few for the level, or the method is undefined for these data, each by name
     * @throws IllegalStateException if a stop left too few replicates and no formula can take their place
     */
    public Estimate estimate() {
        IntervalMethod asked = options.method();
        IntervalMethod method = settled(asked);
        options.withMethod(method).requireReplicates();
        return method.resamples() && !degenerate() ? run().estimate(asked)
                : chosen(asked, () -> FormulaEstimate.of(this, asked, options.level()),
                        () -> run().estimate(IntervalMethod.PERCENTILE));
    }

    /** What was asked for; where that is {@code auto} and its choice is undefined, percentile with the reason. */
    Estimate chosen(IntervalMethod asked, Supplier<Estimate> made, Supplier<Estimate> percentile) {
        if (asked != IntervalMethod.AUTO || !CHOOSY.contains(settled(asked))) {
            return made.get();
        }
        try {
            return made.get();
        } catch (InputException undefined) {
            return percentile.get().withNotes(List.of(undefined.getMessage() + ": percentile instead"));
        }
    }

    /** The method that {@code auto} stands for; refuses one that does not serve. */
    IntervalMethod settled(IntervalMethod asked) {
        Checks.notNull(asked, "method").require(statistic.kind());
        IntervalMethod method = asked == IntervalMethod.AUTO ? AutoMethod.of(statistic, resampling) : asked;
        UnitCells.of(resampling, statistic).require(method, statistic.kind());
        if (BY_SLOPE.contains(method) && statistic instanceof MeansStatistic made && made.stationary()) {
            throw new InputException(method.id() + " is undefined: " + statistic.name()
                    + " has no slope at the means of the data; use percentile");
        }
        return method == IntervalMethod.BCA && asked == IntervalMethod.AUTO && degenerate()
                ? IntervalMethod.PERCENTILE : method;
    }

    /** Whether no resampling can move the statistic. */
    boolean degenerate() {
        return statistic instanceof MeansStatistic made && made.degenerate();
    }

    Statistic statistic() {
        return statistic;
    }

    Resampling resampling() {
        return resampling;
    }

    String estimand() {
        return estimand;
    }

    IntervalOptions options() {
        return options;
    }

    /** One line such as {@code Bootstrap[ratio, n=10, B=1,999, multinomial]}. */
    @Override
    public String toString() {
        return Texts.bootstrap(this);
    }
}
