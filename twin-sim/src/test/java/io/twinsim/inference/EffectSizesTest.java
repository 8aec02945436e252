package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EffectSizesTest {

    private static EffectSizes of(double[] treated, double[] control, double level) {
        return EffectSizes.of(Sample.of(treated, "treated"), Sample.of(control, "control"), "e", level);
    }

    @Test
    void sizes_plantGrowth_areThoseOfTheirOwnTypes() {
        double[] treated = ReferenceData.column("cases/data_plantgrowth.csv", "weight", "group", "trt2");
        double[] control = ReferenceData.column("cases/data_plantgrowth.csv", "weight", "group", "ctrl");
        EffectSizes made = of(treated, control, 0.9);
        EffectSize d = EffectSize.cohenD(treated, control).withLevel(0.9);
        assertThat(made.cohenD().orElseThrow().toJson()).isEqualTo(d.toJson());
        assertThat(made.hedgesG().orElseThrow().toJson()).isEqualTo(d.unbiased().toJson());
        Estimate lift = Bootstrap.of(Statistic.relativeLift(treated, control))
                .withOptions(IntervalOptions.of().withLevel(0.9).withMethod(IntervalMethod.FIELLER)).estimate();
        assertThat(made.relativeLift().orElseThrow().interval()).isEqualTo(lift.interval());
        assertThat(lift.estimate()).isCloseTo(5.526 / 5.032 - 1, within(1e-12));
        assertThat(made.problems()).isEmpty();
        assertThat(made.toTree().keySet()).containsExactly("cohenD", "hedgesG", "relativeLift", "problems");
    }

    @Test
    void sizes_undefined_areAbsentWithTheReason() {
        EffectSizes constant = of(new double[] {1, 1}, new double[] {0, 0}, 0.95);
        assertThat(constant.cohenD()).isEmpty();
        assertThat(constant.hedgesG()).isEmpty();
        assertThat(constant.relativeLift()).isEmpty();
        assertThat(constant.problems()).containsExactly("Cohen's d is undefined: zero variance in both arms",
                "relative lift: the mean of control must not be 0, or the ratio is undefined");
        assertThat(constant).hasToString(
                "Cohen's d is undefined: zero variance in both arms, relative lift: the m...");
        assertThat(constant.text()).isEqualTo("Cohen's d is undefined: zero variance in both arms, "
                + "relative lift: the mean of control must not be 0, or the ratio is undefined");
        EffectSizes around = of(new double[] {1, 2, 3}, new double[] {-1, 1, 0.5}, 0.95);
        assertThat(around.cohenD()).isPresent();
        assertThat(around.problems()).hasSize(1).first().asString()
                .startsWith("relative lift: fieller is unbounded: at level 0.95 the mean of control does not differ");
    }
}
