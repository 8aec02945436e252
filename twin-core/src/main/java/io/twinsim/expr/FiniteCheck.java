package io.twinsim.expr;

import org.jspecify.annotations.Nullable;

/**
 * Finds values that are not finite: a sum with one of them is not finite either. A sum of finite values may overflow,
 * so one that is not finite decides nothing.
 */
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
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        int i = from;
        for (; i + 7 < to; i += 8) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
            e += x[i + 4];
            f += x[i + 5];
            g += x[i + 6];
            h += x[i + 7];
        }
        for (; i < to; i++) {
            a += x[i];
        }
        return Double.isFinite(a + b + (c + d) + (e + f + (g + h))) || first(x, null, from, to) < 0;
    }
}
