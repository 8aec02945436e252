package io.twinsim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import io.twinsim.worlds.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectPlotTest {

    private final TwinModel hcp = Worlds.hcp();
    private final Population twins = hcp.generate(3_000, 42);
    private final SimulationResult email = Simulation.of(twins, hcp.intervention("email_campaign")).run();

    @TempDir
    Path folder;

    @Test
    void result_plotted_isFoundThroughTheService() throws IOException {
        Path file = folder.resolve("ate.svg");
        email.plot(file);
        String svg = Files.readString(file);
        assertThat(svg).contains("<title>email_campaign in hcp: effect on each twin; mean "
                + Numbers.signed(email.ate().estimate(), 4) + "; total 95 % ");
        assertThat(svg).contains("assumption 95 %").contains("simulation 95 %").doesNotContain("planned trial");
    }

    @Test
    void figure_ofAResult_holdsEveryTwinAndTheHeadlineFirst() {
        EffectFigure figure = EffectPlot.figure(email);
        assertThat(Arrays.stream(figure.counts()).sum()).isEqualTo(3_000);
        assertThat(figure.edges()).hasSize(figure.counts().length + 1).isSorted();
        assertThat(figure.counts().length).isLessThanOrEqualTo(28);
        assertThat(figure.bars()).extracting(EffectFigure.Bar::name)
                .containsExactly("total 95 %", "assumption 95 %", "simulation 95 %");
        assertThat(figure.threshold()).hasValue(0.05);
    }

    @Test
    void figure_ofAPlannedTrial_hasItsBar() {
        EffectFigure figure = EffectPlot.figure(
                Simulation.of(twins, hcp.intervention("email_campaign")).withPlan(900, 900).withLevel(0.9).run());
        assertThat(figure.bars()).extracting(EffectFigure.Bar::name)
                .containsExactly("total 90 %", "assumption 90 %", "simulation 90 %", "planned trial 90 %");
    }

    @Test
    void figure_whereSomeAreOutOfReach_marksNoThreshold() {
        EffectFigure figure = EffectPlot.figure(
                Simulation.of(twins, hcp.intervention("peer_influence_activation")).run());
        assertThat(figure.threshold()).isEmpty();
    }

    @Test
    void figure_ofEqualEffects_isStillWideEnoughToSee() {
        EffectFigure figure = EffectPlot.figure(
                Simulation.of(twins, hcp.parseIntervention("x: {base: \"-0.3\"}", "x.yaml")).run());
        assertThat(figure.counts()).containsExactly(3_000);
        assertThat(figure.edges()[1] - figure.edges()[0]).isGreaterThan(0.01);
        assertThat(figure.threshold()).hasValue(0.05);
    }

    @Test
    void ending_unknown_isRefused() {
        assertThatThrownBy(() -> email.plot(folder.resolve("ate.pdf"))).isInstanceOf(InputException.class)
                .hasMessageContaining(".svg or .png").hasMessageEndingWith("got ate.pdf");
    }
}
