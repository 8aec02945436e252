package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.model.Intervention;
import io.twinsim.random.Draws;
import org.junit.jupiter.api.Test;

class CoefficientDrawsTest {

    private static final String OPEN = "[[0.0004, 0.00005], [0.00005, 0.000025]]";
    /** The slope is the lift times 0.25 but for its best guess: correlation 1. */
    private static final String SINGULAR = "[[0.0004, 0.0001], [0.0001, 0.000025]]";

    private static Intervention joined(String covariance) {
        return TestWorlds.small(OPEN, covariance).intervention("joined");
    }

    @Test
    void draws_ofASingularCovariance_followEachOtherExactly() {
        CoefficientDraws draws = new CoefficientDraws(joined(SINGULAR), Draws.of(1));
        for (int k = 0; k < CoefficientDraws.COUNT; k++) {
            double[] b = draws.draw(k);
            assertThat(b[1] - 0.02).isCloseTo(0.25 * (b[0] - 0.1), within(1e-15));
        }
    }

    @Test
    void draws_ofTheFirstCoefficient_doNotDependOnTheSecond() {
        CoefficientDraws singular = new CoefficientDraws(joined(SINGULAR), Draws.of(1));
        CoefficientDraws open = new CoefficientDraws(joined(OPEN), Draws.of(1));
        for (int k = 0; k < CoefficientDraws.COUNT; k++) {
            assertThat(singular.draw(k)[0]).isEqualTo(open.draw(k)[0]);
        }
    }

    /** The effect is lift + slope * level, so its sd is that of the lift times 1 + 0.25 * mean level. */
    @Test
    void run_withASingularCovariance_isNormalTheory() {
        SimulationResult result = Simulation.of(TestWorlds.small(OPEN, SINGULAR).generate(20_000, 7),
                joined(SINGULAR)).run();
        Assumption assumption = result.assumption().orElseThrow();
        assertThat(assumption.deltaSd()).isCloseTo(0.02 * (1 + 0.25 * 2.5), within(1e-3));
        assertThat(assumption.sd()).isCloseTo(assumption.deltaSd(), within(1e-5));
        assertThat(result.intervals().total()).isPresent();
    }
}
