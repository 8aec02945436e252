package io.twinsim.internal.math;

/**
 * Quantiles of a sample by linear interpolation between order statistics, in the three definitions of Hyndman and Fan
 * (1996, The American Statistician 50:361-365) that matter: type 6 puts the k-th of n values at {@code k/(n+1)}, type 7
 * (R's and NumPy's default) at {@code (k-1)/(n-1)}, type 8 (about median-unbiased for any distribution) at {@code
 * (k-1/3)/(n+1/3)}. Samples are given in ascending order and hold finite values.
 */
public final class SampleQuantiles {

    /** The type when nobody says otherwise. */
    public static final int DEFAULT_TYPE = 7;

    /** Positions nearer than this many last places to a whole number are meant to be one: 0.7 is no 7/10. */
    private static final double SLACK = 4;
    private static final double THIRD = 1 / 3.0;

    private SampleQuantiles() {
    }

    /**
     * A quantile of type 7.
     *
     * @param sorted at least one value, ascending
     * @param p a probability in [0, 1]
     * @return a value between the least and the greatest, never falling in p
     */
    public static double of(double[] sorted, double p) {
        return of(sorted, p, DEFAULT_TYPE);
    }

    /**
     * A quantile.
     *
     * @param sorted at least one value, ascending
     * @param p a probability in [0, 1]
     * @param type 6, 7 or 8
     * @return a value between the least and the greatest, never falling in p
     * @throws IllegalArgumentException if there is no value, p is outside or the type is another one
     */
    public static double of(double[] sorted, double p, int type) {
        int n = sorted.length;
        if (n == 0 || !(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("quantiles need at least one value and a probability in [0, 1]");
        }
        return between(sorted, switch (type) {
            case 6 -> (n + 1.0) * p;
            case 7 -> (n - 1.0) * p + 1;
            case 8 -> (n + THIRD) * p + THIRD;
            default -> throw new IllegalArgumentException("type must be 6, 7 or 8, got " + type);
        });
    }

    /** The value at a position counted from 1. */
    private static double between(double[] sorted, double position) {
        double nearest = Math.rint(position);
        double at = Math.abs(position - nearest) <= SLACK * Math.ulp(nearest) ? nearest : position;
        int n = sorted.length;
        if (at <= 1) {
            return sorted[0];
        }
        if (at >= n) {
            return sorted[n - 1];
        }
        int below = (int) at;
        double lower = sorted[below - 1];
        double upper = sorted[below];
        double step = upper - lower;
        return step <= Double.MAX_VALUE ? Math.min(upper, lower + (at - below) * step)
                : 2 * (lower / 2 + (at - below) * (upper / 2 - lower / 2));
    }

    /**
     * The median.
     *
     * @param sorted at least one value, ascending
     * @return the middle value, or the point halfway between the two middle ones
     */
    public static double median(double[] sorted) {
        return of(sorted, 0.5);
    }

    /**
     * The median absolute deviation from the median, without the factor 1.4826 that makes it estimate a normal standard
     * deviation. One pass from the median outwards: O(n), nothing allocated.
     *
     * @param sorted at least one value, ascending
     * @return the median of {@code |x - median|}
     */
    public static double medianAbsoluteDeviation(double[] sorted) {
        double centre = median(sorted);
        int n = sorted.length;
        int right = n / 2;
        int left = right - 1;
        double before = 0;
        double last = 0;
        for (int taken = 0; taken <= n / 2; taken++) {
            double above = right < n ? Math.abs(sorted[right] - centre) : Double.POSITIVE_INFINITY;
            double below = left >= 0 ? Math.abs(centre - sorted[left]) : Double.POSITIVE_INFINITY;
            before = last;
            last = Math.min(above, below);
            right += above <= below ? 1 : 0;
            left -= above <= below ? 0 : 1;
        }
        return n % 2 == 1 ? last : before + (last - before) / 2;
    }
}
