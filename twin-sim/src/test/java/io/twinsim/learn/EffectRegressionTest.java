package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.column.RealColumn;
import io.twinsim.internal.math.Elementary;
import io.twinsim.model.Population;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Against R 4.2.2: {@code f <- lm(y ~ Xc + t + I(t*Xc))} with {@code Xc} the centred terms, and HC2 by hand,
 * {@code B <- solve(crossprod(M)); V <- B %*% crossprod(M*(e/sqrt(1-h))) %*% B}.
 */
class EffectRegressionTest {

    private static final List<String> NAMES = List.of("b0", "b_recency", "b_history", "b_mens", "b_womens", "b_newbie",
            "b_zip_code_urban", "b_zip_code_rural", "b_channel_phone", "b_channel_multichannel");

    private static final double[] VISIT = {7.605954858670931e-02, -1.155663110268777e-03, -2.777671352074537e-06,
        6.526877192548923e-02, 6.682718939107016e-02, -3.668186004363168e-03, 5.880170273834552e-03,
        3.152715069874048e-04, -1.194906860118661e-04, -2.684234249679350e-03};
    private static final double[] VISIT_ERRORS = {3.335713964047109e-03, 9.859401708850969e-04, 1.678560068057273e-05,
        1.456675397972141e-02, 1.460804687754099e-02, 6.712614343033724e-03, 7.085042866060813e-03,
        1.081096289299493e-02, 7.042137205896876e-03, 1.253454935896910e-02};
    private static final double[] SPEND = {0.7668913937526784519, -0.0159697306636163300, 0.0003803258658163223,
        1.0024547720364309633, 0.9426814097506807100, 0.2961499999141988249, -0.0601919952979709794,
        -0.0216320570528896021, -0.2974428165982675454, 0.0163095371010466596};
    private static final double[] SPEND_ERRORS = {0.1450667034136638722, 0.0420899891119513939, 0.0009802220750282243,
        0.7868519522445662773, 0.7922955462715368657, 0.2938972214853460274, 0.3160326994200007844,
        0.4283091153088701142, 0.3090858761702885982, 0.5687947516141734772};

    private static Offset<Double> near(double scale) {
        return within(1e-8 * scale);
    }

    private static void check(InteractedRegression made, double[] values, double[] errors) {
        List<Double> found = List.copyOf(made.coefficients().values());
        List<String> names = List.copyOf(made.coefficients().keySet());
        assertThat(names).containsExactlyInAnyOrderElementsOf(NAMES).startsWith("b0", "b_recency");
        for (int j = 0; j < values.length; j++) {
            int at = names.indexOf(NAMES.get(j));
            assertThat(found.get(at)).as(NAMES.get(j)).isCloseTo(values[j], near(errors[j]));
            assertThat(Math.sqrt(made.covariance()[at][at])).as(NAMES.get(j)).isCloseTo(errors[j], near(errors[j]));
        }
    }

    @Test
    void regression_mensMail_agreesWithR() {
        Population units = EffectCases.mensMail();
        InteractedRegression visit = EffectCases.mensMailOn("visit", units)
                .withFeatures(EffectCases.FEATURES).regression();
        check(visit, VISIT, VISIT_ERRORS);
        assertThat(visit.covariance()[0][1]).isCloseTo(-4.467675322688115e-07, near(1e-6));
        assertThat(visit.covariance()[2][3]).isCloseTo(-6.777846309316248e-08, near(1e-7));
        Map<String, PredictedMean> groups = visit.subgroups(units, "channel");
        assertThat(groups).containsOnlyKeys("Phone", "Web", "Multichannel");
        assertThat(groups.get("Phone").estimate()).isCloseTo(0.074853224947627611, near(1));
        assertThat(groups.get("Phone").standardError()).isCloseTo(0.004746163483324588, near(1));
        assertThat(visit.mean(units.where("channel == 'Phone'"))).isEqualTo(groups.get("Phone"));
        InteractedRegression spend = EffectCases.mensMailOn("spend", units)
                .withFeatures(EffectCases.FEATURES).regression();
        check(spend, SPEND, SPEND_ERRORS);
    }

