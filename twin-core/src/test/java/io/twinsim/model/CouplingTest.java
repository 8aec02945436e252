package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.random.Draws;
import io.twinsim.random.DrawStream;
import org.junit.jupiter.api.Test;

/** Spectral radii by repeated squaring. */
class CouplingTest {

    @Test
    void spectralRadius_ofKnownMatrices_isTheirGreatestModulus() {
        assertThat(radius(new double[][] {{-0.5}})).isCloseTo(0.5, within(1e-14));
        assertThat(radius(new double[][] {{0, 1}, {-1, 0}})).isCloseTo(1, within(1e-13));
        assertThat(radius(new double[][] {{0, 1}, {0, 0}})).isZero();
        assertThat(radius(new double[3][3])).isZero();
        assertThat(radius(new double[][] {{2, 1}, {1, 2}})).isCloseTo(3, within(1e-13));
        // Fibonacci: the golden ratio.
        assertThat(radius(new double[][] {{1, 1}, {1, 0}})).isCloseTo((1 + Math.sqrt(5)) / 2, within(1e-13));
        // A defective matrix: norms grow like n, which the 2^50th root takes away.
        assertThat(radius(new double[][] {{0.9, 1}, {0, 0.9}})).isCloseTo(0.9, within(1e-12));
        // Far apart: nothing may overflow or vanish.
        assertThat(radius(new double[][] {{1e200, 0}, {0, 1e-200}})).isCloseTo(1e200, within(1e187));
    }

    /** The powers of a chain have entries that are hundreds of orders apart, yet its eigenvalues are its diagonal. */
    @Test
    void spectralRadius_ofChains_isTheirDiagonal() {
        int cases = 0;
        for (int n = 2; n <= 60; n++) {
            double[][] chain = new double[n][n];
            for (int i = 0; i < n; i++) {
                chain[i][i] = 1.2;
                if (i > 0) {
                    chain[i][i - 1] = 1e6;
                }
            }
            assertThat(radius(chain)).isEqualTo(1.2);
            chain[0][n - 1] = 1e-300;
            // x^n = 1e6^(n-1) 1e-300, turned by the roots of unity.
            double cycle = Math.pow(10, (6.0 * (n - 1) - 300) / n);
            assertThat(radius(chain)).isCloseTo(1.2 + cycle, within(1e-12 * (1.2 + cycle)));
            cases++;
        }
        assertThat(cases).isEqualTo(59);
    }

    @Test
    void spectralRadius_ofEntriesFarApart_isFound() {
        assertThat(radius(new double[][] {{0.9, 1e200}, {0, 0.9}})).isEqualTo(0.9);
        assertThat(radius(new double[][] {{1.5, 1e200}, {1e-200, 1.5}})).isCloseTo(2.5, within(1e-12));
        assertThat(radius(new double[][] {{1e307, 1e307}, {1e307, 1e307}})).isCloseTo(2e307, within(1e295));
        assertThat(radius(new double[][] {{0, 1e100, 0}, {0, 0, 1e300}, {0, 0, 0}})).isZero();
        assertThat(SpectralRadius.components(new double[][] {{0, 1, 0, 0}, {0, 0, 1, 0}, {1, 0, 0, 1}, {0, 0, 0, 1}}))
                .extracting(java.util.Arrays::toString).containsExactlyInAnyOrder("[0, 1, 2]", "[3]");
    }

    /** Row-stochastic matrices have radius 1: retain + scale is that of retain I + scale W. */
    @Test
    void spectralRadius_ofStochasticMatrices_isRetainPlusScale() {
        DrawStream uniforms = Draws.of(7).stream("matrix");
        int cases = 0;
        for (int n = 1; n <= 25; n++) {
            double[][] matrix = new double[n][n];
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    matrix[i][j] = uniforms.uniform(1000L * n + 30L * i + j);
                    sum += matrix[i][j];
                }
                for (int j = 0; j < n; j++) {
                    matrix[i][j] = 0.3 * matrix[i][j] / sum + (i == j ? 0.6 : 0);
                }
            }
            assertThat(radius(matrix)).isCloseTo(0.9, within(1e-12));
            cases++;
        }
        assertThat(cases).isEqualTo(25);
    }

    /** Symmetric 2 x 2: (a + d)/2 +- sqrt(((a - d)/2)^2 + b^2). */
    @Test
    void spectralRadius_ofSymmetricPairs_agreesWithTheFormula() {
        DrawStream uniforms = Draws.of(8).stream("pairs");
        int cases = 500;
        for (int i = 0; i < cases; i++) {
            double a = 2 * uniforms.uniform(3L * i) - 1;
            double b = 2 * uniforms.uniform(3L * i + 1) - 1;
            double d = 2 * uniforms.uniform(3L * i + 2) - 1;
            double half = Math.sqrt((a - d) * (a - d) / 4 + b * b);
            double expected = Math.max(Math.abs((a + d) / 2 + half), Math.abs((a + d) / 2 - half));
            assertThat(radius(new double[][] {{a, b}, {b, d}})).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void couplings_ofAWorld_areScaledAndNormalised() {
        Coupling spread = TimelineWorlds.timeline(TimelineWorlds.BRAIN).couplings().get("spread");
        assertThat(spread.matrix()).isDeepEqualTo(new double[][] {{0.7, 0.1}, {0.2, 0.7}});
        assertThat(spread.spectralRadius()).isCloseTo(0.7 + Math.sqrt(0.02), within(1e-13));
        assertThat(spread).hasToString("Coupling[spread across region, 2 x 2, spectral radius 0.8414]");
        Coupling normal = TimelineWorlds.timeline(TimelineWorlds.BRAIN.replace(
                "retain: 0.7, scale: 0.2, matrix: {raphe: {cortex: 0.5}, cortex: {raphe: 1}}",
                "scale: 3, normalise: rows, unstable: allow, matrix: {raphe: {raphe: 1, cortex: 3}}"))
                .couplings().get("spread");
        assertThat(normal.matrix()).isDeepEqualTo(new double[][] {{0.75, 2.25}, {0, 0}});
        assertThat(normal.spectralRadius()).isCloseTo(0.75, within(1e-13));
    }

    private static double radius(double[][] matrix) {
        return SpectralRadius.of(matrix);
    }
}
