package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.io.JsonFormat;
import io.twinsim.model.Intervention;
import io.twinsim.model.Node;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every number of the reference runs: 1,000 twins, nine settings, made by an independent program. */
class HcpOracleTest {

    private int numbers;

    @Test
    void runs_referenceTwins_giveEveryNumber() {
        TwinModel model = TestWorlds.hcp();
        Population twins = TestWorlds.hcpTwins();
        Node.Fields expected = new JsonFormat().read(TestWorlds.resource("hcp_expected.json"), "hcp_expected.json");
        List<Node> runs = ((Node.Items) node(expected, "runs")).items();
        for (Node run : runs) {
            Intervention intervention = model.intervention(text(run, "intervention")).withoutNoise();
            for (Map.Entry<String, Node.Field> set : fields(node(run, "parameters")).entrySet()) {
                intervention = intervention.with(set.getKey(), ((Node.Scalar) set.getValue().value()).text());
            }
            Simulation simulation = Simulation.of(twins, intervention).withEstimand(Estimand.SUPERPOPULATION);
            Node.Scalar where = (Node.Scalar) node(run, "where");
            SimulationResult result =
                    (where.kind() == Node.Kind.NULL ? simulation : simulation.where(where.text())).run();
            check(result.n(), number(run, "n"), 0);
            check(result.ate().estimate(), number(run, "ate"), 1e-12);
            check(result.ate().sd(), number(run, "sd"), 1e-9);
            check(result.ate().standardError(), number(run, "se"), 1e-9);
            fields(node(run, "subgroups")).forEach((dimension, groups) ->
                    groups(result.subgroup(dimension), groups.value()));
        }
        assertThat(runs).hasSize(9);
        assertThat(numbers).isEqualTo(627);
    }

    private void groups(SubgroupTable table, Node groups) {
        fields(groups).forEach((value, field) -> {
            SubgroupTable.Row row = table.row(value);
            check(row.n(), number(field.value(), "n"), 0);
            check(row.ate(), number(field.value(), "ate"), 1e-12);
            check(row.sd().orElseThrow(), number(field.value(), "sd"), 1e-9);
        });
    }

    private void check(double found, double expected, double tolerance) {
        assertThat(Math.abs(found - expected)).isLessThanOrEqualTo(tolerance * Math.abs(expected));
        numbers++;
    }

    private static Map<String, Node.Field> fields(Node node) {
        return ((Node.Fields) node).fields();
    }

    private static Node node(Node parent, String name) {
        return fields(parent).get(name).value();
    }

    private static String text(Node parent, String name) {
        return ((Node.Scalar) node(parent, name)).text();
    }

    private static double number(Node parent, String name) {
        return Double.parseDouble(text(parent, name));
    }
}
