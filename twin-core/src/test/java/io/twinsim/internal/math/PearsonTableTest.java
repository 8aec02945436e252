package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Tables of beta, gamma and t: the error of u, that values never fall, and how small shapes are served. */
class PearsonTableTest {

    private static final double[] GAMMA = {1e-12, 1e-6, 1e-3, 0.01, 0.04, 0.06, 0.1, 0.3, 0.5, 1, 2, 7.5, 50, 3000,
        1e6};
    private static final double[][] BETA = {{1e-6, 2}, {0.003, 0.4}, {0.01, 5}, {0.03, 0.03}, {0.08, 1}, {0.1, 0.3},
        {0.5, 0.5}, {1, 1}, {2, 3}, {5, 1}, {1, 40}, {50, 80}, {3000, 2}, {1e6, 1e6}, {1e5, 0.004}, {0.5, 1e8}};
    private static final double[] T = {0.1, 0.5, 1, 2, 3, 10, 40, 1e3, 1e6};

    /** Around every border of cells, around random places of every binade, and at random, with neighbours. */
    private static final double[] UNIFORMS = uniforms();

    private int checked;

    private static double[] uniforms() {
        TreeSet<Double> uniforms = new TreeSet<>();
        for (int exponent = -53; exponent < 0; exponent++) {
            for (int cell = 0; cell < 32; cell++) {
                around(Math.scalb(1 + cell / 32.0, exponent), 2, uniforms);
            }
        }
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 6000; i++) {
            around(i % 2 == 0 ? random.nextDouble() : StrictMath.pow(2, -1 - 52 * random.nextDouble()), 1, uniforms);
        }
        return uniforms.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void around(double u, int steps, TreeSet<Double> uniforms) {
        for (int step = -steps; step <= steps; step++) {
            double units = Math.rint(u * 0x1p53) + step;
            if (units > 0 && units < 0x1p53) {
                uniforms.add(units * 0x1p-53);
                uniforms.add(1 - units * 0x1p-53);
            }
        }
    }

    private static double[] drawn(PearsonTable table) {
        double[] x = new double[UNIFORMS.length];
        table.quantiles(UNIFORMS, x, 0, x.length);
        return x;
    }

    @Test
    void tables_allButAbsurdShapes_needNoExactCell() {
        for (double a : GAMMA) {
            PearsonTable table = PearsonTable.gamma(a, 1);
            assertThat(table.marked()).as("gamma " + a).isZero();
            assertThat(table.isLogarithmic()).as("gamma " + a).isEqualTo(a < 0.06);
        }
        for (double[] shape : BETA) {
            assertThat(PearsonTable.beta(shape[0], shape[1]).marked()).as("beta " + shape[0]).isZero();
        }
        for (double df : T) {
            assertThat(PearsonTable.studentT(df).marked()).as("df " + df).isZero();
        }
        assertThat(PearsonTable.beta(0.01, 0.01).marked()).isPositive();
        assertThat(PearsonTable.studentT(0.06).marked()).isPositive();
    }

    /** The stated bound, 1e-10 of the tail; what comes on top is two roundings of x in either direction. */
    @Test
    void quantiles_everyTail_areWithinTheStatedError() {
        for (double a : GAMMA) {
            requireError("gamma " + a, PearsonTable.gamma(a, 1), x -> Special.regularisedGammaP(a, x),
                    x -> Special.regularisedGammaQ(a, x));
        }
        for (double[] shape : BETA) {
            requireError("beta " + shape[0] + " " + shape[1], PearsonTable.beta(shape[0], shape[1]),
                    x -> Special.regularisedBeta(x, shape[0], shape[1]),
                    x -> Special.regularisedBetaComplement(x, shape[0], shape[1]));
        }
        for (double df : T) {
            requireError("df " + df, PearsonTable.studentT(df), x -> StudentT.cdf(x, df), x -> StudentT.cdf(-x, df));
        }
        assertThat(checked).isGreaterThan(40_000);
    }

    private void requireError(String name, PearsonTable table, DoubleUnaryOperator cdf, DoubleUnaryOperator survival) {
        double[] x = drawn(table);
        for (int i = 0; i < x.length; i += 23) {
            double u = UNIFORMS[i];
            double tail = Math.min(u, 1 - u);
            DoubleUnaryOperator function = u <= 0.5 ? cdf : survival;
            double rounding = 2 * Math.abs(function.applyAsDouble(Math.nextUp(x[i]))
                    - function.applyAsDouble(Math.nextDown(x[i])));
            double error = Math.abs(function.applyAsDouble(x[i]) - tail);
            assertThat(error <= 1e-10 * tail + rounding).as("%s at %s: %s", name, u, error / tail).isTrue();
            checked++;
        }
    }

    @Test
    void quantiles_risingUniforms_neverFall() {
        for (double a : GAMMA) {
            requireRise("gamma " + a, PearsonTable.gamma(a, 2));
        }
        for (double[] shape : BETA) {
            requireRise("beta " + shape[0] + " " + shape[1], PearsonTable.beta(shape[0], shape[1]));
        }
        for (double df : T) {
            requireRise("df " + df, PearsonTable.studentT(df));
        }
        assertThat(UNIFORMS).hasSizeGreaterThan(30_000);
    }

    private static void requireRise(String name, PearsonTable table) {
        double[] x = drawn(table);
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            assertThat(x[i] >= before).as("%s at %s: %s after %s", name, UNIFORMS[i], x[i], before).isTrue();
            before = x[i];
        }
    }

    /** Marked cells: every tenth of the uniforms, neighbours included, as these values take long. */
    @Test
    void quantiles_shapesBeyondTheTable_neverFallEither() {
        PearsonTable[] tables = {PearsonTable.beta(0.01, 0.01), PearsonTable.beta(0.003, 0.001)};
        double[] u = java.util.Arrays.stream(UNIFORMS).filter(p -> p > 0.3 && p < 0.7).toArray();
        assertThat(u).hasSizeGreaterThan(5_000);
        for (PearsonTable table : tables) {
            double[] x = new double[u.length];
            table.quantiles(u, x, 0, u.length);
            double before = 0;
            for (int i = 0; i < x.length; i++) {
                assertThat(x[i] >= before).as("at %s: %s after %s", u[i], x[i], before).isTrue();
                before = x[i];
            }
        }
    }

    @Test
    void quantiles_outsideTheTable_areTheExactOnes() {
        double[] u = {1e-300, 1e-20, 0x1p-54};
        double[] x = new double[3];
        PearsonTable.gamma(2, 3).quantiles(u, x, 0, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(x[i]).isEqualTo(3 * Special.gammaQuantile(u[i], 2));
        }
    }
}
