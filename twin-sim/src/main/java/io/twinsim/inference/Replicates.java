package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The replicates of one bootstrap run. They serve every interval method and level, as {@code boot.ci} of R does; the
 * studentized method draws the same rows again, once, to learn each replicate's standard error.
 *
 * <p>Replicates in which the statistic is undefined, such as a ratio whose denominator became 0, are left out and
 * counted in the notes of every estimate. Immutable; safe for use by several threads.
 */
public final class Replicates {

    private final Bootstrap bootstrap;
    private final double[] deviations;
    private final int done;
    private final List<String> notes;
    private double @Nullable [] sorted;
    private @Nullable Studentized studentized;
    private OptionalDouble acceleration = OptionalDouble.empty();

    private Replicates(Bootstrap bootstrap, double[] all, List<String> notes) {
        this.bootstrap = bootstrap;
        this.done = all.length;
        this.deviations = Arrays.stream(all).allMatch(Replicates::finite) ? all
                : Arrays.stream(all).filter(Replicates::finite).toArray();
        this.notes = new ArrayList<>(notes);
        if (deviations.length < done) {
            this.notes.add("undefined in " + Numbers.grouped(done - deviations.length) + " of " + Numbers.grouped(done)
                    + " replicates, which are left out");
        }
    }

    private static boolean finite(double value) {
        return Math.abs(value) <= Double.MAX_VALUE;
    }

    static Replicates of(Bootstrap bootstrap) {
        List<String> notes = new ArrayList<>(bootstrap.resampling().notes());
        double[] all = Deviations.of(bootstrap, notes);
        return new Replicates(bootstrap, all, notes);
    }

    /**
     * The statistic that was resampled.
     *
     * @return the statistic
     */
    public Statistic statistic() {
        return bootstrap.statistic();
    }

    /**
     * Replicates in which the statistic is defined.
     *
     * @return their number
     */
    public int count() {
        return deviations.length;
    }

    /**
     * The statistic of each replicate in which it is defined, in the order of drawing.
     *
     * @return a new array
     */
    public double[] values() {
        double value = bootstrap.statistic().value();
        return Arrays.stream(deviations).map(deviation -> value + deviation).toArray();
    }

    /**
     * The mean of the replicates minus the statistic of the data.
     *
     * @return the bias; NaN without replicates
     */
    public double bias() {
        return Moments.of(deviations).mean();
    }

    /**
     * The standard deviation of the replicates.
     *
     * @return the bootstrap's standard error; NaN for fewer than 2 replicates
     */
    public double standardError() {
        return Moments.of(deviations).sd();
    }

    /**
     * The estimate by one method, at the level of the options.
     *
     * @param method how the limits are found
     * @return the estimate
     * @throws InputException if the method does not serve the statistic, the replicates are too few for the level, or
     *         the method is undefined for these data, each by name
     * @throws IllegalStateException if a stop left too few replicates and no formula can take their place
     */
    public Estimate estimate(IntervalMethod method) {
        return estimate(method, bootstrap.options().level());
    }

    /**
     * The estimate by one method at one level; where {@code auto} chooses one that is undefined for these data, by
     * percentile, with the reason in a note.
     *
     * @param method how the limits are found
     * @param level the nominal coverage, in (0, 1)
     * @return the estimate
     * @throws InputException if the method does not serve the statistic, the replicates are too few for the level, or
     *         the method is undefined for these data, each by name
     * @throws IllegalStateException if a stop left too few replicates and no formula can take their place
     */
    public Estimate estimate(IntervalMethod method, double level) {
        return bootstrap.chosen(method, () -> made(method, level), () -> made(IntervalMethod.PERCENTILE, level));
    }

