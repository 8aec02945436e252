package io.twinsim.bench;

import java.util.List;

/** Where measurements come from. */
@FunctionalInterface
interface GateLab {

    /**
     * Measures each case once.
     *
     * @param options the cases and their plants
     * @return one reading per case
     */
    List<GateReading> fork(GateOptions options);
}
