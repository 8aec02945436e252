package io.twinsim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.plot.Figure;
import io.twinsim.report.Mark.Anchor;
import io.twinsim.report.Mark.Words;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ChartsTest {

    private static final Map<String, Figure> SAMPLES = ChartSamples.all();
    private static final int[] WIDTHS = {320, 360, 760, 860, 1200};
    private static final int MOST_BYTES = 150_000;

    @TempDir
    Path folder;

    private static Element parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))).getDocumentElement();
    }

    private static Rectangle2D box(Words words) {
        double wide = Letters.width(words.text(), words.size(), words.bold());
        if (words.upward()) {
            return new Rectangle2D.Double(words.x() - words.size() * 0.75, words.y(), words.size() * 0.95, wide);
        }
        double left = words.anchor() == Anchor.START ? words.x() : words.anchor() == Anchor.END ? words.x() - wide
                : words.x() - wide / 2;
        return new Rectangle2D.Double(left, words.y() - words.size() * 0.75, wide, words.size() * 0.95);
    }

    @Test
    void words_ofEverySample_areOnThePaperAndApart() {
        int checked = 0;
        for (Map.Entry<String, Figure> sample : SAMPLES.entrySet()) {
            for (int width : WIDTHS) {
                Sketch sketch = Charts.sketch(sample.getValue(), width);
                Rectangle2D paper = new Rectangle2D.Double(0, 0, sketch.width(), sketch.height());
                List<Words> words = new ArrayList<>();
                sketch.marks().forEach(mark -> {
                    if (mark instanceof Words some) {
                        words.add(some);
                    }
                });
                for (int i = 0; i < words.size(); i++) {
                    Rectangle2D own = box(words.get(i));
                    assertThat(paper.contains(own)).as("%s at %s: %s", sample.getKey(), width, words.get(i)).isTrue();
                    assertThat(words.get(i).size()).isGreaterThanOrEqualTo(12);
                    for (int k = 0; k < i; k++) {
                        assertThat(box(words.get(k)).intersects(own)).as("%s at %s: %s over %s", sample.getKey(),
                                width, words.get(i), words.get(k)).isFalse();
                    }
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(4_000);
    }

    @Test
    void svg_ofEverySample_isWellFormedSmallAndWithoutIds() throws Exception {
        for (Map.Entry<String, Figure> sample : SAMPLES.entrySet()) {
            for (int width : WIDTHS) {
                String svg = Charts.svg(sample.getValue(), width);
                Element root = parsed(svg);
                assertThat(root.getTagName()).isEqualTo("svg");
                assertThat(root.getAttribute("role")).isEqualTo("img");
                assertThat(root.getAttribute("width")).isEqualTo(Integer.toString(width));
                assertThat(root.getAttribute("aria-label"))
                        .isEqualTo(sample.getValue().title() + ". " + sample.getValue().text());
                assertThat(root.getElementsByTagName("title").item(0).getTextContent())
                        .isEqualTo(sample.getValue().title());
                assertThat(root.getElementsByTagName("desc").item(0).getTextContent())
                        .isEqualTo(sample.getValue().text());
                assertThat(svg).doesNotContain(" id=", "NaN", "Infinity", "<?xml", "clip", "rgb(");
                assertThat(svg.length()).as(sample.getKey()).isLessThan(MOST_BYTES);
            }
        }
    }

    @Test
    void svg_inAPage_takesTheColoursOfThePage() {
        String svg = Charts.svg(SAMPLES.get("distribution-negative"), 760);
        assertThat(svg).contains("fill:var(--tw-ink,#262b33)", "stroke:var(--tw-grid,#dfe3e8)",
                "fill:var(--tw-headline,#b43a2f)", "fill:var(--tw-area,#bdd3ea)", "stroke:var(--tw-paper,#ffffff)");
        assertThat(svg).contains(">a harmful change &amp; &lt;more&gt;</text>", ">-0.3100 to -0.1200</text>",
                ">threshold -0.05</text>", ">mean -0.2130</text>", ">% of twins</text>");
    }

    @Test
    void svg_ofEqualFigures_isTheSameBytes() throws IOException {
        Map<String, Figure> again = ChartSamples.all();
        int checked = 0;
        for (Map.Entry<String, Figure> sample : SAMPLES.entrySet()) {
            assertThat(again.get(sample.getKey())).isEqualTo(sample.getValue());
            Path one = folder.resolve("one.svg");
            Path other = folder.resolve("other.SVG");
            Charts.write(sample.getValue(), one);
            Charts.write(again.get(sample.getKey()), other);
            assertThat(other).hasSameBinaryContentAs(one);
            checked++;
        }
        assertThat(checked).isEqualTo(SAMPLES.size()).isGreaterThan(20);
    }

    @Test
    void svg_asAFile_standsOnPaperAndNeedsNoPage() throws Exception {
        Path file = folder.resolve("forest.svg");
        Charts.write(SAMPLES.get("forest-one"), file);
        String svg = Files.readString(file);
        assertThat(svg).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=")
                .contains("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>").doesNotContain("var(");
        assertThat(parsed(svg).getAttribute("width")).isEqualTo("860");
    }

    @Test
    void png_written_isAPictureOfTwicePixels() throws IOException {
        Path file = folder.resolve("ate.png");
        Charts.write(SAMPLES.get("distribution-zero"), file);
        var picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(1720);
        assertThat(picture.getRGB(2, 2)).isEqualTo(0xffffffff);
    }

    @Test
    void file_ofAnotherKind_isRefused() {
        Path file = folder.resolve("ate.pdf");
        assertThatThrownBy(() -> Charts.write(SAMPLES.get("shares"), file)).isInstanceOf(InputException.class)
                .hasMessage("plot file name must end in .svg or .png, got " + file);
        assertThatThrownBy(() -> SAMPLES.get("shares").write(file)).isInstanceOf(InputException.class)
                .hasMessage("path must end in a format that can be drawn, such as .svg or .png, got ate.pdf");
        assertThat(file).doesNotExist();
    }

    @Test
    void file_inAnAbsentFolder_failsWithThePath() {
        Path file = folder.resolve("none").resolve("ate.svg");
        assertThatThrownBy(() -> SAMPLES.get("shares").write(file)).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + file + ": no such folder");
    }

    @Test
    void width_tooSmall_isRefused() {
        assertThatThrownBy(() -> Charts.svg(SAMPLES.get("shares"), 279)).isInstanceOf(InputException.class)
                .hasMessage("width must be at least 280, got 279");
    }

    @Test
    void text_withControlCharacters_staysWellFormed() throws Exception {
        String odd = "a\u0001b\ud800c\ufffe\n\"<";
        Figure figure = new io.twinsim.plot.SharesFigure(odd, odd, List.of(
                new io.twinsim.plot.SharesFigure.Share(odd, java.util.OptionalDouble.of(0.5), false)));
        assertThat(parsed(Charts.svg(figure, 360)).getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("a\ufffdb\ufffdc\ufffd\ufffd\"<");
    }

    @Test
    void dashes_ofALine_goOn() {
        String svg = Charts.svg(SAMPLES.get("curves"), 760);
        assertThat(svg).containsPattern("stroke-dasharray:9 4\">\n<path d=\"M[^M]{500,}\"/>");
    }
}
