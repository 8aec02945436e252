package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.internal.math.Moments;
import io.twinsim.io.JsonText;
import io.twinsim.model.Population;
import io.twinsim.model.Provenance;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FittedInterventionTest {

    private static final String WORLD = """
            model: units
            version: 1
            variables:
              x: "~ uniform(-1, 1)"
              group: "~ categorical(a: 0.2, b: 0.5, c: 0.3)"
            """;

    private static Map<String, Double> two() {
        Map<String, Double> two = new LinkedHashMap<>();
        two.put("b0", 0.5);
        two.put("b_x", 1.5);
        return two;
    }

    private static void refused(ThrowingCallable code, String message) {
        assertThatExceptionOfType(InputException.class).isThrownBy(code).withMessage(message);
    }

    private static void refused(double[][] covariance, String message) {
        refused(() -> FittedIntervention.of("mail", two(), covariance, "$$b0 + $$b_x * x"), message);
    }

    @Test
    void covariance_variancesAlone_isRefused() {
        refused(new double[][] {{0.04, 0}, {0, 0.09}},
                "covariance must join the 2 coefficients of a fitted effect, got their "
                + "variances alone; without the covariances the error of an average effect is wrong, so give the "
                + "whole matrix");
        refused(new double[][] {{0.2, 0.3}},
                "covariance must join the 2 coefficients of a fitted effect, got one number for "
                + "each; without the covariances the error of an average effect is wrong, so give the whole matrix");
    }

    @Test
    void covariance_ofNoCoefficients_isRefused() {
        refused(new double[][] {{0.04}}, "covariance must be 2 x 2, as there are 2 coefficients, got 1 x 1");
        refused(new double[][] {{0.04, 0.01}, {0.02, 0.09}},
                "covariance must be symmetric, got 0.02 and 0.01 for b0 and b_x");
        refused(new double[][] {{0.04, 0.07}, {0.07, 0.09}},
                "covariance must be positive semi-definite; no set of coefficients varies so");
        refused(new double[][] {{0.04, Double.NaN}, {Double.NaN, 0.09}}, "covariance must be finite, got NaN");
    }

    @Test
    void formula_otherCoefficients_isRefused() {
        double[][] covariance = {{0.04, 0.01}, {0.01, 0.09}};
        refused(() -> FittedIntervention.of("mail", two(), covariance, "$$b0 + $$b_y * x"),
                "unknown coefficient \"b_y\"; did you mean \"b_x\"? known: b0, b_x");
        refused(() -> FittedIntervention.of("mail", two(), covariance, "$$b0 + x"),
                "coefficient \"b_x\" must stand in the formula; leave it out");
        refused(() -> FittedIntervention.of(" ", two(), covariance, "$$b0"), "name must not be empty");
    }

    private static TwinModel world(FittedIntervention made) {
        StringBuilder text = new StringBuilder(WORLD);
        if (!made.models().isEmpty()) {
            text.append("learned:\n");
            made.models().forEach((name, model) -> text.append("  ").append(name).append(": ")
                    .append(JsonText.write(model.content()).replace("\n", "\n    ")).append('\n'));
        }
        text.append("interventions:\n").append(made.text().indent(2));
        return TwinModel.parse(text.toString(), "units.yaml");
    }

    /** Twins get the effects, and the average its error, that the learned effect itself gives them. */
    private static void sameInTheWorld(LearnedEffect learned, double errorTolerance) {
        TwinModel model = world(learned.intervention("new_arm"));
        Population twins = model.generate(5_000, 7);
        assertThat(model.intervention("new_arm").provenance()).isEqualTo(Provenance.FITTED);
        SimulationResult result = Simulation.of(twins, model.intervention("new_arm")).withSubgroups("group").run();
        PredictedMean mean = learned.mean(twins);
        assertThat(result.ate().estimate()).isCloseTo(mean.estimate(), within(1e-12));
        assertThat(result.ate().sdSystematic())
                .isCloseTo(Moments.of(learned.predict(twins)).sd(), within(1e-12));
        assertThat(result.assumption().orElseThrow().deltaSd())
                .isCloseTo(mean.standardError(), within(errorTolerance * mean.standardError()));
        assertThat(result.subgroup("group").rows()).hasSize(3).allSatisfy(row -> assertThat(row.ate())
                .isCloseTo(learned.subgroups(twins, "group").get(row.value()).estimate(), within(1e-12)));
    }

    @Test
    void regression_writtenToAWorld_givesTheSameEffects() {
        sameInTheWorld(EffectCases.madeFit(EffectCases.made(2_000, 1.5, false, 5)).regression(), 1e-6);
    }

    @Test
    void trees_writtenToAWorld_giveTheSameEffects() {
        TLearner learned = EffectCases.madeFit(EffectCases.made(2_000, 1.5, false, 5)).withRefits(5).trees();
        assertThat(learned.intervention("new_arm").models()).containsOnlyKeys("new_arm_treated", "new_arm_control");
        // The world holds the calibration's error alone; refits of the trees count in the learned effect only.
        sameInTheWorld(learned, 0.2);
    }

    @Test
    void text_oddNames_readBack() {
        Population made = EffectCases.made(400, 1, false, 8);
        var builder = Population.builder().column("t", made.column("x")).column("the group", made.column("group"));
        Population units = builder.column("arm", made.column("arm")).column("y", made.column("y")).build();
        FittedIntervention written = EffectFit.of(units, "arm", "new", "old", "y").regression()
                .intervention("new: arm");
        String world = "model: odd\nversion: 1\nvariables:\n  t: \"~ uniform(-1, 1)\"\n"
                + "  the group: \"~ categorical(a: 0.2, b: 0.5, c: 0.3)\"\ninterventions:\n" + written.text().indent(2);
        TwinModel model = TwinModel.parse(world, "odd.yaml");
        assertThat(model.intervention("new: arm").coefficients()).containsOnlyKeys(written.coefficients().keySet());
        assertThat(model.intervention("new: arm").covariance()).isDeepEqualTo(written.covariance());
        TwinModel built = TwinModel.builder("odd").version("1").variable("t", "~ uniform(-1, 1)")
                .variable("the group", "~ categorical(a: 0.2, b: 0.5, c: 0.3)")
                .intervention("new: arm", written.content()).build();
        assertThat(built.id()).isEqualTo(model.id());
        assertThat(written).hasToString("FittedIntervention[new: arm, 4 coefficients, 0 models]");
    }

    @Test
    void text_oddLabels_readBack() {
        FittedIntervention written = FittedIntervention.of("null", two(), new double[][] {{0.04, 0.01}, {0.01, 0.09}},
                "$$b0 + $$b_x * lookup(g, 'a\tb\u0007': 1, ' c  d ': 2, else: 0)");
        String world = "model: odd\nversion: 1\nvariables:\n"
                + "  g: \"~ categorical('a\\tb\\u0007': 0.5, ' c  d ': 0.5)\"\n"
                + "interventions:\n" + written.text().indent(2);
        assertThat(TwinModel.parse(world, "odd.yaml").intervention("null").coefficients().keySet())
                .isEqualTo(written.coefficients().keySet());
    }
}
