package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RootTest {

    @Test
    void find_ofSmoothSteepAndFlatFunctions_isTheZero() {
        assertThat(Root.find(x -> x * x - 2, 0, 2, 1e-15)).isCloseTo(Math.sqrt(2), within(2e-15));
        assertThat(Root.find(x -> x * x * x, -1, 2, 1e-12)).isCloseTo(0, within(1e-3));
        assertThat(Root.find(x -> x < 0.3 ? -1 : 1, 0, 1, 1e-15)).isCloseTo(0.3, within(2e-15));
        assertThat(Root.find(x -> 1 - Math.sqrt(1 - x) - 0.999, 0, 1, 1e-15)).isCloseTo(1 - 1e-6, within(2e-15));
    }

    @Test
    void find_withoutAChangeOfSign_isTheNearerEnd() {
        assertThat(Root.find(x -> x + 1, 0, 1, 1e-15)).isZero();
        assertThat(Root.find(x -> x - 2, 0, 1, 1e-15)).isEqualTo(1);
    }
}
