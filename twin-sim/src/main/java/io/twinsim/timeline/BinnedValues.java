package io.twinsim.timeline;

/**
 * Counts on a grid that becomes coarser as values spread. Which grid it is in the end depends on the least and the
 * greatest value alone, and counts on a finer grid are moved to a coarser one exactly; so the counts are the same for
 * any order of blocks.
 *
 * <ul>
 * <li>Even: bins of width {@code 2^e}, the least power of two for which the range needs at most so many bins. For
 *     values with bounds, and for whole numbers, which have bins of their own ({@code e = 0}) as long as they can.</li>
 * <li>Relative: {@code 2^k} even bins from 0 to {@code s = 2^e} and in each octave above, on both sides of 0, with the
 *     greatest magnitude in the 13th octave. For values without bounds, whose tails may be long: far from 0 (in one or
 *     two octaves) bins are as narrow as even ones, around 0 they are narrower.</li>
 * </ul>
 */
final class BinnedValues implements ValueCounts {

    /** Octaves below the greatest magnitude before bins become even. */
    private static final int OCTAVES = 12;
    /** Units of {@code 2^k} bins on one side of 0: the even ones and each octave up to the greatest. */
    private static final int UNITS = OCTAVES + 2;
    private static final int FINEST = 20;
    private static final int LOWEST_EXPONENT = -1000;
    /** Bins are no narrower than this part of the greatest magnitude, so that keys are exact. */
    private static final int BITS = 40;
    private static final int FIRST = 16;

    private final int most;
    private final boolean even;
    private final boolean whole;

    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private long n;
    private int exponent = LOWEST_EXPONENT;
    private int bits = FINEST;
    /** The key of the first count. */
    private long base;
    private int[] counts = new int[0];

    /**
     * No values.
     *
     * @param most the most bins, at least 64
     * @param even whether all bins have the same width
     * @param whole whether the values are whole numbers
     */
    BinnedValues(int most, boolean even, boolean whole) {
        this.most = most;
        this.even = even;
        this.whole = whole;
        this.exponent = whole ? 0 : LOWEST_EXPONENT;
    }

    @Override
    public synchronized void add(double[] x, int from, int to, double least, double greatest) {
        if (from == to) {
            return;
        }
        if (!(least >= min && greatest <= max)) {
            widen(Math.min(min, least), Math.max(max, greatest));
        }
        if (even) {
            addEven(x, from, to);
        } else {
            addRelative(x, from, to);
        }
        n += to - from;
    }

    private void addEven(double[] x, int from, int to) {
        double scale = Math.scalb(1.0, -exponent);
        long first = base;
        int[] c = counts;
        for (int i = from; i < to; i++) {
            c[(int) ((long) Math.floor(x[i] * scale) - first)]++;
        }
    }

    private void addRelative(double[] x, int from, int to) {
        double scale = Math.scalb(1.0, bits - exponent);
        double small = Math.scalb(1.0, exponent);
        int shift = 52 - bits;
        long offset = (long) (exponent + 1022) << bits;
        long first = base;
        int[] c = counts;
        for (int i = from; i < to; i++) {
            double size = Math.abs(x[i]);
            long key = size < small ? (long) (size * scale) : (Double.doubleToRawLongBits(size) >>> shift) - offset;
            c[(int) ((x[i] < 0 ? ~key : key) - first)]++;
        }
    }

    /** The grid for a wider range, with the counts there are. */
    private void widen(double least, double greatest) {
        min = least;
        max = greatest;
        int oldExponent = exponent;
        int oldBits = bits;
        double size = Math.max(Math.abs(min), Math.abs(max));
        int top = size == 0 ? LOWEST_EXPONENT : Math.max(LOWEST_EXPONENT, Math.getExponent(size));
        if (even) {
            exponent = Math.max(exponent, Math.max(whole ? 0 : LOWEST_EXPONENT, top - BITS));
            while (key(max) - key(min) >= most) {
                exponent++;
            }
        } else {
            exponent = Math.max(LOWEST_EXPONENT, top - OCTAVES);
            while (bins() > most) {
                bits--;
            }
        }
        move(oldExponent, oldBits);
    }

