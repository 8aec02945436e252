package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** That the quantile rises on the uniforms of a stream, and the distribution function falls nowhere. */
class NormalMonotonyTest {

    /** Neighbouring doubles around every border of cells, and at random. */
    @Test
    void cdf_neighbours_neverFalls() {
        int pairs = 0;
        for (int cell = -208; cell < 208; cell++) {
            pairs += assertRises((cell + 0.5) / 32, 40);
        }
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            double z = i % 2 == 0 ? 20 * random.nextDouble() - 12 : StrictMath.exp(-30 * random.nextDouble());
            pairs += assertRises(i % 4 == 1 ? -z : z, 10);
        }
        pairs += assertRises(-6.5, 1000) + assertRises(6.5, 1000);
        assertThat(pairs).isEqualTo(2 * (416 * 40 + 200_000 + 2000));
    }

    private static int assertRises(double middle, int steps) {
        double z = middle - steps * Math.ulp(middle);
        double before = Normal.cdf(z);
        for (int k = 0; k < 2 * steps; k++) {
            z = Math.nextUp(z);
            double after = Normal.cdf(z);
            if (!(after >= before)) {
                assertThat(after).as("z = " + z).isGreaterThanOrEqualTo(before);
            }
            before = after;
        }
        return 2 * steps;
    }

    /**
     * Neighbours among the uniforms of a stream where the grid is finest against the values: just above |z| = 1 a step
     * is 4 ulp, which the rounding of two neighbours, below 2 ulp each, cannot undo. And at the seams of the central
     * function.
     */
    @Test
    void quantile_neighbouringUniforms_rises() {
        double[] spots = {Normal.cdf(-2), Normal.cdf(-1.5), Normal.cdf(-1.2), Normal.cdf(-1), Normal.cdf(-0.5),
            Normal.cdf(-0.25), 0.5, Normal.cdf(0.25), Normal.cdf(0.5), Normal.cdf(1), Normal.cdf(1.2), Normal.cdf(1.5),
            Normal.cdf(2), Normal.OUTER, 1 - Normal.OUTER};
        int pairs = 0;
        for (double spot : spots) {
            long k = (long) (spot * 0x1p52) - 100_000;
            double before = Normal.quantile(k * 0x1p-52 + 0x1p-53);
            for (int step = 0; step < 200_000; step++) {
                k++;
                double z = Normal.quantile(k * 0x1p-52 + 0x1p-53);
                if (!(z > before)) {
                    assertThat(z).as("k = " + k).isGreaterThan(before);
                }
                before = z;
                pairs++;
            }
        }
        assertThat(pairs).isEqualTo(3_000_000);
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
