package io.twinsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThinnedTest {

    @Test
    void curve_withFewPoints_staysAsItIs() {
        Thinned thinned = new Thinned(List.of(0.0, 1.0, 2.0), 10);
        assertThat(thinned.y(List.of(5.0, 7.0, 6.0))).containsExactly(5, 7, 6);
        assertThat(thinned.x(List.of(5.0, 7.0, 6.0))).containsExactly(0, 1, 2);
        assertThat(thinned.bandX()).containsExactly(0, 1, 2);
    }

    @Test
    void curve_withManyPoints_keepsItsPeaks() {
        List<Double> x = IntStream.range(0, 10_000).mapToObj(i -> (double) i).toList();
        List<Double> y = IntStream.range(0, 10_000).mapToObj(i -> i == 4_321 ? 9.0 : i == 8_765 ? -9.0 : i % 7 / 7.0)
                .toList();
        Thinned thinned = new Thinned(x, 300);
        assertThat(thinned.x(y)).hasSize(600).isSorted();
        assertThat(thinned.y(y)).hasSize(600).contains(9, -9);
        assertThat(thinned.bandX()).hasSize(200).isSorted().startsWith(0).endsWith(9_999);
        assertThat(Arrays.stream(thinned.most(y)).max()).hasValue(9);
        assertThat(Arrays.stream(thinned.least(y)).min()).hasValue(-9);
    }
}
