package io.twinsim.inference;

/** What a trial of two arms sets out to show. Effects are treated minus control; higher outcomes are better. */
enum Hypothesis {
    /** That the arms differ: the null hypothesis is {@code effect = 0}. */
    DIFFERENCE("difference"),
    /** That the treated are not worse by a margin: the null hypothesis is {@code effect <= -margin}. */
    NON_INFERIORITY("non-inferiority"),
    /** That the arms differ by less than a margin, by two one-sided tests: the null is {@code |effect| >= margin}. */
    EQUIVALENCE("equivalence");

    private final String id;

    Hypothesis(String id) {
        this.id = id;
    }

    /** The name used in JSON, such as {@code non-inferiority}. */
    String id() {
        return id;
    }
}
