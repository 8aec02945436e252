package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.SampleQuantiles;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import io.twinsim.io.JsonText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that describe one sample: moments, extremes, quantiles. Moments run in two passes per block of 1,024
 * values and blocks merge in one fixed tree, so a large offset costs no digit that the data hold. Immutable; O(n log n)
 * time for the sort behind the quantiles, one copy of the values.
 *
 * <p>What a sample does not determine is refused by name, never answered with NaN: a standard deviation of one value,
 * the skewness of equal ones.
 */
public final class Summary {

    private static final double[] SHOWN = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};
    private static final int DIGITS = 6;

    private final double[] sorted;
    private final Moments moments;

    private Summary(double[] sorted, Moments moments) {
        this.sorted = sorted;
        this.moments = moments;
    }

    /**
     * The summary of a sample.
     *
     * @param values at least one finite value, in any order, not modified
     * @return the summary
     * @throws InputException if there is no value, one is not finite, or they spread over more than 1e75
     */
    public static Summary of(double... values) {
        Sample sample = Sample.of(values, "values");
        if (sample.size() == 0) {
            throw new InputException("values must have at least 1 value, got 0");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Summary(sorted, sample.moments());
    }

    /**
     * The number of values.
     *
     * @return at least 1
     */
    public long n() {
        return sorted.length;
    }

    /**
     * The mean.
     *
     * @return the sum over n; of equal values, that value to the last bit
     */
    public double mean() {
        return Sample.mean(moments);
    }

    /**
     * The variance.
     *
     * @return the sum of squared deviations over n - 1; exactly 0 for equal values
     * @throws InputException for one value
     */
    public double variance() {
        requireAtLeast(2, "variance");
        return constant() ? 0 : moments.variance();
    }

    /**
     * The standard deviation.
     *
     * @return the root of the variance
     * @throws InputException for one value
     */
    public double sd() {
        requireAtLeast(2, "sd");
        return Math.sqrt(variance());
    }

    /**
     * The standard error of the mean.
     *
     * @return sd / sqrt(n)
     * @throws InputException for one value
     */
    public double standardError() {
        requireAtLeast(2, "standardError");
        return Math.sqrt(variance() / sorted.length);
    }

    /**
     * The least value.
     *
     * @return a finite number
     */
    public double min() {
        return sorted[0];
    }

    /**
     * The greatest value.
     *
     * @return a finite number
     */
    public double max() {
        return sorted[sorted.length - 1];
    }

    /**
     * The skewness g1 of the sample.
     *
     * @return {@code m3 / m2^(3/2)} with central moments over n
     * @throws InputException if all values are equal
     */
    public double skewness() {
        requireSpread("skewness");
        return moments.skewness();
    }

    /**
     * The adjusted skewness G1, that of SAS and SPSS: unbiased for normal data.
     *
     * @return {@code g1 sqrt(n (n - 1)) / (n - 2)}
     * @throws InputException for fewer than three values, or if all are equal
     */
    public double adjustedSkewness() {
        requireAtLeast(3, "adjustedSkewness");
        requireSpread("adjustedSkewness");
        double n = sorted.length;
        return moments.skewness() * Math.sqrt(n * (n - 1)) / (n - 2);
    }

    /**
     * The excess kurtosis g2 of the sample.
     *
     * @return {@code m4 / m2^2 - 3} with central moments over n; 0 for a normal distribution
     * @throws InputException if all values are equal
     */
    public double kurtosisExcess() {
        requireSpread("kurtosisExcess");
        return moments.kurtosisExcess();
    }

    /**
     * The median absolute deviation from the median, without any factor; times 1.4826 it estimates the standard
     * deviation of normal data.
     *
     * @return at least 0
     */
    public double mad() {
        return SampleQuantiles.medianAbsoluteDeviation(sorted);
    }

    /**
     * The median.
     *
     * @return the quantile at 0.5
     */
    public double median() {
        return SampleQuantiles.median(sorted);
    }

    /**
     * A quantile of type 7, the default of R and NumPy.
     *
     * @param p a probability in [0, 1]
     * @return a value between min and max
     * @throws InputException if p is outside
     */
    public double quantile(double p) {
        return quantile(p, SampleQuantiles.DEFAULT_TYPE);
    }

    /**
     * A quantile by one of three definitions of Hyndman and Fan (1996).
     *
     * @param p a probability in [0, 1]
     * @param type 6 (the k-th value at k/(n+1)), 7 (at (k-1)/(n-1)) or 8 (at (k-1/3)/(n+1/3), about median-unbiased)
     * @return a value between min and max
     * @throws InputException if p or the type is another one
     */
    public double quantile(double p, int type) {
        Checks.closedUnit(p, "p");
        Checks.inRange(6L, 8L, type, "type");
        return SampleQuantiles.of(sorted, p, type);
    }

    private boolean constant() {
        return min() == max();
    }

    private void requireAtLeast(int least, String what) {
        if (sorted.length < least) {
            throw new InputException(what + " must have at least " + least + " values, got " + sorted.length);
        }
    }

    private void requireSpread(String what) {
        if (constant()) {
            throw new InputException(what + " is undefined: zero variance");
        }
    }

    /**
     * The summary as a tree of maps and numbers, with the keys of its JSON form; what the sample does not determine is
     * null.
     *
     * @return a new map
     */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("n", n());
        tree.put("mean", mean());
        put(tree, "sd", n() > 1, this::sd);
        put(tree, "standardError", n() > 1, this::standardError);
        tree.put("min", min());
        tree.put("max", max());
        put(tree, "skewness", !constant(), this::skewness);
        put(tree, "kurtosisExcess", !constant(), this::kurtosisExcess);
        tree.put("mad", mad());
        Map<String, Object> quantiles = new LinkedHashMap<>();
        for (double p : SHOWN) {
            quantiles.put(Numbers.shortest(p), quantile(p));
        }
        tree.put("quantiles", quantiles);
        return tree;
    }

    private static void put(Map<String, Object> tree, String key, boolean defined, DoubleSupplier value) {
        tree.put(key, defined ? value.getAsDouble() : null);
    }

    /**
     * The summary as one JSON object.
     *
     * @return JSON text
     */
    public String toJson() {
        return JsonText.write(toTree());
    }

    /**
     * The summary as text: one number per line, six significant digits, {@code -} where the sample does not determine
     * it.
     *
     * @return a few lines
     */
    public String table() {
        TextTable table = TextTable.of("", ">");
        toTree().forEach((name, value) -> {
            if (value instanceof Map<?, ?> quantiles) {
                quantiles.forEach((p, quantile) -> table.row("quantile " + p, text(quantile)));
            } else {
                table.row(name, text(value));
            }
        });
        String text = table.render(0);
        return text.substring(text.indexOf('\n') + 1);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "-" : value instanceof Long count ? Numbers.grouped(count)
                : Numbers.significant((Double) value, DIGITS);
    }

    /** One line such as {@code Summary[n=12, mean 108.083, sd 136.232, 3..487, median 88]}. */
    @Override
    public String toString() {
        return Lines.one("Summary[n=" + Numbers.grouped(n()) + ", mean " + Numbers.significant(mean(), DIGITS)
                + ", sd " + (sorted.length < 2 ? "-" : Numbers.significant(sd(), DIGITS)) + ", "
                + Numbers.significant(min(), DIGITS) + ".." + Numbers.significant(max(), DIGITS) + ", median "
                + Numbers.significant(median(), DIGITS) + "]");
    }
}
