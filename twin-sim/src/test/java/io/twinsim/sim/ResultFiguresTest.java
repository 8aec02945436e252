package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.plot.DistributionFigure;
import io.twinsim.plot.ForestFigure;
import io.twinsim.plot.SharesFigure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultFiguresTest {

    private static final TwinModel SMALL = TestWorlds.small();
    private static final Population TWINS = SMALL.generate(3_000, 42);

    private static SimulationResult run(String intervention) {
        return Simulation.of(TWINS, SMALL.intervention(intervention)).run();
    }

    private static DistributionFigure distribution(SimulationResult result) {
        return (DistributionFigure) result.figure();
    }

    @Test
    void figure_ofAResult_holdsEveryTwinAndTheHeadlineFirst() {
        SimulationResult result = run("plain");
        DistributionFigure figure = distribution(result);
        assertThat(figure.title()).isEqualTo("plain in small: effect on each twin");
        assertThat(figure.axis()).isEqualTo("effect on one twin (change of bought); 3,000 twins, assumed");
        assertThat(figure.count()).isEqualTo(3_000);
        assertThat(figure.bins().size()).isBetween(15, 29);
        assertThat(figure.intervals()).extracting(DistributionFigure.Span::name)
                .containsExactly("total 95 %", "assumption 95 %", "simulation 95 %");
        assertThat(figure.estimate()).isEqualTo(result.ate().estimate());
        assertThat(figure.threshold()).hasValue(0.05);
        assertThat(figure).isEqualTo(run("plain").figure());
    }

    @Test
    void figure_ofAPlannedTrial_hasItsIntervalAtItsLevel() {
        DistributionFigure figure = distribution(Simulation.of(TWINS, SMALL.intervention("plain")).withPlan(900, 900)
                .withLevel(0.9).run());
        assertThat(figure.intervals()).extracting(DistributionFigure.Span::name)
                .containsExactly("total 90 %", "assumption 90 %", "simulation 90 %", "planned trial 90 %");
    }

    @Test
    void figure_whereSomeAreOutOfReach_marksNoThreshold() {
        assertThat(distribution(run("some")).threshold()).isEmpty();
        assertThat(distribution(run("never")).threshold()).isEmpty();
    }

    @Test
    void figure_ofAHarm_marksTheThresholdWhereItIsBetter() {
        assertThat(distribution(run("harm")).threshold()).hasValue(0.05);
        TwinModel lower = TestWorlds.small("clamp(0.2 + 0.01 * x, 0, 1)\"}", "clamp(0.2 + 0.01 * x, 0, 1)\", "
                + "better: lower}");
        assertThat(distribution(Simulation.of(lower.generate(500, 1), lower.intervention("harm")).run()).threshold())
                .hasValue(-0.05);
    }

    @Test
    void figure_ofEqualEffects_isStillWideEnoughToSee() {
        DistributionFigure figure = distribution(Simulation.of(TWINS,
                SMALL.parseIntervention("x: {base: \"-0.3\"}", "x.yaml")).run());
        assertThat(figure.bins()).extracting(DistributionFigure.Bin::count).containsExactly(3_000L);
        assertThat(figure.bins().get(0).to() - figure.bins().get(0).from()).isGreaterThan(0.01);
        DistributionFigure none = distribution(Simulation.of(TWINS,
                SMALL.parseIntervention("x: {base: \"0\"}", "x.yaml")).run());
        assertThat(none.bins()).containsExactly(new DistributionFigure.Bin(-0.01, 0.01, 3_000));
    }

    @Test
    void forest_ofAResult_hasAllTwinsAndEveryGroup() {
        SimulationResult result = Simulation.of(TWINS, SMALL.intervention("plain"))
                .withSubgroups("group", "level").run();
        ForestFigure figure = (ForestFigure) result.forest();
        assertThat(figure.rows()).extracting(ForestFigure.Row::label)
                .containsExactly("all twins", "a", "b", "c", "1", "2", "3", "4");
        assertThat(figure.rows()).extracting(ForestFigure.Row::group)
                .containsExactly("", "group", "group", "group", "level", "level", "level", "level");
        assertThat(figure.rows().get(0).count()).isEqualTo("n=3,000");
        assertThat(figure.overall()).hasValue(result.ate().estimate());
        assertThat(figure.line()).hasValue(0.05);
        assertThat(figure.axis()).isEqualTo("mean effect (change of bought), 95 % total interval");
    }

    @Test
    void forest_ofATable_hasTheMeanOverItsGroups() {
        SimulationResult result = run("plain");
        SubgroupTable table = result.subgroup("group");
        ForestFigure figure = (ForestFigure) table.figure();
        assertThat(figure.title()).isEqualTo("effect by group");
        assertThat(figure.rows()).hasSize(3);
        assertThat(figure.overall().getAsDouble()).isCloseTo(result.ate().estimate(),
                org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void forest_ofASmallGroup_hasAnEffectWithoutInterval() {
        SimulationResult result = Simulation.of(SMALL.generate(100, 3), SMALL.intervention("plain"))
                .withSubgroups("x:20").run();
        List<ForestFigure.Row> rows = ((ForestFigure) result.forest()).rows();
        assertThat(rows).hasSize(21);
        assertThat(rows.get(1).estimate()).isPresent();
        assertThat(rows.get(1).lower()).isEmpty();
    }

    @Test
    void shares_areThoseOfTheCoefficients() {
        SharesFigure figure = (SharesFigure) run("two").assumption().orElseThrow().figure();
        assertThat(figure.shares()).extracting(SharesFigure.Share::label)
                .containsExactly("lift", "slope", "interactions");
        assertThat(figure.shares()).extracting(SharesFigure.Share::rest).containsExactly(false, false, true);
        assertThat(figure.shares().get(0).share().getAsDouble()).isGreaterThan(0.5);
        SharesFigure joined = (SharesFigure) run("joined").assumption().orElseThrow().figure();
        assertThat(joined.shares()).extracting(SharesFigure.Share::label).containsExactly("lift", "slope");
        assertThat(joined.text()).isEqualTo("lift not defined; slope not defined");
    }

    @Test
    void plot_ofAFailedRun_saysWhy() {
        SimulationResult failed = Simulation.of(SMALL.generate(50, 1), SMALL.intervention("plain")).run();
        assertThatThrownBy(() -> failed.plot(Path.of("x.svg"))).isInstanceOf(IllegalStateException.class)
                .hasMessage("the result has no numbers: " + failed.reason().orElseThrow());
    }
}
