package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.SharedData;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NormalTest {

    @Test
    void quantile_referenceFile_isRightToTheLastDigits() {
        int checked = 0;
        for (String[] row : SharedData.rows("cases/dist_qnorm.csv")) {
            double p = Double.parseDouble(row[0]);
            double expected = Double.parseDouble(row[1]);
            assertThat(Normal.quantile(p)).as("p = " + row[0]).isCloseTo(expected, within(4 * Math.ulp(expected)));
            checked++;
        }
        assertThat(checked).isEqualTo(41);
    }

    /** mpmath 1.3.0, 60 digits: ncdf(z), or erfc(-z / sqrt(2)) / 2 far out. */
    @Test
    void cdf_bothTails_keepsItsRelativeAccuracy() {
        double[][] cases = {
            {-37, 5.7255712225245340e-300}, {-30, 4.906713927148187e-198}, {-20, 2.7536241186062336e-89},
            {-10, 7.61985302416052606e-24}, {-8.3, 5.20556974489025573e-17}, {-5.7, 5.99037140106353019e-9},
            {-4, 3.16712418331199212e-5}, {-2, 0.0227501319481792072}, {-1, 0.158655253931457051}, {-0.1,
            0.46017216272297101},
            {0, 0.5}, {0.3, 0.617911422188952637}, {1, 0.841344746068542949}, {5, 0.99999971334842812}};
        for (double[] c : cases) {
            assertThat(Normal.cdf(c[0])).as("z = " + c[0]).isCloseTo(c[1], within(1e-14 * c[1]));
            assertThat(Normal.sf(-c[0])).isEqualTo(Normal.cdf(c[0]));
        }
        assertThat(Normal.cdf(-41)).isZero();
        assertThat(Normal.cdf(41)).isEqualTo(1);
        assertThat(Normal.cdf(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Normal.cdf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Normal.cdf(Double.NaN)).isNaN();
    }

    @Test
    void quantile_randomProbabilities_invertsTheCdf() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            double p = i % 2 == 0 ? random.nextDouble() / 2 : StrictMath.pow(10, -290 * random.nextDouble()) / 2;
            double z = Normal.quantile(p);
            double slack = 4e-15 + 2 * Math.ulp(z) * Normal.density(z) / p;
            assertThat(Math.abs(Normal.cdf(z) - p) / p).as("p = " + p).isLessThan(slack);
            if (p > 0x1p-50) {
                double mirror = 1 - (1 - p);
                assertThat(Normal.quantile(1 - p)).isEqualTo(-Normal.quantile(mirror));
            }
        }
    }

    @Test
    void quantile_ends_areInfiniteAndOutsideIsNaN() {
        assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Normal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Normal.quantile(0.5)).isZero();
        assertThat(Normal.quantile(-0.1)).isNaN();
        assertThat(Normal.quantile(1.1)).isNaN();
        assertThat(Normal.quantile(Double.NaN)).isNaN();
        assertThat(Normal.quantile(Double.MIN_VALUE)).isCloseTo(-38.467405617144344, within(1e-9));
        assertThat(Normal.quantile(0x1p-53)).isFinite();
    }

    @Test
    void quantile_block_hasTheBitsOfTheScalar() {
        SplittableRandom random = new SplittableRandom(3);
        for (int size : new int[] {0, 1, 1023, 1024, 1025}) {
            double[] p = random.doubles(size).toArray();
            if (size > 4) {
                p[0] = 1e-300;
                p[1] = Double.MIN_VALUE;
                p[2] = 0.5;
                p[3] = 1 - 0x1p-53;
            }
            double[] out = new double[size];
            Normal.quantile(p, out, 0, size);
            for (int i = 0; i < size; i++) {
                assertThat(out[i]).isEqualTo(Normal.quantile(p[i]));
            }
        }
    }

    /**
     * Uniforms are odd multiples of 2^-53; around every border of cells three neighbours on either side are compared.
     */
    @Test
    void quantile_acrossCellBorders_neverFalls() {
        TreeSet<Double> uniforms = new TreeSet<>();
        for (int exponent = -53; exponent < 0; exponent++) {
            for (int cell = 0; cell < 32; cell++) {
                double border = Math.rint(Math.scalb(1 + cell / 32.0, exponent) * 0x1p53);
                for (int step = -6; step <= 6; step++) {
                    double odd = border + step;
                    if (odd > 0 && odd < 0x1p53 && odd % 2 == 1) {
                        uniforms.add(odd * 0x1p-53);
                        uniforms.add(1 - odd * 0x1p-53);
                    }
                }
            }
        }
        double before = Double.NEGATIVE_INFINITY;
        for (double u : uniforms) {
            double z = Normal.quantile(u);
            assertThat(z).as("u = " + u).isGreaterThan(before);
            before = z;
        }
        assertThat(uniforms).hasSizeGreaterThan(15_000);
    }
}
