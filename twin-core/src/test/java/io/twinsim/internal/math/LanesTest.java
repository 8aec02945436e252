package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LanesTest {

    /** The definition of the order of additions. */
    private static double slow(double[] terms) {
        double[] lanes = new double[8];
        int whole = terms.length / 8 * 8;
        for (int i = 0; i < whole; i++) {
            lanes[i % 8] += terms[i];
        }
        double sum = ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
        for (int i = whole; i < terms.length; i++) {
            sum += terms[i];
        }
        return sum;
    }

    @Test
    void sums_ofAnySize_haveTheBitsOfTheDefinition() {
        SplittableRandom random = new SplittableRandom(3);
        int checked = 0;
        for (int n : new int[] {0, 1, 7, 8, 9, 15, 16, 17, 1023, 1024, 4095, 4096}) {
            for (int from : new int[] {0, 1, 5}) {
                double[] a = random.doubles(n + 3, -1, 1).toArray();
                double[] b = random.doubles(from + n, -1, 1).toArray();
                double[] values = new double[n];
                double[] products = new double[n];
                for (int i = 0; i < n; i++) {
                    values[i] = a[i];
                    products[i] = a[i] * b[from + i];
                }
                assertThat(Lanes.sum(a, n)).as("sum of %s", n).isEqualTo(slow(values));
                assertThat(Lanes.dot(a, b, from, n)).as("dot of %s from %s", n, from).isEqualTo(slow(products));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(36);
    }
}
