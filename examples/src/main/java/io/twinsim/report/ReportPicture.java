package io.twinsim.report;

import io.twinsim.plot.Figure;

/** A figure inside a page, drawn twice: as wide as the text, and for a phone; the style sheet shows one of them. */
final class ReportPicture {

    /** The width of the text. */
    private static final int WIDE = 760;
    /** The width of a phone, without margins. */
    private static final int NARROW = 340;

    private ReportPicture() {
    }

    static void write(ReportMarkup out, Figure figure, String caption) {
        out.start("figure");
        out.start("div", "class", "wide").add(Charts.svg(figure, WIDE)).end();
        out.start("div", "class", "narrow").add(Charts.svg(figure, NARROW)).end();
        if (!caption.isEmpty()) {
            out.element("figcaption", caption);
        }
        out.end();
    }
}
