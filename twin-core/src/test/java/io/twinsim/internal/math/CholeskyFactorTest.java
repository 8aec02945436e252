package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CholeskyFactorTest {

    @Test
    void lower_ofAPositiveDefiniteMatrix_isItsCholeskyFactor() {
        assertThat(CholeskyFactor.lower(new double[][] {{4, 2}, {2, 10}}))
                .isDeepEqualTo(new double[][] {{2, 0}, {1, 3}});
    }

    @Test
    void lower_correlationOne_copiesTheRowBitForBit() {
        double[][] matrix = {{1, 0.3, 0.7, 0.3, -0.7}, {0.3, 1, 0.2, 1, -0.2}, {0.7, 0.2, 1, 0.2, -1},
            {0.3, 1, 0.2, 1, -0.2}, {-0.7, -0.2, -1, -0.2, 1}};
        double[][] lower = CholeskyFactor.lower(matrix);
        assertThat(lower[3]).isEqualTo(lower[1]);
        for (int k = 0; k < 5; k++) {
            assertThat(lower[4][k] + 0.0).isEqualTo(-lower[2][k] + 0.0);
        }
        assertProduct(lower, matrix);
    }

    @Test
    void lower_zeroVariance_isAZeroRow() {
        double[][] lower = CholeskyFactor.lower(new double[][] {{0, 0, 0}, {0, 4, 2}, {0, 2, 1}});
        assertThat(lower).isDeepEqualTo(new double[][] {{0, 0, 0}, {0, 2, 0}, {0, 1, 0}});
        assertThat(CholeskyFactor.lower(new double[][] {{0, 0}, {0, 0}})).isDeepEqualTo(new double[2][2]);
        assertThat(CholeskyFactor.lower(new double[0][0])).isEmpty();
    }

    /** Random matrices of every rank from 1 to full; a wrong pivot rule shows as NaN or as a product that is off. */
    @Test
    void lower_ofAnyRank_multipliesBack() {
        int cases = 0;
        for (int n = 1; n <= 12; n++) {
            for (int rank = 1; rank <= n; rank++) {
                double[][] matrix = ofRank(n, rank);
                double[][] lower = CholeskyFactor.lower(matrix);
                assertProduct(lower, matrix);
                int pivots = 0;
                for (int i = 0; i < n; i++) {
                    pivots += lower[i][i] > 0 ? 1 : 0;
                }
                assertThat(pivots).isEqualTo(rank);
                cases++;
            }
        }
        assertThat(cases).isEqualTo(78);
    }

    @Test
    void lower_growingAtTheEnd_keepsEveryBitAbove() {
        int cases = 0;
        for (int rank = 3; rank <= 12; rank++) {
            double[][] matrix = ofRank(12, rank);
            double[][] whole = CholeskyFactor.lower(matrix);
            for (int n = 1; n < 12; n++) {
                double[][] leading = new double[n][];
                for (int i = 0; i < n; i++) {
                    leading[i] = Arrays.copyOf(matrix[i], n);
                }
                double[][] lower = CholeskyFactor.lower(leading);
                for (int i = 0; i < n; i++) {
                    assertThat(lower[i]).isEqualTo(Arrays.copyOf(whole[i], n));
                    cases++;
                }
            }
        }
        assertThat(cases).isEqualTo(660);
    }

    private static void assertProduct(double[][] lower, double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                double sum = 0;
                for (int k = 0; k < matrix.length; k++) {
                    sum += lower[i][k] * lower[j][k];
                    assertThat(k <= i || lower[i][k] == 0).isTrue();
                }
                assertThat(sum).isCloseTo(matrix[i][j], within(1e-12));
            }
        }
    }

    /** B B' with B of n rows and so many columns. */
    private static double[][] ofRank(int n, int rank) {
        DrawStream stream = Draws.of(100 * n + rank).stream("matrix");
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < rank; k++) {
                    matrix[i][j] += (2 * stream.uniform(i * n + k) - 1) * (2 * stream.uniform(j * n + k) - 1);
                }
            }
        }
        return matrix;
    }
}
