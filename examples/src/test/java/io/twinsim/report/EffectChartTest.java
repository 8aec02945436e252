package io.twinsim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectChartTest {

    private static final EffectFigure FIGURE = new EffectFigure("e_mail & more", "effect on one twin",
            new double[] {-0.02, 0, 0.02, 0.04, 0.06, 0.08, 0.1}, new long[] {1, 4, 20, 40, 25, 10}, 0.051,
            OptionalDouble.of(0.05), List.of(new EffectFigure.Bar("total 95 %", 0.03, 0.07),
                    new EffectFigure.Bar("simulation 95 %", 0.05, 0.052)));

    @TempDir
    Path folder;

    @Test
    void svg_written_isWellFormedAndSaysWhatItShows() throws Exception {
        Path file = folder.resolve("ate.svg");
        ChartFile.write(EffectChart.draw(FIGURE), "e_mail & more; mean +0.0510", file);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        var root = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(root.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("e_mail & more; mean +0.0510");
        assertThat(root.getElementsByTagName("path").getLength()).isGreaterThan(10);
    }

    @Test
    void svg_ofEqualFigures_isTheSameFile() throws IOException {
        ChartFile.write(EffectChart.draw(FIGURE), "x", folder.resolve("a.svg"));
        ChartFile.write(EffectChart.draw(FIGURE), "x", folder.resolve("b.SVG"));
        assertThat(folder.resolve("b.SVG")).hasSameBinaryContentAs(folder.resolve("a.svg"));
    }

    @Test
    void png_written_isAPicture() throws IOException {
        Path file = folder.resolve("ate.png");
        ChartFile.write(EffectChart.draw(FIGURE), "x", file);
        var picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(900);
        assertThat(picture.getRGB(2, 2)).isEqualTo(0xffffffff);
    }

    @Test
    void file_ofAnotherKind_isRefused() {
        Path file = folder.resolve("ate.pdf");
        assertThatThrownBy(() -> ChartFile.write(EffectChart.draw(FIGURE), "x", file))
                .isInstanceOf(InputException.class)
                .hasMessage("plot file name must end in .svg or .png, got " + file);
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void file_inAnAbsentFolder_failsWithThePath() {
        Path file = folder.resolve("none").resolve("ate.svg");
        assertThatThrownBy(() -> ChartFile.write(EffectChart.draw(FIGURE), "x", file))
                .isInstanceOf(UncheckedIOException.class).hasMessage("cannot write " + file + ": no such folder");
    }
}
