package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.StudentT;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.io.JsonText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A standardised effect: a difference of means in units of the standard deviation, with its exact interval. For normal
 * outcomes of equal variance the t statistic is noncentral t with a noncentrality proportional to the true standardised
 * effect; the limits are those effects under which a statistic beyond the one observed has the probability {@code (1 -
 * level) / 2} (Steiger and Fouladi 1997).
 *
 * <p>Cohen's d and Hedges' g estimate the same effect, g without d's bias, so they share that interval: only unscaled
 * is it exact. Immutable.
 */
public final class EffectSize {

    private static final int DIGITS = 4;

    private final String measure;
    private final double value;
    private final double level;
    private final double t;
    private final double df;
    /** The standard error of the difference in units of the standard deviation. */
    private final double unit;
    private final long n;

    private EffectSize(String measure, double value, double level, double t, double df, double unit, long n) {
        this.measure = measure;
        this.value = value;
        this.level = level;
        this.t = t;
        this.df = df;
        this.unit = unit;
        this.n = n;
    }

    /**
     * Cohen's d of two independent arms: the difference of means over the pooled standard deviation.
     *
     * @param treated the outcomes of the treated, at least two finite values
     * @param control the outcomes of the controls, at least two finite values
     * @return d with its 95 % interval
     * @throws InputException if an arm has fewer than two values, one is not finite, or neither arm varies
     */
    public static EffectSize cohenD(double[] treated, double[] control) {
        return cohenD(Sample.of(treated, "treated").atLeastTwo("arm treated").moments(),
                Sample.of(control, "control").atLeastTwo("arm control").moments());
    }

    /** Of arms whose values are gone. */
    static EffectSize cohenD(Moments treated, Moments control) {
        double n1 = treated.n();
        double n0 = control.n();
        double df = n1 + n0 - 2;
        double squares = squares(treated) + squares(control);
        if (!(squares > 0)) {
            throw new InputException("Cohen's d is undefined: zero variance in both arms");
        }
        return of("Cohen's d", Sample.mean(treated) - Sample.mean(control), Math.sqrt(squares / df), df,
                Math.sqrt(1 / n1 + 1 / n0), treated.n() + control.n());
    }

    /**
     * Hedges' g of two independent arms: Cohen's d times the exact factor {@code Gamma(df / 2) / (sqrt(df / 2)
     * Gamma((df - 1) / 2))} that makes it unbiased for normal outcomes.
     *
     * @param treated the outcomes of the treated, at least two finite values
     * @param control the outcomes of the controls, at least two finite values
     * @return g with its 95 % interval
     * @throws InputException if an arm has fewer than two values, one is not finite, or neither arm varies
     */
    public static EffectSize hedgesG(double[] treated, double[] control) {
        return cohenD(treated, control).unbiased();
    }

    /**
     * Cohen's d of one sample: the distance of its mean from a reference over its standard deviation.
     *
     * @param values at least two finite values
     * @param reference the mean under the null hypothesis, finite
     * @return d with its 95 % interval
     * @throws InputException if there are fewer than two values, one is not finite, or all are equal
     */
    public static EffectSize oneSample(double[] values, double reference) {
        Checks.finite(reference, "reference");
        return single("Cohen's d", Sample.of(values, "values").atLeastTwo("values").moments(), reference);
    }

    /**
     * Cohen's d of pairs, d_z: the mean of the differences over their standard deviation. It grows with the correlation
     * within pairs, so it compares with other paired designs only, not with {@link #cohenD}.
     *
     * @param treated at least two finite values
     * @param control one finite value per treated one, in the same order
     * @return d_z with its 95 % interval
     * @throws InputException if lengths differ, there are fewer than two pairs, a value is not finite, or all
     *         differences are equal
     */
    public static EffectSize paired(double[] treated, double[] control) {
        Sample.of(treated, "treated");
        Sample.of(control, "control");
        if (treated.length != control.length) {
            throw new InputException("control must have one value per treated one (" + treated.length + "), got "
                    + control.length);
        }
        double[] differences = new double[treated.length];
        for (int i = 0; i < treated.length; i++) {
            differences[i] = treated[i] - control[i];
        }
        return single("Cohen's d_z", Sample.of(differences, "differences").atLeastTwo("pairs").moments(), 0);
    }

