package io.twinsim.inference;

import java.util.Arrays;

/** The distinct values of a column of whole numbers, as long as they are few. */
final class DistinctWhole {

    /** Values near the first one are looked up in a table, others searched. */
    private static final int WINDOW = 1024;

    private final double[] seen;
    private int count;
    private final boolean[] known = new boolean[WINDOW];
    private double origin = Double.NaN;

    DistinctWhole(int allowed) {
        seen = new double[allowed + 1];
    }

    /** Adds those of a block whose bit is set in both masks; nothing more once there are too many. */
    void add(double[] values, long[] kept, long[] valid, int size) {
        for (int i = 0; i < size; i++) {
            if ((kept[i >>> 6] & valid[i >>> 6] & 1L << (i & 63)) != 0) {
                int at = (int) (values[i] - origin);
                if (!(at > 0 && at < WINDOW && known[at])) {
                    insert(values[i]);
                }
            }
        }
    }

    private void insert(double value) {
        if (tooMany()) {
            return;
        }
        if (count == 0) {
            origin = value - WINDOW / 2;
        }
        double place = value - origin;
        if (place > 0 && place < WINDOW) {
            known[(int) place] = true;
        }
        int at = Arrays.binarySearch(seen, 0, count, value);
        if (at < 0) {
            int insert = -at - 1;
            System.arraycopy(seen, insert, seen, insert + 1, count - insert);
            seen[insert] = value;
            count++;
        }
    }

    boolean tooMany() {
        return count == seen.length;
    }

    /** Ascending. */
    double[] values() {
        return Arrays.copyOf(seen, count);
    }
}
