package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ElementaryTest {

    private static final double[] SPECIAL = {0.0, -0.0, 1, -1, 0.5, -0.5, 1e-300, -1e-300, 1e300, 709.7, 709.8, -745.2,
        36.8, -36.8, 710, -746, 22, -22, 1e-17, 3, -3, 1e16, Double.MIN_NORMAL, 0x1p-1030, -1e300, -Double.MIN_VALUE,
        Double.MIN_VALUE, Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};

    private interface Block {
        void apply(double[] x, double[] out, int from, int to);
    }

    private static void assertSame(DoubleUnaryOperator scalar, Block block) {
        for (int size : new int[] {0, 1, 1023, 1024, 1025}) {
            double[] x = new double[size];
            for (int i = 0; i < size; i++) {
                x[i] = i < SPECIAL.length ? SPECIAL[i] : (i - 500) / 17.0;
            }
            double[] expected = new double[size];
            for (int i = 0; i < size; i++) {
                expected[i] = scalar.applyAsDouble(x[i]);
            }
            double[] out = new double[size];
            block.apply(x, out, 0, size);
            assertThat(out).isEqualTo(expected);
            block.apply(x, x, 0, size);
            assertThat(x).isEqualTo(expected);
        }
    }

    @Test
    void blocks_anySize_haveTheBitsOfTheScalars() {
        assertSame(Elementary::exp, Elementary::exp);
        assertSame(Elementary::expm1, Elementary::expm1);
        assertSame(Elementary::log, Elementary::log);
        assertSame(Elementary::log1p, Elementary::log1p);
        assertSame(Elementary::tanh, Elementary::tanh);
        assertSame(Elementary::logistic, Elementary::logistic);
        assertSame(x -> Elementary.pow(x, x), (x, out, from, to) -> Elementary.pow(x, x, out, from, to));
    }

    @Test
    void block_range_leavesTheRestAlone() {
        double[] out = {7, 7, 7, 7};
        Elementary.exp(new double[4], out, 1, 3);
        assertThat(out).containsExactly(7, 1, 1, 7);
    }

    @Test
    void logistic_farOut_neitherOverflowsNorLosesItsTail() {
        assertThat(Elementary.logistic(-745)).isEqualTo(Elementary.exp(-745)).isPositive();
        assertThat(Elementary.logistic(1000)).isEqualTo(1);
        assertThat(Elementary.logistic(0)).isEqualTo(0.5);
        assertThat(Elementary.logistic(Double.NaN)).isNaN();
    }

    /** What is zero, one, infinite or no number must be so to the bit; the rest may differ by an error of 1 and 2. */
    private static void assertLike(double actual, double expected, String call) {
        boolean special = expected == 0 || Double.isNaN(expected) || Double.isInfinite(expected)
                || Math.abs(expected) == 1;
        if (special) {
            assertThat(Double.doubleToLongBits(actual)).as(call).isEqualTo(Double.doubleToLongBits(expected));
        } else {
            assertThat(Math.abs(actual - expected)).as(call).isLessThanOrEqualTo(3 * Math.ulp(expected));
        }
    }

    @Test
    void scalars_specialArguments_areAsDocumentedOfMath() {
        for (double x : SPECIAL) {
            String of = "(" + x + ")";
            assertLike(Elementary.exp(x), StrictMath.exp(x), "exp" + of);
            assertLike(Elementary.expm1(x), StrictMath.expm1(x), "expm1" + of);
            assertLike(Elementary.log(x), StrictMath.log(x), "log" + of);
            assertLike(Elementary.log1p(x), StrictMath.log1p(x), "log1p" + of);
            assertLike(Elementary.tanh(x), StrictMath.tanh(x), "tanh" + of);
        }
    }

    @Test
    void pow_specialArguments_isAsDocumentedOfMath() {
        double[] more = {2, -2, 2.5, -2.5, 4, -4, 1e15 + 1, 0x1p53, 0x1p53 - 1, 1 - 0x1p-53, 1 + 0x1p-52, -1 - 0x1p-52,
            1e-310, -1e-310, 1023, -1023, -1074, -1075, 1e9, -1e9};
        double[] all = new double[SPECIAL.length + more.length];
        System.arraycopy(SPECIAL, 0, all, 0, SPECIAL.length);
        System.arraycopy(more, 0, all, SPECIAL.length, more.length);
        int cases = 0;
        for (double x : all) {
            for (double y : all) {
                assertLike(Elementary.pow(x, y), StrictMath.pow(x, y), "pow(" + x + ", " + y + ")");
                cases++;
            }
        }
        assertThat(cases).isEqualTo(all.length * all.length).isGreaterThan(2_500);
    }

    /** The error is so little above 1/2 that what is a double is met. */
    @Test
    void pow_exactResults_areMet() {
        for (int x = 1; x <= 50; x++) {
            double power = 1;
            for (int y = 0; power <= 0x1p53; y++) {
                assertThat(Elementary.pow(x, y)).isEqualTo(power);
                assertThat(Elementary.pow(-x, y)).isEqualTo(y % 2 == 0 ? power : -power);
                power *= x;
                if (x == 1 && y > 10) {
                    break;
                }
            }
        }
        for (int k = -1074; k <= 1023; k++) {
            assertThat(Elementary.pow(2, k)).isEqualTo(Math.scalb(1.0, k));
        }
        for (double x : SPECIAL) {
            assertThat(Double.doubleToLongBits(Elementary.pow(x, 1))).isEqualTo(Double.doubleToLongBits(x));
        }
    }

    @Test
    void scalars_zeros_keepTheirSign() {
        for (double zero : new double[] {0.0, -0.0}) {
            assertThat(1 / Elementary.expm1(zero)).isEqualTo(1 / zero);
            assertThat(1 / Elementary.log1p(zero)).isEqualTo(1 / zero);
            assertThat(1 / Elementary.tanh(zero)).isEqualTo(1 / zero);
        }
    }

    @Test
    void tanh_anyArgument_isOdd() {
        var random = new SplittableRandom(5);
        for (int i = 0; i < 100_000; i++) {
            double x = random.nextDouble(0, 25);
            double y = Elementary.tanh(x);
            assertThat(y >= 0 && y <= 1 && Elementary.tanh(-x) == -y).isTrue();
        }
    }

    @Test
    void logistic_anyArgument_staysWithinZeroAndOne() {
        var random = new SplittableRandom(6);
        for (int i = 0; i < 100_000; i++) {
            double y = Elementary.logistic(random.nextDouble(-800, 800));
            assertThat(y >= 0 && y <= 1).isTrue();
        }
        assertThat(Elementary.logistic(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Elementary.logistic(Double.POSITIVE_INFINITY)).isEqualTo(1);
    }

    /** The least of several runs, as the compiler's doings may be counted to this thread. */
    @Test
    void blocks_again_allocateNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        double[] x = new double[1024];
        double[] out = new double[1024];
        var random = new SplittableRandom(7);
        for (int i = 0; i < x.length; i++) {
            x[i] = i < SPECIAL.length ? SPECIAL[i] : random.nextDouble(-2, 4);
        }
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 20; run++) {
            long before = threads.getThreadAllocatedBytes(self);
            Elementary.exp(x, out, 0, 1024);
            Elementary.expm1(x, out, 0, 1024);
            Elementary.log(x, out, 0, 1024);
            Elementary.log1p(x, out, 0, 1024);
            Elementary.pow(x, x, out, 0, 1024);
            Elementary.tanh(x, out, 0, 1024);
            Elementary.logistic(x, out, 0, 1024);
            least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
        }
        assertThat(least).isZero();
    }

    private static long hash(DoubleUnaryOperator function, double from, double to) {
        var random = new SplittableRandom(8);
        long hash = 0;
        for (int i = 0; i < 20_000; i++) {
            double x = from + (to - from) * ((random.nextLong() >>> 11) * 0x1p-53);
            hash = 31 * hash + Double.doubleToLongBits(function.applyAsDouble(x));
        }
        for (double x : SPECIAL) {
            hash = 31 * hash + Double.doubleToLongBits(function.applyAsDouble(x));
        }
        return hash;
    }

    /** Golden: the same bits on every JDK, processor and compiler. Part of the numbers-version. */
    @Test
    void scalars_fixedArguments_haveGoldenBits() {
        assertThat(Long.toHexString(hash(Elementary::exp, -750, 710))).isEqualTo("782af800c5585f46");
        assertThat(Long.toHexString(hash(Elementary::expm1, -5, 40))).isEqualTo("74263fb3b7ad735");
        assertThat(Long.toHexString(hash(Elementary::log, 0, 3))).isEqualTo("664d5e20b001ebcb");
        assertThat(Long.toHexString(hash(Elementary::log1p, -1, 3))).isEqualTo("73a7fbef8c822870");
        assertThat(Long.toHexString(hash(Elementary::tanh, -22, 22))).isEqualTo("920a43539c046cb7");
        assertThat(Long.toHexString(hash(Elementary::logistic, -750, 40))).isEqualTo("54c94d008a9008e8");
        assertThat(Long.toHexString(hash(x -> Elementary.pow(x, 3 - x), 0, 9))).isEqualTo("96b371f82875327e");
        assertThat(Elementary.exp(1)).isEqualTo(0x1.5bf0a8b145769p1);
        assertThat(Elementary.log(10)).isEqualTo(0x1.26bb1bbb55516p1);
    }
}
