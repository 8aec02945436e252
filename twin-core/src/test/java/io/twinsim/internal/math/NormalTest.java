package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
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

    private static List<String[]> reference(String file) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(NormalTest.class.getResourceAsStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().skip(2).map(line -> line.split(",", -1)).toList();
        }
    }

    /** The distance from a decimal number in last places of it. */
    private static double ulps(double value, String exact) {
        BigDecimal gap = new BigDecimal(value).subtract(new BigDecimal(exact)).abs();
        double unit = Math.ulp(Double.parseDouble(exact));
        return gap.divide(new BigDecimal(unit), MathContext.DECIMAL32).doubleValue();
    }

    @Test
    void quantile_grid_isWithinTwoUlp() throws IOException {
        List<String[]> rows = reference("normal_quantile.csv");
        for (String[] row : rows) {
            double z = Normal.quantile(Double.parseDouble(row[0]));
            assertThat(ulps(z, row[1])).as("p = " + row[0]).isLessThanOrEqualTo(2);
        }
        assertThat(rows).hasSize(337);
    }

    /** 0.8 ulp is the claim for the table, 4 ulp for the far lower tail. */
    @Test
    void cdf_grid_isWithinItsBounds() throws IOException {
        List<String[]> rows = reference("normal_cdf.csv");
        for (String[] row : rows) {
            double z = Double.parseDouble(row[0]);
            double bound = z < -6.5 ? 4 : 0.8;
            assertThat(ulps(Normal.cdf(z), row[1])).as("z = " + row[0]).isLessThanOrEqualTo(bound);
        }
        assertThat(rows).hasSize(345);
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

    /** Half of the probabilities in the tails, deep and none among them. */
    private static double[] probabilities(int size) {
        SplittableRandom random = new SplittableRandom(3);
        double[] p = new double[size];
        double[] special = {1e-300, Double.MIN_VALUE, 0.5, 1 - 0x1p-53, 0, 1, -0.1, 2, Double.NaN, Normal.OUTER,
            Math.nextDown(Normal.OUTER), 1 - Normal.OUTER, Math.nextUp(1 - Normal.OUTER), Double.POSITIVE_INFINITY};
        for (int i = 0; i < size; i++) {
            double u = random.nextDouble();
            p[i] = size > 100 && i < special.length ? special[i] : i % 4 == 1 ? u / 200 : i % 4 == 3 ? 1 - u / 200 : u;
        }
        return p;
    }

    @Test
    void quantile_block_hasTheBitsOfTheScalar() {
        for (int size : new int[] {0, 1, 1023, 1024, 1025}) {
            double[] p = probabilities(size);
            for (int from : new int[] {0, Math.min(size, 3)}) {
                int to = from == 0 ? size : Math.max(from, size - 2);
                double[] out = new double[size];
                Normal.quantile(p, out, from, to);
                assertBits(p, out, from, to, Normal::quantile);
                double[] inPlace = p.clone();
                Normal.quantile(inPlace, inPlace, from, to);
                assertBits(p, inPlace, from, to, Normal::quantile);
                int[] outer = new int[size];
                int count = 0;
                for (int i = to - 1; i >= from; i--) {
                    if (!(p[i] >= Normal.OUTER && p[i] <= 1 - Normal.OUTER)) {
                        outer[count++] = i;
                    }
                }
                double[] told = new double[size];
                Normal.quantile(p, outer, count, told, from, to);
                assertBits(p, told, from, to, Normal::quantile);
            }
        }
    }

    private static void assertBits(double[] x, double[] out, int from, int to, DoubleUnaryOperator scalar) {
        for (int i = from; i < to; i++) {
            assertThat(Double.doubleToLongBits(out[i])).as("x = " + x[i])
                    .isEqualTo(Double.doubleToLongBits(scalar.applyAsDouble(x[i])));
        }
        for (int i = 0; i < from; i++) {
            assertThat(out[i] == 0 || Double.doubleToLongBits(out[i]) == Double.doubleToLongBits(x[i])).isTrue();
        }
    }

    @Test
    void cdf_block_hasTheBitsOfTheScalar() {
        SplittableRandom random = new SplittableRandom(5);
        for (int size : new int[] {0, 1, 1023, 1024, 1025}) {
            double[] z = new double[size];
            double[] special = {-6.5, 6.5, Math.nextDown(-6.5), Math.nextUp(6.5), 0, -0.0, Double.NaN, -38, 38, -1e300,
                Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1.0 / 64, -1.0 / 64};
            for (int i = 0; i < size; i++) {
                z[i] = size > 100 && i < special.length ? special[i] : 20 * random.nextDouble() - 10;
            }
            double[] out = new double[size];
            Normal.cdf(z, out, Math.min(size, 1), size);
            assertBits(z, out, Math.min(size, 1), size, Normal::cdf);
            double[] inPlace = z.clone();
            Normal.cdf(inPlace, inPlace, 0, size);
            assertBits(z, inPlace, 0, size, Normal::cdf);
        }
    }

    @Test
    void blocks_warm_allocateNothing() {
        double[] p = probabilities(1024);
        double[] out = new double[1024];
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = threads.getThreadAllocatedBytes(self);
            for (int k = 0; k < 50; k++) {
                Normal.quantile(p, out, 0, 1024);
                Normal.cdf(out, out, 0, 1024);
                Normal.quantile(out, out, 0, 1024);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
        }
        assertThat(least).isZero();
    }
}
