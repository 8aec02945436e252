package io.twinsim.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Reports: figures by hand and by numpy, look-back, models kept apart. */
class FidelityReportTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final double[] SIMULATED = {0.10, 0.12, 0.08, 0.15, 0.11, 0.10, 0.09, 0.13, 0.10, 0.12, 0.14};
    private static final double[] ACTUAL = {0.11, 0.10, 0.08, 0.10, 0.12, 0.07, 0.10, 0.09, 0.13, 0.08, 0.09};

    private final SetClock clock = new SetClock(START);
    private final FidelityTracker tracker = FidelityTracker.of(FidelityStore.inMemory(), clock);

    private void record(String model, double[] simulated, double[] actual, double se) {
        for (int i = 0; i < simulated.length; i++) {
            String id = model + "-" + i;
            tracker.record(Prediction.of(id, model, "mail", simulated[i], 0.001, 0.005, 0.95, clock.instant()));
            tracker.validate(id, Actual.of(actual[i], se));
            clock.advance(Duration.ofDays(1));
        }
    }

    /**
     * numpy: {@code d=s-a; e=sqrt(max(0,(d**2).mean()-.01**2)); e/abs(a.mean()); abs(d/a)} and so on;
     * scipy.stats.binom.cdf(5, 11, .95).
     */
    @Test
    void report_elevenValidations_hasTheFiguresOfNumpy() {
        record("m", SIMULATED, ACTUAL, 0.01);
        FidelityReport report = tracker.report("m");
        assertThat(report.validations()).hasSize(11);
        assertThat(report.predictions()).isEqualTo(11);
        assertThat(report.excess().getAsDouble()).isEqualTo(0.029541957835039857, within(1e-15));
        assertThat(report.error().getAsDouble()).isEqualTo(0.3037023702667649, within(1e-14));
        assertThat(report.meanError().getAsDouble()).isEqualTo(0.28487118941664397, within(1e-14));
        assertThat(report.medianError().getAsDouble()).isEqualTo(0.23076923076923075, within(1e-14));
        assertThat(report.maxError().getAsDouble()).isEqualTo(0.5555555555555558, within(1e-14));
        assertThat(report.coverage().covered()).isEqualTo(5);
        assertThat(report.coverage().pValue()).isEqualTo(5.80134505859378e-06, within(1e-13));
        assertThat(report.fidelity()).isEqualTo(0.6237719771769008, within(1e-14));
        assertThat(report.legacy().score()).isEqualTo(0.5278628946810764, within(1e-14));
        assertThat(report.legacy().coverage()).hasValue(1 / 11.0);
        assertThat(report.degradation().orElseThrow().older()).isEqualTo(1.603567451474546, within(1e-14));
        assertThat(report.degradation().orElseThrow().recent()).isEqualTo(2.9695693545824935, within(1e-14));
    }

    @Test
    void report_ofAWholeModel_printsAsOneScreen() {
        record("m", SIMULATED, ACTUAL, 0.01);
        FidelityReport report = tracker.report("m");
        assertThat(report.table().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(report.table()).contains("fidelity of model m", "error beyond noise", "legacy score (no trigger)",
                "m-10", "warning: ");
        assertThat(report.toString().length()).isLessThanOrEqualTo(75);
        assertThat(report.toJson()).contains("\"fidelity\": ", "\"legacyScore\": {", "\"degradation\": {");
    }

    @Test
    void report_perModelAndLookBack_mixesNothing() {
        record("a", new double[] {0.1, 0.1}, new double[] {0.1, 0.1}, 0.01);
        record("b", new double[] {0.2}, new double[] {0.1}, 0.01);
        clock.advance(Duration.ofDays(87).plusHours(12));
        assertThat(tracker.report("a").validations()).hasSize(1);
        assertThat(tracker.report("b").validations()).hasSize(1);
        assertThat(tracker.report("a", Duration.ofDays(200)).validations()).hasSize(2);
        assertThat(tracker.report("a", Duration.ZERO).validations()).isEmpty();
        assertThat(tracker.models()).containsExactly("a", "b");
        assertThatThrownBy(() -> tracker.report("c")).isInstanceOf(InputException.class)
                .hasMessageStartingWith("unknown model \"c\"");
        assertThatThrownBy(() -> tracker.report("a", Duration.ofDays(-1))).isInstanceOf(InputException.class)
                .hasMessage("lookBack must not be negative, got PT-24H");
    }

    @Test
    void report_nothingValidated_isUnknown() {
        tracker.record(Prediction.of("p", "m", "mail", 0.1, 0.01, 0, 0.95, START));
        FidelityReport report = tracker.report("m");
        assertThat(report.fidelity()).isEqualTo(0.5);
        assertThat(report.error()).isEmpty();
        assertThat(report.grades()).containsExactly(java.util.Map.entry(Grade.UNVALIDATED, 1));
        assertThat(report.legacy().score()).isEqualTo(0.5);
        assertThat(report.warnings()).containsExactly("no validation in the look-back; fidelity is unknown");
        assertThat(report).hasToString("Fidelity[0.500, error -, covered 0 of 0 validations]");
        assertThat(report.toJson()).contains("\"error\": null");
    }

    @Test
    void report_meanActualZero_restsOnCoverage() {
        record("m", new double[] {0.1, 0.1}, new double[] {0.1, -0.1}, 0.2);
        assertThat(tracker.report("m").error()).isEmpty();
        assertThat(tracker.report("m").fidelity()).isEqualTo(1);
    }

    /** Of 0.10, -0.10, 0.12 and -0.12, half a percent off: as far off as without the signs. */
    @Test
    void report_scenariosOfOppositeEffects_doNotCancel() {
        double[] actual = {0.1, -0.1, 0.12, -0.12};
        record("m", new double[] {0.1005, -0.1005, 0.1206, -0.1206}, actual, 0.0001);
        record("n", new double[] {0.1005, 0.1005, 0.1206, 0.1206}, new double[] {0.1, 0.1, 0.12, 0.12}, 0.0001);
        assertThat(tracker.report("m").error().orElseThrow()).isBetween(0.0045, 0.0055)
                .isEqualTo(tracker.report("n").error().orElseThrow());
    }

    @Test
    void report_rightTwinInNoisyTests_hasNoErrorBeyondNoise() {
        record("m", new double[] {0.1, 0.1, 0.1, 0.1}, new double[] {0.08, 0.12, 0.11, 0.09}, 0.02);
        assertThat(tracker.report("m").error()).hasValue(0);
        assertThat(tracker.report("m").fidelity()).isEqualTo(1);
        assertThat(tracker.report("m").legacy().score()).isLessThan(0.95);
    }

    /** Planted: five right ones, then five three standard deviations off; p of the extreme order is 2/252 = 0.008. */
    @Test
    void degradation_laterHalfWorse_isFound() {
        double[] z = {0.1, 0.4, 0.2, 0.3, 0.5, 3.1, 2.8, 3.3, 2.9, 3.2};
        Degradation found = Degradation.of(z, "m");
        assertThat(found.degraded()).isTrue();
        assertThat(found.pValue()).isEqualTo(1 / 252.0, within(0.005));
        assertThat(found.older()).isEqualTo(0.3, within(1e-15));
        assertThat(found.recent()).isEqualTo(3.06, within(1e-14));
        double[] reversed = {3.1, 2.8, 3.3, 2.9, 3.2, 0.1, 0.4, 0.2, 0.3, 0.5};
        assertThat(Degradation.of(reversed, "m").degraded()).isFalse();
        assertThat(Degradation.of(reversed, "m").pValue()).isGreaterThan(0.99);
        double[] slightly = {1, 1, 1, 1, 1, 1.05, 1.05, 1.05, 1.05, 1.05};
        assertThat(Degradation.of(slightly, "m").pValue()).isLessThan(0.05);
        assertThat(Degradation.of(slightly, "m").degraded()).isFalse();
        assertThat(Degradation.of(new double[10], "m").pValue()).isEqualTo(1);
    }

    @Test
    void degradation_underTenValidations_isNotJudged() {
        record("m", new double[9], new double[9], 0.01);
        assertThat(tracker.report("m").degradation()).isEmpty();
    }
}
