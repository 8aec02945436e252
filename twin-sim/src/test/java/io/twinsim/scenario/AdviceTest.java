package io.twinsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.model.Intervention;
import io.twinsim.sim.JointResult;
import io.twinsim.sim.JointSimulation;
import io.twinsim.sim.Simulation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdviceTest {

    private static JointResult.Change change(Intervention... interventions) {
        var twins = Scenes.twins(4000);
        return JointSimulation.of(Stream.of(interventions).map(x -> Simulation.of(twins, x)).toList()).run().change()
                .orElseThrow();
    }

    /** call leads with lift 0.15 over mail with 0.1 (1 + 0.2 mean x): in standard deviations call is nearer to turn. */
    @Test
    void flip_ofTwoInterventions_isTheNearestCrossing() {
        JointResult.Change change = change(Scenes.named("mail"), Scenes.named("call"));
        assertThat(change.owner()).isEqualTo(1);
        assertThat(change.coefficient()).isEqualTo("lift");
        assertThat(change.below()).isTrue();
        assertThat(change.then()).isZero();
        assertThat(change.value()).isCloseTo(0.1, within(0.0006));
        assertThat(change.distance()).isCloseTo(0.05 / 0.03, within(0.02));
    }

    /** A coefficient that scenarios share moves all of them: more weeks stay better until it is 0. */
    @Test
    void flip_ofASharedCoefficient_movesBoth() {
        JointResult.Change change = change(Scenes.named("mail").withoutNoise(),
                Scenes.named("mail").with("weeks", 12).withoutNoise());
        assertThat(change.then()).isEqualTo(JointResult.NOTHING);
        assertThat(change.value()).isCloseTo(0, within(1e-6));
        assertThat(change.distance()).isCloseTo(5, within(1e-6));
    }

    /** Two constant effects of 0.4 (1 - exp(-rate)) and 0.08 are equal at rate -log(0.8). */
    @Test
    void flip_ofANonlinearEffect_isFound() {
        Intervention curved = Scenes.MODEL.parseIntervention("bent: {coefficients: {rate: {value: 0.3, sd: 0.05}}, "
                + "base: \"0.4 * (1 - exp(-$$rate))\"}", "bent.yaml");
        JointResult.Change change = change(curved, Scenes.named("level").withoutNoise(),
                Scenes.named("small"));
        assertThat(change.value()).isCloseTo(0.163, within(0.0006)); // -log(1 - 0.06 / 0.4)
        assertThat(change.below()).isTrue();
        assertThat(change.then()).isEqualTo(1);
    }

    @Test
    void flip_asText_namesScenarioValueAndDistance() {
        ComparisonResult result = Scenes.of(4000, "mail", "call").run();
        assertThat(result.flip())
                .matches("the best becomes mail if lift of call < 0\\.(0999|1|1\\d*), 1\\.7 sd from the best guess");
        assertThat(Scenes.of(500, "level", "shift").run().flip())
                .isEqualTo("no coefficient is named, so nothing can be said about what would change the best");
        assertThat(Scenes.of(500, "flat", "harm").run().flip())
                .startsWith("the best becomes do nothing if lift of flat < ")
                .endsWith(", 1 times its value from the best guess");
    }

    @Test
    void choice_ofAClearBest_isToChooseIt() {
        ComparisonResult result = Scenes.of(4000, "call", "small").run();
        assertThat(result.choice()).isEqualTo(Choice.CHOOSE);
        assertThat(result.verdict()).matches("CHOOSE call: 0\\.14\\d+ \\(95 % interval 0\\.08\\d+\\.\\.0\\.2\\d+\\) "
                + "better than small, and best of all with probability > 0\\.99; its own verdict is DEPLOY");
    }

    @Test
    void choice_ofCloseOnes_isUndecided() {
        ComparisonResult result = Scenes.of(4000, "mail", "call").run();
        assertThat(result.choice()).isEqualTo(Choice.UNDECIDED);
        assertThat(result.verdict()).startsWith("UNDECIDED, though in the lead is call: 0.0")
                .contains(" better than mail; best with probability 0.9").contains(" (mail 0.0")
                .endsWith("; its own verdict is DEPLOY");
    }

    @Test
    void choice_ofNothingWorthDoing_isNone() {
        ComparisonResult result = Scenes.of(2000, "small", "harm").run();
        assertThat(result.choice()).isEqualTo(Choice.NONE);
        assertThat(result.verdict()).isEqualTo("NONE: small is best of these with probability > 0.99, but by itself it "
                + "is to be skipped: the effect +0.00400 is short of the threshold 0.01");
        ComparisonResult worse = Comparison.of(Scenes.twins(2000), Scenes.named("harm"),
                Scenes.MODEL.parseIntervention("worse: {coefficients: {lift: {value: -0.4, sd: 0.01}}, "
                        + "base: \"$$lift\"}", "worse.yaml")).run();
        assertThat(worse.choice()).isEqualTo(Choice.NONE);
        assertThat(worse.best().scenario()).isEqualTo("do nothing");
        assertThat(worse.verdict()).startsWith("NONE: doing nothing is best with probability > 0.99; the next is harm, "
                + "which is 0.20").endsWith(" worse");
    }

    @Test
    void warnings_ofSingleResults_nameTheirScenarios() {
        List<String> warnings = Scenes.of(1000, "shift", "call").run().warnings();
        assertThat(warnings).isNotNull();
        ComparisonResult fitted = Comparison.of(Scenes.twins(1000), Scenes.named("call"),
                Scenes.MODEL.parseIntervention("learned: {provenance: fitted, coefficients: {lift: {value: 0.1}}, "
                        + "covariance: {coefficients: [lift], matrix: [[0.0001]]}, base: \"$$lift\"}", "f.yaml")).run();
        assertThat(fitted.warnings()).contains("effects are fitted to data: the largest of several estimates tends to "
                + "be too large, and no interval here corrects for having chosen the best");
    }

    /** Three digits would name the best guess itself. */
    @Test
    void flip_nearTheBestGuess_hasMoreDigits() {
        Intervention sure = Scenes.MODEL.parseIntervention(
                "sure: {coefficients: {lift: {value: 0.15, sd: 0.0001}}, base: \"$$lift\"}", "sure.yaml");
        Intervention other = Scenes.MODEL.parseIntervention("other: {base: 0.1498}", "other.yaml");
        assertThat(Comparison.of(Scenes.twins(200), sure, other).run().flip())
                .isEqualTo("the best becomes other if lift of sure < 0.1498, 2 sd from the best guess");
    }

    /** At 0.04 the lift of twoPart is a standard deviation lower, and then that of mail is 0.08, as good as flat. */
    @Test
    void flip_ofACoefficientSharedWithOtherValues_saysWhoseValueItIs() {
        ComparisonResult result = Comparison.of(Scenes.twins(2000).where("x > -2"), Scenes.named("twoPart"),
                Scenes.named("mail"), Scenes.named("flat")).withoutNoise().withSharedCoefficients().run();
        assertThat(result.flip()).matches("the best becomes flat if lift of twoPart < 0\\.0\\d+, "
                + "(1|0\\.9\\d*|1\\.0\\d*) sd from the best guess, and that of mail moves along");
    }

    /** By mean effects nothing is the best of ten, but one of the others most likely is. */
    @Test
    void choice_ofManyUnsureOnes_saysThatNothingIsProbablyNotBest() {
        Intervention[] unsure = new Intervention[9];
        for (int s = 0; s < unsure.length; s++) {
            unsure[s] = Scenes.MODEL.parseIntervention("i" + s + ": {coefficients: {lift: {value: -0.00" + (s + 1)
                    + ", sd: 0.05}}, base: \"$$lift\"}", "i.yaml");
        }
        ComparisonResult result = Comparison.of(Scenes.twins(200), unsure).run();
        assertThat(result.choice()).isEqualTo(Choice.NONE);
        assertThat(result.verdict()).startsWith("NONE: doing nothing has the best mean effect, though it is best only "
                + "with probability < 0.01 (i0 0.1");
    }

    /** Per twin 0.004 leads 0.001, but of the few that are reached each gains 0.03, and the threshold is 0.01. */
    @Test
    void choice_ofNone_namesWhatWouldPassByItself() {
        Intervention few = Scenes.MODEL.parseIntervention("few: {coefficients: {lift: {value: 0.03, sd: 0.001}}, "
                + "base: \"$$lift\", applies: \"x > 0.9\"}", "few.yaml");
        ComparisonResult result = Comparison.of(Scenes.twins(4000), Scenes.named("small"), few).run();
        assertThat(result.choice()).isEqualTo(Choice.NONE);
        assertThat(result.verdict()).startsWith("NONE: small is best of these with probability ")
                .endsWith("is short of the threshold 0.01; not so few (DEPLOY)");
    }
}
