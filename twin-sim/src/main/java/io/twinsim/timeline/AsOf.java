package io.twinsim.timeline;

/**
 * Which record of a series belongs to a time. Times are whole ticks in ascending order, so that a record exactly at the
 * end of the window is in it whatever unit either was written in. Among records of the same time the last one counts.
 */
enum AsOf {
    /** The latest record that is not after the time: never looks ahead. */
    BACKWARD {
        @Override
        int find(long[] ticks, int from, int to, long t, long window) {
            int last = after(ticks, from, to, t) - 1;
            return last >= from && ticks[last] >= t - window ? last : NONE;
        }
    },
    /** The record nearest in time, before or after; at equal distances the earlier one. */
    NEAREST {
        @Override
        int find(long[] ticks, int from, int to, long t, long window) {
            int near = nearest(ticks, from, to, t);
            return near != NONE && Math.abs(ticks[near] - t) <= window ? near : NONE;
        }
    },
    /** The latest record of the whole window, which may lie after the time. */
    LATEST {
        @Override
        int find(long[] ticks, int from, int to, long t, long window) {
            int last = after(ticks, from, to, t + window) - 1;
            return last >= from && ticks[last] >= t - window ? last : NONE;
        }
    };

    /** The answer if no record lies in the window. */
    static final int NONE = -1;

    /**
     * The record that belongs to a time.
     *
     * @param ticks times of records, ascending in [from, to)
     * @param from the first record
     * @param to one past the last record
     * @param t the time
     * @param window how far a record may be away, ends inclusive
     * @return its index, or {@link #NONE}
     */
    abstract int find(long[] ticks, int from, int to, long t, long window);

    /** The nearest record at any distance, or {@link #NONE} if there is no record. */
    static int nearest(long[] ticks, int from, int to, long t) {
        int next = after(ticks, from, to, t);
        int before = next - 1;
        if (next == to) {
            return before >= from ? before : NONE;
        }
        if (before >= from && t - ticks[before] <= ticks[next] - t) {
            return before;
        }
        return after(ticks, next, to, ticks[next]) - 1;
    }

    /** The first index in [from, to) whose time is after t, else {@code to}. */
    static int after(long[] ticks, int from, int to, long t) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ticks[middle] <= t) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
