package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Correlations of a world as the command line shows them. */
class CorrelationCommandsTest {

    private static final String WORLD = """
            model: shop
            outcome: {name: bought, type: binary, rate: "0.3"}
            variables:
              visits: "~ poisson(0.7)"
              member: "~ bernoulli(0.3)"
              stage: {draw: "categorical(early: 0.2, late: 0.8)", ordered: true}
              spend: "~ lognormal(3, 1)"
              income: "~ lognormal(8, 1)"
            correlations: {pairs: [[visits, member, 0.4], [stage, visits, -0.2], [spend, income, {pearson: 0.5}]%s}
            interventions:
              coupon: {base: 0.1}
            """;

    @TempDir
    Path folder;

    private String world(String more) throws IOException {
        return Files.writeString(folder.resolve("shop.yaml"), WORLD.formatted(more)).toString();
    }

    @Test
    void correlations_validatedAndDescribed_areShownWithWhatStandsBehindThem() throws IOException {
        String table = """
                correlation  with    kind      stated   latent  realised
                visits       member  spearman     0.4   0.5611       0.4
                stage        visits  spearman    -0.2  -0.3136      -0.2
                spend        income  pearson      0.5   0.6201       0.5
                """;
        String file = world("]");
        assertThat(CliRun.of("validate", file).out()).endsWith("\n\n" + table);
        assertThat(CliRun.of("describe", file, "--size", "100").out()).contains("\n\n" + table + "\nPopulation[shop");
        assertThat(CliRun.json("validate", file, "--json").get("correlations").toString()).startsWith(
                "[{first=visits, second=member, kind=spearman, residual=false, stated=0.4, latent=0.56109");
    }

    @Test
    void correlations_impossible_areRefusedWithThePlace() throws IOException {
        String file = world(", [visits, spend, 0.99]]");
        CliRun.of("validate", file).isRefused(file + ":9:103: correlation of visits and spend must be in [-0.913, "
                + "0.913] for their distributions, got 0.99");
    }

    @Test
    void repair_reachesTheWarningsOfAResult() throws IOException {
        String file = world(", [income, visits, 0.7], [spend, visits, -0.6]], repair: nearest");
        String note = "latent correlations: moved to the nearest possible matrix, by ";
        assertThat(CliRun.of("validate", file).out()).contains(note);
        assertThat(CliRun.of("describe", file, "--size", "100").out()).containsOnlyOnce(note);
        assertThat(CliRun.json("simulate", file, "--intervention", "coupon", "--size", "500", "--json").get("warnings")
                .toString()).contains(note);
    }
}
