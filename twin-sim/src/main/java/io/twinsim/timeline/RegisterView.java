package io.twinsim.timeline;

import io.twinsim.internal.math.Blocks;
import org.jspecify.annotations.Nullable;

/** The registers of the twins that count, next to each other: the registers themselves if all of a range count. */
final class RegisterView {

    private final int[] rows = new int[Blocks.ROWS];
    private double[] packed = new double[0];
    private double[] values = new double[0];
    private boolean whole;
    private int from;
    private int to;

    void begin(int first, int end, long @Nullable [] counted) {
        int size = 0;
        for (int i = first; i < end; i++) {
            if (counted == null || (counted[i >>> 6] >>> i & 1) != 0) {
                rows[size++] = i;
            }
        }
        whole = size == end - first;
        from = whole ? first : 0;
        to = from + size;
        if (!whole && packed.length == 0) {
            packed = new double[Blocks.ROWS];
        }
    }

    void look(double[] registers) {
        if (whole) {
            values = registers;
            return;
        }
        for (int i = 0; i < to; i++) {
            packed[i] = registers[rows[i]];
        }
        values = packed;
    }

    /** The values looked at, in [from, to). */
    double[] values() {
        return values;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int size() {
        return to - from;
    }

    /** How many of the twins that count have their bit set. */
    int count(long[] bits) {
        int n = 0;
        for (int k = 0; k < size(); k++) {
            int i = rows[k];
            n += (int) (bits[i >>> 6] >>> i & 1);
        }
        return n;
    }
}