    /** The same with {@code weights = t/p + (1-t)/(1-p)}, {@code p = 1/(1+exp(0.5-0.1*recency))}. */
    @Test
    void regression_propensity_agreesWithWeightedR() {
        Population units = EffectCases.mensMail();
        double[] chance = units.doubles("recency");
        for (int i = 0; i < chance.length; i++) {
            chance[i] = Elementary.logistic(-0.5 + 0.1 * chance[i]);
        }
        var builder = Population.builder().column("chance", RealColumn.of(chance));
        units.names().forEach(name -> builder.column(name, units.column(name)));
        InteractedRegression made = EffectCases.mensMailOn("visit", builder.build())
                .withFeatures(EffectCases.FEATURES).withPropensity("chance").regression();
        assertThat(made.ate().estimate()).isCloseTo(7.608156478635977e-02, near(1));
        assertThat(made.ate().standardError()).isCloseTo(3.335895915816633e-03, near(1));
        assertThat(made.coefficients().get("b_mens")).isCloseTo(6.751918748302303e-02, near(1));
        assertThat(Math.sqrt(made.covariance()[3][3])).isCloseTo(1.474423593922995e-02, near(1));
    }

    /**
     * Written about 0 instead of about the means, the coefficients of the e-mail's effect hang together so closely that
     * their standard deviations alone overstate the error of the average effect 7-fold, and 11-fold once the bands of
     * history are terms too (numpy 1.24: 7.45 and 10.79).
     */
    @Test
    void errors_sdsAlone_overstateTheAverageEffect() {
        Population units = EffectCases.mensMail();
        String[] more = Arrays.copyOf(EffectCases.FEATURES, 8);
        more[7] = "history_segment";
        double[] found = new double[2];
        for (int k = 0; k < 2; k++) {
            InteractedRegression made = EffectCases.mensMailOn("visit", units)
                    .withFeatures(k == 0 ? EffectCases.FEATURES : more).regression();
            double[] centres = made.centres().values().stream().mapToDouble(c -> c).toArray();
            double[] shift = new double[centres.length + 1];
            double[] mean = new double[shift.length];
            shift[0] = 1;
            mean[0] = 1;
            for (int j = 0; j < centres.length; j++) {
                shift[j + 1] = -centres[j];
                mean[j + 1] = centres[j];
            }
            double[][] plain = EffectAlgebra.shifted(made.covariance(), shift);
            double alone = 0;
            for (int j = 0; j < plain.length; j++) {
                alone += mean[j] * mean[j] * plain[j][j];
            }
            double whole = EffectAlgebra.form(mean, plain);
            assertThat(Math.sqrt(whole)).isCloseTo(made.ate().standardError(), within(1e-9));
            found[k] = Math.sqrt(alone / whole);
        }
        assertThat(found[0]).isCloseTo(6.841703350522121, within(1e-7));
        assertThat(found[1]).isCloseTo(8.56735703482795, within(1e-7));
    }

    @Test
    void regression_rareAndRepeatedTerms_areLeftOutWithNotes() {
        Population made = EffectCases.made(600, 1, false, 3);
        double[] x = made.doubles("x");
        double[] twice = Arrays.stream(x).map(v -> 2 * v + 1).toArray();
        double[] constant = new double[x.length];
        Arrays.fill(constant, 0.1);
        var builder = Population.builder();
        made.names().forEach(name -> builder.column(name, made.column(name)));
        Population units = builder.column("twice", RealColumn.of(twice))
                .column("constant", RealColumn.of(constant)).build();
        InteractedRegression fit = EffectFit.of(units, "arm", "new", "old", "y")
                .withFeatures("x", "twice", "constant", "group").regression();
        assertThat(fit.coefficients()).hasSize(4).containsKeys("b0", "b_x");
        assertThat(fit.notes()).containsExactly(
                "left out of the regression, as they do not vary in one arm or follow from others there: twice, "
                        + "constant");
    }
}