    private static EffectSize single(String measure, Moments moments, double reference) {
        double df = moments.n() - 1.0;
        double squares = squares(moments);
        if (!(squares > 0)) {
            throw new InputException(measure + " is undefined: zero variance");
        }
        return of(measure, Sample.mean(moments) - reference, Math.sqrt(squares / df), df,
                1 / Math.sqrt(moments.n()), moments.n());
    }

    private static double squares(Moments moments) {
        return moments.min() == moments.max() ? 0 : moments.m2();
    }

    private static EffectSize of(String measure, double difference, double sd, double df, double unit, long n) {
        double d = difference / sd;
        return new EffectSize(measure, d, IntervalOptions.DEFAULT_LEVEL, d / unit, df, unit, n);
    }

    /**
     * The same effect without the bias of d: Hedges' g, also of one sample or of pairs.
     *
     * @return g with the same interval
     * @throws InputException if there is only one degree of freedom
     */
    public EffectSize unbiased() {
        if (df < 2) {
            throw new InputException("Hedges' g must have at least 2 degrees of freedom, got 1");
        }
        return new EffectSize("Hedges' g", t * unit / StudentT.noncentralMean(df), level, t, df, unit, n);
    }

    /**
     * The same effect with another interval.
     *
     * @param other the nominal coverage, in (0, 1)
     * @return the changed effect
     */
    public EffectSize withLevel(double other) {
        return new EffectSize(measure, value, Checks.level(other), t, df, unit, n);
    }

    /**
     * What is measured.
     *
     * @return {@code Cohen's d}, {@code Cohen's d_z} or {@code Hedges' g}
     */
    public String measure() {
        return measure;
    }

    /**
     * The estimate.
     *
     * @return in standard deviations of the outcome
     */
    public double value() {
        return value;
    }

    /**
     * The nominal coverage of the interval.
     *
     * @return in (0, 1)
     */
    public double level() {
        return level;
    }

    /**
     * The lower limit, found when asked for.
     *
     * @return in standard deviations of the outcome
     */
    public double lower() {
        return -unit * StudentT.noncentrality((1 - level) / 2, -t, df);
    }

    /**
     * The upper limit, found when asked for.
     *
     * @return in standard deviations of the outcome
     */
    public double upper() {
        return unit * StudentT.noncentrality((1 - level) / 2, t, df);
    }

    /**
     * The degrees of freedom of the variance estimate.
     *
     * @return at least 1
     */
    public double df() {
        return df;
    }

    /**
     * The number of units, both arms together; of pairs, their number.
     *
     * @return at least 2
     */
    public long n() {
        return n;
    }

    /**
     * The effect as a tree of maps, texts and numbers, with the keys of its JSON form.
     *
     * @return a new map
     */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("measure", measure);
        tree.put("estimate", value);
        tree.put("df", df);
        Map<String, Object> interval = new LinkedHashMap<>();
        interval.put("kind", IntervalKind.SAMPLING.id());
        interval.put("method", "noncentral-t");
        interval.put("level", level);
        interval.put("lower", lower());
        interval.put("upper", upper());
        tree.put("interval", interval);
        tree.put("n", n);
        return tree;
    }

    /**
     * The effect as one JSON object.
     *
     * @return JSON text
     */
    public String toJson() {
        return JsonText.write(toTree());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EffectSize that && measure.equals(that.measure) && n == that.n
                && Arrays.equals(numbers(), that.numbers());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers());
    }

    private double[] numbers() {
        return new double[] {value, level, t, df, unit};
    }

    /** One line such as {@code EffectSize[Hedges' g 1.417, 95 % 0.6368..2.304, n=32]}. */
    @Override
    public String toString() {
        return Lines.one("EffectSize[" + measure + " " + Numbers.significant(value, DIGITS) + ", "
                + Texts.percent(level) + " " + Texts.range(lower(), upper()) + ", n=" + Numbers.grouped(n) + "]");
    }
}
