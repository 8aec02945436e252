package io.twinsim.expr;

/**
 * Kernels of flags and tables. A scalar operand is a register of length 1, a vector one of a power of two, so that
 * {@code i & (length - 1)} reads either.
 */
final class ChoiceKernels {

    private ChoiceKernels() {
    }

    /** False decides; else NaN stays. */
    static void guardedAnd(double[] x, double[] y, double[] out, int from, int to) {
        int xMask = x.length - 1;
        int yMask = y.length - 1;
        for (int i = from; i < to; i++) {
            double a = x[i & xMask];
            double b = y[i & yMask];
            out[i] = a == 0 || b == 0 ? 0 : a * b;
        }
    }

    /** True decides; else NaN stays. */
    static void guardedOr(double[] x, double[] y, double[] out, int from, int to) {
        int xMask = x.length - 1;
        int yMask = y.length - 1;
        for (int i = from; i < to; i++) {
            double a = x[i & xMask];
            double b = y[i & yMask];
            out[i] = a == 1 || b == 1 ? 1 : a + b;
        }
    }

    /** {@code value - (by - by)}: the value itself, signed zeros included, where {@code by} is finite, else NaN. */
    static void poison(double[] value, double[] by, double[] out, int from, int to) {
        if (by.length < value.length) {
            double b = by[0] - by[0];
            for (int i = from; i < to; i++) {
                out[i] = value[i] - b;
            }
        } else if (value.length < by.length) {
            double a = value[0];
            for (int i = from; i < to; i++) {
                out[i] = a - (by[i] - by[i]);
            }
        } else {
            for (int i = from; i < to; i++) {
                out[i] = value[i] - (by[i] - by[i]);
            }
        }
    }

    /** Entries by code. The mask keeps what missing rows leave in the register inside the table. */
    static void codes(double[] x, double[] table, double[] out, int from, int to) {
        int mask = table.length - 1;
        for (int i = from; i < to; i++) {
            out[i] = table[(int) x[i] & mask];
        }
    }

    /** Entries by whole number from {@code lower} on; entry 0 and entry {@code last} serve all numbers outside. */
    static void bounded(double[] x, double lower, int last, double[] table, double[] out, int from, int to) {
        int mask = table.length - 1;
        int highest = last - 1;
        for (int i = from; i < to; i++) {
            // The conversion saturates, so numbers beyond ints stay outside.
            out[i] = table[Math.min(Math.max((int) (x[i] - lower), -1), highest) + 1 & mask];
        }
    }
}