    /** The bins that may be needed: a number that only grows with the range. */
    private long bins() {
        long all = (long) UNITS << bits;
        if (min < 0 && max >= 0) {
            return 2 * all;
        }
        return all - Math.min(magnitude(Math.abs(min)), magnitude(Math.abs(max)));
    }

    private void move(int oldExponent, int oldBits) {
        long low = key(min);
        long high = key(max);
        boolean same = exponent == oldExponent && bits == oldBits;
        if (same && counts.length > 0 && low >= base && high < base + counts.length) {
            return;
        }
        int[] old = counts;
        long oldBase = base;
        int size = FIRST;
        while (size < high - low + 1) {
            size *= 2;
        }
        counts = new int[Math.max(Math.min(size, most), (int) (high - low + 1))];
        base = low;
        for (int i = 0; i < old.length; i++) {
            if (old[i] != 0) {
                counts[(int) (coarser(oldBase + i, oldExponent, oldBits) - base)] += old[i];
            }
        }
    }

    /** The key, on the grid there is now, of a bin of a finer one. */
    private long coarser(long key, int oldExponent, int oldBits) {
        if (even) {
            return key >> Math.min(62, exponent - oldExponent);
        }
        long size = key < 0 ? ~key : key;
        for (int e = oldExponent; e < exponent && size > 0; e++) {
            size = size < 2L << oldBits ? size >> 1 : size - (1L << oldBits);
        }
        size >>= oldBits - bits;
        return key < 0 ? ~size : size;
    }

    private long key(double x) {
        return even ? (long) Math.floor(Math.scalb(x, -exponent)) : x < 0 ? ~magnitude(-x) : magnitude(x);
    }

    private long magnitude(double size) {
        return size < Math.scalb(1.0, exponent) ? (long) (size * Math.scalb(1.0, bits - exponent))
                : (Double.doubleToRawLongBits(size) >>> (52 - bits)) - ((long) (exponent + 1022) << bits);
    }

    /** The lower edge of a bin. */
    private double edge(long key) {
        if (even) {
            return Math.scalb((double) key, exponent);
        }
        return key < 0 ? -lower(-key) : lower(key);
    }

    /** The least magnitude of a bin. */
    private double lower(long key) {
        return key < 1L << bits ? Math.scalb((double) key, exponent - bits)
                : Double.longBitsToDouble((key + ((long) (exponent + 1022) << bits)) << (52 - bits));
    }

    @Override
    public synchronized double quantile(double p) {
        double position = (n - 1) * p;
        long below = (long) position;
        double lower = ranked(below);
        double part = position - below;
        double value = part == 0 ? lower : lower + part * (ranked(below + 1) - lower);
        return Math.min(max, Math.max(min, value));
    }

    /** The value of a rank from 0, as if the values of a bin were spread evenly over it. */
    private double ranked(long rank) {
        if (rank <= 0 || min == max) {
            return min;
        }
        if (rank >= n - 1) {
            return max;
        }
        long before = 0;
        int i = 0;
        while (before + counts[i] <= rank) {
            before += counts[i++];
        }
        double low = edge(base + i);
        double part = (rank - before + 0.5) / counts[i];
        if (whole) {
            return exponent == 0 ? low : low + part * Math.scalb(1.0, exponent) - 0.5;
        }
        double high = edge(base + i + 1);
        return Math.min(max, Math.max(min, low + part * (high - low)));
    }

    @Override
    public synchronized double width() {
        if (n == 0 || min == max || whole && exponent == 0) {
            return 0;
        }
        return even ? Math.scalb(1.0, exponent)
                : Math.max(edge(key(max) + 1) - edge(key(max)), edge(key(min) + 1) - edge(key(min)));
    }

    @Override
    public synchronized long bytes() {
        return 88 + 4L * counts.length;
    }
}
