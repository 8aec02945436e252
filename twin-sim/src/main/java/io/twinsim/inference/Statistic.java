package io.twinsim.inference;

import io.twinsim.internal.text.Checks;
import io.twinsim.model.Population;

/**
 * A number computed from data, in a form that can be computed again from resampled rows: as a smooth function of means,
 * as a quantile, or as a function of weighted rows. Immutable; the data are copied.
 *
 * <p>Which interval methods serve which statistic: see {@link IntervalMethod}.
 */
public sealed interface Statistic permits MeansStatistic, QuantileStatistic, WeightsStatistic {

    /**
     * What it is called.
     *
     * @return text such as {@code ratio of means}
     */
    String name();

    /**
     * What it is, as far as the choice of an interval method depends on it.
     *
     * @return the kind
     */
    StatisticKind kind();

    /**
     * The statistic of the data.
     *
     * @return a finite number
     */
    double value();

    /**
     * The number of rows, all arms together.
     *
     * @return at least 2
     */
    long n();

    /**
     * The mean of one sample; a proportion if all values are 0 or 1.
     *
     * @param values finite, at least 2
     * @return the statistic
     * @throws io.twinsim.InputException if there are fewer than 2 values or one is not finite
     */
    static Statistic mean(double... values) {
        return MeansStatistic.mean(Sample.of(copy(values, "values"), "values").atLeastTwo("values"));
    }

    /**
     * The mean of a column.
     *
     * @param data the units
     * @param column a real, integer or flag column without missing values
     * @return the statistic
     * @throws io.twinsim.InputException if the column is unknown, a category, misses values or has fewer than 2
     */
    static Statistic mean(Population data, String column) {
        return MeansStatistic.mean(Sample.of(data, column));
    }

    /**
     * The mean of the treated minus the mean of the controls; a difference of proportions if all values are 0 or 1.
     *
     * @param treated finite, at least 2
     * @param control finite, at least 2
     * @return the statistic
     * @throws io.twinsim.InputException if an arm has fewer than 2 values or one is not finite
     */
    static Statistic difference(double[] treated, double[] control) {
        return MeansStatistic.difference(arm(treated, "treated"), arm(control, "control"));
    }

    /**
     * The ratio of two means of the same units, {@code mean(numerator) / mean(denominator)}.
     *
     * @param numerator finite, at least 2
     * @param denominator finite, as many; their mean is not 0
     * @return the statistic
     * @throws io.twinsim.InputException if lengths differ, a value is not finite or the denominator's mean is 0
     */
    static Statistic ratio(double[] numerator, double[] denominator) {
        Sample x = Sample.of(copy(numerator, "numerator"), "numerator").atLeastTwo("numerator");
        return Ratios.oneSample(x, paired(denominator, "denominator", x));
    }

    /**
     * The ratio of the means of two columns.
     *
     * @param data the units
     * @param numerator a real, integer or flag column without missing values
     * @param denominator likewise; its mean is not 0
     * @return the statistic
     * @throws io.twinsim.InputException if a column is unknown, a category or misses values, there are fewer than 2
     *         rows, or the denominator's mean is 0
     */
    static Statistic ratio(Population data, String numerator, String denominator) {
        return Ratios.oneSample(Sample.of(data, numerator), Sample.of(data, denominator));
    }

    /**
     * The relative lift of two independent samples, {@code mean(treated) / mean(control) - 1}.
     *
     * @param treated finite, at least 2
     * @param control finite, at least 2; their mean is not 0
     * @return the statistic
     * @throws io.twinsim.InputException if an arm has fewer than 2 values, a value is not finite or the mean of the
     *        controls is 0
     */
    static Statistic relativeLift(double[] treated, double[] control) {
        return Ratios.lift(arm(treated, "treated"), arm(control, "control"));
    }

    /**
     * Pearson's correlation of two variables of the same units.
     *
     * @param a finite, at least 3, not all equal
     * @param b finite, as many, not all equal
     * @return the statistic
     * @throws io.twinsim.InputException if lengths differ, a value is not finite or a variable does not vary
     */
    static Statistic correlation(double[] a, double[] b) {
        Sample first = Sample.of(copy(a, "a"), "a").atLeastTwo("a");
        return Pearson.of(first, paired(b, "b", first));
    }

    /**
     * Pearson's correlation of two columns.
     *
     * @param data the units
     * @param a a real, integer or flag column without missing values, not constant
     * @param b likewise
     * @return the statistic
     * @throws io.twinsim.InputException if a column is unknown, a category, misses values or does not vary, or there
     *         are fewer than 3 rows
     */
    static Statistic correlation(Population data, String a, String b) {
        return Pearson.of(Sample.of(data, a), Sample.of(data, b));
    }

