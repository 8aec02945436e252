package io.twinsim.expr;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Kernels over masks of 1,024 bits. They run only where a column has missing rows: short rather than fast. */
final class MaskKernels {

    /** The bits of 1.0. */
    private static final long ONE = 0x3ff0000000000000L;

    private MaskKernels() {
    }

    static void all(long[] out) {
        Arrays.fill(out, -1L);
    }

    static void and(long[] x, long[] y, long[] out) {
        for (int w = 0; w < out.length; w++) {
            out[w] = x[w] & y[w];
        }
    }

    /** The mask of the branch that the flag chooses; valid where the flag is NaN, so that the NaN is seen. */
    static void select(double[] flag, long[] x, long[] y, long[] out, int from, int to) {
        for (int w = from >> 6; w <= to - 1 >> 6; w++) {
            long set = bits(flag, 1, w, from, to);
            long clear = bits(flag, 0, w, from, to);
            out[w] = x[w] & set | y[w] & clear | ~(set | clear);
        }
    }

    /** Both are valid, or one is valid and decides: false for a conjunction, true for a disjunction. */
    static void guarded(boolean and, double[] x, long[] xValid, double[] y, long[] yValid, long[] out, int from,
            int to) {
        double decisive = and ? 0 : 1;
        for (int w = from >> 6; w <= to - 1 >> 6; w++) {
            long xDecides = bits(x, decisive, w, from, to) & xValid[w];
            long yDecides = bits(y, decisive, w, from, to) & yValid[w];
            out[w] = xValid[w] & yValid[w] | xDecides | yDecides;
        }
    }

    static void missing(long[] valid, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            // The bits of 0.0 or 1.0: a conversion of a long would wait for the one before it.
            out[i] = Double.longBitsToDouble(-(~valid[i >> 6] >>> i & 1) & ONE);
        }
    }

    /** Writes bits [from, to): set where the flag is 1 and valid. */
    static void selected(double[] flag, long @Nullable [] valid, long[] words, int from, int to) {
        if (from == to) {
            return;
        }
        for (int w = from >> 6; w <= to - 1 >> 6; w++) {
            long written = written(w, from, to);
            long chosen = bits(flag, 1, w, from, to) & (valid == null ? -1L : valid[w]);
            words[w] = words[w] & ~written | chosen & written;
        }
    }

    private static long written(int word, int from, int to) {
        int first = Math.max(from - (word << 6), 0);
        int last = Math.min(to - (word << 6), 64);
        return -1L << first & -1L >>> 64 - last;
    }

    /** Bits of one word that lie in [from, to), set where the flag is the given one. NaN is neither. */
    private static long bits(double[] flag, double value, int word, int from, int to) {
        int mask = flag.length - 1;
        int first = Math.max(from, word << 6);
        int last = Math.min(to, (word << 6) + 64);
        long bits = 0;
        for (int i = first; i < last; i++) {
            bits |= (flag[i & mask] == value ? 1L : 0L) << i;
        }
        return bits;
    }
}
