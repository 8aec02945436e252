package io.twinsim.timeline;

/** Something that an arm computes in its place in the order of a step: a node, a context, or a queue. */
interface Stage {

    /** The name of the node, context or queue. */
    String name();

    /** Fills the registers at the start. */
    void start();

    /** Fills the registers after a step from those before it. */
    void step();
}
