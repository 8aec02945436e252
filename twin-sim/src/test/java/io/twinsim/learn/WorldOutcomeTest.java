package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.LearnedModel;
import io.twinsim.model.Outcome;
import io.twinsim.model.Population;
import io.twinsim.model.Provenance;
import io.twinsim.model.TwinModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worlds with a learned outcome and learned effects. */
class WorldOutcomeTest {

    private static final String TRIAL = """
            model: trial
            variables:
              age: "~ uniform(20, 80)"
              site: "~ categorical(a: 0.5, b: 0.5)"
              arm: "~ categorical(Control: 0.5, 'New drug!': 0.5)"
              dose: {draw: "bernoulli(0.5)", type: integer}
              cured: {draw: "bernoulli(0.2 + 0.004 * (age - 50) + 0.1 * dose)", type: integer}
              cost: "~ normal(100 + age + if(arm == 'Control', 0, 5 + if(site == 'a', 10, 0)), 5)"
            """;

    @TempDir
    Path folder;

    private static final Population UNITS = WorldData.units(TRIAL, 3_000, 1);

    @Test
    void run_outcomeAndTreatment_givesAWorldToSimulate() throws IOException {
        FittedWorld world = WorldFit.of(UNITS, "trial").without("dose", "cured").withOutcome("cost")
                .withTreatment("arm", "Control").withLearners(new Ridge(0.01)).run();
        TwinModel model = world.model();
        assertThat(model.names()).containsExactly("age", "site");
        Outcome outcome = model.outcome().orElseThrow();
        assertThat(outcome.name()).isEqualTo("cost");
        assertThat(outcome.type()).isEqualTo(Outcome.Type.CONTINUOUS);
        // The residual sd of 1,500 units: 5 with a standard error of 0.09.
        assertThat(outcome.sd().orElseThrow()).isCloseTo(5, within(0.4));
        assertThat(model.interventionNames()).containsExactly("new_drug");
        assertThat(model.intervention("new_drug").provenance()).isEqualTo(Provenance.FITTED);
        assertThat(model.intervention("new_drug").uncertaintyStated()).isTrue();
        // 10 on average, with a standard error of about 0.2.
        assertThat(world.effects().get("new_drug").chosen().ate().estimate()).isCloseTo(10, within(0.9));
        assertThat(world.outcome().orElseThrow().rows()).isEqualTo(UNITS.where("arm == 'Control'").size());
        assertThat(model.learned()).containsKey("cost_model");
        Path file = folder.resolve("trial.yaml");
        world.write(file);
        assertThat(TwinModel.read(file).id()).isEqualTo(model.id());
        assertThat(Files.readString(file)).isEqualTo(world.yaml());
        assertThat(world.table()).contains("intervention new_drug\n", "outcome cost (number)");
        assertThat(world.table().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void run_trees_standBesideTheWorldAndDamageIsRefused() throws IOException {
        FittedWorld world = WorldFit.of(UNITS, "My trial").without("arm", "cost").withOutcome("cured")
                .withTreatment("dose")
                .withLearners(GradientBoosting.of().withTrees(20)).run();
        assertThat(world.files()).containsKey("my_trial.cured_model.json");
        assertThat(world.model().interventionNames()).containsExactly("dose");
        assertThat(world.model().outcome().orElseThrow().type()).isEqualTo(Outcome.Type.BINARY);
        Path file = folder.resolve("world.yml");
        world.write(file);
        assertThat(TwinModel.read(file).id()).isEqualTo(world.model().id());
        double[] rates = TwinModel.read(file).learned().get("cured_model").predict(world.model().generate(500, 3));
        assertThat(Arrays.stream(rates)).hasSize(500).allMatch(rate -> rate > 0 && rate < 1);
        // A second world of the same name leaves the models of the first alone.
        Path other = folder.resolve("other.one.yaml");
        assertThat(WorldFit.of(UNITS.head(2_000), "My trial").without("arm", "cost").withOutcome("cured")
                .withTreatment("dose").withLearners(GradientBoosting.of().withTrees(3)).run().write(other))
                .startsWith(folder.resolve("other.one.cured_model.json")).endsWith(other);
        assertThat(TwinModel.read(other).name()).isEqualTo("My trial");
        assertThat(TwinModel.read(file).id()).isEqualTo(world.model().id());
        assertThat(folder.resolve("my_trial.cured_model.json")).doesNotExist();
        Path model = folder.resolve("world.cured_model.json");
        assertThat(LearnedModel.read(model)).isEqualTo(world.model().learned().get("cured_model"));
        Files.writeString(model, Files.readString(model).replaceFirst("\"base\": ", "\"base\": 1"));
        assertThatThrownBy(() -> TwinModel.read(file)).isInstanceOf(InputException.class)
                .hasMessageContaining("the file was changed or belongs to another world");
        assertThatThrownBy(() -> world.write(folder.resolve("world.json"))).isInstanceOf(InputException.class)
                .hasMessageStartingWith("a world file must end in .yaml or .yml, got ");
    }

    /** Names that a learned model cannot have, and arms whose file names would be alike. */
    @Test
    void run_oddNames_giveModelsAndFilesOfTheirOwn() throws IOException {
        String[] arms = {"\u6771", "\u897f", "\u5317"};
        double[] age = UNITS.doubles("age");
        double[] cost = UNITS.doubles("cost");
        double[] spend = new double[age.length];
        String[] arm = new String[age.length];
        for (int i = 0; i < arm.length; i++) {
            arm[i] = arms[i % 3];
            spend[i] = 0.1 * cost[i] + (Math.abs(age[i] - 50) < 12 ? 20 : 0) * (2 - i % 3);
        }
        Population units = Population.builder().column("age", UNITS.column("age"))
                .column("my spend", RealColumn.of(spend)).column("arm", CategoryColumn.of(arm)).build();
        FittedWorld world = WorldFit.of(units, "\u4e16").withOutcome("my spend").withTreatment("arm", "\u5317")
                .withLearners(GradientBoosting.of().withTrees(5)).run();
        assertThat(world.model().learned()).containsKey("my_spend_model");
        // One of the outcome and two of each of the two arms: none may stand in another's place.
        assertThat(world.files()).hasSize(5).hasSameSizeAs(world.model().learned().keySet());
        Path file = folder.resolve("odd.yaml");
        world.write(file);
        assertThat(TwinModel.read(file).id()).isEqualTo(world.model().id());
        assertThat(OutcomeTask.modelName("2nd")).isEqualTo("outcome_2nd_model");
        assertThat(OutcomeTask.modelName("x".repeat(120))).isEqualTo("x".repeat(80) + "_model");
    }

    @Test
    void run_armsUnclear_areRefused() {
        WorldFit fit = WorldFit.of(UNITS, "trial").withOutcome("cured").without("cost", "dose");
        assertThatThrownBy(() -> fit.withTreatment("arm").run()).isInstanceOf(InputException.class)
                .hasMessage("control must be given, as \"arm\" is not 0 or 1; it has the arms Control, New drug!");
        assertThatThrownBy(() -> fit.withTreatment("arm", "Contrl").run()).isInstanceOf(InputException.class)
                .hasMessage("unknown control \"Contrl\"; did you mean \"Control\"? known: Control, New drug! (in arm)");
        assertThatThrownBy(() -> fit.withTreatment("age").run()).isInstanceOf(InputException.class)
                .hasMessage("treatment must have 2 to 50 arms, got 3000 in \"age\"");
    }

    /** A column measured after the treatment differs between the arms; it is refused with the way out. */
    @Test
    void run_columnsMeasuredAfterTheTreatment_areRefused() {
        assertThatThrownBy(() -> WorldFit.of(UNITS, "trial").without("dose").withOutcome("cured")
                .withTreatment("arm", "Control").run()).isInstanceOf(InputException.class)
                .hasMessageStartingWith("feature \"cost\" must not be measured after the treatment, got arms of "
                        + "\"arm\" that differ in it beyond chance");
    }

    @Test
    void run_missingOutcomes_areLeftOutAndCounted() {
        int[] cured = new int[3_000];
        boolean[] missing = new boolean[3_000];
        for (int i = 0; i < cured.length; i++) {
            cured[i] = (int) UNITS.doubles("cured")[i];
            missing[i] = i % 10 == 0;
        }
        Population units = Population.builder().column("age", UNITS.column("age"))
                .column("cured", IntegerColumn.of(cured, missing)).build();
        FittedWorld world = WorldFit.of(units, "x").withOutcome("cured").withLearners(Logistic.of(0.01)).run();
        assertThat(world.outcome().orElseThrow().rows()).isEqualTo(2_700);
        assertThat(world.notes()).contains("300 rows have no cured and were not used to learn it");
    }

    /** Five rows of each unit: no unit is divided, so no row of one is judged by what another taught. */
    @Test
    void withId_rowsOfOneUnit_stayTogether() {
        int n = 1_000;
        String[] ids = new String[n];
        int[] values = new int[n];
        for (int i = 0; i < n; i++) {
            ids[i] = "u" + i % 200;
            values[i] = i % 200 * 13 % 61;
        }
        Population units = Population.builder().column("unit", CategoryColumn.of(ids))
                .column("x", IntegerColumn.of(values)).build();
        FittedWorld world = WorldFit.of(units, "ids").withId("unit").run();
        assertThat(world.model().names()).isEqualTo(List.of("x"));
        assertThat((world.likeness().orElseThrow().holdout()) % 5).isZero();
    }
}
