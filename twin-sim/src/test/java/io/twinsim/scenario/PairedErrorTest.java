package io.twinsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.model.GenerateOptions;
import io.twinsim.model.Population;
import io.twinsim.sim.Estimand;
import io.twinsim.sim.Explanation;
import io.twinsim.sim.JointResult;
import io.twinsim.sim.JointSimulation;
import io.twinsim.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The error of a difference is that of the mean of the differences of single twins, taken one by one. */
class PairedErrorTest {

    private static final List<String> ALL =
            List.of("mail", "call", "twoPart", "some", "curved", "flat", "level", "harm", "shift");

    private static List<Simulation> simulations(Population twins) {
        return ALL.stream().map(name -> Simulation.of(twins, Scenes.named(name)).withSubgroups()).toList();
    }

    private static double[] each(Simulation simulation, Population twins, ToDoubleFunction<Explanation> what) {
        double[] values = new double[(int) twins.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = what.applyAsDouble(simulation.explain(twins.rowId(i)));
        }
        return values;
    }

    private static double error(double[] a, double[] b) {
        double mean = 0;
        for (int i = 0; i < a.length; i++) {
            mean += (a[i] - b[i]) / a.length;
        }
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            double d = a[i] - b[i] - mean;
            squares += d * d;
        }
        return Math.sqrt(squares / (a.length - 1.0) / a.length);
    }

    private static void check(List<Simulation> simulations, Population twins, ToDoubleFunction<Explanation> what,
            double factor) {
        JointResult joint = JointSimulation.of(simulations).run();
        List<double[]> effects = simulations.stream().map(s -> each(s, twins, what)).toList();
        int checked = 0;
        for (int s = 0; s < effects.size(); s++) {
            for (int t = 0; t < effects.size(); t++) {
                double expected = factor * error(effects.get(s), effects.get(t));
                assertThat(joint.standardError(s, t)).as(ALL.get(s) + " - " + ALL.get(t))
                        .isCloseTo(expected, within(1e-10 * expected + 1e-15));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(81);
    }

    @Test
    void standardError_ofGeneratedTwins_isThatOfTheirDifferences() {
        Population twins = Scenes.twins(700);
        check(simulations(twins), twins, Explanation::effect, 1);
    }

    @Test
    void standardError_underAFilter_isThatOfTheTwinsKept() {
        Population twins = Scenes.twins(1500).where("x > -0.4");
        check(simulations(twins), twins, Explanation::effect, 1);
    }

    @Test
    void standardError_ofTheseUnits_isThatOfTheirNoise() {
        Population twins = Scenes.twins(500);
        check(simulations(twins).stream().map(s -> s.withEstimand(Estimand.THESE_UNITS)).toList(), twins,
                Explanation::noise, 1);
    }

    @Test
    void standardError_ofAFinitePopulation_shrinks() {
        Population twins = Scenes.twins(400);
        check(simulations(twins).stream().map(s -> s.withSuperpopulation(1600)).toList(), twins, Explanation::effect,
                Math.sqrt(0.75));
    }

    /** The members of a pair are not independent, so the mean of a pair counts as one value. */
    @Test
    void standardError_ofAntitheticPairs_isThatOfTheirMeans() {
        Population twins = Scenes.MODEL.generate(600, 7, GenerateOptions.of().withAntithetic());
        List<Simulation> simulations = simulations(twins);
        JointResult joint = JointSimulation.of(simulations).run();
        List<double[]> means = new ArrayList<>();
        for (Simulation simulation : simulations) {
            double[] effects = each(simulation, twins, Explanation::effect);
            double[] pairs = new double[effects.length / 2];
            for (int k = 0; k < pairs.length; k++) {
                pairs[k] = (effects[2 * k] + effects[2 * k + 1]) / 2;
            }
            means.add(pairs);
        }
        int checked = 0;
        for (int s = 0; s < means.size(); s++) {
            for (int t = 0; t < s; t++) {
                double expected = error(means.get(s), means.get(t));
                // linear effects mirror each other exactly: what is left is rounding
                assertThat(joint.standardError(s, t)).isCloseTo(expected, within(1e-9 * expected + 1e-15));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(36);
    }

    /** Equal noise cancels, so two constant effects differ by a constant. */
    @Test
    void standardError_ofConstantEffectsWithTheSameNoise_isZero() {
        ComparisonResult result = Scenes.of(1000, "call", "flat").run();
        assertThat(result.difference("call", "flat").standardError()).isZero();
        assertThat(result.result("call").ate().standardError()).isGreaterThan(0.001);
    }

    @Test
    void standardError_ofOneIntervention_isFarBelowThatOfIndependentRuns() {
        Population twins = Scenes.twins(20_000);
        ComparisonResult result = Comparison.of(twins, Scenes.named("mail"), Scenes.named("mail").with("weeks", 9))
                .run();
        Difference d = result.differences().get(0);
        // lift / 8 * 0.2 * sd(x) / sqrt(n)
        assertThat(d.standardError()).isCloseTo(0.1 / 8 * 0.2 / Math.sqrt(3) / Math.sqrt(20_000), within(1e-7));
        double a = result.results().get(0).ate().standardError();
        double b = result.results().get(1).ate().standardError();
        assertThat(d.standardError()).isLessThan(Math.sqrt(a * a + b * b) / 30);
    }
}
