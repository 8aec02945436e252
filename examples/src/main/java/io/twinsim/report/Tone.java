package io.twinsim.report;

import java.awt.Color;

/**
 * The colours of charts. Those of data are told apart by the colour-blind too (Okabe and Ito 2008); in a page each is
 * the CSS variable {@code --tw-} with the name in lower case, so that the page can change it.
 */
enum Tone {

    /** Text. */
    INK(0x262b33),
    /** Text and marks of the second rank. */
    FAINT(0x5f6670),
    /** Lines that carry a scale. */
    GRID(0xdfe3e8),
    /** What charts stand on. */
    PAPER(0xffffff),
    /** The number that matters most. */
    HEADLINE(0xb43a2f),
    /** Filled areas. */
    AREA(0xbdd3ea),
    BLUE(0x0072b2),
    VERMILLION(0xd55e00),
    GREEN(0x009e73),
    PURPLE(0xcc79a7),
    ORANGE(0xe69f00),
    SKY(0x56b4e9);

    private static final Tone[] SERIES = {BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, INK};

    private final int rgb;

    Tone(int rgb) {
        this.rgb = rgb;
    }

    /** The colour of the series with a number; seven differ. */
    static Tone series(int number) {
        return SERIES[number % SERIES.length];
    }

    Shade shade() {
        return new Shade(variable(), rgb, 1);
    }

    /** The colour with what is behind it showing through. */
    Shade faded(double opacity) {
        return new Shade(variable(), rgb, opacity);
    }

    private String variable() {
        return "--tw-" + name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * A colour as it is used.
     *
     * @param variable the CSS variable that replaces it in a page; empty if none does
     * @param rgb red, green and blue
     * @param opacity in (0, 1]
     */
    record Shade(String variable, int rgb, double opacity) {

        /** A colour that no page changes. */
        static Shade fixed(int rgb) {
            return new Shade("", rgb, 1);
        }

        Color color() {
            return new Color(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, (int) Math.round(255 * opacity));
        }

        String hex() {
            return String.format(java.util.Locale.ROOT, "#%06x", rgb);
        }
    }
}
