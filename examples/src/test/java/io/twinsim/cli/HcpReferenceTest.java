package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Reference: hcp_expected.json, made for hcp_twins.csv with noise off. Every number of every run, through the command
 * line, to the tolerance that the file states: relative 1e-12 for means, 1e-9 for standard deviations.
 */
class HcpReferenceTest {

    private int numbers;

    @Test
    void simulate_referenceTwins_givesEveryNumber() throws IOException {
        Path data = SharedData.require("cases/hcp_twins.csv");
        Map<String, Object> expected = JsonTree.object(Files.readString(SharedData.require("cases/hcp_expected.json")));
        List<Map<String, Object>> runs = CliRun.list(expected, "runs");
        for (Map<String, Object> run : runs) {
            Map<String, Object> result = CliRun.json(words(data, run));
            checkMean(run, CliRun.at(result, "ate"), "estimate");
            check(result.get("n"), run.get("n"), 0);
            CliRun.at(run, "subgroups").keySet().forEach(dimension -> checkGroups(run, result, dimension));
        }
        assertThat(runs).hasSize(9);
        assertThat(numbers).isEqualTo(627);
    }

    private static String[] words(Path data, Map<String, Object> run) {
        List<String> words = new ArrayList<>(List.of("simulate", "hcp", "--data", data.toString(), "--intervention",
                run.get("intervention").toString(), "--no-noise", "--estimand", "superpopulation", "--json"));
        CliRun.at(run, "parameters").forEach((name, value) -> words.addAll(List.of("--set", name + "=" + value)));
        if (run.get("where") != null) {
            words.addAll(List.of("--where", run.get("where").toString()));
        }
        return words.toArray(new String[0]);
    }

    private void checkGroups(Map<String, Object> run, Map<String, Object> result, String dimension) {
        Map<String, Object> groups = CliRun.at(run, "subgroups", dimension);
        List<Map<String, Object>> rows = CliRun.list(CliRun.at(result, "subgroups"), dimension);
        assertThat(rows).extracting(row -> row.get("value")).containsAll(groups.keySet());
        for (String value : groups.keySet()) {
            Map<String, Object> row = rows.stream().filter(r -> value.equals(r.get("value"))).findFirst().orElseThrow();
            Map<String, Object> group = CliRun.at(groups, value);
            check(row.get("n"), group.get("n"), 0);
            check(row.get("ate"), group.get("ate"), 1e-12);
            check(row.get("sd"), group.get("sd"), 1e-9);
        }
    }

    private void checkMean(Map<String, Object> run, Map<String, Object> ate, String key) {
        check(ate.get(key), run.get("ate"), 1e-12);
        check(ate.get("sd"), run.get("sd"), 1e-9);
        check(ate.get("standardError"), run.get("se"), 1e-9);
    }

    private void check(Object found, Object wanted, double tolerance) {
        double reference = ((Number) wanted).doubleValue();
        assertThat(Math.abs(((Number) found).doubleValue() - reference))
                .isLessThanOrEqualTo(tolerance * Math.abs(reference));
        numbers++;
    }
}
