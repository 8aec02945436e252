package io.twinsim.inference;

/**
 * Sums over a slab in eight lanes (index mod 8), folded {@code ((0+4)+(2+6))+((1+5)+(3+7))}, then the rest in order.
 */
final class SlabProducts {

    private SlabProducts() {
    }

    /** The sum of the leading weights. */
    static double sum(double[] weights, int size) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int whole = size & -8;
        for (int i = 0; i < whole; i += 8) {
            s0 += weights[i];
            s1 += weights[i + 1];
            s2 += weights[i + 2];
            s3 += weights[i + 3];
            s4 += weights[i + 4];
            s5 += weights[i + 5];
            s6 += weights[i + 6];
            s7 += weights[i + 7];
        }
        double sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        for (int i = whole; i < size; i++) {
            sum += weights[i];
        }
        return sum;
    }

    /** The sum of {@code weights[i] * values[from + i]}. */
    static double dot(double[] weights, double[] values, int from, int size) {
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
            s0 += weights[i] * values[j];
            s1 += weights[i + 1] * values[j + 1];
            s2 += weights[i + 2] * values[j + 2];
            s3 += weights[i + 3] * values[j + 3];
            s4 += weights[i + 4] * values[j + 4];
            s5 += weights[i + 5] * values[j + 5];
            s6 += weights[i + 6] * values[j + 6];
            s7 += weights[i + 7] * values[j + 7];
        }
        double sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        for (int i = whole; i < size; i++) {
            sum += weights[i] * values[from + i];
        }
        return sum;
    }
}