    /**
     * Spearman's rank correlation of two variables of the same units, ties by mid-ranks. Rows are ranked again in every
     * replicate.
     *
     * @param a finite, at least 3, not all equal
     * @param b finite, as many, not all equal
     * @return the statistic, of kind {@link StatisticKind#FUNCTION_OF_WEIGHTS}
     * @throws io.twinsim.InputException if lengths differ, a value is not finite or a variable does not vary
     */
    static Statistic spearman(double[] a, double[] b) {
        Sample first = Sample.of(copy(a, "a"), "a").atLeastTwo("a");
        return WeightsStatistic.spearman(first, paired(b, "b", first));
    }

    /**
     * Spearman's rank correlation of two columns.
     *
     * @param data the units
     * @param a a real, integer or flag column without missing values, not constant
     * @param b likewise
     * @return the statistic
     * @throws io.twinsim.InputException if a column is unknown, a category, misses values or does not vary, or there
     *         are fewer than 3 rows
     */
    static Statistic spearman(Population data, String a, String b) {
        return WeightsStatistic.spearman(Sample.of(data, a), Sample.of(data, b));
    }

    /**
     * The median of one sample: {@link #quantile} at 0.5.
     *
     * @param values finite, at least 2
     * @return the statistic
     * @throws io.twinsim.InputException if there are fewer than 2 values or one is not finite
     */
    static Statistic median(double... values) {
        return QuantileStatistic.of(copy(values, "values"), 0.5);
    }

    /**
     * The median of a column.
     *
     * @param data the units
     * @param column a real, integer or flag column without missing values
     * @return the statistic
     * @throws io.twinsim.InputException if the column is unknown, a category, misses values or has fewer than 2
     */
    static Statistic median(Population data, String column) {
        return quantile(data, column, 0.5);
    }

    /**
     * A quantile of one sample, type 7 of Hyndman and Fan (1996): with {@code h = (n - 1) p}, the order statistics
     * around h interpolated on a line.
     *
     * @param values finite, at least 2
     * @param p the probability, in (0, 1)
     * @return the statistic
     * @throws io.twinsim.InputException if there are fewer than 2 values, one is not finite or {@code p} is out of
     *         range
     */
    static Statistic quantile(double[] values, double p) {
        return QuantileStatistic.of(copy(values, "values"), p);
    }

    /**
     * A quantile of a column, as of an array.
     *
     * @param data the units
     * @param column a real, integer or flag column without missing values
     * @param p the probability, in (0, 1)
     * @return the statistic
     * @throws io.twinsim.InputException if the column is unknown, a category, misses values or has fewer than 2, or
     *         {@code p} is out of range
     */
    static Statistic quantile(Population data, String column, double p) {
        return QuantileStatistic.of(Sample.of(data, column).values(), p);
    }

    /**
     * A smooth function of the means of terms of the same units. Its derivatives are found numerically.
     *
     * @param name what it is called
     * @param function the function
     * @param terms one array of finite values per term, equally long, at least 2 values
     * @return the statistic
     * @throws io.twinsim.InputException if there is no term, lengths differ, a value is not finite or the function of
     *        the data's means is not
     */
    static Statistic ofMeans(String name, MeansFunction function, double[]... terms) {
        Checks.notNull(name, "name");
        Checks.notNull(function, "function");
        Checks.notNull(terms, "terms");
        Checks.atLeast(1, terms.length, "terms");
        Sample[] samples = new Sample[terms.length];
        for (int j = 0; j < terms.length; j++) {
            String term = "terms[" + j + "]";
            samples[j] = j == 0 ? Sample.of(copy(terms[0], term), term).atLeastTwo(term)
                    : paired(terms[j], term, samples[0]);
        }
        return UserFunction.of(name, function, samples);
    }

    /**
     * Any statistic of weighted rows.
     *
     * @param name what it is called
     * @param rows the number of rows, at least 2
     * @param function the statistic
     * @return the statistic
     * @throws io.twinsim.InputException if there are fewer than 2 rows or the statistic of equal weights is not finite
     */
    static Statistic ofWeights(String name, int rows, WeightsFunction function) {
        return WeightsStatistic.of(Checks.notNull(name, "name"), rows, Checks.notNull(function, "function"));
    }

    private static double[] copy(double[] values, String name) {
        return Checks.notNull(values, name).clone();
    }

    private static Sample arm(double[] values, String name) {
        return Sample.of(copy(values, name), name).atLeastTwo("arm " + name);
    }

    private static Sample paired(double[] values, String name, Sample first) {
        Sample.requireLength(values, name, first.size());
        return Sample.of(copy(values, name), name);
    }
}
