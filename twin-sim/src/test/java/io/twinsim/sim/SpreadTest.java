package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.inference.ReplicateQuantile;
import io.twinsim.internal.math.Normal;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SpreadTest {

    private static final double[] ERRORS = {1e-7, 1e-5, 0.001, 0.02, 0.07, 0.2, 0.4, 1, 3, 30, 1e4};
    private static final double[] LEVELS = {0.0005, 0.005, 0.025, 0.1, 0.3, 0.7, 0.9, 0.975, 0.9995};

    /** Draws of several shapes: normal, skewed, in two heaps, on a lattice, and few. */
    private static double[][] shapes() {
        double[] normal = CoefficientDraws.stratified(Draws.of(5), "coef/a");
        double[] skewed = normal.clone();
        double[] heaps = normal.clone();
        double[] lattice = normal.clone();
        for (int k = 0; k < normal.length; k++) {
            skewed[k] = normal[k] * normal[k] * 3 + normal[k];
            heaps[k] = k % 20 == 0 ? 50 + normal[k] : normal[k];
            lattice[k] = Math.rint(2 * normal[k]);
        }
        return new double[][] {normal, skewed, heaps, lattice, Arrays.copyOf(normal, 7), {2, 2, 2}};
    }

    private static double count(int n, double p) {
        return p < 0.5 ? Math.max((n + 1) * p - 0.5, n * p / 2) : Math.min((n + 1) * p - 0.5, n - n * (1 - p) / 2);
    }

    /** Whether the count at x is below: by the tails on either side, so that no digits are lost. */
    private static boolean less(double[] draws, double error, double x, double count) {
        int whole = 0;
        double tails = 0;
        for (double draw : draws) {
            double z = (x - draw) / error;
            whole += z > 0 ? 1 : 0;
            tails += z > 0 ? -Normal.sf(z) : Normal.cdf(z);
        }
        return whole - count + tails < 0;
    }

    /**
     * Against plain halving, to 1e-12 standard errors and 1e-14 of the numbers themselves, wherever the count says so
     * clearly where it is reached: on a plateau between draws any point will do as well.
     */
    @Test
    void quantile_anyDraws_isWhereTheExpectedCountIsReached() {
        int cases = 0;
        int plateaus = 0;
        for (double[] shape : shapes()) {
            double[] z = shape.clone();
            Arrays.sort(z);
            for (double error : ERRORS) {
                for (double p : LEVELS) {
                    double count = count(z.length, p);
                    double low = z[0] - 20 * error;
                    double high = z[z.length - 1] + 20 * error;
                    for (int i = 0; i < 120; i++) {
                        double middle = low + (high - low) / 2;
                        boolean less = less(z, error, middle, count);
                        low = less ? middle : low;
                        high = less ? high : middle;
                    }
                    double plain = ReplicateQuantile.quantile(z, p);
                    double expected = p < 0.5 ? Math.min(low, plain) : Math.max(low, plain);
                    double found = new Spread(shape.clone(), error).quantile(p);
                    double size = Math.max(Math.abs(z[0]), Math.abs(z[z.length - 1]));
                    double slope = 0;
                    for (double draw : z) {
                        slope += Normal.density((low - draw) / error);
                    }
                    double allowed = 1e-12 * error + 1e-14 * size;
                    plateaus += slope < 0.01 ? 1 : 0;
                    if (slope >= 0.01) {
                        assertThat(found).as(error + " " + p + " of " + z.length)
                                .isCloseTo(expected, Offset.offset(allowed));
                    }
                    cases++;
                }
            }
        }
        assertThat(cases).isEqualTo(6 * ERRORS.length * LEVELS.length);
        assertThat(plateaus).isLessThan(60);
    }

    @Test
    void bounds_anyDraws_holdTheQuantile() {
        int cases = 0;
        for (double[] shape : shapes()) {
            for (double error : ERRORS) {
                Spread spread = new Spread(shape.clone(), error);
                for (double p : LEVELS) {
                    double quantile = spread.quantile(p);
                    double[] bounds = spread.bounds(p);
                    assertThat(bounds[0]).isLessThanOrEqualTo(quantile);
                    assertThat(bounds[1]).isGreaterThanOrEqualTo(quantile);
                    assertThat(bounds[1] - bounds[0]).isLessThan(12 * error
                            + Arrays.stream(shape).max().orElseThrow() - Arrays.stream(shape).min().orElseThrow());
                    cases++;
                }
            }
            double[] plain = new Spread(shape.clone(), 0).bounds(0.025);
            assertThat(plain[0]).isEqualTo(plain[1]).isEqualTo(new Spread(shape.clone(), 0).quantile(0.025));
        }
        assertThat(cases).isEqualTo(6 * ERRORS.length * LEVELS.length);
    }

    @Test
    void quantile_ofDrawsInAnyOrder_isTheSame() {
        double[] rising = CoefficientDraws.stratified(Draws.of(5), "coef/a");
        Arrays.sort(rising);
        double[] falling = new double[rising.length];
        double[] swapped = rising.clone();
        DrawStream order = Draws.of(1).stream("order");
        for (int k = 0; k < rising.length; k++) {
            falling[k] = rising[rising.length - 1 - k];
            int other = order.below(rising.length, k);
            double kept = swapped[k];
            swapped[k] = swapped[other];
            swapped[other] = kept;
        }
        double expected = new Spread(rising.clone(), 0.3).quantile(0.025);
        assertThat(new Spread(falling, 0.3).quantile(0.025)).isEqualTo(expected);
        assertThat(new Spread(swapped, 0.3).quantile(0.025)).isEqualTo(expected);
        assertThat(falling).isEqualTo(rising);
        assertThat(swapped).isEqualTo(rising);
    }
}
