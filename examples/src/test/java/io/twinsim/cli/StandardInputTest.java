package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** {@code -} in place of a file. */
class StandardInputTest {

    private static CliRun typed(String input, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
                0);
        int status = Main.run(words, console, () -> "the stream failed");
        return new CliRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void data_fromStandardInput_areReadWithTheirOptions() {
        CliRun run = typed("a;b\n1;x\n2;-\n4;y\n", "estimate", "--data", "-", "--delimiter", ";", "--missing", "-",
                "--statistic", "mean:a", "--json");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.document()).containsEntry("n", 3L);
        assertThat(typed("y\n1\n2\n3\n", "estimate", "--data=-", "--statistic", "mean:y").out())
                .startsWith("mean:y = 2");
    }

    @Test
    void data_malformed_areRefusedWithThePlace() {
        typed("a,b\n1,2\n3\n", "describe", "--data", "-")
                .isRefused("stdin:3: line 3 has 1 field, header has 2");
    }

    @Test
    void world_fromStandardInput_isRead() {
        String world = "model: tiny\nvariables: {x: \"~ normal(0, 1)\"}\ninterventions: {push: {base: \"0.1 * x\"}}\n";
        CliRun run = typed(world, "validate", "-");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("stdin is valid: TwinModel[tiny v1, 1 variable, 1 intervention]\n");
        assertThat(typed(world.replace("normal", "nromal"), "describe", "-").err()).startsWith("stdin:2:")
                .contains("did you mean \"normal\"?");
    }

    @Test
    void standardInput_twice_isRefused() {
        typed("model: tiny\nvariables: {x: \"~ normal(0, 1)\"}\n", "describe", "-", "--data", "-")
                .isRefused("- must be given once; standard input can be read only once");
    }
}
