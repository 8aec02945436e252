package io.twinsim.bench;

/** What is timed: one operation, the same work at every call. */
@FunctionalInterface
interface GateOp {

    /**
     * Does it.
     *
     * @return something that depends on all of the work, so that none of it can be left out
     */
    Object run();
}
