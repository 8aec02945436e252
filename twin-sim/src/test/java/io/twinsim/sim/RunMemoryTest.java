package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.expr.Expr;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunMemoryTest {

    private static final TwinModel MODEL = TwinModel.parse(TestWorlds.SMALL, "small.yaml");
    private static final Population TWINS = MODEL.generate(5_000, 11);

    private static Scenario scenario(Population rows, String intervention, Settings settings) {
        return Scenario.of(rows, MODEL.intervention(intervention), settings);
    }

    private static boolean keeps(Population rows, Scenario scenario) {
        RunMemory memory = new RunMemory(rows);
        boolean plan = memory.plan(scenario) == memory.plan(scenario);
        assertThat(memory.recipe(scenario, "hash") == memory.recipe(scenario, "hash")).isEqualTo(plan);
        assertThat(memory.recipe(scenario, "hash")).isEqualTo(Recipe.of(rows, scenario, "hash"));
        return plan;
    }

    @Test
    void plan_nothingButTheSimulationsTwins_isCompiledOnce() {
        assertThat(keeps(TWINS, scenario(TWINS, "plain", new Settings()))).isTrue();
        Population view = TWINS.where("level > 1");
        assertThat(keeps(view, scenario(view, "plain", new Settings()))).isTrue();
    }

    @Test
    void plan_thatHoldsOtherTwins_isForgotten() {
        Settings filtered = new Settings();
        filtered.addFilter(Expr.parse("level > 1"));
        Settings streamed = new Settings();
        streamed.streamed = true;
        assertThat(keeps(TWINS, scenario(TWINS, "plain", filtered))).as("filtered").isFalse();
        assertThat(keeps(TWINS, scenario(TWINS, "plain", streamed))).as("streamed").isFalse();
        assertThat(keeps(TWINS, scenario(TWINS, "high", new Settings()))).as("assigned").isFalse();
        Population data = Population.builder().column("level", TWINS.column("level")).column("x", TWINS.column("x"))
                .build();
        assertThat(keeps(data, scenario(data, "plain", new Settings()))).as("adopted").isFalse();
    }

    @Test
    void run_again_givesTheSameBits() {
        int checked = 0;
        for (String name : List.of("plain", "nameless", "two", "joined", "curved", "some", "high")) {
            Intervention intervention = MODEL.intervention(name);
            for (Population rows : List.of(TWINS, TWINS.where("x > 0"))) {
                Simulation simulation = Simulation.of(rows, intervention).withThreads(2);
                String first = simulation.run().toJson();
                assertThat(simulation.run().toJson()).as(name).isEqualTo(first);
                assertThat(Simulation.of(rows, intervention).run().toJson()).as(name).isEqualTo(first);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(14);
    }
}
