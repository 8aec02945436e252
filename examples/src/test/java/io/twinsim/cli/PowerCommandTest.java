package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PowerCommandTest {

    /** R 4.2.2, power.t.test(delta = 0.5, sd = 1, power = 0.8): n = 63.76576. */
    @Test
    void means_atDefaults_needTheUnitsOfR() {
        Map<String, Object> document = CliRun.json("power", "--effect", "0.5", "--sd", "1", "--json");
        assertThat(document).containsEntry("perArm", 64L).containsEntry("total", 128L).containsEntry("level", 0.95)
                .containsEntry("power", 0.8).containsEntry("ratio", 1.0);
        assertThat((Double) document.get("exactControl")).isCloseTo(63.76576, Offset.offset(1e-5));
        assertThat(CliRun.at(document, "n")).isEqualTo(Map.of("treated", 64L, "control", 64L));
    }

    /** R 4.2.2, power.prop.test(p1 = 0.25, p2 = 0.2, power = 0.8): n = 1093.739. */
    @Test
    void proportions_atDefaults_needTheUnitsOfR() {
        Map<String, Object> document = CliRun.json("power", "--proportions", "0.25,0.20", "--json");
        assertThat(document).containsEntry("perArm", 1094L);
        assertThat((Double) document.get("exactControl")).isCloseTo(1093.739, Offset.offset(1e-3));
        CliRun run = CliRun.of("power", "--proportions", "0.25,0.20");
        assertThat(run.out()).contains("1,094").contains("2,188");
        assertThat(run.status()).isZero();
    }

    @Test
    void ratio_asQuotientOrNumber_isTheSame() {
        String quotient = CliRun.of("power", "--effect", "0.5", "--sd", "1", "--ratio", "2/1", "--json").out();
        assertThat(quotient).isEqualTo(CliRun.of("power", "--effect", "0.5", "--sd", "1", "--ratio", "2", "--json")
                .out());
        assertThat(CliRun.at(JsonTree.object(quotient), "n")).isEqualTo(Map.of("treated", 96L, "control", 48L));
    }

    /** R 4.2.2, power.t.test(n = 64, delta = 0.5, sd = 1): power = 0.8014596. */
    @Test
    void plan_given_hasThePowerOfR() {
        Map<String, Object> document =
                CliRun.json("power", "--effect", "0.5", "--sd", "1", "--plan", "64,64", "--json");
        assertThat((Double) document.get("achievedPower")).isCloseTo(0.80146, Offset.offset(1e-4));
        assertThat((Double) document.get("detectableEffect")).isCloseTo(0.499, Offset.offset(1e-3));
        assertThat(document).containsEntry("power", 0.8).containsEntry("effect", 0.5).containsEntry("sd", 1.0)
                .containsEntry("level", 0.95);
        assertThat(CliRun.of("power", "--effect", "0.5", "--sd", "1", "--plan", "64,64").out())
                .startsWith("treated 64, control 64\n");
    }

    /** R 4.2.2, power.t.test(n = 100, sd = 1, power = 0.8): delta = 0.3981407. */
    @Test
    void plan_withoutEffect_givesTheDetectableEffect() {
        Map<String, Object> document = CliRun.json("power", "--sd", "1", "--plan", "100,100", "--json");
        assertThat((Double) document.get("detectableEffect")).isCloseTo(0.39814, Offset.offset(1e-5));
        assertThat(document).containsEntry("effect", null).containsEntry("achievedPower", null);
        assertThat(CliRun.of("power", "--sd", "1", "--plan", "100,100").out())
                .isEqualTo("treated 100, control 100\n  detectable effect  0.3981  (power 80 %, level 95 %)\n");
    }

    /** 2/49 times 49 is less than 2 in floating point. */
    @Test
    void plan_smallestArms_areTaken() {
        for (int control = 2; control <= 200; control++) {
            assertThat(CliRun.of("power", "--effect", "1", "--sd", "1", "--plan", "2," + control).err()).isEmpty();
        }
    }

    @Test
    void perCent_forShares_isRefusedWithAHint() {
        CliRun.of("power", "--proportions", "20,25")
                .isRefused("--proportions must be two numbers in (0, 1), got \"20,25\"; did you mean 0.2,0.25?");
        CliRun.of("power", "--effect", "1", "--sd", "1", "--power", "80")
                .isRefused("--power must be in (0, 1), got \"80\"; did you mean 0.8?");
        CliRun.of("power", "--effect", "1", "--sd", "1", "--plan", "1,1")
                .isRefused("--plan must be a whole number in [2, 9223372036854775807], got \"1\"");
    }

    @Test
    void input_contradictory_isRefused() {
        CliRun.of("power").isRefused("power must be given either --effect with --sd or --proportions");
        CliRun.of("power", "--effect", "1", "--proportions", "0.1,0.2")
                .isRefused("power must be given either --effect with --sd or --proportions");
        CliRun.of("power", "--effect", "1").isRefused("power must be given --sd");
        CliRun.of("power", "--effect", "1", "--sd", "0").isRefused("sd must be positive and finite, got 0.0");
        CliRun.of("power", "--proportions", "0.1").isRefused("--proportions must be P1,P2, got \"0.1\"");
        CliRun.of("power", "--proportions", "0,0.2")
                .isRefused("--proportions must be two numbers in (0, 1), got \"0,0.2\"");
        CliRun.of("power", "--effect", "1", "--sd", "1", "--power", "0")
                .isRefused("--power must be in (0, 1), got \"0\"");
        CliRun.of("power", "--effect", "1", "--sd", "1", "--plan", "5,5", "--ratio", "1")
                .isRefused("--ratio must not be given with --plan; the plan says how large both arms are");
    }

    /** SciPy 1.17.1 on Owen's Q: n = 69.1978; the closed form 2 (z_0.95 + z_0.9)^2 / 0.25 is 68.5108. */
    @Test
    void equivalence_withoutEffect_assumesNone() {
        Map<String, Object> document = CliRun.json("power", "--sd", "1", "--equivalence", "0.5", "--json");
        assertThat(document).containsEntry("perArm", 70L).containsEntry("test", "equivalence")
                .containsEntry("margin", 0.5).containsEntry("effect", 0.0).containsEntry("normalApproximation", false);
        assertThat((Double) document.get("exactControl")).isCloseTo(69.1978218, Offset.offset(1e-6));
        Map<String, Object> normal =
                CliRun.json("power", "--sd", "1", "--equivalence", "0.5", "--normal-approximation", "--json");
        assertThat((Double) normal.get("exactControl")).isCloseTo(68.5108, Offset.offset(1e-4));
        assertThat(normal).containsEntry("normalApproximation", true);
    }

    /** SciPy 1.17.1, for 100 and 80 units: nct.sf(t.isf(0.05, 178), 178, 0.5 / se) = 0.95311; 0.8 at 0.37440. */
    @Test
    void nonInferiority_anyOutcome_detectsAMargin() {
        CliRun run = CliRun.of("power", "--proportions", "0.2,0.2", "--non-inferiority", "0.05", "--level", "0.975",
                "--power", "0.9");
        assertThat(run.out()).startsWith("Two proportions: 0.2 against 0.2, level 97.5 %, power 90 %\n"
                + "Shows non-inferiority by margin 0.05; one-sided test with error rate 2.5 %\n")
                .contains("  control            1,345\n").contains("  detectable margin  0.05\n");
        assertThat(CliRun.of("power", "--sd", "1", "--non-inferiority", "0.5", "--plan", "100,80").out())
                .isEqualTo("treated 100, control 80\n  power              0.9531\n"
                        + "  detectable margin  0.3744  (power 80 %, level 95 %)\n");
        Map<String, Object> document =
                CliRun.json("power", "--sd", "1", "--non-inferiority", "0.5", "--plan", "100,80", "--json");
        assertThat(document).containsEntry("effect", 0.0).containsKeys("achievedPower", "detectableMargin", "n")
                .doesNotContainKeys("ratio", "detectableEffect");
    }

    @Test
    void margins_contradictory_areRefused() {
        CliRun.of("power", "--sd", "1", "--equivalence", "0.5", "--non-inferiority", "0.5")
                .isRefused("power must be given one of --equivalence and --non-inferiority, got both");
        CliRun.of("power", "--sd", "1", "--equivalence", "0").isRefused("margin must be positive and finite, got 0.0");
        CliRun.of("power", "--effect", "0.5", "--sd", "1", "--equivalence", "0.5").isRefused(
                "effect must be inside the margins (-0.5, 0.5), got 0.5; no n shows equivalence");
    }

    /** R 4.2.2: power.t.test(delta = 0.5, sd = 1, power = 0.8) by z alone, 62.791037874792686. */
    @Test
    void normalApproximation_ofADifference_takesTheSdAsKnown() {
        Map<String, Object> document = CliRun.json("power", "--effect", "0.5", "--sd", "1", "--normal-approximation",
                "--json");
        assertThat((Double) document.get("exactControl")).isCloseTo(62.791037874792686, Offset.offset(1e-9));
        assertThat(document).containsEntry("perArm", 63L).containsEntry("test", "difference");
    }

    /** The treated share is below the control share, so the detectable one is looked for there. */
    @Test
    void proportions_ofAnUnlikelyLoss_detectALoss() {
        Map<String, Object> document = CliRun.json("power", "--proportions", "0.5,0.99", "--json");
        assertThat((Double) document.get("detectableEffect")).isBetween(-0.49, -0.4);
    }

    /** R 4.2.2: power.t.test(delta = 0.5, sd = 1, power = 0.8, alternative = "one.sided"), n = 50.150783386855665. */
    @Test
    void oneSided_ofADifference_needsTheUnitsOfR() {
        Map<String, Object> document = CliRun.json("power", "--effect", "0.5", "--sd", "1", "--one-sided", "--json");
        assertThat(document).containsEntry("perArm", 51L).containsEntry("oneSided", true)
                .containsEntry("strict", false);
        assertThat((Double) document.get("exactControl")).isCloseTo(50.150783386855665, Offset.offset(1e-6));
        assertThat(CliRun.of("power", "--effect", "0.5", "--sd", "1", "--one-sided").out())
                .endsWith("  one-sided test, in the direction of the effect\n");
    }

    /** R 4.2.2: power.t.test(delta = 0.1, sd = 1, n = 10, strict = TRUE); SciPy for 20 and 40 units. */
    @Test
    void strict_ofATwoSidedTest_countsTheWrongSide() {
        Map<String, Object> document = CliRun.json("power", "--effect", "0.1", "--sd", "1", "--plan", "10,10",
                "--strict", "--json");
        assertThat((Double) document.get("achievedPower")).isCloseTo(0.05516129211154197, Offset.offset(1e-9));
        assertThat(document).containsEntry("strict", true).containsEntry("oneSided", false);
        assertThat((Double) CliRun.json("power", "--effect", "0.5", "--sd", "1", "--plan", "20,40", "--strict",
                "--json").get("achievedPower")).isCloseTo(0.43476751151268955, Offset.offset(1e-9));
        CliRun.of("power", "--effect", "1", "--sd", "1", "--one-sided", "--strict")
                .isRefused("power must be given one of --one-sided and --strict, got both");
        CliRun.of("power", "--sd", "1", "--equivalence", "1", "--strict")
                .isRefused("--strict must not be given with a margin; tests of margins are one-sided");
    }

    @Test
    void proportions_equal_areRefusedByName() {
        CliRun.of("power", "--proportions", "0.2,0.2")
                .isRefused("--proportions must differ, got 0.2 for both; no finite n detects no difference");
        assertThat(CliRun.of("power", "--proportions", "0.2,0.2", "--plan", "90,90").err()).isEmpty();
    }
}
