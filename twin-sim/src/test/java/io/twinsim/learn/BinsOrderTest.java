package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BinsOrderTest {

    /** 100 rows of each of three levels with means 3, 1, 2. */
    private static int[] ranks(List<String> labels, double... more) {
        double[] codes = new double[300 + more.length];
        double[] y = new double[codes.length];
        double[] means = {3, 1, 2};
        for (int i = 0; i < 300; i++) {
            codes[i] = i % 3;
            y[i] = means[i % 3];
        }
        for (int k = 0; k < more.length; k++) {
            codes[300 + k] = 3;
            y[300 + k] = more[k];
        }
        return BinsOrder.ranks(labels, codes, y);
    }

    @Test
    void ranks_levels_ascendWithTheirMeans() {
        assertThat(ranks(List.of("a", "b", "c"))).containsExactly(2, 0, 1);
    }

    /** One row with outcome 9 among 10 of the overall mean 2.02: 2.66, above b and c only. */
    @Test
    void ranks_rareLevel_isDrawnToTheMean() {
        assertThat(ranks(List.of("a", "b", "c", "d"), 9)).containsExactly(3, 0, 1, 2);
        assertThat(ranks(List.of("a", "b", "c", "d"), 9, 9, 9, 9, 9)).containsExactly(2, 0, 1, 3);
    }

    @Test
    void ranks_levelsWithoutRows_shareTheMiddleAndMoveNone() {
        assertThat(ranks(List.of("a", "b", "c", "x", "y"))).containsExactly(2, 0, 1, 1, 1);
    }

    @Test
    void ranks_ties_standInOrderOfTheLabels() {
        double[] codes = {0, 1, 2, Double.NaN};
        double[] y = {1, 1, 1, 7};

        assertThat(BinsOrder.ranks(List.of("z", "m", "a"), codes, y)).containsExactly(2, 1, 0);
    }

    @Test
    void ranks_nothingKnown_areAllTheFirst() {
        double[] missing = {Double.NaN};
        assertThat(BinsOrder.ranks(List.of("a", "b"), missing, new double[] {1})).containsExactly(0, 0);
        assertThat(BinsOrder.ranks(List.of(), missing, new double[] {1})).isEmpty();
    }
}
