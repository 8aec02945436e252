package io.twinsim.expr;

/**
 * One kernel call of a program.
 *
 * @param op what to do
 * @param in double registers that are read
 * @param masks mask registers that are read
 * @param out the register that is written: a mask for mask operations, else a double register
 * @param detail which coefficient, column, table or draw; -1 for plain operations
 */
record Instruction(Op op, int[] in, int[] masks, int out, int detail) {
}
