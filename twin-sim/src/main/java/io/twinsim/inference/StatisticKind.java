package io.twinsim.inference;

/** What is estimated, as far as the choice of an interval method depends on it. */
public enum StatisticKind {
    /** The mean of one sample of numbers. */
    MEAN("one mean"),
    /** The mean of one sample of zeros and ones. */
    PROPORTION("one proportion"),
    /** The difference of the means of two independent samples. */
    MEAN_DIFFERENCE("a difference of means"),
    /** The difference of the means of two independent samples of zeros and ones. */
    PROPORTION_DIFFERENCE("a difference of proportions"),
    /** The ratio of two means of the same units. */
    RATIO("a ratio of means"),
    /** The mean of the treated over that of the controls, minus 1. */
    RELATIVE_LIFT("a relative lift"),
    /** Pearson's correlation of two variables of the same units. */
    CORRELATION("a correlation"),
    /** A quantile of one sample, the median among them. */
    QUANTILE("a quantile"),
    /** A smooth function of means that the caller states. */
    FUNCTION_OF_MEANS("a function of means"),
    /** Any function of weighted rows that the caller states. */
    FUNCTION_OF_WEIGHTS("a function of weights");

    private final String words;

    StatisticKind(String words) {
        this.words = words;
    }

    /**
     * The statistic in words, as used in messages.
     *
     * @return text such as {@code one mean}
     */
    public String words() {
        return words;
    }

    /**
     * Whether two arms are compared.
     *
     * @return true for differences and the relative lift
     */
    public boolean twoArms() {
        return this == MEAN_DIFFERENCE || this == PROPORTION_DIFFERENCE || this == RELATIVE_LIFT;
    }
}
