package io.twinsim.sim;

import io.twinsim.inference.Saddlepoint;
import java.util.Arrays;

/**
 * The values of what varies from twin to twin, with the twins' ids, as long as they are so few that intervals need
 * every single one; of more, only that they are more. Ascending by id.
 */
final class FewValues {

    /** Twice the number from which moments suffice: antithetic pairs count as one. */
    static final int MOST = 2 * Saddlepoint.CUMULANTS_FROM;
    private static final int FIRST = 64;

    private double[] values = new double[0];
    private long[] ids = new long[0];
    private int size;
    private boolean overflown;

    void clear() {
        size = 0;
        overflown = false;
    }

    void add(double value, long id) {
        if (overflown || size == MOST) {
            overflow();
            return;
        }
        reserve(size + 1);
        values[size] = value;
        ids[size++] = id;
    }

    /** More than few. */
    void overflow() {
        overflown = true;
        size = 0;
    }

    void merge(FewValues right) {
        if (overflown || right.overflown || size + right.size > MOST) {
            overflow();
            return;
        }
        reserve(size + right.size);
        System.arraycopy(right.values, 0, values, size, right.size);
        System.arraycopy(right.ids, 0, ids, size, right.size);
        size += right.size;
    }

    private void reserve(int wanted) {
        if (wanted > values.length) {
            int length = Math.min(MOST, Math.max(FIRST, Math.max(wanted, 2 * values.length)));
            values = Arrays.copyOf(values, length);
            ids = Arrays.copyOf(ids, length);
        }
    }

    boolean overflown() {
        return overflown;
    }

    int size() {
        return size;
    }

    double[] values() {
        return Arrays.copyOf(values, size);
    }

    long[] ids() {
        return Arrays.copyOf(ids, size);
    }
}
