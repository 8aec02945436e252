package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line that repeats a run, and the identity of a run that may be put together in two ways. */
class RepeatCommandTest {

    private static final TwinModel MODEL = TestWorlds.small();
    private static final Population TWINS = MODEL.generate(1_000, 7);

    private static Simulation plain() {
        return Simulation.of(TWINS, MODEL.intervention("plain"));
    }

    private static Optional<String> line(Simulation simulation) {
        return simulation.run().recipe().command().map(parts -> String.join(" ", parts));
    }

    @Test
    void line_ofDefaults_namesWhatMust() {
        assertThat(line(plain())).contains("twin simulate small --intervention plain --size 1000 --seed 7");
    }

    @Test
    void line_ofEverySetting_repeatsThemAll() {
        assertThat(line(plain().withoutNoise().withLevel(0.8).withMethod(IntervalMethod.BCA).withReplicates(499)
                .withPlan(100, 200).withSubgroups("x:5", "group").withEstimand(Estimand.SUPERPOPULATION)
                .where("level <= 3").where("group = 'b' or x > 0").withThreads(2))).contains(
                "twin simulate small --intervention plain --size 1000 --seed 7 --no-noise --where \"(level <= 3) and "
                + "(group == 'b' or x > 0)\" --subgroup x:5 --subgroup group --level 0.8 --ci bca --replicates 499 "
                + "--estimand superpopulation --plan 100,200");
        assertThat(line(plain().withRatio(2.5)).orElseThrow()).endsWith(" --ratio 2.5");
        assertThat(line(plain().withEstimand(Estimand.MODEL_MEAN).withSeed(7))).isEqualTo(line(plain()));
    }

    @Test
    void line_ofParameters_setsThem() {
        TwinModel hcp = TestWorlds.hcp();
        Intervention x = hcp.intervention("email_campaign").with("duration_weeks", 12).with("intensity", 0.1)
                .with("channel", "digital");
        assertThat(line(Simulation.of(hcp.generate(200, 42), x)).orElseThrow())
                .contains(" --set duration_weeks=12", " --set intensity=0.1");
    }

    @Test
    void line_ofFiles_namesTheirPaths(@TempDir Path folder) throws IOException {
        Path world = Files.writeString(folder.resolve("my world.yaml"), TestWorlds.SMALL);
        Path more = Files.writeString(folder.resolve("more.yaml"),
                "more: {parameters: {k: {value: 1}}, base: '0.1 * $k', noise: 'normal(0, 0.05)'}\n");
        TwinModel model = TwinModel.read(world);
        Population twins = model.generate(200, 7);
        assertThat(line(Simulation.of(twins, model.intervention("plain")))).contains(
                "twin simulate '" + world + "' --intervention plain --size 200 --seed 7");
        Simulation read = Simulation.of(twins, model.readIntervention(more).with("k", 2)).withoutNoise();
        assertThat(line(read)).contains("twin simulate '" + world + "' --intervention " + more
                + " --size 200 --seed 7 --set k=2 --no-noise");
        Files.delete(more);
        assertThat(line(read)).as("the engine touches no file").isPresent();
    }

    @Test
    void line_thatCannotBeSaid_isLeftOut() {
        List<Simulation> silent = List.of(plain().withSeed(8), plain().withSuperpopulation(5_000),
                plain().withSubgroups(),
                Simulation.of(TWINS.where("level >= 2").head(200), MODEL.intervention("plain")),
                Simulation.of(MODEL.slice(1_000, 2_000, 7), MODEL.intervention("plain")),
                Simulation.of(TWINS, MODEL.parseIntervention("plain: {base: 0.1}", "more.yaml")),
                Simulation.of(TWINS, MODEL.parseIntervention("more: {base: 0.1}", "more.yaml")),
                Simulation.of(data(), MODEL.intervention("plain")));
        for (Simulation simulation : silent) {
            SimulationResult result = simulation.run();
            assertThat(result.recipe().command()).isEmpty();
            assertThat(result.table()).doesNotContain("repeat:");
        }
        assertThat(silent).hasSize(8);
    }

    @Test
    void line_inTheTable_isBrokenAsAShellJoins() {
        String table = plain().withLevel(0.8).withMethod(IntervalMethod.PERCENTILE).withReplicates(499)
                .withPlan(100, 200).withSubgroups("level", "group").run().table();
        assertThat(table).endsWith("""
                repeat: twin simulate small --intervention plain --size 1000 --seed 7 --subgroup level \\
                    --subgroup group --level 0.8 --ci percentile --replicates 499 --plan 100,200
                """);
    }

    @Test
    void word_withCharactersOfTheShell_isQuoted() {
        assertThat(RepeatCommand.quoted("decile")).isEqualTo("decile");
        assertThat(RepeatCommand.quoted("")).isEqualTo("''");
        assertThat(RepeatCommand.quoted("x > 0")).isEqualTo("'x > 0'");
        assertThat(RepeatCommand.quoted("a = 'b'")).isEqualTo("\"a = 'b'\"");
        assertThat(RepeatCommand.quoted("$a = 'b'")).isEqualTo("'$a = '\\''b'\\'''");
        assertThat(RepeatCommand.quoted("a;rm")).isEqualTo("'a;rm'");
    }

    private static Population data() {
        int[] levels = new int[200];
        String[] groups = new String[200];
        double[] x = new double[200];
        for (int i = 0; i < 200; i++) {
            levels[i] = 1 + i % 4;
            groups[i] = i % 2 == 0 ? "a" : "b";
            x[i] = (i * 37 % 101 - 50) / 25.0;
        }
        return Population.builder().column("level", IntegerColumn.of(levels))
                .column("group", CategoryColumn.of(groups)).column("x", RealColumn.of(x)).build();
    }

    @Test
    void identity_filteredInEitherWay_isTheSame() {
        int compared = 0;
        for (Population twins : List.of(TWINS, MODEL.adopt(data()))) {
            Intervention x = MODEL.intervention("plain");
            SimulationResult view = Simulation.of(twins.where("level <= 3").where("x > -1.5"), x).run();
            SimulationResult both = Simulation.of(twins.where("level <= 3"), x).where("x > -1.5").run();
            SimulationResult setting = Simulation.of(twins, x).where("level <= 3").where("x > -1.5").run();
            for (SimulationResult other : List.of(both, setting)) {
                assertThat(other.hash()).isEqualTo(view.hash());
                assertThat(other.toJson()).isEqualTo(view.toJson());
                assertThat(other.table()).isEqualTo(view.table());
                compared++;
            }
            assertThat(view.table()).contains(", where (level <= 3) and (x > -1.5)");
            assertThat(Simulation.of(twins.where("x > -1.5"), x).where("level <= 3").hash()).isNotEqualTo(view.hash());
        }
        assertThat(compared).isEqualTo(4);
    }

    /** Data without a model: a filter of their values as read is not one of the values under the model's rules. */
    @Test
    void identity_ofDataFilteredBeforeOrAfterAdoption_differs() {
        Intervention x = MODEL.intervention("plain");
        assertThat(Simulation.of(data().where("level <= 3"), x).hash())
                .isNotEqualTo(Simulation.of(data(), x).where("level <= 3").hash());
        assertThat(Simulation.of(data().where("level <= 3"), x).run().table()).contains(", where level <= 3");
    }

    @Test
    void failure_ofAFilteredView_saysSo() {
        assertThat(Simulation.of(TWINS.where("x > 2"), MODEL.intervention("plain")).run().reason().orElseThrow())
                .endsWith(" twins after filtering, at least 100 are needed");
    }
}
