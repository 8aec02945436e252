package io.twinsim.timeline;

/** How it came about which periods of an N-of-1 trial are treated: what a permutation test may exchange. */
public enum NOfOneAssignment {
    /** Periods 1 and 2, 3 and 4, ... hold one treated and one control period each, in an order drawn for each pair. */
    PAIRS("pairs"),
    /** Which periods are treated was drawn at random from all, their number fixed. */
    FREE("free"),
    /** Not drawn at random: the comparison is not causal, and nothing may be exchanged. */
    GIVEN("given");

    private final String id;

    NOfOneAssignment(String id) {
        this.id = id;
    }

    /**
     * The name in results.
     *
     * @return such as {@code pairs}
     */
    public String id() {
        return id;
    }
}
