package io.twinsim.expr;

/**
 * x where the flag is 1, y where it is 0, for operands that are registers or one number. The bit that tells 1.0 from
 * 0.0 is spread over a word, so what is not chosen leaves no trace, be it NaN, and there is no branch: written with
 * {@code ? :} on longs the loop is as quick as a conditional move, but in one run of four the compiler makes it a
 * branch, and random rows mispredict that at eight times the cost.
 */
final class SelectKernels {

    private SelectKernels() {
    }

    static void select(double[] flag, double[] x, double[] y, double[] out, int from, int to) {
        if (flag.length == 1) {
            double[] chosen = flag[0] != 0 ? x : y;
            copy(chosen, out, from, to);
        } else if (x.length == 1 && y.length == 1) {
            numbers(flag, x[0], y[0], out, from, to);
        } else if (x.length == 1) {
            left(flag, x[0], y, out, from, to);
        } else if (y.length == 1) {
            right(flag, x, y[0], out, from, to);
        } else {
            both(flag, x, y, out, from, to);
        }
    }

    private static void copy(double[] x, double[] out, int from, int to) {
        int mask = x.length - 1;
        for (int i = from; i < to; i++) {
            out[i] = x[i & mask];
        }
    }

    /** All bits where the flag is 1, none where it is 0. */
    private static long spread(double flag) {
        return Double.doubleToRawLongBits(flag) << 2 >> 63;
    }

    private static void numbers(double[] flag, double x, double y, double[] out, int from, int to) {
        long b = Double.doubleToRawLongBits(y);
        long differing = Double.doubleToRawLongBits(x) ^ b;
        for (int i = from; i < to; i++) {
            out[i] = Double.longBitsToDouble(b ^ differing & spread(flag[i]));
        }
    }

    private static void left(double[] flag, double x, double[] y, double[] out, int from, int to) {
        long a = Double.doubleToRawLongBits(x);
        for (int i = from; i < to; i++) {
            long b = Double.doubleToRawLongBits(y[i]);
            out[i] = Double.longBitsToDouble(b ^ (a ^ b) & spread(flag[i]));
        }
    }

    private static void right(double[] flag, double[] x, double y, double[] out, int from, int to) {
        long b = Double.doubleToRawLongBits(y);
        for (int i = from; i < to; i++) {
            out[i] = Double.longBitsToDouble(b ^ (Double.doubleToRawLongBits(x[i]) ^ b) & spread(flag[i]));
        }
    }

    private static void both(double[] flag, double[] x, double[] y, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            long b = Double.doubleToRawLongBits(y[i]);
            out[i] = Double.longBitsToDouble(b ^ (Double.doubleToRawLongBits(x[i]) ^ b) & spread(flag[i]));
        }
    }
}
