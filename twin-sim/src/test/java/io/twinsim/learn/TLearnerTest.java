package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import org.junit.jupiter.api.Test;

class TLearnerTest {

    /** The effect runs from -1 to 2 over x: fifths of x have -0.7, -0.1, 0.5, 1.1 and 1.7. */
    @Test
    void gates_plantedDifferences_areFound() {
        LearnedEffects found = EffectCases.madeFit(EffectCases.made(6_000, 1.5, false, 11)).withRefits(4).run();
        double[] planted = {-0.7, -0.1, 0.5, 1.1, 1.7};
        for (LearnedEffect one : new LearnedEffect[] {found.regression(), found.trees()}) {
            // Slope 1 within 4 errors fails once in 16,000 seeds; 0.1 more is for what trees exaggerate.
            assertThat(Math.abs(one.calibration().slope() - 1)).isLessThan(4 * one.calibration().slopeError() + 0.1);
            assertThat(one.calibration().found()).isTrue();
            assertThat(one.loss().improves()).isTrue();
            assertThat(one.gates().pValue()).isLessThan(1e-9);
            assertThat(one.gates().groups()).hasSize(5);
            for (int g = 0; g < 5; g++) {
                PredictedMean effect = one.gates().groups().get(g).effect();
                assertThat(Math.abs(effect.estimate() - planted[g])).as("fifth " + g)
                        .isLessThan(4 * effect.standardError() + 0.1);
            }
            assertThat(Math.abs(one.ate().estimate() - 0.5)).isLessThan(4 * one.ate().standardError());
        }
        assertThat(found.chosen()).isSameAs(found.regression());
        assertThat(found).hasToString("LearnedEffects[regression chosen, ate "
                + EffectText.withError(found.regression().ate().estimate(), found.regression().ate().standardError())
                + "]");
    }

    /** Without differences a one-sided test at 5 % finds some in 1 to 22 of 200, but for 2 in 10,000 seeds. */
    @Test
    void calibration_noDifferences_areRarelyFound() {
        int regression = 0;
        for (int r = 0; r < 200; r++) {
            regression += EffectCases.madeFit(EffectCases.made(400, 0, false, 1_000 + r)).withThreads(1).regression()
                    .calibration().found() ? 1 : 0;
        }
        assertThat(regression).isBetween(1, 22);
    }

    @Test
    void learned_anyThreads_sameBits() {
        Population units = EffectCases.made(1_500, 1, false, 4);
        EffectFit fit = EffectCases.madeFit(units).withRefits(3);
        LearnedEffects one = fit.withThreads(1).run();
        LearnedEffects four = fit.withThreads(4).run();
        assertThat(one.toJson()).isEqualTo(four.toJson());
        assertThat(one.trees().predict(units)).isEqualTo(four.trees().predict(units));
        assertThat(one.trees().subgroups(units, "group")).isEqualTo(four.trees().subgroups(units, "group"));
        assertThat(one.trees().intervention("a").content()).isEqualTo(four.trees().intervention("a").content());
        assertThat(fit.withSeed(43).withThreads(1).run().toJson()).isNotEqualTo(one.toJson());
    }

    /** The errors of subgroup means are those of the calibration and of refits: larger far from the mean. */
    @Test
    void means_subgroups_haveErrors() {
        Population units = EffectCases.made(3_000, 1, false, 9);
        TLearner made = EffectCases.madeFit(units).trees();
        assertThat(made.refits()).isEqualTo(20);
        PredictedMean all = made.mean(units);
        assertThat(all.estimate()).isCloseTo(made.ate().estimate(), within(1e-12));
        assertThat(all.standardError()).isCloseTo(made.ate().standardError(),
                within(1e-12));
        PredictedMean high = made.mean(units.where("x > 0.8"));
        assertThat(high.standardError()).isGreaterThan(all.standardError());
        assertThat(Math.abs(high.estimate() - 1.4)).isLessThan(4 * high.standardError() + 0.1);
    }

    @Test
    void learned_outcomeOfNoDifference_predictsOneEffect() {
        Population made = EffectCases.made(400, 0, false, 2);
        double[] y = new double[400];
        for (int i = 0; i < y.length; i++) {
            y[i] = made.column("arm").text(i).equals("new") ? 1 : 0.5;
        }
        var builder = Population.builder().column("y", RealColumn.of(y));
        made.select("x", "group", "arm").names().forEach(name -> builder.column(name, made.column(name)));
        TLearner learned = EffectCases.madeFit(builder.build()).withRefits(2).trees();
        assertThat(learned.calibration().slope()).isZero();
        assertThat(learned.mean(builder.build()).estimate()).isEqualTo(0.5);
        assertThat(learned.intervention("a").base()).isEqualTo("$$intercept");
    }
}
