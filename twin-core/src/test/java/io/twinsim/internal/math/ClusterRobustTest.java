package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;

class ClusterRobustTest {

    private static final int P = 4;

    /** With all matrices n by n, and the roots by EJML's eigenvectors; clusters smaller and larger than p. */
    @Test
    void covarianceAndDf_ofAnyClusters_areThoseOfFullMatrices() {
        int cases = 0;
        for (int n : new int[] {12, 40, 90}) {
            for (int clusters : new int[] {3, 5, 12}) {
                double[][] columns = columns(n, clusters);
                int[] codes = codes(n, clusters);
                double[] y = uniforms(n, "y");
                LeastSquares fit = LeastSquares.of(columns, y, RegressionCase.names(P));
                ClusterRobust robust = fit.clusterRobust(codes);
                SlowMatrix x = SlowMatrix.of(columns).transposed();
                SlowMatrix inverse = x.transposed().times(x).inverse();
                SlowMatrix roots = roots(x.times(inverse).times(x.transposed()), codes);
                compareCovariance(robust, x, inverse, roots, fit.residuals(), codes);
                compareDf(robust, x, inverse, roots, codes);
                assertThat(robust.clusters()).isEqualTo(clusters);
                cases++;
            }
        }
        assertThat(cases).isEqualTo(9);
    }

    private static double[][] columns(int n, int clusters) {
        double[][] columns = new double[P][];
        columns[0] = RegressionCase.ones(n);
        columns[1] = new double[n];
        for (int i = 0; i < n; i++) {
            columns[1][i] = codes(n, clusters)[i] % 2;
        }
        columns[2] = uniforms(n, "a");
        columns[3] = uniforms(n, "b");
        return columns;
    }

    /** Codes with gaps, in no order. */
    private static int[] codes(int n, int clusters) {
        int[] codes = new int[n];
        for (int i = 0; i < n; i++) {
            int c = (i * i + 3 * i) % clusters;
            codes[i] = 7 * (i < clusters ? i : c) + (i < clusters ? i : c) / 3;
        }
        return codes;
    }

    private static double[] uniforms(int n, String name) {
        DrawStream stream = Draws.of(11).stream(name);
        double[] x = new double[n];
        stream.uniforms(0, x, 0, n);
        return x;
    }

