package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.plot.CurvesFigure;
import io.twinsim.plot.CurvesFigure.Band;
import io.twinsim.plot.CurvesFigure.Curve;
import io.twinsim.plot.CurvesFigure.Panel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineFiguresTest {

    private static final TwinModel WORLD = TwinModel.parse(TimelineResultTest.SKIN, "skin.yaml");
    private static final Population TWINS = WORLD.generate(200, 42);
    private static final TimelineResult RESULT = Timeline.of(TWINS).over("20 days")
            .withArm("retinoid", WORLD.intervention("retinoid")).withArm("cream", WORLD.intervention("cream"))
            .withReplicates(100).run();

    private static CurvesFigure figure(String name) {
        return (CurvesFigure) RESULT.figure(name);
    }

    @Test
    void figure_ofANumber_hasArmsAboveEffects() {
        CurvesFigure figure = figure("hydration");
        assertThat(figure).isEqualTo(RESULT.figure());
        assertThat(figure.title()).isEqualTo("hydration in skin, 200 twins (assumed)");
        assertThat(figure.axis()).isEqualTo("time (day)");
        assertThat(figure.panels()).extracting(Panel::axis).containsExactly("mean of hydration (points)",
                "effect on hydration (points), compared with control");
        Panel levels = figure.panels().get(0);
        assertThat(levels.curves()).extracting(Curve::name).containsExactly("control", "retinoid", "cream");
        assertThat(levels.curves()).allSatisfy(curve -> assertThat(curve.bands()).extracting(Band::name)
                .containsExactly("middle 90 % of twins"));
        assertThat(levels.x()).hasSize(21);
        Panel effects = figure.panels().get(1);
        assertThat(effects.curves()).extracting(Curve::name).containsExactly("retinoid", "cream");
        assertThat(effects.curves().get(1).values()).containsExactlyElementsOf(
                Arrays.stream(RESULT.effect("hydration", "cream").estimate()).boxed().toList());
        assertThat(effects.curves().get(0).bands()).extracting(Band::name)
                .containsExactly("95 % band, all times at once", "95 % interval, one time alone");
        assertThat(effects.line()).hasValue(0);
    }

    @Test
    void figure_ofAFlag_hasSharesWithoutBands() {
        Panel levels = figure("barrier_ok").panels().get(0);
        assertThat(levels.axis()).isEqualTo("share of twins with barrier_ok");
        assertThat(levels.curves()).allSatisfy(curve -> assertThat(curve.bands()).isEmpty());
        assertThat(figure("barrier_ok").panels().get(1).axis())
                .isEqualTo("effect on share of twins with barrier_ok, compared with control");
    }

    @Test
    void figure_ofACategory_hasTheSameLabelsInEveryArm() {
        List<Panel> panels = figure("mood").panels();
        assertThat(panels).extracting(Panel::axis).containsExactly("share of twins in control by mood",
                "share of twins in retinoid by mood", "share of twins in cream by mood");
        assertThat(panels).allSatisfy(panel -> assertThat(panel.curves()).extracting(Curve::name)
                .containsExactly("balanced", "dry"));
    }

    @Test
    void figure_ofOneEffect_namesIntervalAndBand() {
        CurvesFigure figure = (CurvesFigure) RESULT.effect("mood=dry").figure();
        assertThat(figure.title()).isEqualTo("effect of retinoid on mood=dry, compared with control, 200 twins");
        assertThat(figure.panels()).hasSize(1);
        assertThat(figure.panels().get(0).axis()).isEqualTo("effect on share of twins with mood=dry");
        assertThat(figure.panels().get(0).curves().get(0).name()).isEqualTo("retinoid less control");
    }

    @Test
    void figure_ofOneTwin_hasNoBands() {
        TimelineResult one = Timeline.of(WORLD.generate(1, 1)).over("3 days").with("cream").run();
        ((CurvesFigure) one.figure()).panels().forEach(panel ->
                panel.curves().forEach(curve -> assertThat(curve.bands()).isEmpty()));
    }

    @Test
    void figure_ofAnUnknownNode_isRefused() {
        assertThatThrownBy(() -> RESULT.figure("hydratoin")).isInstanceOf(InputException.class)
                .hasMessageStartingWith("unknown observed node \"hydratoin\"; did you mean \"hydration\"?");
    }
}
