package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.model.Population;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The peers read and write what we do, and the floors move its bytes. */
class DataBenchmarkTest {

    private final DataBenchmark benchmark = new DataBenchmark();

    @BeforeEach
    void setUp() throws IOException {
        benchmark.rows = 2_000;
        benchmark.setup();
    }

    @AfterEach
    void remove() throws IOException {
        benchmark.remove();
    }

    @Test
    void peers_reading_findTheSameCells() throws IOException {
        Population ours = benchmark.read();
        int checked = 0;
        for (PlainTable theirs : new PlainTable[] {benchmark.readLines(), benchmark.readStrings()}) {
            assertThat(theirs.size()).isEqualTo((int) ours.size()).isEqualTo(2_000);
            for (int c = 0; c < ours.names().size(); c++) {
                double[] values = ours.doubles(ours.names().get(c));
                boolean number = c >= 2 && c != 5;
                for (int i = 0; i < theirs.size(); i++) {
                    if (number) {
                        assertThat(Double.parseDouble(theirs.text(i, c))).isEqualTo(values[i]);
                    } else {
                        assertThat(theirs.text(i, c)).isEqualTo(ours.column(ours.names().get(c)).text(i));
                    }
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(40_000);
    }

    @Test
    void writers_each_writeTheSameRows() throws IOException {
        Path written = benchmark.write();
        byte[] bytes = Files.readAllBytes(written);
        assertThat(benchmark.writeStreamed()).hasBinaryContent(bytes);
        assertThat(benchmark.writeBytes()).hasBinaryContent(bytes);
        long sum = 0;
        for (byte b : bytes) {
            sum += b;
        }
        assertThat(benchmark.readBytes()).isEqualTo(sum);
        // Digits of doubles differ where the JDK's are not the shortest, so the peer's file is compared as read.
        Population theirs = Population.read(benchmark.writeLines());
        Population ours = benchmark.read();
        for (String name : ours.names()) {
            assertThat(theirs.doubles(name)).isEqualTo(ours.doubles(name));
        }
        assertThat(Population.read(benchmark.writeRecords()).doubles("score")).isEqualTo(ours.doubles("score"));
    }
}