    /** The generalised inverse roots of the diagonal blocks of I - H, and 0 elsewhere. */
    private static SlowMatrix roots(SlowMatrix hat, int[] codes) {
        int n = codes.length;
        SlowMatrix roots = SlowMatrix.zero(n, n);
        for (int code : Arrays.stream(codes).distinct().toArray()) {
            int[] rows = IntStream.range(0, n).filter(i -> codes[i] == code).toArray();
            SlowMatrix block = SlowMatrix.zero(rows.length, rows.length);
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < rows.length; j++) {
                    block.set(i, j, (i == j ? 1 : 0) - hat.get(rows[i], rows[j]));
                }
            }
            SlowMatrix root = root(block);
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < rows.length; j++) {
                    roots.set(rows[i], rows[j], root.get(i, j));
                }
            }
        }
        return roots;
    }

    private static SlowMatrix root(SlowMatrix block) {
        int size = block.values().numRows;
        var eigen = DecompositionFactory_DDRM.eig(size, true, true);
        assertThat(eigen.decompose(block.values().copy())).isTrue();
        SlowMatrix root = SlowMatrix.zero(size, size);
        for (int k = 0; k < size; k++) {
            double value = eigen.getEigenvalue(k).getReal();
            if (value > 1e-10) {
                SlowMatrix v = new SlowMatrix(eigen.getEigenVector(k));
                root = root.plus(v.times(v.transposed()).times(1 / Math.sqrt(value)));
            }
        }
        return root;
    }

    private static void compareCovariance(ClusterRobust robust, SlowMatrix x, SlowMatrix inverse,
            SlowMatrix roots, double[] residuals, int[] codes) {
        SlowMatrix adjusted = roots.times(SlowMatrix.column(residuals));
        SlowMatrix middle = SlowMatrix.zero(residuals.length, residuals.length);
        for (int i = 0; i < codes.length; i++) {
            for (int j = 0; j < codes.length; j++) {
                middle.set(i, j, codes[i] == codes[j] ? adjusted.get(i, 0) * adjusted.get(j, 0) : 0);
            }
        }
        SlowMatrix expected = inverse.times(x.transposed()).times(middle).times(x).times(inverse);
        for (int j = 0; j < P; j++) {
            assertThat(robust.covariance()[j])
                    .containsExactly(expected.row(j).values().data,
                            within(1e-11 * expected.largest()));
            assertThat(robust.standardErrors()[j]).isCloseTo(Math.sqrt(robust.covariance()[j][j]), within(1e-14));
        }
    }

    private static void compareDf(
            ClusterRobust robust, SlowMatrix x, SlowMatrix inverse, SlowMatrix roots, int[] codes) {
        int n = codes.length;
        SlowMatrix hat = x.times(inverse).times(x.transposed());
        SlowMatrix rest = SlowMatrix.diagonal(RegressionCase.ones(n)).plus(hat.times(-1));
        double[][] contrasts = {{0, 1, 0, 0}, {0, 0, 1, 0}, {1, 0.5, -2, 0.25}};
        for (double[] contrast : contrasts) {
            SlowMatrix weights = roots.times(x).times(inverse).times(SlowMatrix.column(contrast));
            SlowMatrix form = SlowMatrix.zero(n, n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    form.set(i, j, codes[i] == codes[j] ? weights.get(i, 0) * weights.get(j, 0) : 0);
                }
            }
            SlowMatrix quadratic = rest.times(form).times(rest);
            double trace = quadratic.trace();
            double expected = trace * trace / quadratic.times(quadratic).trace();
            assertThat(robust.df(contrast)).isCloseTo(expected, within(1e-8 * expected));
            assertThat(robust.df(contrast)).isBetween(1 - 1e-9, robust.clusters() + 1e-9);
        }
        assertThat(robust.df(1)).isEqualTo(robust.df(contrasts[0]));
    }

    @Test
    void covariance_ofClustersOfOne_isHc2() {
        double[][] columns = columns(30, 30);
        LeastSquares fit = LeastSquares.of(columns, uniforms(30, "y"), RegressionCase.names(P));
        double[] errors = fit.clusterRobust(IntStream.range(0, 30).toArray()).standardErrors();
        assertThat(errors).containsExactly(fit.standardErrors(Robust.HC2), within(1e-14));
    }

    /** Of two arms of whole clusters of one size, the CR2 variance is the unpooled one of the cluster means. */
    @Test
    void covariance_ofTwoArmsOfEqualClusters_isThatOfTheirMeans() {
        int size = 5;
        double[] y = uniforms(50, "y");
        double[] arm = new double[50];
        int[] codes = new int[50];
        double[] sums = new double[10];
        for (int i = 0; i < 50; i++) {
            codes[i] = i / size;
            arm[i] = codes[i] < 4 ? 1 : 0;
            sums[codes[i]] += y[i] / size;
        }
        double expected = Moments.of(Arrays.copyOf(sums, 4)).variance() / 4
                + Moments.of(Arrays.copyOfRange(sums, 4, 10)).variance() / 6;
        ClusterRobust robust = LeastSquares.of(new double[][] {RegressionCase.ones(50), arm}, y,
                RegressionCase.names(2)).clusterRobust(codes);
        assertThat(robust.covariance()[1][1]).isCloseTo(expected, within(1e-15));
        double a = 1 / 4.0;
        double b = 1 / 6.0;
        assertThat(robust.df(1)).as("Welch's degrees of freedom with equal variances")
                .isCloseTo((a + b) * (a + b) / (a * a / 3 + b * b / 5), within(1e-12));
    }

    /** An intercept and a slope from two clusters of one x each leave no variance, whatever the outcomes. */
    @Test
    void df_ofACoefficientThatTheClustersDetermine_isNothing() {
        double[] x = new double[20];
        int[] codes = new int[20];
        for (int i = 0; i < 20; i++) {
            codes[i] = i / 10;
            x[i] = 0.3 + 0.7 * codes[i];
        }
        LeastSquares fit = LeastSquares.of(new double[][] {RegressionCase.ones(20), x}, uniforms(20, "y"),
                RegressionCase.names(2));
        assertThat(fit.clusterRobust(codes).df(1)).isZero();
        assertThat(fit.clusterRobust(codes).df(new double[] {1, 0.3})).isZero();
        assertThat(fit.clusterRobust(new int[] {0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4}).df(1))
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void clusters_thatAreTooFewOrMisnumbered_areRefused() {
        LeastSquares fit = LeastSquares.of(columns(12, 2), uniforms(12, "y"), RegressionCase.names(P));
        assertThatThrownBy(() -> fit.clusterRobust(new int[12])).isInstanceOf(InputException.class)
                .hasMessage("clusters must be at least 2, got 1");
        assertThatThrownBy(() -> fit.clusterRobust(new int[11])).isInstanceOf(InputException.class)
                .hasMessage("clusters must have one value per row (12), got 11");
        int[] codes = codes(12, 2);
        codes[3] = -2;
        assertThatThrownBy(() -> fit.clusterRobust(codes)).isInstanceOf(InputException.class)
                .hasMessage("clusters must be codes of at least 0, got -2 at row 3");
    }
}
