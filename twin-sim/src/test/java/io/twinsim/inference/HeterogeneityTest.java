package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.Moments;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeterogeneityTest {

    private static Welch mean(double... values) {
        Moments moments = Moments.of(values);
        return new Welch(moments.mean(), moments.standardError(), moments.n() - 1.0);
    }

    /**
     * With one mean per group this is Welch's analysis of variance: R's oneway.test(weight ~ group) prints p = 0.01739.
     */
    @Test
    void of_plantGrowthMeans_isWelchsTestOfR() {
        List<Welch> groups = List.of(mean(4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14),
                mean(4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69),
                mean(6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26));
        Heterogeneity made = Heterogeneity.of("group", groups).orElseThrow();
        assertThat(made.groups()).isEqualTo(3);
        assertThat(made.pValue()).isCloseTo(0.01739, within(5e-6));
        assertThat(made.qPValue()).isLessThan(made.pValue());
    }

    @Test
    void of_fewerThanTwoVaryingGroups_isAbsent() {
        assertThat(Heterogeneity.of("group", List.of(mean(1, 2, 3), mean(1, 1, 1)))).isEmpty();
    }

    @Test
    void sampleRatio_unevenArms_blocksBelowOneInAThousand() {
        assertThat(SampleRatio.of(21_307, 21_306, 0.5).pValue()).isCloseTo(0.99613, within(1e-5));
        assertThat(SampleRatio.of(5000, 5300, 0.5).mismatch()).isFalse();
        assertThat(SampleRatio.of(5000, 5400, 0.5).mismatch()).isTrue();
        assertThat(SampleRatio.of(2000, 1000, 2.0 / 3).chiSquare()).isCloseTo(0, within(1e-20));
    }
}
