package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BinsFeatureTest {

    private static final double NONE = Double.NaN;

    @Test
    void bins_fewValues_haveBordersHalfwayBetweenNeighbours() {
        BinsFeature bins = BinsFeature.of(new double[] {5, 1, NONE, 2, 1, 5}, 255);

        assertThat(bins.bins()).isEqualTo(3);
        assertThat(new double[] {bins.border(0), bins.border(1), bins.border(2)})
                .containsExactly(1.5, 3.5, Double.MAX_VALUE);
        assertThat(bins).hasToString("BinsFeature[3 bins]");
    }

    @Test
    void code_anyValue_isItsBinAndMissingIsTheLast() {
        BinsFeature bins = BinsFeature.of(new double[] {1, 2, 5}, 255);
        double infinite = Double.POSITIVE_INFINITY;
        double[] values = {-infinite, 1, 1.5, Math.nextUp(1.5), 3.5, 4, 1e300, infinite, NONE};

        assertThat(Arrays.stream(values).mapToInt(bins::code)).containsExactly(0, 0, 0, 1, 1, 2, 2, 2, 3);
    }

    @Test
    void bins_nothingKnownOrConstant_partNothing() {
        assertThat(BinsFeature.of(new double[] {NONE, NONE}, 255).bins()).isZero();
        assertThat(BinsFeature.of(new double[] {NONE, NONE}, 255).code(NONE)).isZero();
        assertThat(BinsFeature.of(new double[0], 255).bins()).isZero();
        assertThat(BinsFeature.of(new double[] {0.0, -0.0, 0.0}, 255).bins()).isEqualTo(1);
    }

    @Test
    void border_neighbouringDoublesAndExtremes_partsThem() {
        double next = Math.nextUp(1.0);
        BinsFeature close = BinsFeature.of(new double[] {1, next}, 255);
        BinsFeature far = BinsFeature.of(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}, 255);

        assertThat(close.code(1)).isZero();
        assertThat(close.code(next)).isEqualTo(1);
        assertThat(far.border(0)).isZero();
    }

    @Test
    void bins_manyValues_holdAboutEquallyManyRows() {
        double[] values = new double[100_000];
        Draws.of(3).stream("x").uniforms(0, values, 0, values.length);
        int[] counts = new int[255];
        BinsFeature bins = BinsFeature.of(values, 255);
        Arrays.stream(values).forEach(value -> counts[bins.code(value)]++);

        assertThat(bins.bins()).isEqualTo(255);
        assertThat(Arrays.stream(counts).min().orElseThrow()).isGreaterThanOrEqualTo(392);
        assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThanOrEqualTo(393);
    }

    /** Half of the rows are 0: they take one bin, and the others share the rest. */
    @Test
    void bins_frequentValue_standsAlone() {
        double[] values = new double[10_000];
        Draws.of(3).stream("x").uniforms(0, values, 0, 5000);
        BinsFeature bins = BinsFeature.of(values, 100);
        int[] counts = new int[100];
        Arrays.stream(values).forEach(value -> counts[bins.code(value)]++);

        assertThat(bins.bins()).isEqualTo(100);
        assertThat(counts[0]).isEqualTo(5000);
        assertThat(Arrays.stream(counts, 1, 100).min().orElseThrow()).isGreaterThanOrEqualTo(50);
        assertThat(Arrays.stream(counts, 1, 100).max().orElseThrow()).isLessThanOrEqualTo(51);
    }

    /** One value more than bins, all rare but the last. */
    @Test
    void bins_oneValueTooMany_joinTwo() {
        double[] values = new double[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(i, 10);
        }
        assertThat(BinsFeature.of(values, 11).bins()).isEqualTo(11);
        assertThat(BinsFeature.of(values, 10).bins()).isEqualTo(10);
        assertThat(BinsFeature.of(values, 2).bins()).isEqualTo(2);
    }

    @Test
    void cut_emptyBinsBetween_isNearestToHalfway() {
        BinsFeature bins = BinsFeature.of(new double[] {0, 1, 2, 3, 10, 11}, 255);

        assertThat(bins.cut(0, 1)).isZero();
        assertThat(bins.cut(0, 3)).isEqualTo(1);
        assertThat(bins.cut(0, 5)).isEqualTo(3);
        assertThat(bins.cut(3, 5)).isEqualTo(3);
        assertThat(bins.cut(5, 5)).isEqualTo(5);
    }
}
