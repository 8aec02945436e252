package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import org.junit.jupiter.api.Test;

class RunDescriptionTest {

    private static final TwinModel MODEL = TwinModel.parse("""
            model: small
            variables: {x: "~ uniform(0, 1)"}
            interventions: {push: {parameters: {dose: 1}, base: "0.1 * $dose * x"}}
            """, "small.yaml");

    @Test
    void run_described_canBeRepeated() {
        SimulationResult result = Simulation.of(MODEL.generate(500, 7), MODEL.intervention("push").with("dose", 2))
                .where("x > 0.25").run();
        RunDescription run = RunDescription.of(result);
        assertThat(run.intervention().values()).containsEntry("dose", 2.0);
        assertThat(run.filters()).containsExactly("x > 0.25");
        assertThat(run.antithetic()).isFalse();
        assertThat(run.command()).hasValueSatisfying(words -> assertThat(words).containsSubsequence("twin simulate",
                "--intervention push", "--size 500", "--seed 7", "--set dose=2", "--where 'x > 0.25'"));
        assertThat(run.toString()).startsWith("RunDescription[twin simulate small --interv")
                .hasSizeLessThanOrEqualTo(75);
    }

    @Test
    void data_described_haveNoCommand() {
        double[] x = new double[200];
        java.util.Arrays.fill(x, 0.5);
        Population data = Population.builder().column("x", RealColumn.of(x)).build();
        RunDescription run = RunDescription.of(Simulation.of(data, MODEL.intervention("push")).run());
        assertThat(run.command()).isEmpty();
        assertThat(run).hasToString("RunDescription[push on small]");
    }

    @Test
    void nothing_described_isRefused() {
        assertThatThrownBy(() -> RunDescription.of(null)).isInstanceOf(InputException.class)
                .hasMessage("result must not be null");
    }
}
