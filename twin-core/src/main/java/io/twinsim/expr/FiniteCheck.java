package io.twinsim.expr;

import org.jspecify.annotations.Nullable;

/** Finds values that are not finite. {@code x - x} is 0 for finite x and NaN for others, so a sum of them tells. */
final class FiniteCheck {

    private FiniteCheck() {
    }

    static boolean holds(double[] x, long @Nullable [] valid, int from, int to) {
        return valid == null ? finite(x, from, to) : first(x, valid, from, to) < 0;
    }

    /** The first index with a valid value that is not finite; -1 if there is none. */
    static int first(double[] x, long @Nullable [] valid, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Double.isFinite(x[i]) && (valid == null || (valid[i >> 6] >>> (i & 63) & 1) != 0)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean finite(double[] x, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += x[i] - x[i];
            b += x[i + 1] - x[i + 1];
            c += x[i + 2] - x[i + 2];
            d += x[i + 3] - x[i + 3];
        }
        for (; i < to; i++) {
            a += x[i] - x[i];
        }
        return a + b + c + d == 0;
    }
}
