package io.twinsim.inference;

/** What is estimated, as far as the choice of an interval method depends on it. */
public enum Statistic {
    /** The mean of one sample of numbers. */
    MEAN("one mean"),
    /** The mean of one sample of zeros and ones. */
    PROPORTION("one proportion"),
    /** The difference of the means of two independent samples. */
    MEAN_DIFFERENCE("a difference of means"),
    /** The difference of the means of two independent samples of zeros and ones. */
    PROPORTION_DIFFERENCE("a difference of proportions");

    private final String words;

    Statistic(String words) {
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
     * @return true for differences
     */
    public boolean twoArms() {
        return this == MEAN_DIFFERENCE || this == PROPORTION_DIFFERENCE;
    }
}
