package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import org.junit.jupiter.api.Test;

/** Coefficients that come to where a formula is undefined, or where nobody is reached. */
class CoefficientDomainTest {

    @Test
    void flip_gridThatLeavesTheDomain_endsThere() {
        // 6 sd below 0.05 lie at -0.01, where the root is undefined; all draws lie above 0.
        SimulationResult result = TestWorlds.with(1_000,
                "x: {coefficients: {b: {value: 0.05, sd: 0.01}}, base: 'sqrt($$b)'}").run();
        assertThat(result.isComplete()).isTrue();
        assertThat(result.recommendation().orElseThrow().verdict()).isEqualTo(Verdict.DEPLOY);
        assertThat(result.recommendation().orElseThrow().flip()).isEmpty();
        assertThat(result.table()).contains("no single coefficient changes the verdict within 6 sd\n");
    }

    @Test
    void flip_unstatedCoefficientThatLeavesTheDomain_endsThere() {
        SimulationResult deploy = TestWorlds.with(1_000,
                "x: {coefficients: {b: {value: 2}}, base: '0.1 * log($$b)'}").run();
        Recommendation.Flip flip = deploy.recommendation().orElseThrow().flip().orElseThrow();
        assertThat(flip.text()).isEqualTo("flips to SKIP if b < 1.65");
        SimulationResult never = TestWorlds.with(1_000,
                "x: {coefficients: {b: {value: 2}}, base: '1 + 0.001 * log($$b)'}").run();
        assertThat(never.recommendation().orElseThrow().flip()).isEmpty();
    }

    @Test
    void draw_thatLeavesTheDomain_isNamed() {
        // The product separates, so the root is taken once a draw and not once a twin.
        assertThatThrownBy(TestWorlds.with(1_000, "x: {coefficients: {b: {value: 0.05, sd: 0.02}}, base: 'sqrt($$b)'}")
                ::run).isInstanceOf(InputException.class).hasMessageMatching(
                "coefficient draw [0-9]{1,3} of 1,000: b = (-0\\.0[0-9]+); formula \"sqrt\\(\\$\\$b\\)\" is undefined "
                + "for \\$\\$b = \\1; the declared normal leaves the formula's domain");
        // This one does not: each draw is a pass over the twins, and the message names one of them as well.
        assertThatThrownBy(TestWorlds.with(1_000, "x: {coefficients: {b: {value: 0.5, sd: 0.3}}, "
                + "base: '0.1 * log($$b * level + 0.1)'}")::run).isInstanceOf(InputException.class).hasMessageMatching(
                "coefficient draw [0-9]{1,3} of 1,000: b = (-0\\.[0-9]+); formula \"0\\.1 \\* log\\(\\$\\$b \\* level "
                + "\\+ 0\\.1\\)\" is NaN at row [0-9]+; inputs: level = [1-4], \\$\\$b = -0\\.[0-9]+; the "
                + "declared normal leaves the formula's domain");
    }

    @Test
    void draw_underWhichNobodyIsReached_isLeftOutWithACount() {
        SimulationResult result = TestWorlds.with(1_000,
                "x: {coefficients: {cut: {value: 2.3, sd: 0.5}}, base: 0.1, applies: 'x > $$cut'}").run();
        Recommendation r = result.recommendation().orElseThrow();
        assertThat(result.ate().reached()).isPositive();
        assertThat(r.judged()).isEqualTo(0.1);
        // Whoever is reached gains 0.1 under every draw; counted as 0, the others would pull the limit down to 0.
        assertThat(r.interval().lower()).isEqualTo(0.1);
        assertThat(r.interval().upper()).isEqualTo(0.1);
        assertThat(r.probWorthwhile()).isEqualTo(1);
        assertThat(r.interval().notes()).hasSize(1);
        assertThat(r.interval().notes().get(0))
                .matches("[0-9]{2,3} of 1,000 coefficient draws reach nobody and are left out");
        assertThat(result.warnings()).contains(r.interval().notes().get(0));
    }
}
