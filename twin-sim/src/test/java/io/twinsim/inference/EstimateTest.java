package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.internal.math.Moments;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Methods, defaults, refusals and notes of estimates of one mean and of two arms. */
class EstimateTest {

    private static final double[] HOURS = {3, 5, 7, 18, 43, 85, 91, 98, 100, 130, 230, 487};

    private static double[] binary(int n, int ones) {
        double[] values = new double[n];
        Arrays.fill(values, 0, ones, 1);
        return values;
    }

    private static IntervalOptions by(IntervalMethod method) {
        return IntervalOptions.of().withMethod(method);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    /** Published: Wilson's and Newcombe's own examples (Newcombe 1998, tables I and II). */
    @Test
    void scoreAndNewcombe_publishedExamples_agreeToFourDecimals() {
        double[][] wilson = {{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611},
                {1, 29, 0.0061, 0.1718}};
        for (double[] one : wilson) {
            Interval made = MeanEstimate.of(binary((int) one[1], (int) one[0]), "e", IntervalOptions.of()).interval();
            assertThat(made.method()).isEqualTo(IntervalMethod.SCORE);
            assertThat(made.lower()).isCloseTo(one[2], within(5.1e-5));
            assertThat(made.upper()).isCloseTo(one[3], within(5.1e-5));
        }
        double[][] pairs = {{56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090},
                {10, 10, 0, 10, 0.6075, 1}};
        for (double[] one : pairs) {
            Interval made = TwoArmEstimate.of(binary((int) one[1], (int) one[0]), binary((int) one[3], (int) one[2]),
                    "e",
                    by(IntervalMethod.NEWCOMBE)).interval();
            assertThat(made.lower()).isCloseTo(one[4], within(5.1e-5));
            assertThat(made.upper()).isCloseTo(one[5], within(5.1e-5));
        }
    }

    @Test
    void student_airconditioning_agreesWithR() {
        Estimate made = MeanEstimate.of(HOURS, "superpopulation", IntervalOptions.of());
        assertThat(made.interval().method()).isEqualTo(IntervalMethod.STUDENT);
        assertThat(made.interval().lower()).isCloseTo(108.08333333333333 - 2.200985160082949 * 39.32680, within(1e-4));
        assertThat(made).hasToString("Estimate[108, 95 % 22..195 (student), n=12]");
        assertThat(made.notes()).containsExactly("skewed data: expected one-sided miss 6.7 %, not 2.5 %");
        assertThat(made.toJson()).contains("\"estimand\": \"superpopulation\"", "\"kind\": \"sampling\"");
    }

    @Test
    void auto_twoArms_isWelchOrNewcombe() {
        assertThat(TwoArmEstimate.of(HOURS, HOURS, "e", IntervalOptions.of()).interval().method())
                .isEqualTo(IntervalMethod.WELCH);
        assertThat(TwoArmEstimate.of(binary(50, 20), binary(50, 10), "e", IntervalOptions.of()).interval().method())
                .isEqualTo(IntervalMethod.WELCH);
        Estimate few = TwoArmEstimate.of(binary(50, 20), binary(50, 9), "e", IntervalOptions.of());
        assertThat(few.interval().method()).isEqualTo(IntervalMethod.NEWCOMBE);
        assertThat(few.notes()).containsExactly("0/1 outcome with a count below 10: newcombe instead of welch");
    }

    @Test
    void methods_thatDoNotServeTheStatistic_areRefusedWithTheAllowedOnes() {
        refused(() -> MeanEstimate.of(HOURS, "e", by(IntervalMethod.WELCH)),
                "method welch does not serve one mean; allowed: "
                + "auto, student, normal, bootstrap-normal, basic, percentile, expanded, bca, studentized, abc, "
                + "saddlepoint");
        refused(() -> MeanEstimate.of(HOURS, "e", by(IntervalMethod.SCORE)),
                "method score does not serve one mean; allowed: "
                + "auto, student, normal, bootstrap-normal, basic, percentile, expanded, bca, studentized, abc, "
                + "saddlepoint");
        refused(() -> TwoArmEstimate.of(HOURS, HOURS, "e", by(IntervalMethod.NEWCOMBE)),
                "method newcombe does not serve a "
                + "difference of means; allowed: auto, student, welch, normal, bootstrap-normal, basic, percentile, "
                + "expanded, bca, studentized, abc, saddlepoint");
        refused(() -> IntervalMethod.named("percentil"),
                "unknown interval method \"percentil\"; did you mean \"percentile\"? "
                + "known: auto, student, welch, normal, bootstrap-normal, basic, percentile, expanded, bca, "
                + "studentized, abc, saddlepoint, score, newcombe, fieller");
    }

    @Test
    void values_outOfRange_areRefusedByName() {
        refused(() -> IntervalOptions.of().withLevel(95), "level must be in (0, 1), got 95.0; did you mean 0.95?");
        refused(() -> IntervalOptions.of().withLevel(Double.NaN), "level must be in (0, 1), got NaN");
        refused(() -> IntervalOptions.of().withReplicates(0), "replicates must be in [1, 10000000], got 0");
        refused(() -> MeanEstimate.of(HOURS, "e", by(IntervalMethod.BASIC).withReplicates(10)),
                "replicates must be at least 39 for level 0.95, got 10");
        refused(() -> TwoArmEstimate.of(HOURS, HOURS, "e", by(IntervalMethod.BCA).withReplicates(38)),
                "replicates must be at least 39 for level 0.95, got 38");
        refused(() -> MeanEstimate.of(HOURS, "e", by(IntervalMethod.BOOTSTRAP_NORMAL).withReplicates(1)),
                "replicates must be at least 2 for bootstrap-normal, got 1");
        assertThat(MeanEstimate.of(HOURS, "e", by(IntervalMethod.BOOTSTRAP_NORMAL).withReplicates(10)).replicates())
                .isEqualTo(10);
        refused(() -> MeanEstimate.of(new double[] {1}, "e", IntervalOptions.of()), "values has 1 row, need >= 2");
        refused(() -> MeanEstimate.of(new double[] {1, Double.NaN, Double.NaN}, "e", IntervalOptions.of()),
                "values must be finite, got NaN at index 1 (2 in all)");
        refused(() -> TwoArmEstimate.of(HOURS, new double[] {1}, "e", IntervalOptions.of()),
                "arm control has 1 row, need >= 2");
    }

    @Test
    void constantValues_giveThePointFlagged_andNoBca() {
        double[] constant = {0.1, 0.1, 0.1};
        for (IntervalMethod method : IntervalMethod.values()) {
            if (!method.serves(StatisticKind.MEAN_DIFFERENCE)) {
                continue;
            }
            if (Set.of(IntervalMethod.BCA, IntervalMethod.STUDENTIZED, IntervalMethod.ABC).contains(method)) {
                refused(() -> TwoArmEstimate.of(constant, constant, "e", by(method)),
                        method.id() + " is undefined: zero variance in both arms; welch gives the point");
                refused(() -> MeanEstimate.of(constant, "e", by(method)),
                        method.id() + " is undefined: zero variance; student gives the point");
                continue;
            }
            Estimate made = TwoArmEstimate.of(constant, constant, "e", by(method));
            assertThat(made.estimate()).isZero();
            assertThat(made.standardError()).isZero();
            assertThat(made.interval().width()).isZero();
            assertThat(made.notes()).contains("degenerate: zero variance in both arms");
        }
        assertThat(MeanEstimate.of(constant, "e", by(IntervalMethod.SADDLEPOINT)).interval().notes())
                .containsExactly("degenerate: zero variance");
        assertThat(MeanEstimate.of(constant, "e", IntervalOptions.of()).estimate()).isEqualTo(0.1);
    }

    @Test
    void oneConstantArm_leavesTheOtherArmsError() {
        Estimate made = TwoArmEstimate.of(HOURS, new double[] {5, 5, 5}, "e", IntervalOptions.of());
        Interval alone = MeanEstimate.of(HOURS, "e", IntervalOptions.of()).interval();
        assertThat(made.interval().lower()).isCloseTo(alone.lower() - 5, within(1e-9));
        assertThat(made.interval().upper()).isCloseTo(alone.upper() - 5, within(1e-9));
    }

    @Test
    void bca_valuesEqualUpToRounding_giveThePointFlagged() {
        double[] values = new double[100];
        Arrays.fill(values, 0.3);
        values[17] = Math.nextUp(0.3);
        values[63] = Math.nextDown(0.3);
        Estimate one = MeanEstimate.of(values, "e", by(IntervalMethod.BCA));
        Estimate two = TwoArmEstimate.of(values, new double[] {5, 5, 5}, "e", by(IntervalMethod.BCA));
        assertThat(one.interval().lower()).isEqualTo(one.estimate()).isEqualTo(one.interval().upper());
        assertThat(two.interval().lower()).isEqualTo(two.estimate()).isEqualTo(two.interval().upper());
        assertThat(one.notes()).contains("degenerate: zero variance beyond rounding");
        assertThat(two.notes()).contains("degenerate: zero variance beyond rounding");
        values[17] = 0.3 + 1e-12;
        assertThat(MeanEstimate.of(values, "e", by(IntervalMethod.BASIC)).interval().width()).isPositive();
    }

    @Test
    void bootstrap_extremeLimit_isNoted() {
        Estimate made = MeanEstimate.of(HOURS, "e", by(IntervalMethod.PERCENTILE).withReplicates(39));
        assertThat(made.notes()).contains("lower limit is an extreme replicate; more replicates are needed",
                "upper limit is an extreme replicate; more replicates are needed");
    }

    @Test
    void bootstrap_stopped_saysSoAndEqualsTheShorterRun() {
        AtomicInteger asked = new AtomicInteger();
        IntervalOptions options = by(IntervalMethod.PERCENTILE).withThreads(1);
        Estimate stopped = MeanEstimate.of(HOURS, "e", options.withStop(() -> asked.incrementAndGet() > 3));
        assertThat(stopped.replicates()).isEqualTo(384);
        assertThat(stopped.notes()).contains("stopped after 384 of 1,999 replicates");
        Estimate shorter = MeanEstimate.of(HOURS, "e", options.withReplicates(384));
        assertThat(stopped.interval()).isEqualTo(shorter.interval());
        Estimate none = TwoArmEstimate.of(HOURS, new double[] {1, 2, 3}, "e", options.withStop(() -> true));
        assertThat(none.interval().method()).isEqualTo(IntervalMethod.WELCH);
        assertThat(none.notes()).contains("stopped after 0 of 1,999 replicates: welch interval instead");
    }

    @Test
    void resampling_anyNumberOfThreads_givesTheSameEstimate() {
        double[] treated = new double[9000];
        double[] control = new double[5000];
        Draws.of(1).stream("test/t").uniforms(0, treated, 0, treated.length);
        Draws.of(1).stream("test/c").uniforms(0, control, 0, control.length);
        for (IntervalMethod method : IntervalMethod.values()) {
            if (method.serves(StatisticKind.MEAN_DIFFERENCE)) {
                Estimate one = TwoArmEstimate.of(treated, control, "e", by(method).withThreads(1));
                assertThat(TwoArmEstimate.of(treated, control, "e", by(method).withThreads(2))).isEqualTo(one);
                assertThat(TwoArmEstimate.of(treated, control, "e", by(method).withThreads(7))).isEqualTo(one);
            }
        }
    }

    @Test
    void moments_insteadOfValues_giveTheSameBits() {
        double[] values = new double[5000];
        Draws.of(1).stream("test/t").uniforms(0, values, 0, values.length);
        for (IntervalMethod method : new IntervalMethod[] {IntervalMethod.STUDENT, IntervalMethod.NORMAL,
            IntervalMethod.SADDLEPOINT, IntervalMethod.ABC, IntervalMethod.AUTO}) {
            assertThat(MeanEstimate.of(Moments.of(values), "e", by(method))).isEqualTo(
                    MeanEstimate.of(values, "e", by(method)));
        }
        refused(() -> MeanEstimate.of(Moments.of(HOURS), "e", by(IntervalMethod.SADDLEPOINT)),
                "method saddlepoint needs the values of 12 units, got their moments; allowed: auto, student, normal, "
                        + "abc");
    }

    @Test
    void offsetsAndScales_keepTheirDigits() {
        double[] offset = {1e15, 1e15 + 1, 1e15 + 2, 1e15, 1e15 + 1, 1e15 + 2};
        Estimate made = MeanEstimate.of(offset, "e", by(IntervalMethod.PERCENTILE));
        assertThat(MeanEstimate.of(offset, "e", IntervalOptions.of()).standardError())
                .isCloseTo(Math.sqrt(0.8 / 6), within(1e-9));
        assertThat(made.interval().lower()).isBetween(1e15, 1e15 + 1);
        double[] small = {1e-60, 2e-60, 4e-60};
        assertThat(MeanEstimate.of(small, "e", IntervalOptions.of()).standardError())
                .isCloseTo(Math.sqrt(7.0 / 9) * 1e-60, within(1e-73));
        refused(() -> MeanEstimate.of(new double[] {1e-300, 4e-300}, "e", IntervalOptions.of()),
                "values must spread over 1e-75 to 1e75, got 1.0E-300 to 4.0E-300; rescale them");
        refused(() -> MeanEstimate.of(new double[] {-1e300, 1e308}, "e", IntervalOptions.of()),
                "values must spread over 1e-75 to 1e75, got -1.0E300 to 1.0E308; rescale them");
    }
}
