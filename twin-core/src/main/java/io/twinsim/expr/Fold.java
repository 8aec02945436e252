package io.twinsim.expr;

/** Computes an operation on constants with the kernel that would compute it on rows, so that folding changes no bit. */
final class Fold {

    private Fold() {
    }

    static double apply(Op op, double... in) {
        double[][] registers = new double[in.length + 1][1];
        int[] arguments = new int[in.length];
        for (int i = 0; i < arguments.length; i++) {
            registers[i][0] = in[i];
            arguments[i] = i;
        }
        Machine.arithmetic(op, registers, arguments, registers[arguments.length], 0, 1);
        return registers[arguments.length][0];
    }
}
