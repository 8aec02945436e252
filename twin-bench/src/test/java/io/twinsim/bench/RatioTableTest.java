package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatioTableTest {

    /** A result whose time grows in proportion to its size. */
    static Measured measured(String group, String method, Measured.Kind kind, long size, double each,
            String... parameters) {
        Map<String, String> others = parameters.length == 0 ? Map.of() : Map.of(parameters[0], parameters[1]);
        return new Measured(group, method, others, kind, List.of(), "twins", size, "twin", size, each * size,
                0.02 * each * size, 100);
    }

    @Test
    void text_oursPeerAndFloor_showsRatiosOfTheSameSize() {
        RatioTable table = RatioTable.of(List.of(
                measured("Simulate", "campaign", Measured.Kind.OURS, 1_000, 20),
                measured("Simulate", "campaign", Measured.Kind.OURS, 100_000, 13.8),
                measured("Simulate", "byHand", Measured.Kind.PEER, 1_000, 10),
                measured("Simulate", "byHand", Measured.Kind.PEER, 100_000, 49.68),
                measured("Simulate", "sumOnly", Measured.Kind.FLOOR, 1_000, 0.5),
                measured("Simulate", "sumOnly", Measured.Kind.FLOOR, 100_000, 0.5)));
        assertThat(table.text()).isEqualTo("""
                Simulate, by twins
                  job                twins     time   +-  per twin  B/twin  x floor  x ours
                  campaign           1,000  20.0 us  2 %   20.0 ns    0.10   40.0 x
                    byHand (peer)    1,000  10.0 us  2 %   10.0 ns    0.10           0.50 x
                  campaign         100,000  1.38 ms  2 %   13.8 ns   0.001   27.6 x
                    byHand (peer)  100,000  4.97 ms  2 %   49.7 ns   0.001           3.60 x
                """);
        assertThat(table.markdown()).startsWith("""
                ### Simulate, by twins

                | job | twins | time | +- | per twin | B/twin | x floor | x ours |
                |---|---:|---:|---:|---:|---:|---:|---:|
                | campaign | 1,000 | 20.0 us | 2 % | 20.0 ns | 0.10 | 40.0 x |  |
                | byHand (peer) | 1,000 | 10.0 us | 2 % | 10.0 ns | 0.10 |  | 0.50 x |
                """);
    }

    @Test
    void text_parameters_compareWithPeersOfTheSameOrOfAll() {
        String text = RatioTable.of(List.of(
                measured("Elementary", "blocks", Measured.Kind.OURS, 10, 2, "function", "EXP"),
                measured("Elementary", "fast", Measured.Kind.PEER, 10, 8, "function", "EXP"),
                measured("Elementary", "fast", Measured.Kind.PEER, 10, 999, "function", "LOG"),
                measured("Elementary", "copy", Measured.Kind.FLOOR, 10, 1))).text();
        assertThat(text.lines()).hasSize(4);
        assertThat(text).contains("blocks EXP").contains("2.00 x").contains("4.00 x");
    }

    @Test
    void text_longNamesAndLargeNumbers_staysWithin100Columns() {
        List<Measured> results = new ArrayList<>();
        for (String name : List.of("anUnusuallyLongNameOfAMethod", "another")) {
            results.add(measured("Simulate", name, Measured.Kind.OURS, 999_999_999, 999.4, "scheme",
                    "AN_UNUSUALLY_LONG_CONSTANT"));
            results.add(measured("Simulate", name + "Peer", Measured.Kind.PEER, 999_999_999, 999_400));
        }
        List<String> lines = RatioTable.of(results).text().lines().toList();
        assertThat(lines).hasSize(8).allMatch(line -> line.length() <= 100);
    }

    @Test
    void results_missing_areDashes() {
        Measured lonely = new Measured("Simulate", "campaign", Map.of(), Measured.Kind.OURS, List.of(), "twins", 10,
                "twin", 10, 100, Double.NaN, Double.NaN);
        assertThat(RatioTable.of(List.of(lonely)).text().lines().toList().get(2))
                .isEqualTo("  campaign     10  100 ns   -   10.0 ns       -        -");
    }

    @Test
    void figures_ofAnySize_haveThreeDigits() {
        assertThat(List.of(Figures.time(0.346), Figures.time(9.996), Figures.time(999.4), Figures.time(999.6),
                Figures.time(1.2345e6), Figures.time(3e10), Figures.time(4e12), Figures.time(Double.NaN)))
                .containsExactly("0.35 ns", "10.0 ns", "999 ns", "1.00 us", "1.23 ms", "30.0 s", "4,000 s", "-");
    }
}
