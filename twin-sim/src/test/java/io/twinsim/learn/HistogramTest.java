package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HistogramTest {

    /** Seven features: one full word and a part of another. */
    private static FeatureTable table(int n) {
        double[][] columns = new double[7][n];
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < n; i++) {
                int value = Draws.of(1).stream("x" + j).below(j * 60 + 2, i);
                columns[j][i] = value == 1 ? Double.NaN : value;
            }
        }
        return TreeGrowerTest.numbers(columns);
    }

    private static double[] targets(int n) {
        double[] y = new double[n];
        Draws.of(2).stream("y").uniforms(0, y, 0, n);
        return y;
    }

    /** Row by row, in order: the same sums to the last bit. */
    private static double[] slow(
            BinsTable bins, FeatureTable x, int[] rows, int from, int to, double[] y, int feature) {
        double[] cells = new double[2 * (bins.feature(feature).bins() + 1)];
        for (int i = from; i < to; i++) {
            int code = bins.feature(feature).code(x.columns()[feature][rows[i]]);
            cells[2 * code] += y[rows[i]];
            cells[2 * code + 1] += 1;
        }
        return cells;
    }

    @Test
    void histogram_anySize_addsRowsInTheirOrder() {
        int cases = 0;
        for (int n : new int[] {1, 2, 1023, 1024, 1025, 40_000}) {
            FeatureTable x = table(n);
            double[] y = targets(n);
            BinsTable bins = BinsTable.of(x, y, BinsFeature.MOST, 1);
            int[] rows = TreeSample.all(n);
            for (int threads : new int[] {1, 4}) {
                Histogram histogram = new Histogram(bins, bins.codes(x, threads), threads);
                for (int from : new int[] {0, n / 3, n}) {
                    double[] cells = histogram.of(rows, from, n, y);
                    for (int j = 0; j < 7; j++) {
                        double[] expected = slow(bins, x, rows, from, n, y, j);
                        int offset = histogram.offset(j);
                        assertThat(Arrays.copyOfRange(cells, offset, offset + expected.length))
                                .containsExactly(expected);
                        cases++;
                    }
                    histogram.release(cells);
                }
            }
        }
        assertThat(cases).isEqualTo(6 * 2 * 3 * 7);
    }

    @Test
    void histogram_withoutTheSmallerChild_isTheGreaterOnes() {
        int n = 3000;
        FeatureTable x = table(n);
        double[] y = Arrays.stream(targets(n)).map(value -> Math.rint(value * 64)).toArray();
        BinsTable bins = BinsTable.of(x, y, BinsFeature.MOST, 1);
        Histogram histogram = new Histogram(bins, bins.codes(x, 1), 1);
        int[] rows = TreeSample.all(n);
        double[] greater = histogram.of(rows, 1000, n, y);

        double[] removed = histogram.of(rows, 0, n, y);
        histogram.remove(rows, 0, 1000, y, removed);
        double[] subtracted = histogram.of(rows, 0, n, y);
        Histogram.subtract(histogram.of(rows, 0, 1000, y), subtracted);

        assertThat(removed).containsExactly(greater);
        assertThat(subtracted).containsExactly(greater);
    }
}
