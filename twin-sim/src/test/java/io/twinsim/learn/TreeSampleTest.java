package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TreeSampleTest {

    /** Expected share of rows drawn at all 1 - 1/e; the bound is six standard deviations, missed with p below 1e-8. */
    @Test
    void bootstrap_rows_areDrawnWithReplacementInOrder() {
        int n = 20_000;
        int[] rows = TreeSample.bootstrap(n, Draws.of(1).stream("s"));

        assertThat(rows).hasSize(n).isSorted();
        double share = Arrays.stream(rows).distinct().count() / (double) n;
        assertThat(Math.abs(share - 0.63212)).isLessThan(6 * Math.sqrt(0.0972 / n));
    }

    /** Each of 10 rows is in a sample of 4 with probability 0.4; the bound is missed with p below 1e-6 overall. */
    @Test
    void some_rows_areDrawnOnceWithEqualChances() {
        int[] counts = new int[10];
        for (int tree = 0; tree < 5000; tree++) {
            int[] rows = TreeSample.some(10, 4, Draws.of(2).stream("s").draw(tree));
            assertThat(rows).hasSize(4).isSorted().doesNotHaveDuplicates();
            Arrays.stream(rows).forEach(row -> counts[row]++);
        }
        assertThat(Arrays.stream(counts)).allMatch(count -> Math.abs(count - 2000) < 5.5 * Math.sqrt(5000 * 0.24));
    }

    @Test
    void some_allRows_areAll() {
        assertThat(TreeSample.some(5, 5, Draws.of(2).stream("s"))).containsExactly(TreeSample.all(5));
    }
}
