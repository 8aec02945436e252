package io.twinsim.bench;

import static io.twinsim.bench.RatioTableTest.measured;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {

    private static final PopulationBytes SMALL = new PopulationBytes(61.2, 81);

    private static List<Measured> results() {
        return List.of(measured("Simulate", "campaign", Measured.Kind.OURS, 10_000, 15),
                measured("Simulate", "campaign", Measured.Kind.OURS, 100_000, 13),
                measured("Simulate", "campaign", Measured.Kind.OURS, 1_000_000, 13),
                measured("Simulate", "twoThreads", Measured.Kind.OURS, 1_000_000, 8),
                measured("Streaming", "twoThreads", Measured.Kind.OURS, 10_000_000, 31),
                measured("Normal", "draws", Measured.Kind.OURS, 100_000, 3.5),
                measured("Normal", "ziggurat", Measured.Kind.PEER, 100_000, 4),
                measured("Bootstrap", "multinomial", Measured.Kind.OURS, 100_000, 1),
                measured("Bootstrap", "commonsRng", Measured.Kind.PEER, 100_000, 3));
    }

    private static String line(String text, String what) {
        return text.lines().filter(line -> line.strip().startsWith(what)).findFirst().orElseThrow();
    }

    @Test
    void targets_metAndMissed_areToldApart() {
        String text = Targets.of(results(), SMALL, 17).text();
        assertThat(line(text, "simulate HCP twins")).contains("<= 14.0 ns   13.0 ns  yes");
        assertThat(line(text, "two threads")).contains(">= 1.70 x    1.63 x  NO");
        assertThat(line(text, "stream 1e9")).contains("<= 30.0 s    31.0 s  NO");
        assertThat(line(text, "a value of N(0, 1)")).contains("<= 3.50 ns   3.50 ns  yes");
        assertThat(line(text, "bytes of an HCP twin")).contains("61.2 B  yes");
        assertThat(line(text, "on the heap")).contains("81.0 B  NO");
        assertThat(line(text, "allocated per")).contains("0.00 B  yes");
        assertThat(line(text, "simulate, 10k")).contains("8 to 12 x    8.67 x  yes");
        assertThat(line(text, "cache hit")).contains("< 1 us         -  -");
        assertThat(text.lines()).allMatch(line -> line.length() <= 100);
        assertThat(text).endsWith("7 of 22 targets met, 10 not measured\n");
    }

    @Test
    void targets_ofNewerJava_askLessOfTheRatioToItsLoops() {
        assertThat(line(Targets.of(results(), SMALL, 17).text(), "against commons-rng")).contains(">= 3.20 x")
                .contains("NO");
        assertThat(line(Targets.of(results(), SMALL, 25).text(), "against commons-rng")).contains(">= 2.70 x")
                .contains("yes");
    }

    @Test
    void markdown_always_holdsTheSameRows() {
        String markdown = Targets.of(results(), SMALL, 17).markdown();
        assertThat(markdown).contains("| promise | target | measured | met | quoted |")
                .contains("| simulate HCP twins, tables on | <= 14.0 ns | 13.0 ns | yes | NumPy 49.7 ns, pandas");
        assertThat(markdown.lines().filter(line -> line.startsWith("| "))).hasSize(23);
    }
}
