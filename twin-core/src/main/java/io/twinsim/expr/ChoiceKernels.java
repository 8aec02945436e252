package io.twinsim.expr;

/**
 * Kernels that choose. A scalar operand is a register of length 1, a vector one of a power of two, so that
 * {@code i & (length - 1)} reads either.
 */
final class ChoiceKernels {

    private ChoiceKernels() {
    }

    /**
     * x where the flag is 1, y where it is 0. The bit that tells 1.0 from 0.0 is spread over a word: no branch, and
     * what is not chosen leaves no trace, be it NaN.
     */
    static void select(double[] flag, double[] x, double[] y, double[] out, int from, int to) {
        int flagMask = flag.length - 1;
        int xMask = x.length - 1;
        int yMask = y.length - 1;
        for (int i = from; i < to; i++) {
            long chosen = Double.doubleToRawLongBits(flag[i & flagMask]) << 2 >> 63;
            long a = Double.doubleToRawLongBits(x[i & xMask]);
            long b = Double.doubleToRawLongBits(y[i & yMask]);
            out[i] = Double.longBitsToDouble(b ^ (a ^ b) & chosen);
        }
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
        int valueMask = value.length - 1;
        int byMask = by.length - 1;
        for (int i = from; i < to; i++) {
            double b = by[i & byMask];
            out[i] = value[i & valueMask] - (b - b);
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
        double highest = last - 1;
        for (int i = from; i < to; i++) {
            out[i] = table[(int) Math.min(Math.max(x[i] - lower, -1), highest) + 1 & mask];
        }
    }
}
