package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {

    @Test
    void values_ofKnownMatrices_areTheirs() {
        double[] two = SymmetricEigen.of(new double[][] {{2, 1}, {1, 2}}).values();
        Arrays.sort(two);
        assertThat(two).containsExactly(new double[] {1, 3}, within(1e-15));
        assertThat(SymmetricEigen.of(new double[][] {{1, 0.9, -0.9}, {0.9, 1, 0.9}, {-0.9, 0.9, 1}}).smallest())
                .isCloseTo(-0.8, within(1e-15));
        assertThat(SymmetricEigen.of(new double[][] {{1, 1}, {1, 1}}).smallest()).isCloseTo(0, within(1e-16));
        assertThat(SymmetricEigen.of(new double[][] {{0, 0}, {0, 0}}).values()).containsExactly(0, 0);
        assertThat(SymmetricEigen.of(new double[][] {{-7}}).smallest()).isEqualTo(-7);
    }

    /** EJML's QR iteration is the slow path, on seeded matrices of sizes 1 to 20. */
    @Test
    void values_ofRandomMatrices_areThoseOfEjml() {
        int cases = 0;
        for (int n = 1; n <= 20; n++) {
            double[][] matrix = symmetric(n);
            var reference = DecompositionFactory_DDRM.eig(n, false, true);
            assertThat(reference.decompose(new DMatrixRMaj(matrix))).isTrue();
            double[] expected = new double[n];
            for (int i = 0; i < n; i++) {
                expected[i] = reference.getEigenvalue(i).getReal();
            }
            double[] values = SymmetricEigen.of(matrix).values();
            Arrays.sort(expected);
            Arrays.sort(values);
            assertThat(values).containsExactly(expected, within(1e-13));
            cases++;
        }
        assertThat(cases).isEqualTo(20);
    }

    /** The positive part of A less that of -A is A, and the two have nothing in common. */
    @Test
    void positivePart_ofAMatrixAndItsNegative_splitIt() {
        double[][] a = symmetric(9);
        double[][] minus = new double[9][9];
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 9; j++) {
                minus[i][j] = -a[i][j];
            }
        }
        double[][] plus = SymmetricEigen.of(a).positivePart();
        double[][] negative = SymmetricEigen.of(minus).positivePart();
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 9; j++) {
                assertThat(plus[i][j] - negative[i][j]).isCloseTo(a[i][j], within(1e-13));
                assertThat(plus[i][j]).isEqualTo(plus[j][i]);
                double product = 0;
                for (int k = 0; k < 9; k++) {
                    product += plus[i][k] * negative[k][j];
                }
                assertThat(product).isCloseTo(0, within(1e-12));
            }
        }
    }

    private static double[][] symmetric(int n) {
        DrawStream stream = Draws.of(n).stream("matrix");
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = 2 * stream.uniform(i * n + j) - 1;
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }
}
