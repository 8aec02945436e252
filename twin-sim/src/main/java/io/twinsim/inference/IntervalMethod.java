package io.twinsim.inference;

import static io.twinsim.inference.StatisticKind.MEAN;
import static io.twinsim.inference.StatisticKind.MEAN_DIFFERENCE;
import static io.twinsim.inference.StatisticKind.PROPORTION;
import static io.twinsim.inference.StatisticKind.PROPORTION_DIFFERENCE;
import static io.twinsim.inference.StatisticKind.QUANTILE;
import static io.twinsim.inference.StatisticKind.RATIO;
import static io.twinsim.inference.StatisticKind.RELATIVE_LIFT;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How the limits of an interval are found, and which statistics each method serves. A proportion is also a mean, so it
 * has the methods of a mean and its own; everything that is not marked is refused by name.
 *
 * <pre>
 *                   mean  differ-  ratio of  relative  corre-  quantile  function  function
 *                         ence     means     lift      lation            of means  of weights
 * auto               x       x        x         x        x        x         x          x
 * student            x       x
 * welch                      x
 * normal             x       x        x         x        x                  x
 * bootstrap-normal   x       x        x         x        x        x         x          x
 * basic              x       x        x         x        x        x         x          x
 * percentile         x       x        x         x        x        x         x          x
 * expanded           x       x        x         x        x        x         x          x
 * bca                x       x        x         x        x                  x          x
 * studentized        x       x        x         x        x                  x
 * abc                x       x        x         x        x                  x
 * saddlepoint        x       x        x         x
 * score             0/1
 * newcombe                  0/1
 * fieller                             x         x
 * </pre>
 */
public enum IntervalMethod {
    /**
     * The library's choice: {@code student} for a mean, {@code score} for a proportion, {@code welch} for two arms and
     * {@code newcombe} for two arms of zeros and ones if any of the four counts is below 10; {@code bca} for a ratio, a
     * correlation and a function of means, {@code fieller} for a relative lift, {@code percentile} for a quantile and a
     * function of weights. Where the rows are not resampled one by one and independently, {@code bca} for statistics
     * made of means and {@code percentile} for all others.
     */
    AUTO("auto", EnumSet.allOf(StatisticKind.class)),
    /** Student's t; for two arms with the pooled variance, valid only if both arms have the same variance. */
    STUDENT("student", Served.MEANS),
    /**
     * Welch's t for two arms with their own variances, degrees of freedom by Satterthwaite (Welch 1947,
     * doi:10.1093/biomet/34.1-2.28).
     */
    WELCH("welch", EnumSet.of(MEAN_DIFFERENCE, PROPORTION_DIFFERENCE)),
    /**
     * Estimate plus and minus normal quantile times standard error, by the delta method where the statistic is not a
     * mean; for a correlation on Fisher's scale {@code atanh(r)} with the standard error {@code 1/sqrt(n - 3)}.
     */
    NORMAL("normal", Served.SMOOTH),
    /** Bias-corrected normal interval with the replicates' standard deviation: {@code 2 t0 - mean(t*) +- z sd(t*)}. */
    BOOTSTRAP_NORMAL("bootstrap-normal", EnumSet.allOf(StatisticKind.class)),
    /** Quantiles of the replicates, reflected at the estimate (Davison and Hinkley 1997, section 5.2.1). */
    BASIC("basic", EnumSet.allOf(StatisticKind.class)),
    /** Quantiles of the replicates. */
    PERCENTILE("percentile", EnumSet.allOf(StatisticKind.class)),
    /**
     * Quantiles of the replicates at wider levels, which makes up for the narrowness of the percentile interval in
     * small samples: each tail is {@code Phi(-t se/sb)} with t the quantile of Student's t, se the standard error by
     * formula and sb that of resampling; for one mean {@code Phi(-sqrt(n/(n - 1)) t)} (Hesterberg 2015,
     * doi:10.1080/00031305.2015.1089789).
     */
    EXPANDED("expanded", EnumSet.allOf(StatisticKind.class)),
    /**
     * Bias-corrected and accelerated: quantiles of the replicates at levels shifted for bias and skewness. Replicates
     * equal to the estimate count half; the acceleration is that of the influence values, for a mean and a difference
     * in closed form, else by the jackknife (Efron 1987, doi:10.1080/01621459.1987.10478410).
     */
    BCA("bca", EnumSet.complementOf(EnumSet.of(QUANTILE))),
    /**
     * Bootstrap-t: quantiles of the replicates' own t values, each with its own standard error (Davison and Hinkley
     * 1997, section 5.2.2).
     */
    STUDENTIZED("studentized", Served.SMOOTH),
    /**
     * Approximates {@code bca} from derivatives, without drawing (DiCiccio and Efron 1992,
     * doi:10.1093/biomet/79.2.231).
     */
    ABC("abc", Served.SMOOTH),
    /** The percentile interval for infinitely many replicates, by saddlepoint approximation. */
    SADDLEPOINT("saddlepoint", EnumSet.of(MEAN, PROPORTION, MEAN_DIFFERENCE, PROPORTION_DIFFERENCE, RATIO,
            RELATIVE_LIFT)),
    /** Wilson's score interval of a proportion (Wilson 1927, doi:10.1080/01621459.1927.10502953). */
    SCORE("score", EnumSet.of(PROPORTION)),
    /**
     * Newcombe's hybrid score interval of a difference of proportions (Newcombe 1998, Statistics in Medicine 17, 873,
     * method 10).
     */
    NEWCOMBE("newcombe", EnumSet.of(PROPORTION_DIFFERENCE)),
    /**
     * Fieller's interval of a ratio of two means: the ratios that a t test does not refuse (Fieller 1954,
     * doi:10.1111/j.2517-6161.1954.tb00159.x).
     */
    FIELLER("fieller", EnumSet.of(RATIO, RELATIVE_LIFT));

