package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.Arrays;
import java.util.List;

/**
 * The mean of one sample with its interval. {@code auto} is {@code student}, or {@code score} for zeros and ones.
 *
 * <p>Valid only if units are independent and identically distributed. Results are bit-identical for any number of
 * threads.
 */
public final class MeanEstimate {

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
        options.requireReplicates();
        Sample sample = Sample.of(values, "values").atLeastTwo("values");
        StatisticKind statistic = sample.binary() ? StatisticKind.PROPORTION : StatisticKind.MEAN;
        IntervalMethod method = options.method().require(statistic);
        if (method == IntervalMethod.AUTO) {
            method = sample.binary() ? IntervalMethod.SCORE : IntervalMethod.STUDENT;
        }
        if (method == IntervalMethod.SCORE) {
            return score(sample, estimand, options.level());
        }
        if (sample.constant()) {
            return constant(sample.moments(), estimand, method, options.level());
        }
        if (method.resamples()) {
            return resampled(sample, estimand, options.withMethod(method));
        }
        Interval interval = method == IntervalMethod.SADDLEPOINT ? Saddlepoint.mean(sample, options.level())
                : byFormula(sample.moments(), method, options.level());
        return analytic(sample.moments(), estimand, interval);
    }

    /**
     * The mean of values that are known by their moments only: {@code student} (also {@code auto}), {@code normal}, and
     * from 4,096 values on {@code saddlepoint}, with the bits that the values themselves would give.
     *
     * @param moments of the sample
     * @param estimand what the mean estimates
     * @param options method and level; nothing is drawn
     * @return the estimate
     * @throws InputException if there are fewer than 2 values or the method needs the values
     */
    public static Estimate of(Moments moments, String estimand, IntervalOptions options) {
        Sample.requireTwo(moments.n(), "moments");
        Sample.requireScale(moments.min(), moments.max(), "moments");
        IntervalMethod method = options.method() == IntervalMethod.AUTO ? IntervalMethod.STUDENT
                : options.method().require(StatisticKind.MEAN);
        boolean saddlepoint = method == IntervalMethod.SADDLEPOINT && moments.n() >= Saddlepoint.CUMULANTS_FROM;
        if (method != IntervalMethod.STUDENT && method != IntervalMethod.NORMAL && !saddlepoint) {
            throw new InputException("method " + method.id() + " needs the values of " + Numbers.grouped(moments.n())
                    + " units, got their moments; allowed: " + Names.list(List.of("auto", "student", "normal")));
        }
        if (moments.min() == moments.max()) {
            return constant(moments, estimand, method, options.level());
        }
        return analytic(moments, estimand,
                saddlepoint ? Saddlepoint.mean(moments, options.level()) : byFormula(moments, method, options.level()));
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
        Column measured = data.column(column);
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

    private static Interval byFormula(Moments moments, IntervalMethod method, double level) {
        return method == IntervalMethod.STUDENT ? Analytic.student(moments, level) : Analytic.around(method, level,
                moments.mean(), Analytic.z(level) * moments.standardError(), List.of());
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
        if (method == IntervalMethod.BCA) {
            throw new InputException("bca is undefined: zero variance; student gives the point");
        }
        double mean = Sample.mean(moments);
        return Estimate.analytic(estimand, mean, 0, Analytic.point(method, level, mean), moments.n(),
                List.of(Analytic.DEGENERATE));
    }

    private static Estimate resampled(Sample sample, String estimand, IntervalOptions options) {
        double[] deviations = MultinomialBootstrap.deviations(sample, estimand, options);
        Moments moments = sample.moments();
        if (deviations.length < options.method().fewestReplicates(options.level())) {
            return analytic(moments, estimand, Analytic.student(moments, options.level()))
                    .withNotes(List.of(stopped(deviations.length, options) + ": student interval instead"));
        }
        double a = moments.m3() / (6 * moments.m2() * Math.sqrt(moments.m2()));
        Estimate made = ReplicateIntervals.of(estimand, moments.mean(), deviations, sample.tieTolerance(),
                sample.rounding(), a, moments.n(), options);
        List<String> warnings = options.method() == IntervalMethod.BCA ? List.of() : warnings(moments, options.level());
        return noteStop(made.withNotes(warnings), options);
    }

    static Estimate noteStop(Estimate made, IntervalOptions options) {
        return made.replicates() == options.replicates() ? made
                : made.withNotes(List.of(stopped(made.replicates(), options)));
    }

    static String stopped(int done, IntervalOptions options) {
        return "stopped after " + Numbers.grouped(done) + " of " + Numbers.grouped(options.replicates())
                + " replicates";
    }
}
