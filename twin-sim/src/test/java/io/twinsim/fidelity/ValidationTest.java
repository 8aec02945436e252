package io.twinsim.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.math.Normal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** One prediction against one real test. */
class ValidationTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private static Validation validation(double simulated, double se, double sd, double actual, double seActual) {
        return new Validation(Prediction.of("p1", "m", "mail", simulated, se, sd, 0.95, AT),
                Actual.of(actual, seActual), AT);
    }

    /** By hand: 0.12 - 0.10 over sqrt(0.003^2 + 0.004^2 + 0.012^2) = 0.013. */
    @Test
    void z_threeUncertainties_countsAll() {
        Validation v = validation(0.12, 0.003, 0.004, 0.10, 0.012);
        assertThat(v.z()).isEqualTo(0.02 / 0.013, within(1e-14));
        assertThat(v.covered()).isTrue();
        assertThat(v.error().getAsDouble()).isEqualTo(0.2, within(1e-14));
        assertThat(v).hasToString("Validation[p1: 0.12 against 0.1, z 1.54, good]");
    }

    @Test
    void covered_atTheQuantileOfThePredictionsLevel_changes() {
        double limit = -Normal.quantile(0.05);
        for (double z : new double[] {limit * 0.999, limit * 1.001, -limit * 0.999, -limit * 1.001}) {
            Validation v = new Validation(Prediction.of("p1", "m", "mail", 0.1 + 0.01 * z, 0, 0, 0.9, AT),
                    Actual.of(0.1, 0.01), AT);
            assertThat(v.covered()).as("z %s", z).isEqualTo(Math.abs(z) < limit);
        }
    }

    @Test
    void covered_perfectTwinWithNarrowInterval_doesNotAskWhetherTheActualIsInside() {
        Validation v = validation(0.10, 0.0001, 0, 0.11, 0.012);
        assertThat(v.prediction().interval().contains(0.11)).isFalse();
        assertThat(v.covered()).isTrue();
    }

    @Test
    void grade_byAbsoluteError_hasTheEdgesOfTheTable() {
        double[] simulated = {1, 1.0999, 0.9001, 1.1, 0.9, 1.1999, 1.2, 0.8, 1.3499, 1.35, 0.65, -1};
        Grade[] grades = {Grade.EXCELLENT, Grade.EXCELLENT, Grade.EXCELLENT, Grade.GOOD, Grade.EXCELLENT, Grade.GOOD,
                Grade.GOOD, Grade.GOOD, Grade.FAIR, Grade.POOR, Grade.POOR, Grade.POOR};
        // 1.1 - 1 is above 0.1 in binary, 1 - 0.9 below: the edge itself is as good as either side
        for (int i = 0; i < simulated.length; i++) {
            assertThat(validation(simulated[i], 0, 0, 1, 0.01).grade()).as("%s", simulated[i])
                    .isEqualTo(grades[i]);
        }
        assertThat(validation(-1.3, 0, 0, -1, 0.01).grade()).isEqualTo(Grade.FAIR);
    }

    @Test
    void grade_exactZeroError_isExcellent() {
        assertThat(validation(0.1, 0, 0, 0.1, 0.01).grade()).isEqualTo(Grade.EXCELLENT);
        assertThat(validation(0.1, 0, 0, 0.1, 0.01).error()).hasValue(0);
    }

    @Test
    void grade_uncertainActual_isInconclusive() {
        assertThat(validation(0.1, 0, 0, 0.1, 0.0200001).grade()).isEqualTo(Grade.INCONCLUSIVE);
        assertThat(validation(0.5, 0, 0, 0.1, 0.05).grade()).isEqualTo(Grade.INCONCLUSIVE);
        assertThat(validation(0.1, 0, 0, 0.125, 0.025).grade()).isNotEqualTo(Grade.INCONCLUSIVE);
    }

    @Test
    void grade_actualZero_isGradedOnCoverage() {
        assertThat(validation(0.01, 0, 0, 0, 0.01).grade()).isEqualTo(Grade.GOOD);
        assertThat(validation(0.05, 0, 0, 0, 0.01).grade()).isEqualTo(Grade.POOR);
        assertThat(validation(0, 0, 0, 0, 0.01).grade()).isEqualTo(Grade.EXCELLENT);
        assertThat(validation(0.05, 0, 0, 0, 0.01).error()).isEmpty();
        assertThat(validation(0.01, 0, 0, -0.0, 0.01).error()).isEmpty();
    }

    @Test
    void actual_fromItsInterval_hasItsStandardError() {
        // (0.13 - 0.07) / (2 * qnorm(0.975)) = 0.015306475
        assertThat(Actual.ofInterval(0.1, 0.07, 0.13, 0.95).standardError()).isEqualTo(0.03 / 1.959963984540054,
                within(1e-15));
    }

    @Test
    void actual_badNumbers_areRefused() {
        assertRefused(() -> Actual.of(0.1, 0), "standardError must be positive and finite, got 0.0; give the test's "
                + "standard error, or its interval by ofInterval");
        assertRefused(() -> Actual.of(0.1, Double.NaN), "standardError must be positive and finite, got NaN; give the "
                + "test's standard error, or its interval by ofInterval");
        assertRefused(() -> Actual.of(Double.NaN, 1), "ate must be finite, got NaN");
        assertRefused(() -> Actual.ofInterval(0.2, 0.07, 0.13, 0.95), "ate must be in [0.07, 0.13], got 0.2");
        assertRefused(() -> Actual.ofInterval(0.1, 0.1, 0.1, 0.95), "lower must be below upper (0.1), got 0.1");
        assertRefused(() -> Actual.ofInterval(0.1, 0, 1, 95), "level must be in (0, 1), got 95.0; did you mean 0.95?");
        assertRefused(() -> Actual.of(0.1, 1).withN(0), "n must be in [1, 9007199254740992], got 0");
        assertRefused(() -> Actual.of(0.1, 1).withExperiment(" "), "experiment must not be blank");
        assertRefused(() -> Actual.of(0.1, 1).withConfounders("a", ""), "confounder must not be blank");
        assertRefused(() -> Actual.of(0.1, 1).withConfounders("a", null), "confounder must not be null");
        assertRefused(() -> Actual.of(0.1, 1).withExperiment(null), "id must not be null");
        assertRefused(() -> Actual.of(0.1, 1).withNotes(null), "text must not be null");
    }

    @Test
    void prediction_badNumbers_areRefused() {
        assertRefused(() -> Prediction.of("p", "m", "s", Double.POSITIVE_INFINITY, 0, 0, 0.95, AT),
                "ate must be finite, got Infinity");
        assertRefused(() -> Prediction.of("p", "m", "s", 0, -1, 0, 0.95, AT),
                "seSimulation must be finite and at least 0, got -1.0");
        assertRefused(() -> Prediction.of("p", "m", "s", 0, 0, Double.NaN, 0.95, AT),
                "sdAssumption must be finite and at least 0, got NaN");
        assertRefused(() -> Prediction.of("", "m", "s", 0, 0, 0, 0.95, AT), "id must not be blank");
        assertRefused(() -> Prediction.of("p", "m", "s", 0, 0, 0, 1, AT), "level must be in (0, 1), got 1.0");
    }

    @Test
    void prediction_assumptionNotStated_countsAsNone() {
        var interval = new Interval(IntervalKind.SIMULATION, IntervalMethod.NORMAL, 0.95, 0.09, 0.11, List.of());
        var p = new Prediction("p1", "m", "mail", 0.1, 0.003, OptionalDouble.empty(), interval, AT);
        assertThat(new Validation(p, Actual.of(0.105, 0.004), AT).z()).isEqualTo(-1, within(1e-13));
        assertThat(p).hasToString("Prediction[p1: mail 0.1, sd 0.003, assumption not stated]");
        assertThat(Prediction.of("prediction-1", "m", "email_campaign", 0.05754, 0.0000777, 0.01158, 0.95, AT))
                .hasToString("Prediction[prediction-1: email_campaign 0.05754, sd 0.0116]");
        assertThat(Actual.of(0.105, 0.004).withN(4000).withExperiment("e7"))
                .hasToString("Actual[0.105, se 0.004, n=4,000, experiment e7]");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }
}
