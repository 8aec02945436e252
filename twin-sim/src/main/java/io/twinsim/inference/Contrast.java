package io.twinsim.inference;

import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.StudentT;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Two adjusted means and their difference, before it has an interval.
 *
 * @param treatedMean the mean outcome if all were treated
 * @param controlMean the mean outcome if none were
 * @param effect their difference
 * @param standardError its standard error
 * @param df degrees of freedom of t; absent where the normal distribution is used
 * @param logRatioError the standard error of the logarithm of {@code treatedMean / controlMean}; of use for zeros and
 *        ones with means above 0 only
 * @param n units used
 * @param error how the standard error was found, such as {@code hc2} or {@code stacked}
 * @param alternative another standard error of the same estimate
 * @param effectiveSizes effective sample sizes of the arms, treated first; absent if units have no weights
 * @param theta coefficients of covariates that a reader may want
 * @param notes what a reader should know
 */
record Contrast(
        double treatedMean, double controlMean, double effect, double standardError, OptionalDouble df,
        double logRatioError, long n, String error, Optional<AdjustedEstimate.OtherError> alternative,
        Optional<EffectiveSizes> effectiveSizes, List<AdjustedEstimate.Theta> theta, List<String> notes) {

    static Contrast of(double treatedMean, double controlMean, double effect, double standardError, OptionalDouble df,
            double logRatioError, long n, String error) {
        return new Contrast(treatedMean, controlMean, effect, standardError, df, logRatioError, n, error,
                Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** Two independent arms; the error of the log ratio by the delta method. */
    static Contrast of(double treatedMean, double controlMean, Welch welch, double[] errors, long n, String error) {
        double first = errors[0] / treatedMean;
        double second = errors[1] / controlMean;
        return of(treatedMean, controlMean, welch.difference(), welch.standardError(), OptionalDouble.of(welch.df()),
                Math.sqrt(first * first + second * second), n, error);
    }

    Contrast with(AdjustedEstimate.OtherError other) {
        return new Contrast(treatedMean, controlMean, effect, standardError, df, logRatioError, n, error,
                Optional.of(other), effectiveSizes, theta, notes);
    }

    Contrast with(EffectiveSizes sizes) {
        return new Contrast(treatedMean, controlMean, effect, standardError, df, logRatioError, n, error, alternative,
                Optional.of(sizes), theta, notes);
    }

    Contrast with(List<AdjustedEstimate.Theta> coefficients, List<String> more) {
        return new Contrast(treatedMean, controlMean, effect, standardError, df, logRatioError, n, error, alternative,
                effectiveSizes, coefficients, more);
    }

    /** The quantile that the standard error is multiplied by. */
    double quantile(double level) {
        return df.isPresent() ? -StudentT.quantile((1 - level) / 2, df.getAsDouble()) : Analytic.z(level);
    }

    Interval interval(double level) {
        IntervalMethod method = df.isPresent() ? IntervalMethod.STUDENT : IntervalMethod.NORMAL;
        return standardError == 0 ? Analytic.point(method, level, effect)
                : Analytic.around(method, level, effect, quantile(level) * standardError, List.of());
    }

    /** The two-sided p-value of "the effect is 0". */
    double pValue() {
        if (standardError == 0) {
            return effect == 0 ? 1 : 0;
        }
        double t = -Math.abs(effect / standardError);
        return Math.min(1, 2 * (df.isPresent() ? StudentT.cdf(t, df.getAsDouble()) : Normal.cdf(t)));
    }

    /** The same with the normal distribution, if it was asked for. */
    Contrast normal() {
        return new Contrast(treatedMean, controlMean, effect, standardError, OptionalDouble.empty(), logRatioError, n,
                error, alternative, effectiveSizes, theta, notes);
    }
}
