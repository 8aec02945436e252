package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataOptionsTest {

    @TempDir
    private Path folder;

    /** One mixed column would otherwise bar the whole file. */
    @Test
    void category_mixedColumn_isReadAsLabels() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "code,y\n17,1\nB12,2\n18,3\n");
        CliRun refused = CliRun.of("describe", "--data", file.toString());
        assertThat(refused.status()).isEqualTo(2);
        CliRun read = CliRun.of("describe", "--data", file.toString(), "--category", "code");
        assertThat(read.status()).isZero();
        assertThat(read.out()).contains("B12");
        assertThat(CliRun.of("describe", "--data", file.toString(), "--category", "cod").err()).contains("\"cod\"");
    }
}
