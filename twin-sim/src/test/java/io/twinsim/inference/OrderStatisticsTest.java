package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.internal.math.Normal;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderStatisticsTest {

    private static double[] uniforms(int n) {
        double[] u = new double[n];
        Draws.of(20_241_105).stream("x/" + n).uniforms(0, u, 0, n);
        return u;
    }

    private static void check(double[] values, int... ranks) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        assertThat(OrderStatistics.of(values, ranks))
                .containsExactly(Arrays.stream(ranks).mapToDouble(rank -> sorted[rank]).toArray());
    }

    /** Against sorting: below, at and above the size from which cells are used; spread, skewed, tied and extreme. */
    @Test
    void of_anyValues_areThoseOfTheSortedArray() {
        int checked = 0;
        for (int n : new int[] {1, 2, 5, 2047, 2048, 2049, 50_000}) {
            double[] u = uniforms(n);
            int[] ranks = IntStream.of(0, n / 5, n / 5 + 1, n / 2, n - 1).filter(rank -> rank < n).distinct().sorted()
                    .toArray();
            double[][] shapes = {u, Arrays.stream(u).map(Normal::quantile).toArray(),
                Arrays.stream(u).map(x -> x < 0.001 ? 1e300 * x : x).toArray(),
                Arrays.stream(u).map(x -> Math.rint(7 * x)).toArray(), Arrays.stream(u).map(x -> 3).toArray(),
                Arrays.stream(u).map(x -> (x - 0.5) * 1.7e308 * 2).toArray(),
                Arrays.stream(u).map(x -> x * 1e-320).toArray(),
                Arrays.stream(u).map(x -> x < 0.5 ? -1 - x / 1e9 : 1 + x / 1e9).toArray()};
            for (double[] values : shapes) {
                double[] copy = values.clone();
                check(values, ranks);
                assertThat(values).containsExactly(copy);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(56);
    }

    @Test
    void of_everyRankOfASample_isSorted() {
        double[] values = Arrays.stream(uniforms(3000)).map(x -> x * x * x).toArray();
        check(values, IntStream.range(0, 3000).filter(rank -> rank % 7 == 0 && rank < 400 || rank > 2990).toArray());
    }
}
