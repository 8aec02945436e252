package io.twinsim.model;

/** Where a formula of a timeline stands, which decides what it may name. */
enum FormulaUse {
    /** The start of a state: values at t = 0. */
    START,
    /** A step: values before it, {@code next.x} after it. */
    NEXT,
    /** Values of one time. */
    NOW,
    /** Capacities, at the start of a run. */
    FIXED,
    /** Context columns without a record: before everything else of a step, and at the start. */
    FALLBACK,
    /** Doses and adherence: before everything else of a step but contexts. */
    DOSE,
    /** Profiles: times, parameters and twin variables. */
    PROFILE;

    TimelineSpec.Role role() {
        return this == START || this == FIXED ? TimelineSpec.Role.START
                : this == NOW ? TimelineSpec.Role.NOW : TimelineSpec.Role.NEXT;
    }
}
