package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.internal.math.Normal;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Uniforms lie in the open interval: 0 has an infinite quantile, and so has 1. */
class StreamIntervalTest {

    /** Found by inverting the mixing: the first seed with a row below 2^32 whose upper 52 bits are all zeros. */
    private static final DrawStream LEAST = Draws.of(7_072_701).stream("var/x0");
    private static final long LEAST_ROW = 1_906_971_964L;
    /** The same with all ones. */
    private static final DrawStream GREATEST = Draws.of(886_675).stream("var/x0");
    private static final long GREATEST_ROW = 3_618_302_035L;

    @Test
    void uniform_rowsWithAllZerosAndAllOnes_areTheEndsAndInside() {
        assertThat(LEAST.bits(LEAST_ROW) >>> 12).isZero();
        assertThat(LEAST.uniform(LEAST_ROW)).isEqualTo(0x1p-53).isPositive();
        assertThat(GREATEST.bits(GREATEST_ROW) >> 12).isEqualTo(-1);
        assertThat(GREATEST.uniform(GREATEST_ROW)).isEqualTo(1 - 0x1p-53).isLessThan(1);
        double[] u = new double[3];
        LEAST.uniforms(LEAST_ROW - 1, u, 0, 3);
        assertThat(u[1]).isEqualTo(0x1p-53);
        GREATEST.uniforms(GREATEST_ROW - 1, u, 0, 3);
        assertThat(u[1]).isEqualTo(1 - 0x1p-53);
    }

    /** mpmath 1.3 at 30 digits: {@code sqrt(2) * erfinv(2 * mpf(2)**-53 - 1)} is -8.20953615160138685563076877865. */
    @Test
    void quantile_theTwoEnds_isFiniteAndSymmetric() {
        assertThat(Normal.quantile(LEAST.uniform(LEAST_ROW))).isCloseTo(-8.209536151601387, withinUlps(8.2));
        assertThat(Normal.quantile(GREATEST.uniform(GREATEST_ROW))).isCloseTo(8.209536151601387, withinUlps(8.2));
        Distribution[] all = {
            Family.UNIFORM.bind(-1, 1), Family.LOGNORMAL.bind(0, 3), Family.EXPONENTIAL.bind(2),
            Family.GAMMA.bind(0.3, 1), Family.BETA.bind(0.5, 0.5), Family.POISSON.bind(3), Family.WEIBULL.bind(0.5, 1),
            Family.STUDENT_T.bind(3), Family.PARETO.bind(1, 2), Family.GEOMETRIC.bind(0.2),
            Family.NEGATIVE_BINOMIAL.bind(2, 0.3)};
        for (Distribution distribution : all) {
            assertThat(distribution.quantile(LEAST.uniform(LEAST_ROW))).as(distribution.toString()).isFinite();
            assertThat(distribution.quantile(GREATEST.uniform(GREATEST_ROW))).as(distribution.toString()).isFinite();
        }
        assertThat(all).hasSize(11);
    }

    private static Offset<Double> withinUlps(double of) {
        return Offset.offset(8 * Math.ulp(of));
    }

    @Test
    void uniform_tenMillionRows_stayInsideAndComeNearBothEnds() {
        assertStayInside(10_000_000);
    }

    @Tag("nightly")
    @Test
    void uniform_aThousandMillionRows_stayInsideAndComeNearBothEnds() {
        assertStayInside(1_000_000_000);
    }

    /** Of n uniforms none lies in the outer 30 / n of an end with a probability of e^-30. */
    private static void assertStayInside(int rows) {
        DrawStream stream = Draws.of(3).stream("x");
        double[] u = new double[1000];
        double least = 1;
        double greatest = 0;
        for (int row = 0; row < rows; row += u.length) {
            stream.uniforms(row, u, 0, u.length);
            for (double value : u) {
                least = value < least ? value : least;
                greatest = value > greatest ? value : greatest;
            }
        }
        assertThat(least).isBetween(0x1p-53, 30.0 / rows);
        assertThat(greatest).isBetween(1 - 30.0 / rows, 1 - 0x1p-53);
    }
}
