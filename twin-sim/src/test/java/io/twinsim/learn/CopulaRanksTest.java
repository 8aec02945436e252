package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CopulaRanksTest {

    private static final double NONE = Double.NaN;

    @Test
    void pearson_bothConstantWhereBothAreKnown_isZero() {
        double[] x = new double[12];
        double[] y = new double[12];
        Arrays.fill(x, 0.1);
        Arrays.fill(y, 0.1);
        x[10] = NONE;
        y[10] = 3;
        x[11] = 4;
        y[11] = NONE;
        assertThat(CopulaRanks.pearson(x, y)).isZero();
        assertThat(CopulaRanks.common(x, y)).isEqualTo(10);
    }

    @Test
    void pearson_fewRows_isDefined() {
        assertThat(CopulaRanks.pearson(new double[] {1, NONE}, new double[] {NONE, 1})).isZero();
        assertThat(CopulaRanks.pearson(new double[] {1}, new double[] {2})).isZero();
        assertThat(CopulaRanks.pearson(new double[] {1, 2, NONE}, new double[] {4, 3, 9})).isEqualTo(-1);
    }

    @Test
    void ranks_missing_stayMissing() {
        assertThat(CopulaRanks.ranks(new double[] {5, NONE, 1, 5})).containsExactly(2.5, NONE, 1, 2.5);
    }
}
