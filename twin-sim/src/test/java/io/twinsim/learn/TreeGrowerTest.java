package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.ColumnType;
import io.twinsim.expr.Symbol;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeGrowerTest {

    static FeatureTable numbers(double[]... columns) {
        List<Symbol> symbols = new ArrayList<>();
        for (int j = 0; j < columns.length; j++) {
            symbols.add(Symbol.of("x" + j, ColumnType.REAL));
        }
        return FeatureTable.of(symbols, columns, columns[0].length);
    }

    /** The tree's value for each row it was grown on. */
    private static double[] fitted(double[][] columns, double[] y, int depth, int leastLeaf, int threads) {
        FeatureTable x = numbers(columns);
        BinsTable bins = BinsTable.of(x, y, BinsFeature.MOST, threads);
        int[][] codes = bins.codes(x, threads);
        double[] fitted = new double[y.length];
        TreeNodes nodes = new TreeGrower(bins, codes, new TreeGrower.Limits(depth, leastLeaf, 0), 100, threads)
                .grow(TreeSample.all(y.length), y, (rows, from, to) -> {
                    double sum = 0;
                    for (int i = from; i < to; i++) {
                        sum += y[rows[i]];
                    }
                    for (int i = from; i < to; i++) {
                        fitted[rows[i]] = sum / (to - from);
                    }
                    return sum / (to - from);
                }, null);
        for (int i = 0; i < y.length; i++) {
            assertThat(nodes.value(bins, codes, i)).isEqualTo(fitted[i]);
        }
        return fitted;
    }

    /** Five features of whole numbers, one of them constant, one half missing, one with two values. */
    private static double[][] columns(int n, long seed) {
        double[][] columns = new double[5][n];
        int[] levels = {200, 7, 1, 12, 2};
        for (int j = 0; j < columns.length; j++) {
            DrawStream stream = Draws.of(seed).stream("x" + j);
            for (int i = 0; i < n; i++) {
                columns[j][i] = j == 3 && stream.draw(1).below(2, i) == 0 ? Double.NaN : stream.below(levels[j], i);
            }
        }
        return columns;
    }

    /** Whole targets: sums are exact, so that ties are broken alike. */
    @Test
    void grower_anySize_agreesWithTryingEverySplit() {
        int cases = 0;
        for (int n : new int[] {1, 2, 3, 63, 64, 65, 200, 255, 256, 257, 1023, 1025}) {
            for (int[] limits : new int[][] {{1, 1}, {3, 1}, {4, 5}, {64, 1}, {64, 20}}) {
                if (n > 300 && limits[0] == 64 && limits[1] == 1) {
                    continue;
                }
                double[][] x = columns(n, n);
                double[] y = new double[n];
                for (int i = 0; i < n; i++) {
                    double shift = Double.isNaN(x[3][i]) ? 8 : x[3][i];
                    y[i] = Math.floor(x[0][i] / 20) + shift * x[4][i] + Draws.of(n).stream("e").below(5, i);
                }
                assertThat(fitted(x, y, limits[0], limits[1], 1))
                        .as("%d rows, depth %d, leaf %d", n, limits[0], limits[1])
                        .containsExactly(new TreeSlowPath(x, y, limits[0], limits[1]).fitted());
                cases++;
            }
        }
        assertThat(cases).isEqualTo(58);
    }

    @Test
    void grower_exclusiveOr_isLearnedThoughNoFirstSplitHelps() {
        double[] a = {0, 0, 1, 1};
        double[] b = {0, 1, 0, 1};
        double[] y = {0, 1, 1, 0};

        assertThat(fitted(new double[][] {a, b}, y, 2, 1, 1)).containsExactly(y);
    }

    @Test
    void grower_equalTargets_isOneLeaf() {
        double[] y = new double[500];
        Arrays.fill(y, 0.1);
        FeatureTable x = numbers(columns(500, 1));
        BinsTable bins = BinsTable.of(x, y, BinsFeature.MOST, 1);

        TreeNodes nodes = new TreeGrower(bins, bins.codes(x, 1), new TreeGrower.Limits(6, 1, 0), 1, 1)
                .grow(TreeSample.all(500), y, (rows, from, to) -> 0.1, null);

        assertThat(nodes.size()).isEqualTo(1);
    }

    /** The values of row 1 and 2 are left of the border, halfway between 2 and 10; missing ones fit the right side. */
    @Test
    void grower_missingValues_goToTheSideThatTheyFit() {
        double[][] x = {{1, 2, 10, 11, Double.NaN, Double.NaN}};

        assertThat(fitted(x, new double[] {0, 0, 6, 6, 6, 6}, 1, 1, 1)).containsExactly(0, 0, 6, 6, 6, 6);
        assertThat(fitted(x, new double[] {6, 6, 0, 0, 6, 6}, 1, 1, 1)).containsExactly(6, 6, 0, 0, 6, 6);
        assertThat(fitted(x, new double[] {0, 0, 0, 0, 6, 6}, 1, 1, 1)).containsExactly(0, 0, 0, 0, 6, 6);
    }

    @Test
    void grower_manyThreads_givesTheSameBits() {
        int n = 60_000;
        double[][] x = columns(n, 3);
        double[] y = new double[n];
        Draws.of(5).stream("y").uniforms(0, y, 0, n);

        assertThat(fitted(x, y, 8, 1, 8)).containsExactly(fitted(x, y, 8, 1, 1));
    }
}
