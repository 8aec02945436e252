package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The mean of one sample with its interval. {@code auto} is {@code student}, or {@code score} for zeros and ones.
 *
 * <p>Valid only if units are independent and identically distributed. Results are bit-identical for any number of
 * threads.
 */
public final class MeanEstimate {

    private static final Set<IntervalMethod> BY_MOMENTS =
            EnumSet.of(IntervalMethod.STUDENT, IntervalMethod.NORMAL, IntervalMethod.ABC);

    private MeanEstimate() {
    }

    /**
     * The mean of values.
     *
     * @param values the sample, finite, at least 2 values; not modified, must not change meanwhile
     * @param estimand what the mean estimates, such as {@code superpopulation}; names the stream of draws as well
     * @param options method, level, replicates, seed, threads, stop signal
     * @return the estimate; a stopped resampling run gives the interval of the replicates done, or of Student if those
     *         are too few, and says so
     * @throws InputException if there are fewer than 2 values, one is not finite, the method does not serve a mean, or
     *         the replicates asked for are too few for the level
     */
    public static Estimate of(double[] values, String estimand, IntervalOptions options) {
        Checks.notNull(options, "options").requireReplicates();
        return Bootstrap.of(MeansStatistic.mean(Sample.of(values, "values").atLeastTwo("values")))
                .withEstimand(estimand).withOptions(options).estimate();
    }

    /** By a method that needs no replicates, or by any method if the values do not vary. */
    static Estimate formula(Sample sample, String estimand, IntervalMethod method, double level) {
        if (method == IntervalMethod.SCORE) {
            return score(sample, estimand, level);
        }
        if (sample.constant()) {
            return constant(sample.moments(), estimand, method, level);
        }
        return method == IntervalMethod.SADDLEPOINT
                ? analytic(sample.moments(), estimand, Saddlepoint.mean(sample, level))
                : byFormula(sample.moments(), estimand, method, level);
    }

    /**
     * The mean of values that are known by their moments only: {@code student} (also {@code auto}), {@code normal},
     * {@code abc}, and from 4,096 values on {@code saddlepoint}, with the bits that the values themselves would give.
     *
     * @param moments of the sample
     * @param estimand what the mean estimates
     * @param options method and level; nothing is drawn
     * @return the estimate
     * @throws InputException if there are fewer than 2 values or the method needs the values
     */
    public static Estimate of(Moments moments, String estimand, IntervalOptions options) {
        Checks.notNull(options, "options");
        Sample.requireTwo(Checks.notNull(moments, "moments").n(), "moments");
        Sample.requireScale(moments.min(), moments.max(), "moments");
        IntervalMethod method = options.method() == IntervalMethod.AUTO ? IntervalMethod.STUDENT
                : options.method().require(StatisticKind.MEAN);
        boolean saddlepoint = method == IntervalMethod.SADDLEPOINT && moments.n() >= Saddlepoint.CUMULANTS_FROM;
        if (!BY_MOMENTS.contains(method) && !saddlepoint) {
            throw new InputException("method " + method.id() + " needs the values of " + Numbers.grouped(moments.n())
                    + " units, got their moments; allowed: "
                    + Names.list(List.of("auto", "student", "normal", "abc")));
        }
        if (moments.min() == moments.max()) {
            return constant(moments, estimand, method, options.level());
        }
        return saddlepoint ? analytic(moments, estimand, Saddlepoint.mean(moments, options.level()))
                : byFormula(moments, estimand, method, options.level());
    }

    /**
     * The mean of one column of data; rows without a value are left out, counted and noted.
     *
     * @param data the units
     * @param column a real, integer or flag column
     * @param options method, level, replicates, seed, threads, stop signal
     * @return the estimate, of the {@code superpopulation} that the units are a sample of
     * @throws InputException if the column is unknown or a category, or has fewer than 2 values
     */
    public static Estimate of(Population data, String column, IntervalOptions options) {
        Checks.notNull(options, "options");
        Column measured = Checks.notNull(data, "data").column(column);
        if (measured.type() == ColumnType.CATEGORY) {
            throw new InputException("column " + Names.quote(column) + " must be real, integer or flag, got "
                    + measured.type().id());
        }
        double[] all = new double[measured.size()];
        measured.load(0, all, 0, all.length);
        double[] values = measured.missing() == 0 ? all : Arrays.stream(all).filter(x -> x == x).toArray();
        Sample.requireTwo(values.length, "column " + Names.quote(column));
        Estimate made = of(values, Experiment.ESTIMAND, options);
        return measured.missing() == 0 ? made
                : made.withNotes(List.of("missing values left out: " + Numbers.grouped(measured.missing())));
    }

    private static Estimate byFormula(Moments moments, String estimand, IntervalMethod method, double level) {
        if (method == IntervalMethod.ABC) {
            Influence influence = new Influence(List.of(Influence.Cell.of(moments, 1)));
            return Estimate.analytic(estimand, moments.mean(), moments.standardError(),
                    Abc.linear(moments.mean(), influence, level), moments.n(), List.of())
                    .withAcceleration(influence.acceleration());
        }
        return analytic(moments, estimand, method == IntervalMethod.STUDENT ? Analytic.student(moments, level)
                : Analytic.around(method, level, moments.mean(), Analytic.z(level) * moments.standardError(),
                        List.of()));
    }

    private static Estimate analytic(Moments moments, String estimand, Interval interval) {
        return Estimate.analytic(estimand, moments.mean(), moments.standardError(), interval, moments.n(), List.of())
                .withNotes(warnings(moments, interval.level()));
    }

    private static List<String> warnings(Moments moments, double level) {
        double k3 = Analytic.skewness(moments.standardError(), moments);
        return Analytic.skewnessWarning(k3, level).map(List::of).orElse(List.of());
    }

    private static Estimate score(Sample sample, String estimand, double level) {
        double p = (double) sample.ones() / sample.size();
        double standardError = Math.sqrt(Sample.squaredError(sample.moments()));
        return Estimate.analytic(estimand, p, standardError, Analytic.score(sample.ones(), sample.size(), level),
                sample.size(), List.of());
    }

    private static Estimate constant(Moments moments, String estimand, IntervalMethod method, double level) {
        FormulaEstimate.refuseDegenerate(method, "zero variance; student gives the point");
        double mean = Sample.mean(moments);
        return Estimate.analytic(estimand, mean, 0, Analytic.point(method, level, mean), moments.n(),
                List.of(Analytic.DEGENERATE));
    }
}
