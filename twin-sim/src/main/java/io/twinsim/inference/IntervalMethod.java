package io.twinsim.inference;

import static io.twinsim.inference.StatisticKind.MEAN;
import static io.twinsim.inference.StatisticKind.MEAN_DIFFERENCE;
import static io.twinsim.inference.StatisticKind.PROPORTION;
import static io.twinsim.inference.StatisticKind.PROPORTION_DIFFERENCE;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How the limits of an interval are found, and which statistics each method serves. A proportion is also a mean, so it
 * has the methods of a mean and its own.
 */
public enum IntervalMethod {
    /**
     * The library's choice: {@code student} for a mean, {@code score} for a proportion, {@code welch} for two arms, and
     * {@code newcombe} for two arms of zeros and ones if any of the four counts is below 10.
     */
    AUTO("auto", MEAN, PROPORTION, MEAN_DIFFERENCE, PROPORTION_DIFFERENCE),
    /** Student's t; for two arms with the pooled variance, valid only if both arms have the same variance. */
    STUDENT("student", MEAN, PROPORTION, MEAN_DIFFERENCE, PROPORTION_DIFFERENCE),
    /** Welch's t for two arms with their own variances, degrees of freedom by Satterthwaite. */
    WELCH("welch", MEAN_DIFFERENCE, PROPORTION_DIFFERENCE),
    /** Estimate plus and minus normal quantile times standard error. */
    NORMAL("normal", MEAN, PROPORTION, MEAN_DIFFERENCE, PROPORTION_DIFFERENCE),
    /** Bias-corrected normal interval with the replicates' standard deviation: {@code 2 t0 - mean(t*) +- z sd(t*)}. */
    BOOTSTRAP_NORMAL("bootstrap-normal", MEAN, PROPORTION, MEAN_DIFFERENCE, PROPORTION_DIFFERENCE),
    /** Quantiles of the replicates, reflected at the estimate. */
    BASIC("basic", MEAN, PROPORTION, MEAN_DIFFERENCE, PROPORTION_DIFFERENCE),
    /** Quantiles of the replicates. */
    PERCENTILE("percentile", MEAN, PROPORTION, MEAN_DIFFERENCE, PROPORTION_DIFFERENCE),
    /** Bias-corrected and accelerated: quantiles of the replicates at levels shifted for bias and skewness. */
    BCA("bca", MEAN, PROPORTION, MEAN_DIFFERENCE, PROPORTION_DIFFERENCE),
    /** The percentile interval for infinitely many replicates, by saddlepoint approximation. */
    SADDLEPOINT("saddlepoint", MEAN, PROPORTION, MEAN_DIFFERENCE, PROPORTION_DIFFERENCE),
    /** Wilson's score interval of a proportion. */
    SCORE("score", PROPORTION),
    /** Newcombe's hybrid score interval of a difference of proportions. */
    NEWCOMBE("newcombe", PROPORTION_DIFFERENCE);

    private final String id;
    private final Set<StatisticKind> serves;

    IntervalMethod(String id, StatisticKind... serves) {
        this.id = id;
        this.serves = EnumSet.noneOf(StatisticKind.class);
        this.serves.addAll(List.of(serves));
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
     * @return true for {@code bootstrap-normal}, {@code basic}, {@code percentile} and {@code bca}
     */
    public boolean resamples() {
        return this == BOOTSTRAP_NORMAL || this == BASIC || this == PERCENTILE || this == BCA;
    }

    /**
     * The fewest bootstrap replicates with which the method gives an interval: those whose extremes reach the tails,
     * {@code (B + 1) (1 - level)/2 >= 1}, for {@code basic}, {@code percentile} and {@code bca}; 2 for
     * {@code bootstrap-normal}, which needs their standard deviation only.
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
        Checks.known("interval method", name, names());
        for (IntervalMethod method : values()) {
            if (method.id.equals(name)) {
                return method;
            }
        }
        throw new AssertionError(name);
    }

    /**
     * The names of all methods.
     *
     * @return a new list, in the order of the constants
     */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (IntervalMethod method : values()) {
            names.add(method.id);
        }
        return names;
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
