package io.twinsim.inference;

/**
 * Hommel's adjusted p-values in {@code O(m log m)}: the closed test by Simes' inequality (Meijer, Krebs and Goeman
 * 2019, doi:10.1002/bimj.201700316).
 *
 * <p>Let {@code c_s} be the Simes p-value of the s largest p-values, {@code s * min_k p_(m-s+k) / k}, and {@code M_s}
 * the largest of {@code c_s, ..., c_m}. At level a the largest intersection not rejected has {@code h = max {s: c_s >
 * a}} members, and p is rejected if {@code h p <= a}; so its adjusted value is {@code min_s max(s p, M_(s+1))} over s =
 * 0..m. All minima over k are tangents from points of the axis to the lower hull of the points (i, p_(i)).
 */
final class Hommel {

    private Hommel() {
    }

    /** Replaces ascending p-values by adjusted ones. */
    static void adjust(double[] sorted) {
        double[] simes = largestSimes(sorted);
        int s = sorted.length;
        for (int i = 0; i < sorted.length; i++) {
            double p = sorted[i];
            // The larger p is, the sooner s p overtakes M: s only ever falls.
            while (s > 0 && (s - 1) * p >= simes[s]) {
                s--;
            }
            double here = Math.max(s * p, simes[s + 1]);
            sorted[i] = Math.min(1, s > 0 ? Math.min(here, Math.max((s - 1) * p, simes[s])) : here);
        }
    }

    /** M_s at index s, 1 to m; 0 at m + 1. */
    private static double[] largestSimes(double[] sorted) {
        int m = sorted.length;
        double[] simes = new double[m + 2];
        int[] hull = new int[m];
        int size = 0;
        for (int i = m - 1; i >= 0; i--) {
            while (size > 1 && above(sorted, i, hull[size - 1], hull[size - 2])) {
                size--;
            }
            hull[size++] = i;
            simes[m - i] = (m - i) * tangent(sorted, hull, size, i - 1);
        }
        for (int s = m - 1; s >= 1; s--) {
            simes[s] = Math.max(simes[s], simes[s + 1]);
        }
        return simes;
    }

    /** Whether the middle one of three points does not lie below the line through its neighbours. */
    private static boolean above(double[] p, int left, int middle, int right) {
        return (p[middle] - p[left]) * (right - middle) >= (p[right] - p[middle]) * (middle - left);
    }

    /** The least slope from the point (x, 0) to a hull that is stored from right to left; slopes fall, then rise. */
    private static double tangent(double[] p, int[] hull, int size, int x) {
        int from = 0;
        int to = size - 1;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (slope(p, hull[middle], x) > slope(p, hull[middle + 1], x)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return slope(p, hull[from], x);
    }

    private static double slope(double[] p, int i, int x) {
        return p[i] / (i - x);
    }
}
