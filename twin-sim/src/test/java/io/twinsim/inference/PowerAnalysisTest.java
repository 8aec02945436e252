package io.twinsim.inference;

import static io.twinsim.inference.ReferenceData.number;
import static io.twinsim.inference.ReferenceData.object;
import static io.twinsim.inference.ReferenceData.objects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Sizes and powers against R 4.2.2: n to relative 1e-7, power to absolute 1e-9, rounded-up n exactly. */
class PowerAnalysisTest {

    private static PowerAnalysis configured(PowerAnalysis base, Map<String, Object> one) {
        Map<String, Object> call = object(one, "call");
        PowerAnalysis made = base.withLevel(1 - number(one, "sig_level"));
        made = call.containsKey("power") ? made.withPower(number(call, "power")) : made;
        made = "one.sided".equals(call.get("alternative")) ? made.oneSided() : made;
        return Boolean.TRUE.equals(call.get("strict")) ? made.strict() : made;
    }

    private static void check(PowerAnalysis made, Map<String, Object> one) {
        Map<String, Object> call = object(one, "call");
        if (call.containsKey("n")) {
            assertThat(made.power(number(call, "n"))).as("%s", call).isCloseTo(number(one, "power"), within(1e-9));
        } else {
            double n = number(one, "n_per_arm");
            assertThat(made.controlUnits()).as("%s", call).isCloseTo(n, within(1e-7 * n));
            assertThat(made.run().control()).as("%s", call).isEqualTo(number(one, "n_per_arm_rounded_up"));
        }
    }

    @Test
    void means_everyCaseOfR_agrees() {
        int checked = 0;
        for (Map<String, Object> one : objects(ReferenceData.json("cases/power_sample_size.json"),
                "power_t_test_two_sample")) {
            Map<String, Object> call = object(one, "call");
            PowerAnalysis made = configured(PowerAnalysis.means(number(one, "delta"), number(one, "sd")), one);
            if (call.containsKey("delta")) {
                check(made, one);
            } else {
                double effect = made.detectableEffect(number(call, "n"));
                assertThat(effect).isCloseTo(number(one, "delta"), within(1e-7));
            }
            checked++;
        }
        assertThat(checked).isEqualTo(17);
    }

    @Test
    void proportions_everyCaseOfR_agrees() {
        int checked = 0;
        for (Map<String, Object> one : objects(ReferenceData.json("cases/power_sample_size.json"), "power_prop_test")) {
            Map<String, Object> call = object(one, "call");
            PowerAnalysis made = configured(PowerAnalysis.proportions(number(one, "p2"), number(one, "p1")), one);
            if (call.containsKey("p2")) {
                check(made, one);
            } else {
                double effect = made.detectableEffect(number(call, "n"));
                assertThat(effect + number(one, "p1")).isCloseTo(number(one, "p2"), within(1e-7));
            }
            checked++;
        }
        assertThat(checked).isEqualTo(12);
    }

    @Test
    void power_unequalArmsBothTails_isExact() {
        int checked = 0;
        for (Map<String, Object> one : objects(ReferenceData.json("cases/power_sample_size.json"), "unequal_arms_t")) {
            PowerAnalysis made = PowerAnalysis.means(number(one, "d"), 1).withLevel(1 - number(one, "alpha"))
                    .withRatio(number(one, "n1") / number(one, "n2")).strict();
            assertThat(made.power(number(one, "n2"))).isCloseTo(number(one, "power_two_sided_exact"), within(1e-9));
            assertThat(made.power(number(one, "n1"), number(one, "n2")))
                    .isCloseTo(number(one, "power_two_sided_exact"), within(1e-9));
            checked++;
        }
        assertThat(checked).isEqualTo(7);
    }

    @Test
    void controlUnits_hugeDegreesOfFreedom_areTheNormalApproximation() {
        int checked = 0;
        for (Map<String, Object> one : objects(ReferenceData.json("cases/power_sample_size.json"),
                "normal_approximation")) {
            double d = number(one, "d") / 1e4;
            PowerAnalysis made = PowerAnalysis.means(d, 1).withLevel(1 - number(one, "alpha"))
                    .withPower(number(one, "power"));
            double wanted = number(one, "n_per_arm_normal_approx") * 1e8;
            assertThat(made.controlUnits()).isCloseTo(wanted, within(1e-8 * wanted));
            PowerAnalysis normal = PowerAnalysis.means(1e4 * d, 1).withLevel(1 - number(one, "alpha"))
                    .withPower(number(one, "power")).normalApproximation();
            assertThat(normal.controlUnits()).isCloseTo(wanted / 1e8, within(1e-12 * wanted / 1e8));
            checked++;
        }
        assertThat(checked).isEqualTo(5);
    }

