package io.twinsim.bench;

/**
 * A case at one size.
 *
 * @param rows rows the target works on
 * @param target the operation that is gated
 * @param reference plain Java that wears out the same part of the machine
 */
record GateWork(int rows, GateOp target, GateOp reference) {
}