    /** Groups of statistics that share methods; apart, because the constants above are made first. */
    private static final class Served {

        static final Set<StatisticKind> MEANS =
                EnumSet.of(MEAN, PROPORTION, MEAN_DIFFERENCE, PROPORTION_DIFFERENCE);
        static final Set<StatisticKind> SMOOTH =
                EnumSet.complementOf(EnumSet.of(QUANTILE, StatisticKind.FUNCTION_OF_WEIGHTS));

        private Served() {
        }
    }

    private final String id;
    private final Set<StatisticKind> serves;

    IntervalMethod(String id, Set<StatisticKind> serves) {
        this.id = id;
        this.serves = serves;
    }

    /**
     * The name used on the command line and in JSON.
     *
     * @return text such as {@code bootstrap-normal}
     */
    public String id() {
        return id;
    }

    /**
     * Whether the method gives an interval for a statistic.
     *
     * @param statistic what is estimated
     * @return true if it does
     */
    public boolean serves(StatisticKind statistic) {
        return serves.contains(statistic);
    }

    /**
     * Whether the method draws replicates.
     *
     * @return true for {@code bootstrap-normal}, {@code basic}, {@code percentile}, {@code expanded}, {@code bca} and
     *         {@code studentized}
     */
    public boolean resamples() {
        return ordinal() >= BOOTSTRAP_NORMAL.ordinal() && ordinal() <= STUDENTIZED.ordinal();
    }

    /**
     * The fewest bootstrap replicates with which the method gives an interval: those whose extremes reach the tails,
     * {@code (B + 1) (1 - level)/2 >= 1}; 2 for {@code bootstrap-normal}, which needs their standard deviation only.
     *
     * @param level the nominal coverage, in (0, 1)
     * @return replicates; 0 if the method draws none
     * @throws InputException if the level is outside
     */
    public int fewestReplicates(double level) {
        Checks.level(level);
        return !resamples() ? 0 : this == BOOTSTRAP_NORMAL ? 2 : ReplicateQuantile.fewest(level);
    }

    /**
     * The method of a name.
     *
     * @param name an {@link #id}
     * @return the method
     * @throws InputException if there is no such method, with the nearest one
     */
    public static IntervalMethod named(String name) {
        return Checks.constant("interval method", name, values(), IntervalMethod::id);
    }

    /**
     * The names of all methods.
     *
     * @return a new list, in the order of the constants
     */
    public static List<String> names() {
        return Arrays.stream(values()).map(IntervalMethod::id).toList();
    }

    /** Refuses by name, with what is allowed. */
    IntervalMethod require(StatisticKind statistic) {
        if (serves(statistic)) {
            return this;
        }
        List<String> allowed = new ArrayList<>();
        for (IntervalMethod method : values()) {
            if (method.serves(statistic)) {
                allowed.add(method.id);
            }
        }
        throw new InputException(
                "method " + id + " does not serve " + statistic.words() + "; allowed: " + Names.list(allowed));
    }
}
