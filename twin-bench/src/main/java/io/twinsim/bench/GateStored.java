package io.twinsim.bench;

/**
 * What was accepted for a case on one machine.
 *
 * @param name the case
 * @param machine where it was measured
 * @param ratio the time of the target divided by that of the reference
 * @param bytes bytes allocated at the larger size
 * @param slope bytes allocated per row
 */
record GateStored(String name, GateMachine machine, double ratio, long bytes, double slope) {
}
