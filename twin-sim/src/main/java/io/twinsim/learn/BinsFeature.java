package io.twinsim.learn;

import java.util.Arrays;

/**
 * How the values of one feature are cut into bins, learned from training rows alone: one bin per value if there are
 * few enough, else runs of neighbouring values with about equal numbers of rows, in which frequent values stand alone.
 * A border lies halfway between the neighbours it parts; a value on the border belongs to the left bin.
 *
 * <p>Missing values have a code of their own, one above the last bin.
 */
final class BinsFeature {

    /** The most bins for values: with the code for missing values, a byte holds them. */
    static final int MOST = 255;

    /** The least and the greatest training value of each bin. */
    private final double[] least;
    private final double[] greatest;
    /** The border above each bin but the last. */
    private final double[] borders;

    private BinsFeature(double[] least, double[] greatest) {
        this.least = least;
        this.greatest = greatest;
        this.borders = new double[Math.max(0, least.length - 1)];
        for (int b = 0; b < borders.length; b++) {
            borders[b] = halfway(greatest[b], least[b + 1]);
        }
    }

    /**
     * Learns the bins.
     *
     * @param values the training values, NaN if missing; not modified
     * @param most the most bins, 2 to {@link #MOST}
     */
    static BinsFeature of(double[] values, int most) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        while (n > 0 && Double.isNaN(sorted[n - 1])) {
            n--;
        }
        int distinct = distinct(sorted, n);
        return distinct <= most ? exact(sorted, n, distinct) : grouped(sorted, n, distinct, most);
    }

    private static int distinct(double[] sorted, int n) {
        int distinct = n > 0 ? 1 : 0;
        for (int i = 1; i < n; i++) {
            distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        return distinct;
    }

    private static BinsFeature exact(double[] sorted, int n, int distinct) {
        double[] values = new double[distinct];
        int b = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                values[b++] = sorted[i];
            }
        }
        return new BinsFeature(values, values);
    }

    /** A bin is closed once it holds its share of the rows that are left, or so that each value left has a bin. */
    private static BinsFeature grouped(double[] sorted, int n, int distinct, int most) {
        double[] least = new double[most];
        double[] greatest = new double[most];
        int bins = 0;
        int valuesLeft = distinct;
        int start = 0;
        int end = 0;
        while (end < n) {
            int next = end + 1;
            while (next < n && sorted[next] == sorted[end]) {
                next++;
            }
            valuesLeft--;
            int binsLeft = most - bins;
            boolean full = (long) (next - start) * binsLeft >= n - start;
            if (next == n || binsLeft > 1 && (full || valuesLeft < binsLeft)) {
                least[bins] = sorted[start];
                greatest[bins++] = sorted[next - 1];
                start = next;
            }
            end = next;
        }
        return new BinsFeature(Arrays.copyOf(least, bins), Arrays.copyOf(greatest, bins));
    }

    /** A number in [a, b), as near to the middle as doubles allow. */
    private static double halfway(double a, double b) {
        double middle = a / 2 + b / 2;
        return middle >= a && middle < b ? middle : a;
    }

    /** The number of bins; 0 if no value is known. */
    int bins() {
        return least.length;
    }

    /** The bin of a value, known from training or not; the number of bins if it is missing. */
    int code(double value) {
        if (Double.isNaN(value)) {
            return least.length;
        }
        int from = 0;
        int to = borders.length;
        while (from < to) {
            int middle = from + to >>> 1;
            if (value <= borders[middle]) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /**
     * Where to part two bins that hold rows of a node when those between them hold none: the last bin on the left, so
     * that the border is as near as can be to halfway between the values.
     */
    int cut(int left, int right) {
        double middle = halfway(greatest[left], least[right]);
        int cut = left;
        while (cut + 1 < right && Math.abs(borders[cut + 1] - middle) < Math.abs(borders[cut] - middle)) {
            cut++;
        }
        return cut;
    }

    /** What values of this bin and below do not exceed; all numbers pass that of the last bin. */
    double border(int bin) {
        return bin < borders.length ? borders[bin] : Double.MAX_VALUE;
    }

    @Override
    public String toString() {
        return "BinsFeature[" + least.length + " bins]";
    }
}
