package io.twinsim.report;

import io.twinsim.internal.text.Numbers;
import io.twinsim.report.Mark.Anchor;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.List;

/**
 * Writes a sketch as SVG: text as text, no ids (so that any number of charts can share a page), tenths of a pixel, and
 * neighbours of one style in one group. Nothing of the machine goes in, so that equal sketches are equal bytes.
 */
final class SvgWriter {

    private static final String FONTS =
            "system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,'DejaVu Sans',sans-serif";

    private final boolean inline;
    private final StringBuilder out = new StringBuilder();
    private String style = "";

    private SvgWriter(boolean inline) {
        this.inline = inline;
    }

    /** A file of its own, on paper. */
    static String file(Sketch sketch, String title, String text) {
        SvgWriter writer = new SvgWriter(false);
        writer.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        writer.open(sketch, title, text);
        writer.out.append("<rect width=\"100%\" height=\"100%\" fill=\"").append(Tone.PAPER.shade().hex())
                .append("\"/>\n");
        return writer.rest(sketch.marks());
    }

    /** A part of a page, whose colours the page may change. */
    static String inline(Sketch sketch, String title, String text) {
        SvgWriter writer = new SvgWriter(true);
        writer.open(sketch, title, text);
        return writer.rest(sketch.marks());
    }

    private void open(Sketch sketch, String title, String text) {
        String width = number(sketch.width());
        String height = number(sketch.height());
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"")
                .append(escaped(title + ". " + text)).append("\" width=\"").append(width).append("\" height=\"")
                .append(height).append("\" viewBox=\"0 0 ").append(width).append(' ').append(height)
                .append("\" font-family=\"").append(FONTS).append('"')
                .append(inline ? " style=\"max-width:100%;height:auto\"" : "").append(">\n<title>")
                .append(escaped(title)).append("</title>\n<desc>").append(escaped(text)).append("</desc>\n");
    }

    private String rest(List<Mark> marks) {
        for (Mark mark : marks) {
            if (mark instanceof Mark.Filled filled) {
                style(paint("fill", filled.shade()));
                out.append("<path d=\"").append(path(filled.path())).append("\"/>\n");
            } else if (mark instanceof Mark.Stroked stroked) {
                style("fill:none;" + paint("stroke", stroked.shade()) + stroke(stroked));
                out.append("<path d=\"").append(path(stroked.path())).append("\"/>\n");
            } else if (mark instanceof Mark.Words words) {
                style(style(words));
                words(words);
            }
        }
        style("");
        return out.append("</svg>\n").toString();
    }

    /** Closes the group of another style and opens one of this. */
    private void style(String wanted) {
        if (wanted.equals(style)) {
            return;
        }
        if (!style.isEmpty()) {
            out.append("</g>\n");
        }
        if (!wanted.isEmpty()) {
            out.append("<g style=\"").append(wanted).append("\">\n");
        }
        style = wanted;
    }

    private String paint(String property, Tone.Shade shade) {
        String value = inline && !shade.variable().isEmpty() ? "var(" + shade.variable() + "," + shade.hex() + ")"
                : shade.hex();
        return property + ":" + value + (shade.opacity() < 1
                ? ";" + property + "-opacity:" + Numbers.significant(shade.opacity(), 3) : "");
    }

    private static String stroke(Mark.Stroked stroked) {
        StringBuilder text = new StringBuilder(";stroke-width:").append(number(stroked.stroke().getLineWidth()))
                .append(";stroke-linejoin:round");
        float[] dash = stroked.stroke().getDashArray();
        for (int i = 0; dash != null && i < dash.length; i++) {
            text.append(i == 0 ? ";stroke-dasharray:" : " ").append(number(dash[i]));
        }
        return text.toString();
    }

    private String style(Mark.Words words) {
        return paint("fill", words.shade()) + ";font-size:" + number(words.size()) + "px"
                + (words.bold() ? ";font-weight:bold" : "")
                + (words.anchor() == Anchor.START ? "" : words.anchor() == Anchor.END ? ";text-anchor:end"
                : ";text-anchor:middle")
                + (words.halo() ? ";" + paint("stroke", Tone.PAPER.shade())
                + ";stroke-width:4;stroke-linejoin:round;paint-order:stroke" : "");
    }

    private void words(Mark.Words words) {
        String x = number(words.x());
        String y = number(words.y());
        out.append("<text x=\"").append(x).append("\" y=\"").append(y).append('"')
                .append(words.upward() ? " transform=\"rotate(-90 " + x + " " + y + ")\"" : "").append('>')
                .append(escaped(words.text())).append("</text>\n");
    }

    /** Level and upright lines take one number. */
    private static String path(Path2D path) {
        StringBuilder text = new StringBuilder();
        double[] c = new double[6];
        String x = "";
        String y = "";
        for (PathIterator at = path.getPathIterator(null); !at.isDone(); at.next()) {
            int kind = at.currentSegment(c);
            int last = 2 * (kind == PathIterator.SEG_CUBICTO ? 3 : kind == PathIterator.SEG_QUADTO ? 2 : 1) - 2;
            String nextX = number(c[last]);
            String nextY = number(c[last + 1]);
            if (kind == PathIterator.SEG_CLOSE) {
                text.append('Z');
                continue;
            } else if (kind == PathIterator.SEG_LINETO && nextY.equals(y)) {
                text.append('H').append(nextX);
            } else if (kind == PathIterator.SEG_LINETO && nextX.equals(x)) {
                text.append('V').append(nextY);
            } else {
                text.append("MLQC".charAt(kind));
                for (int i = 0; i < last; i++) {
                    text.append(number(c[i])).append(' ');
                }
                text.append(nextX).append(' ').append(nextY);
            }
            x = nextX;
            y = nextY;
        }
        return text.toString();
    }

    private static String number(double value) {
        String text = Numbers.fixed(value, 1);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** Text for an element or an attribute, without characters that XML cannot hold. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(c < ' ' || c == 0xfffe || c == 0xffff
                        || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c);
            }
        });
        return out.toString();
    }
}
