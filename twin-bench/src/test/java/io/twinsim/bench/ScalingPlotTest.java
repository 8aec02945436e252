package io.twinsim.bench;

import static io.twinsim.bench.RatioTableTest.measured;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ScalingPlotTest {

    @TempDir
    Path folder;

    private static List<Measured> results(String group, int parameters) {
        List<Measured> results = new ArrayList<>();
        for (long size : new long[] {1_000, 100_000, 1_000_000}) {
            results.add(measured(group, "copyOnly", Measured.Kind.FLOOR, size, 0.2));
            for (int p = 0; p < parameters; p++) {
                results.add(measured(group, "ours", Measured.Kind.OURS, size, 3 + p, "way", "WAY<" + p));
                results.add(measured(group, "byHand", Measured.Kind.PEER, size, 9 + p, "way", "WAY<" + p));
            }
        }
        return results;
    }

    @Test
    void file_ofAPlot_isXmlWithTheNamesOfAllLines() throws Exception {
        ScalingPlot plot = ScalingPlot.of(results("Simulate", 2)).get(0);
        Path file = folder.resolve("simulate.svg");
        plot.write(file);
        Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Files.newInputStream(file));
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("Simulate, by twins");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isEqualTo("ours WAY<0 3 ms for "
                + "1,000,000 twins; ours WAY<1 4 ms for 1,000,000 twins; byHand WAY<0 (peer) 9 ms for 1,000,000 twins; "
                + "byHand WAY<1 (peer) 10 ms for 1,000,000 twins; copyOnly (floor) 200 us for 1,000,000 twins");
        assertThat(plot.series()).hasSize(5);
        assertThat(plot.name()).isEqualTo("Simulate");
    }

    @Test
    void plot_ofManyLines_isOneForEachParameterWithTheFloor() {
        List<ScalingPlot> plots = ScalingPlot.of(results("Elementary", 7));
        assertThat(plots).hasSize(7);
        assertThat(plots.get(3).series())
                .containsExactly("ours WAY<3", "byHand WAY<3 (peer)", "copyOnly (floor)");
        assertThat(plots.stream().map(ScalingPlot::name).distinct()).hasSize(7);
    }

    @Test
    void plot_ofOneSize_isNone() {
        assertThat(ScalingPlot.of(List.of(measured("Cache", "hit", Measured.Kind.OURS, 10, 1)))).isEmpty();
    }
}
