package io.twinsim.timeline;

/** What the bare name of a node means in a formula. */
enum Reading {
    /** The value before the step; {@code next.x} is the one after it. Contexts and actions are those of the step. */
    STEP,
    /** The value at the time of the step: derived nodes, alerts, {@code until}, and everything at the start. */
    NOW
}
