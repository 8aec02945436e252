package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.internal.math.Normal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplicateQuantileTest {

    private static final double[] HUNDRED = IntStream.rangeClosed(1, 99).asDoubleStream().toArray();

    @Test
    void quantile_wholeRank_isTheOrderStatistic() {
        assertThat(ReplicateQuantile.quantile(HUNDRED, 0.05)).isEqualTo(5);
        assertThat(ReplicateQuantile.quantile(HUNDRED, 1 - 0.05)).isEqualTo(95);
        double[] many = IntStream.rangeClosed(1, 1999).asDoubleStream().toArray();
        assertThat(ReplicateQuantile.quantile(many, (1 - 0.95) / 2)).isEqualTo(50);
        assertThat(ReplicateQuantile.quantile(many, 1 - (1 - 0.95) / 2)).isEqualTo(1950);
    }

    @Test
    void quantile_betweenRanks_interpolatesOnTheNormalScale() {
        double share = (Normal.quantile(0.025) - Normal.quantile(0.02))
                / (Normal.quantile(0.03) - Normal.quantile(0.02));
        assertThat(ReplicateQuantile.quantile(HUNDRED, 0.025)).isCloseTo(2 + share, within(1e-12));
    }

    @Test
    void quantile_beyondTheReplicates_isTheExtreme() {
        assertThat(ReplicateQuantile.quantile(HUNDRED, 0.001)).isEqualTo(1);
        assertThat(ReplicateQuantile.quantile(HUNDRED, 0.999)).isEqualTo(99);
        assertThat(ReplicateQuantile.extreme(99, 0.005)).isTrue();
        assertThat(ReplicateQuantile.extreme(99, 0.025)).isFalse();
    }

    @Test
    void requireReplicates_tooFewForTheMethod_namesTheMinimum() {
        assertThat(ReplicateQuantile.fewest(0.90)).isEqualTo(19);
        assertThat(ReplicateQuantile.fewest(0.95)).isEqualTo(39);
        assertThat(ReplicateQuantile.fewest(0.99)).isEqualTo(199);
        IntervalOptions ten = IntervalOptions.of().withLevel(0.99).withReplicates(10);
        int refused = 0;
        for (IntervalMethod method : IntervalMethod.values()) {
            IntervalOptions options = ten.withMethod(method);
            if (method.resamples() && method != IntervalMethod.BOOTSTRAP_NORMAL) {
                assertThatThrownBy(options::requireReplicates).isInstanceOf(InputException.class)
                        .hasMessage("replicates must be at least 199 for level 0.99, got 10");
                refused++;
            } else {
                assertThat(options.requireReplicates()).isSameAs(options);
            }
        }
        assertThat(refused).isEqualTo(5);
        assertThatThrownBy(ten.withMethod(IntervalMethod.BOOTSTRAP_NORMAL).withReplicates(1)::requireReplicates)
                .isInstanceOf(InputException.class)
                .hasMessage("replicates must be at least 2 for bootstrap-normal, got 1");
    }
}
