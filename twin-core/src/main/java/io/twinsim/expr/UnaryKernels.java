package io.twinsim.expr;

/** Kernels of one operand. All but the elementary functions are exact, and loops that the compiler vectorises. */
final class UnaryKernels {

    private UnaryKernels() {
    }

    static void broadcast(double[] x, double[] out, int from, int to) {
        double c = x[0];
        for (int i = from; i < to; i++) {
            out[i] = c;
        }
    }

    static void negate(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = -x[i];
        }
    }

    static void not(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = 1 - x[i];
        }
    }

    static void abs(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = Math.abs(x[i]);
        }
    }

    static void sqrt(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = Math.sqrt(x[i]);
        }
    }

    static void floor(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = Math.floor(x[i]);
        }
    }

    static void ceil(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = Math.ceil(x[i]);
        }
    }

    static void round(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = Math.rint(x[i]);
        }
    }

    /** Cuts x times 2^2000, which is beyond 1 unless x is 0, to [-1, 1]; keeps signed zeros and NaN as signum does. */
    static void sign(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = Math.max(-1, Math.min(1, x[i] * BinaryKernels.LIFT * BinaryKernels.LIFT));
        }
    }
}
