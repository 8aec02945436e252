package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Adjacent arguments where pieces meet: all functions but tanh and pow never fall. Where nothing meets a fall would
 * need an error above half an ulp by as much as the function rises.
 */
class ElementaryMonotonyTest {

    private static final double EXP_CELL = StrictMath.log(2) / 128;
    private static final long FIRST_LOG_CELL = 0x3fe68aaaaaab0000L;

    private long pairs;

    private void assertNoFall(DoubleUnaryOperator function, double centre, int steps) {
        double x = centre;
        for (int i = 0; i < steps; i++) {
            x = Math.nextDown(x);
        }
        double last = function.applyAsDouble(x);
        for (int i = 0; i < 2 * steps; i++) {
            x = Math.nextUp(x);
            double next = function.applyAsDouble(x);
            if (!(next >= last)) {
                assertThat(next).as("at %a", x).isGreaterThanOrEqualTo(last);
            }
            last = next;
        }
        pairs += 2L * steps;
    }

    private static double logBorder(long cell) {
        return Double.longBitsToDouble(FIRST_LOG_CELL + (cell << 45));
    }

    @Test
    void exponentials_cellBorders_neverFall() {
        for (int k = -137_500; k < 131_000; k++) {
            double border = (k + 0.5) * EXP_CELL;
            assertNoFall(Elementary::exp, border, 4);
            assertNoFall(Elementary::expm1, border, 4);
            assertNoFall(Elementary::logistic, border, 4);
        }
        assertThat(pairs).isEqualTo(268_500L * 3 * 8);
    }

    @Test
    void exponentials_seamsOfRanges_neverFall() {
        for (double seam : new double[] {708, -708, -0x1.6232bdd7abcd2p9, -745.13, 0, 0x1p-53, 0x1p-54, -0x1p-54}) {
            assertNoFall(Elementary::exp, seam, 20_000);
        }
        for (double seam : new double[] {708, 36, -36, -708, 0x1p-53, 0x1p-27, 38.5, -0.6931471805599453}) {
            assertNoFall(Elementary::expm1, seam, 20_000);
            assertNoFall(Elementary::logistic, seam, 20_000);
        }
        assertThat(pairs).isEqualTo(24 * 40_000L);
    }

    @Test
    void logarithms_cellBorders_neverFall() {
        for (long cell = -1000 * 128; cell < 1000 * 128; cell++) {
            assertNoFall(Elementary::log, logBorder(cell), 4);
        }
        for (long cell = -48 * 128; cell < 60 * 128; cell++) {
            assertNoFall(Elementary::log1p, logBorder(cell) - 1, 20);
        }
        assertThat(pairs).isEqualTo(256_000L * 8 + 108 * 128 * 40);
    }

    @Test
    void logarithms_around1And0_neverFall() {
        assertNoFall(Elementary::log, 1, 500_000);
        for (double x : new double[] {0x1p-53, 0x1p-52, -0x1p-53, 0x1.8p-52, 0x1p-30, -0x1p-30, 1, 0x1p52, 0x1p53}) {
            assertNoFall(Elementary::log1p, x, 20_000);
        }
        assertThat(pairs).isEqualTo(1_000_000 + 9 * 40_000L);
    }
}
