package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PearsonTableTest {

    private static final double[][] SHAPES = {{0.1, 0.3}, {0.5, 0.5}, {1, 1}, {2, 3}, {5, 1}, {1, 40}, {50, 80},
        {3000, 2}, {1e6, 1e6}};

    @Test
    void tables_usualShapes_needNoExactCell() {
        for (double[] shape : SHAPES) {
            assertThat(PearsonTable.beta(shape[0], shape[1]).marked()).as("beta " + shape[0]).isZero();
            assertThat(PearsonTable.gamma(shape[0], 1).marked()).as("gamma " + shape[0]).isZero();
        }
        for (double df : new double[] {0.5, 1, 3, 10, 1e6}) {
            assertThat(PearsonTable.studentT(df).marked()).as("df " + df).isZero();
        }
    }

    /** The stated bound, 1e-10 of the tail; the rest of the slack is the rounding of x, which grows with the shape. */
    @Test
    void quantile_bothTails_isWithinTheStatedError() {
        SplittableRandom random = new SplittableRandom(5);
        for (double[] shape : SHAPES) {
            double a = shape[0];
            PearsonTable gamma = PearsonTable.gamma(a, 1);
            double slack = 1e-10 + 4e-14 * Math.sqrt(a + 1);
            for (int i = 0; i < 2000; i++) {
                double tail = Math.max(0x1p-53, StrictMath.pow(2, -1 - 52 * random.nextDouble() * (i % 2)));
                tail *= i % 2 == 0 ? random.nextDouble(0.01, 1) : 1;
                assertThat(Special.regularisedGammaP(a, gamma.quantile(tail))).as("gamma %s at %s", a, tail)
                        .isCloseTo(tail, within(slack * tail));
                assertThat(Special.regularisedGammaQ(a, gamma.survivalQuantile(tail))).as("gamma %s at %s", a, tail)
                        .isCloseTo(tail, within(slack * tail));
            }
        }
    }

    @Test
    void quantile_acrossCellBorders_neverFalls() {
        TreeSet<Double> uniforms = new TreeSet<>();
        for (int exponent = -53; exponent < 0; exponent++) {
            for (int cell = 0; cell < 32; cell++) {
                double border = Math.rint(Math.scalb(1 + cell / 32.0, exponent) * 0x1p53);
                for (int step = -3; step <= 3; step++) {
                    double units = border + step;
                    if (units > 0 && units < 0x1p53) {
                        uniforms.add(units * 0x1p-53);
                        uniforms.add(1 - units * 0x1p-53);
                    }
                }
            }
        }
        assertThat(uniforms).hasSizeGreaterThan(15_000);
        for (double[] shape : SHAPES) {
            PearsonTable[] tables = {PearsonTable.beta(shape[0], shape[1]), PearsonTable.gamma(shape[0], 2),
                PearsonTable.studentT(shape[0])};
            for (PearsonTable table : tables) {
                double before = Double.NEGATIVE_INFINITY;
                for (double u : uniforms) {
                    double x = table.quantile(u);
                    assertThat(x >= before).as("shape %s, u = %s", shape[0], u).isTrue();
                    before = x;
                }
            }
        }
    }

    /** Shapes so small that the series give out: the exact quantile takes over. */
    @Test
    void quantile_tinyShapes_isTheExactOne() {
        for (double a : new double[] {1e-12, 1e-6, 1e-3, 0.01}) {
            PearsonTable gamma = PearsonTable.gamma(a, 1);
            PearsonTable beta = PearsonTable.beta(a, 2);
            assertThat(gamma.marked()).isPositive();
            for (double u : new double[] {0x1p-53, 1e-5, 0.3, 0.5, 0.7, 0.999, 1 - 0x1p-53}) {
                double x = Special.gammaQuantile(u, a);
                assertThat(gamma.quantile(u)).isCloseTo(x, within(1e-9 * x));
                double y = Special.betaQuantile(u, a, 2);
                assertThat(beta.quantile(u)).isCloseTo(y, within(1e-9 * y));
            }
        }
    }
}