    @Test
    void run_tinyEffect_givesHugeNumbersAndNeverNegativeOnes() {
        PowerResult result = PowerAnalysis.means(1e-9, 1).run();
        assertThat(result.control()).isBetween(1.5e19, 1.6e19);
        assertThat(result.toString()).hasSizeLessThanOrEqualTo(75);
        assertThat(result.table()).contains("! large: more than a million units");
        assertThat(result.toJson()).contains("\"treated\": ");
    }

    @Test
    void run_unequalArms_roundsEachArmUp() {
        PowerResult result = PowerAnalysis.means(0.5, 1).withRatio(2).run();
        assertThat(result.treated()).isEqualTo(Math.ceil(2 * result.exactControl()));
        assertThat(result.achievedPower()).isBetween(0.8, 0.81)
                .isEqualTo(result.analysis().power(result.treated(), result.control()));
        assertThat(result.detectable()).isBetween(0.49, 0.5);
        assertThat(PowerAnalysis.means(0.5, 1).run()).hasToString(
                "Power[64 + 64 = 128 units for effect 0.5 at power 80 %]");
    }

    @Test
    void detectableEffect_ofTheUnitsNeeded_isTheEffectWithItsSign() {
        PowerAnalysis[] all = {PowerAnalysis.means(-0.5, 1), PowerAnalysis.means(0.5, 1).withRatio(3),
            PowerAnalysis.proportions(0.2, 0.25), PowerAnalysis.proportions(0.5, 0.99).withRatio(2).oneSided(),
            PowerAnalysis.means(0.5, 1).normalApproximation().strict()};
        double[] effects = {-0.5, 0.5, -0.05, -0.49, 0.5};
        for (int i = 0; i < all.length; i++) {
            double units = all[i].controlUnits();
            assertThat(all[i].power(units)).isCloseTo(0.8, within(1e-12));
            assertThat(all[i].detectableEffect(units)).as(all[i].toString()).isCloseTo(effects[i], within(1e-11));
        }
    }

    @Test
    void detectableEffect_ofTooFewUnits_saysThatNoneReachesThePower() {
        refused(() -> PowerAnalysis.proportions(0.6, 0.5).detectableEffect(3),
                "controlUnits must be enough for an effect below 1 - control, got 3.0; no proportion below 1 reaches "
                        + "power 0.8");
        refused(() -> PowerAnalysis.proportions(0.4, 0.5).detectableEffect(3, 3),
                "controlUnits must be enough for an effect above -control, got 3.0; no proportion above 0 reaches "
                        + "power 0.8");
    }

    @Test
    void values_outOfRange_areRefusedByName() {
        refused(() -> PowerAnalysis.means(0, 1).controlUnits(),
                "effect must not be 0, got 0.0; no finite n detects it");
        refused(() -> PowerAnalysis.means(Double.NaN, 1), "effect must be finite, got NaN");
        refused(() -> PowerAnalysis.means(1, 0), "sd must be positive and finite, got 0.0");
        refused(() -> PowerAnalysis.means(1, 1).withPower(1), "power must be in (0, 1), got 1.0");
        refused(() -> PowerAnalysis.means(1, 1).withPower(0), "power must be in (0, 1), got 0.0");
        refused(() -> PowerAnalysis.means(1, 1).withPower(Double.NaN), "power must be in (0, 1), got NaN");
        refused(() -> PowerAnalysis.means(1, 1).withLevel(0), "level must be in (0, 1), got 0.0");
        refused(() -> PowerAnalysis.means(1, 1).withLevel(1), "level must be in (0, 1), got 1.0");
        refused(() -> PowerAnalysis.means(1, 1).withRatio(0), "ratio must be positive and finite, got 0.0");
        refused(() -> PowerAnalysis.means(1, 1).withRatio(Double.NaN), "ratio must be positive and finite, got NaN");
        refused(() -> PowerAnalysis.means(1, Double.NaN), "sd must be positive and finite, got NaN");
        refused(() -> PowerAnalysis.means(1, 1).power(1, 9), "treatedUnits must be at least 2, got 1.0");
        refused(() -> PowerAnalysis.means(1, 1).power(9, Double.NaN), "controlUnits must be at least 2, got NaN");
        refused(() -> PowerAnalysis.means(1, 1).withLevel(95), "level must be in (0, 1), got 95.0; did you mean 0.95?");
        refused(() -> PowerAnalysis.means(1, 1).withRatio(-1), "ratio must be positive and finite, got -1.0");
        refused(() -> PowerAnalysis.means(1, 1).withPower(0.04).controlUnits(),
                "power must exceed 1 - level (0.05), got 0.04");
        refused(() -> PowerAnalysis.proportions(1, 0.5), "treated must be in (0, 1), got 1.0");
        refused(() -> PowerAnalysis.means(1, 1).power(1), "controlUnits must give both arms at least 2 units, got 1.0");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }
}
