package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DiscreteMergeTest {

    private static final double CHARGE = 5;

    @Test
    void levels_withEqualShares_areJoined() {
        int[][] counts = {{100, 900}, {500, 500}, {110, 890}, {490, 510}};
        DiscretePair.Parenthood best = new DiscreteMerge(counts, CHARGE, false).best();
        assertThat(best.group()).containsExactly(0, 1, 0, 1);
        assertThat(new DiscreteMerge(counts, CHARGE, true).best().group()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void numbers_joinNeighboursOnly_andThoseWithoutRowsGoWithTheOneBelow() {
        int[][] counts = {{100, 900}, {0, 0}, {105, 895}, {500, 500}, {0, 0}, {490, 510}};
        assertThat(new DiscreteMerge(counts, CHARGE, true).best().group()).containsExactly(0, 0, 0, 3, 3, 3);
        assertThat(new DiscreteMerge(counts, CHARGE, false).best().group()).containsExactly(0, 1, 0, 3, 1, 3);
    }

    /** Gain of two rows: 2,000 times the mutual information of the table, less one charge. */
    @Test
    void gain_ofTwoLevels_isTheLikelihoodLessTheCharge() {
        int[][] counts = {{300, 700}, {700, 300}};
        // Python 3.11, from math import *: 2000 * (log(2) + 0.3 * log(0.3) + 0.7 * log(0.7))
        assertThat(new DiscreteMerge(counts, CHARGE, false).best().gain())
                .isCloseTo(164.56575701010357 - CHARGE, within(1e-6));
        assertThat(new DiscreteMerge(new int[][] {{50, 50}, {51, 49}}, CHARGE, false).best().gain()).isNegative();
    }

    /** Levels of the child that are nowhere seen are no free numbers. */
    @Test
    void charge_countsOnlyLevelsThatAreSeen() {
        int[][] narrow = {{300, 700}, {700, 300}};
        int[][] wide = {{300, 0, 0, 700}, {700, 0, 0, 300}};
        assertThat(new DiscreteMerge(wide, CHARGE, false).best().gain())
                .isEqualTo(new DiscreteMerge(narrow, CHARGE, false).best().gain());
    }
}