    private Estimate made(IntervalMethod method, double level) {
        IntervalMethod settled = bootstrap.settled(method);
        IntervalOptions options = bootstrap.options().withMethod(settled).withLevel(level).requireReplicates();
        if (!settled.resamples() || bootstrap.degenerate()) {
            return FormulaEstimate.of(bootstrap, method, level);
        }
        int fewest = settled.fewestReplicates(level);
        int drawn = settled == IntervalMethod.STUDENTIZED && done >= fewest ? studentized().done() : done;
        if (drawn < fewest) {
            return FormulaEstimate.instead(bootstrap, drawn, level);
        }
        requireDefined(deviations.length, fewest, "defined replicates", level);
        Estimate made = settled == IntervalMethod.STUDENTIZED ? studentized(level, fewest)
                : ReplicateIntervals.of(this, settled, level);
        List<String> more = new ArrayList<>(skewness(settled, level));
        more.addAll(notes);
        if (drawn < options.replicates()) {
            more.add(stopped(drawn, options));
        }
        return more.isEmpty() ? made : made.withNotes(more);
    }

    private Estimate studentized(double level, int fewest) {
        Studentized t = studentized();
        requireDefined(t.sorted().length, fewest, "replicates with a variance", level);
        return t.estimate(this, level);
    }

    private static void requireDefined(int got, int fewest, String what, double level) {
        if (got < fewest) {
            throw new InputException(what + " must be at least " + Numbers.grouped(fewest) + " for level "
                    + Numbers.shortest(level) + ", got " + Numbers.grouped(got));
        }
    }

    /** What one says of skewed data where the method does not correct for it. */
    private List<String> skewness(IntervalMethod method, double level) {
        boolean corrects = method == IntervalMethod.BCA || method == IntervalMethod.STUDENTIZED;
        if (corrects || !(bootstrap.statistic() instanceof MeansStatistic made) || !made.function().linear()) {
            return List.of();
        }
        return Analytic.skewnessWarning(made.skewness(), level).map(List::of).orElse(List.of());
    }

    static String stopped(int done, IntervalOptions options) {
        return "stopped after " + Numbers.grouped(done) + " of " + Numbers.grouped(options.replicates())
                + " replicates";
    }

    private synchronized Studentized studentized() {
        if (studentized == null) {
            studentized = Studentized.run((MeansStatistic) bootstrap.statistic(), bootstrap.resampling(),
                    bootstrap.estimand(), bootstrap.options());
        }
        return studentized;
    }

    /** The acceleration of BCa. */
    synchronized double acceleration() {
        if (acceleration.isEmpty()) {
            acceleration = OptionalDouble.of(Jackknife.acceleration(statistic(), bootstrap.resampling()));
        }
        return acceleration.getAsDouble();
    }

    /** Replicates drawn, with those in which the statistic is undefined. */
    int done() {
        return done;
    }

    /** The same, ascending; sorted once for all methods and levels. */
    synchronized double[] sorted() {
        if (sorted == null) {
            sorted = deviations.clone();
            Arrays.sort(sorted);
        }
        return sorted;
    }

    /** The replicates minus the estimate; shared, never changed. */
    double[] deviations() {
        return deviations;
    }

    Bootstrap bootstrap() {
        return bootstrap;
    }

    /**
     * The intervals by all methods that serve the statistic, one line each; where a method is undefined for these
     * data, its reason stands in place of the limits.
     *
     * @return text that prints well at 100 columns
     */
    public String table() {
        List<String> lines = new ArrayList<>(List.of(toString()));
        for (IntervalMethod method : IntervalMethod.values()) {
            if (method.serves(bootstrap.statistic().kind()) && method != IntervalMethod.AUTO) {
                lines.add(Texts.row(method, this));
            }
        }
        return String.join("\n", lines);
    }

    /** One line such as {@code Replicates[ratio = 1.52031, B=1,999, bias 0.0391, se 0.221]}. */
    @Override
    public String toString() {
        return Lines.one("Replicates[" + bootstrap.statistic().name() + " = "
                + Numbers.significant(bootstrap.statistic().value(), 6) + ", B=" + Numbers.grouped(deviations.length)
                + (deviations.length < 2 ? "" : ", bias " + Numbers.significant(bias(), 3) + ", se "
                        + Numbers.significant(standardError(), 3)) + "]");
    }
}
