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
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        // The type of document is named by an address, which a test must not ask.
        parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document svg = parsers.newDocumentBuilder().parse(Files.newInputStream(file));
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Simulate, by twins: "
                + "ours WAY<0, ours WAY<1, byHand WAY<0 (peer), byHand WAY<1 (peer), copyOnly (floor)");
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
