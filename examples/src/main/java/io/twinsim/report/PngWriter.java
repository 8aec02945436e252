package io.twinsim.report;

import io.twinsim.report.Mark.Anchor;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Writes a sketch as PNG, two pixels for each of the sketch, for sharp letters on any screen. */
final class PngWriter {

    private static final int PIXELS = 2;
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    private PngWriter() {
    }

    static byte[] file(Sketch sketch) throws IOException {
        BufferedImage image = new BufferedImage((int) Math.ceil(PIXELS * sketch.width()),
                (int) Math.ceil(PIXELS * sketch.height()), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(Tone.PAPER.shade().color());
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.scale(PIXELS, PIXELS);
        sketch.marks().forEach(mark -> draw(g, mark));
        g.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static void draw(Graphics2D g, Mark mark) {
        if (mark instanceof Mark.Filled filled) {
            g.setColor(filled.shade().color());
            g.fill(filled.path());
        } else if (mark instanceof Mark.Stroked stroked) {
            g.setColor(stroked.shade().color());
            g.setStroke(stroked.stroke());
            g.draw(stroked.path());
        } else if (mark instanceof Mark.Words words) {
            words(g, words);
        }
    }

    private static void words(Graphics2D g, Mark.Words words) {
        Font font = new Font(Font.SANS_SERIF, words.bold() ? Font.BOLD : Font.PLAIN, 1)
                .deriveFont((float) words.size());
        GlyphVector glyphs = font.createGlyphVector(EXACT, words.text());
        double width = glyphs.getLogicalBounds().getWidth();
        AffineTransform place = AffineTransform.getTranslateInstance(words.x(), words.y());
        if (words.upward()) {
            place.rotate(-Math.PI / 2);
        }
        place.translate(words.anchor() == Anchor.START ? 0 : words.anchor() == Anchor.END ? -width : -width / 2, 0);
        Shape outline = place.createTransformedShape(glyphs.getOutline());
        if (words.halo()) {
            g.setColor(Tone.PAPER.shade().color());
            g.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(outline);
        }
        g.setColor(words.shade().color());
        g.fill(outline);
    }
}
