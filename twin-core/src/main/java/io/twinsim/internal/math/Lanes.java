package io.twinsim.internal.math;

/**
 * Sums over one block in eight lanes (index mod 8), folded {@code ((0+4)+(2+6))+((1+5)+(3+7))}, then what is left of
 * the last eight in order: a fixed order, and no chain of additions that waits for itself.
 */
public final class Lanes {

    private Lanes() {
    }

    /**
     * A sum of values.
     *
     * @param a at least {@code size} values, not modified
     * @param size how many are added, from the first on
     * @return the sum
     */
    public static double sum(double[] a, int size) {
        return sum(a, 0, size);
    }

    /**
     * A sum of a run of values.
     *
     * @param a the values, not modified
     * @param from the index of the first that is added
     * @param to one past the index of the last
     * @return the sum
     */
    public static double sum(double[] a, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int whole = from + (to - from & -8);
        for (int i = from; i < whole; i += 8) {
            s0 += a[i];
            s1 += a[i + 1];
            s2 += a[i + 2];
            s3 += a[i + 3];
            s4 += a[i + 4];
            s5 += a[i + 5];
            s6 += a[i + 6];
            s7 += a[i + 7];
        }
        double sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        for (int i = whole; i < to; i++) {
            sum += a[i];
        }
        return sum;
    }

    /**
     * A sum of products.
     *
     * @param a at least {@code size} values, not modified
     * @param b at least {@code from + size} values, not modified
     * @param from the index in {@code b} that goes with the first of {@code a}
     * @param size how many products are added
     * @return the sum of {@code a[i] b[from + i]}
     */
    public static double dot(double[] a, double[] b, int from, int size) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int whole = size & -8;
        for (int i = 0, j = from; i < whole; i += 8, j += 8) {
            s0 += a[i] * b[j];
            s1 += a[i + 1] * b[j + 1];
            s2 += a[i + 2] * b[j + 2];
            s3 += a[i + 3] * b[j + 3];
            s4 += a[i + 4] * b[j + 4];
            s5 += a[i + 5] * b[j + 5];
            s6 += a[i + 6] * b[j + 6];
            s7 += a[i + 7] * b[j + 7];
        }
        double sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        for (int i = whole; i < size; i++) {
            sum += a[i] * b[from + i];
        }
        return sum;
    }
}
