package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RanksTest {

    /** The definition: a stable sort of boxed indices. */
    private static int[] slowOrder(double[] x) {
        return IntStream.range(0, x.length).boxed().sorted((a, b) -> x[a] < x[b] ? -1 : x[a] > x[b] ? 1 : 0)
                .mapToInt(Integer::intValue).toArray();
    }

    /** The definition: how many distinct values are below. */
    private static int[] slowCodes(double[] x) {
        return Arrays.stream(x).mapToInt(value -> (int) Arrays.stream(x).map(other -> other + 0.0)
                .filter(other -> other < value).distinct().count()).toArray();
    }

    @Test
    void order_anyValues_isThatOfAStableSort() {
        SplittableRandom random = new SplittableRandom(1);
        int checked = 0;
        for (int n : new int[] {0, 1, 2, 3, 8, 100, 1025}) {
            for (int values : new int[] {1, 2, 5, 1000}) {
                double[] x = random.ints(n, 0, values).mapToDouble(v -> (v - values / 2) / 7.0).toArray();
                double[] kept = x.clone();
                assertThat(Ranks.order(x)).as("%s values of %s", n, values).containsExactly(slowOrder(x));
                assertThat(x).containsExactly(kept);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(28);
        assertThat(Ranks.order(new double[] {0.0, -0.0, -1, 0.0, Double.POSITIVE_INFINITY, -0.0}))
                .containsExactly(2, 0, 1, 3, 5, 4);
    }

    @Test
    void codes_anyValues_countTheDistinctOnesBelow() {
        SplittableRandom random = new SplittableRandom(2);
        int checked = 0;
        for (int n : new int[] {0, 1, 2, 3, 50, 200}) {
            for (int values : new int[] {1, 2, 9, 1000}) {
                double[] x = random.ints(n, 0, values).mapToDouble(v -> (v - values / 2) / 7.0).toArray();
                assertThat(Ranks.codes(x)).as("%s values of %s", n, values).containsExactly(slowCodes(x));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(24);
    }
}
