package io.twinsim.report;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide text is, by the advance widths of a wide sans-serif face (DejaVu Sans), so that it fits in any other one and
 * charts are laid out alike on every machine.
 */
final class Letters {

    /** Thousandths of the size for the characters from blank to tilde. */
    private static final int[] WIDTHS = {318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
        636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
        575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390,
        337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635,
        411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838};
    private static final int OTHER = 700;
    /** From here on scripts have characters as wide as high. */
    private static final int SQUARE = 0x2e80;
    private static final double BOLD = 1.12;
    private static final String DOTS = "\u2026";
    /** The share of the end in a squeezed name. */
    private static final double TAIL = 0.4;
    /** Words that are too long break behind these. */
    private static final String BREAKS = "_-/.;,=";

    private Letters() {
    }

    static double width(String text, double size, boolean bold) {
        double thousandths = text.codePoints().mapToLong(Letters::advance).sum();
        return thousandths * size / 1000 * (bold ? BOLD : 1);
    }

    static double width(String text, double size) {
        return width(text, size, false);
    }

    private static long advance(int c) {
        return c >= ' ' && c <= '~' ? WIDTHS[c - ' '] : c >= SQUARE || c == 0x2026 ? 1000 : OTHER;
    }

    /** The text, or as much of its start as there is room for, and dots. */
    static String cut(String text, double room, double size, boolean bold) {
        if (width(text, size, bold) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 0 && width(text.substring(0, end).stripTrailing() + DOTS, size, bold) > room) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).stripTrailing() + DOTS;
    }

    /** The text, or its start and its end with dots between them, as names often differ at the end. */
    static String squeeze(String text, double room, double size, boolean bold) {
        if (width(text, size, bold) <= room) {
            return text;
        }
        int[] all = text.codePoints().toArray();
        for (int kept = all.length - 1; kept > 1; kept--) {
            int tail = (int) (kept * TAIL);
            String shown = new String(all, 0, kept - tail) + DOTS + new String(all, all.length - tail, tail);
            if (width(shown, size, bold) <= room) {
                return shown;
            }
        }
        return DOTS;
    }

    /** The text in lines, broken at blanks, or within words where it must be; the last line is cut. */
    static List<String> wrap(String text, double room, double size, boolean bold, int most) {
        List<String> lines = new ArrayList<>();
        if (most == 0) {
            return lines;
        }
        String rest = text.strip();
        while (lines.size() < most - 1 && width(rest, size, bold) > room) {
            int end = fitting(rest, room, size, bold);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(cut(rest, room, size, bold));
        return lines;
    }

    private static int fitting(String text, double room, double size, boolean bold) {
        int end = text.offsetByCodePoints(0, 1);
        while (end < text.length()
                && width(text.substring(0, text.offsetByCodePoints(end, 1)).stripTrailing(), size, bold) <= room) {
            end = text.offsetByCodePoints(end, 1);
        }
        int blank = text.lastIndexOf(' ', end);
        if (blank > 0) {
            return blank;
        }
        for (int i = end; i > 1; i--) {
            if (BREAKS.indexOf(text.charAt(i - 1)) >= 0) {
                return i;
            }
        }
        return end;
    }
}
