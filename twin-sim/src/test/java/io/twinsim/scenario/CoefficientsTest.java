package io.twinsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.internal.math.Normal;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.sim.SimulationResult;
import org.junit.jupiter.api.Test;

/**
 * What the uncertainty of coefficients makes of a difference, against closed forms: effects are linear in a normal
 * coefficient, so all intervals are normal ones.
 */
class CoefficientsTest {

    private static final double Z = Normal.quantile(0.975);
    /** Draws are stratified and scaled to the exact deviation; what is left is the granularity of a thousand. */
    private static final double GRAIN = 0.01;

    private static void check(Difference d, double expected, double sd) {
        assertThat(d.estimate()).isCloseTo(expected, within(1e-4));
        assertThat(d.sd()).isCloseTo(sd, within(2e-3 * sd));
        assertThat(d.interval().lower()).isCloseTo(d.estimate() - Z * sd, within(GRAIN * Z * sd));
        assertThat(d.interval().upper()).isCloseTo(d.estimate() + Z * sd, within(GRAIN * Z * sd));
        assertThat(d.probBetter()).isCloseTo(Normal.cdf(d.estimate() / sd), within(2e-3));
    }

    /** Both call their coefficient lift, and yet they are two beliefs. */
    @Test
    void differentInterventions_withCoefficientsOfOneName_areIndependent() {
        ComparisonResult result = Scenes.of(10_000, "mail", "call").withoutNoise().run();
        Difference d = result.difference("mail", "call");
        double mail = Scenes.MAIL_SD * result.result("mail").ate().estimate() / Scenes.MAIL;
        double sd = Math.sqrt(mail * mail + Scenes.CALL_SD * Scenes.CALL_SD
                + d.standardError() * d.standardError());
        check(d, d.estimate(), sd);
        assertThat(d.shared()).isFalse();
        assertThat(d.scenario()).isEqualTo("call");
        assertThat(d.estimate()).isCloseTo(0.05, within(0.001));
    }

    @Test
    void differentInterventions_declaredToShare_moveTogether() {
        ComparisonResult result = Comparison.of(Scenes.twins(10_000), Scenes.named("mail"), Scenes.named("call"))
                .withSharedCoefficients().withoutNoise().run();
        Difference d = result.difference("mail", "call");
        double mail = Scenes.MAIL_SD * result.result("mail").ate().estimate() / Scenes.MAIL;
        double apart = Scenes.CALL_SD - mail;
        check(d, d.estimate(), Math.sqrt(apart * apart + d.standardError() * d.standardError()));
        assertThat(d.shared()).isTrue();
        assertThat(result.sharedCoefficients()).isTrue();
        assertThat(result.table()).contains("coefficients: those of the same name are one belief in all scenarios\n");
    }

    @Test
    void oneIntervention_withTwoParameters_sharesItsCoefficient() {
        Intervention mail = Scenes.named("mail");
        ComparisonResult result = Comparison.of(Scenes.twins(10_000), mail, mail.with("weeks", 12)).run();
        Difference d = result.differences().get(0);
        assertThat(d.scenario()).isEqualTo("mail(weeks=12)");
        assertThat(d.against()).isEqualTo("mail(weeks=8)");
        double half = 0.5 * result.result("mail(weeks=8)").ate().estimate();
        assertThat(d.shared()).isTrue();
        assertThat(d.estimate()).isCloseTo(half, within(1e-3));
        double sd = Math.sqrt(Math.pow(0.2 * d.estimate(), 2) + d.standardError() * d.standardError());
        check(d, d.estimate(), sd);
        assertThat(d.probBetter()).isGreaterThan(0.999);
    }

    /** An intervention of another file is another belief, even under the same name. */
    @Test
    void interventions_ofOneNameFromTwoFiles_areIndependent() {
        Population twins = Scenes.twins(2000);
        Intervention one = Scenes.MODEL.parseIntervention(
                "letter: {coefficients: {lift: {value: 0.1, sd: 0.02}}, base: \"$$lift\"}", "one.yaml");
        Intervention two = Scenes.MODEL.parseIntervention(
                "letter: {coefficients: {lift: {value: 0.1, sd: 0.02}}, base: \"$$lift * 1.5\"}", "two.yaml");
        ComparisonResult result = Comparison.of(twins, one, two).run();
        assertThat(result.scenarios()).containsExactly("letter", "letter#2");
        Difference d = result.difference("letter", "letter#2");
        assertThat(d.shared()).isFalse();
        assertThat(d.standardError()).isZero();
        check(d, 0.05, Math.sqrt(0.02 * 0.02 + 0.03 * 0.03));
    }

    @Test
    void unstatedUncertainty_ofOne_leavesThatOfTheOther() {
        ComparisonResult result = Scenes.of(5000, "call", "flat").run();
        check(result.difference("call", "flat"), 0.07, Scenes.CALL_SD);
        assertThat(result.verdict())
                .contains("if the assumed coefficients of flat hold, whose uncertainty is not stated");
        SimulationResult flat = result.result("flat");
        assertThat(flat.assumption()).isEmpty();
    }

    @Test
    void unstatedUncertainty_ofBoth_leavesStudentsInterval() {
        Difference d = Scenes.of(5000, "flat", "level").run().difference("flat", "level");
        assertThat(d.interval().method().id()).isEqualTo("student");
        assertThat(d.interval().notes())
                .containsExactly("simulation only: the uncertainty of the coefficients is not stated");
        assertThat(d.interval().width() / 2).isCloseTo(1.96 * d.standardError(), within(1e-3 * d.standardError()));
    }

    /** One belief cannot be correlated with another and not be. */
    @Test
    void sharedCoefficients_correlatedInOneScenarioOnly_areRefused() {
        Intervention fitted = Scenes.MODEL.parseIntervention("fitted: {coefficients: {lift: {value: 0.1}, "
                + "slope: {value: 0.2}}, covariance: {coefficients: [lift, slope], "
                + "matrix: [[0.0001, 0.0005], [0.0005, 0.01]]}, base: \"$$lift * (1 + $$slope * x)\"}", "fitted.yaml");
        Comparison comparison = Comparison.of(Scenes.twins(200), fitted, Scenes.named("twoPart"));
        assertThatThrownBy(comparison::withSharedCoefficients).isInstanceOf(InputException.class)
                .hasMessage("coefficient slope must be correlated with others alike in all interventions to be shared, "
                        + "got \"twoPart\", where it is not as in one before it");
        assertThat(Comparison.of(Scenes.twins(200), fitted, Scenes.named("mail")).withSharedCoefficients().run()
                .difference("fitted", "mail").shared()).isTrue();
    }
}
