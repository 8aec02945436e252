package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ElementaryTest {

    private static final double[] SPECIAL = {0.0, -0.0, 1, -1, 0.5, -0.5, 1e-300, -1e-300, 1e300, 709.7, 709.8, -745.2,
            36.8,
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

    /** Golden bits: fdlibm as StrictMath prescribes it, on every JDK. */
    @Test
    void scalars_fixedArguments_haveGoldenBits() {
        assertThat(Elementary.exp(1)).isEqualTo(0x1.5bf0a8b14576ap1);
        assertThat(Elementary.log(10)).isEqualTo(0x1.26bb1bbb55516p1);
        assertThat(Elementary.log1p(1e-5)).isEqualTo(9.999950000333332e-6);
        assertThat(Elementary.expm1(1e-5)).isEqualTo(1.0000050000166668e-5);
        assertThat(Elementary.pow(2.5, 3.5)).isEqualTo(24.705294220065465);
    }
}
