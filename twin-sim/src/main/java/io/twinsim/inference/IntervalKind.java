package io.twinsim.inference;

/** What an interval covers. */
public enum IntervalKind {
    /** A finite number of simulated twins. */
    SIMULATION("simulation"),
    /** Uncertain coefficients of the model. */
    ASSUMPTION("assumption"),
    /** Twins and coefficients together: the headline of a simulation. */
    TOTAL("total"),
    /** The result of a real trial of a planned size. */
    PLANNED_TRIAL("plannedTrial"),
    /** The sampling of real units. */
    SAMPLING("sampling");

    private final String id;

    IntervalKind(String id) {
        this.id = id;
    }

    /**
     * The name used in JSON.
     *
     * @return text such as {@code plannedTrial}
     */
    public String id() {
        return id;
    }
}
