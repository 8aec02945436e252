package io.twinsim.internal.text;

import java.util.Arrays;

/**
 * Text as a terminal lays it out, in cells of one width: letters and signs of East Asia and most pictures take two,
 * marks that join the character before them none, all others one. Block characters such as the bars of {@link Bars}
 * take one, unless a terminal is set to the wide form of what Unicode calls ambiguous.
 */
public final class Cells {

    private static final String DOTS = "...";
    /** Below this every printable character takes one cell. */
    private static final int FIRST_MARK = 0x300;
    /** Firsts and lasts of the wide ranges of Unicode's EastAsianWidth (W and F), neighbours joined. */
    private static final int[] WIDE = {
        0x1100, 0x115f, 0x231a, 0x231b, 0x23e9, 0x23ec, 0x2e80, 0x303e, 0x3041, 0x33ff, 0x3400, 0x4dbf, 0x4e00, 0xa4cf,
        0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe30, 0xfe6f, 0xff00, 0xff60, 0xffe0, 0xffe6,
        0x1b000, 0x1b2ff, 0x1f300, 0x1f64f, 0x1f680, 0x1f6ff, 0x1f900, 0x1f9ff, 0x1fa70, 0x1faff, 0x20000, 0x3fffd};

    private Cells() {
    }

    /**
     * The cells of a line.
     *
     * @param text without control characters
     * @return cells, at least 0
     */
    public static int width(String text) {
        int cells = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            cells += width(text.codePointAt(i));
        }
        return cells;
    }

    private static int width(int character) {
        if (character < FIRST_MARK) {
            return 1;
        }
        switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> {
                return 0;
            }
            default -> {
                int at = Arrays.binarySearch(WIDE, character);
                return at >= 0 || (-at - 1) % 2 == 1 ? 2 : 1;
            }
        }
    }

    /**
     * Text that must not take more cells than there is room; no character is halved.
     *
     * @param text without control characters
     * @param cells at most, 3 or more
     * @return the text, or its start and three dots
     */
    public static String cut(String text, int cells) {
        return width(text) <= cells ? text : start(text, cells - DOTS.length()) + DOTS;
    }

    /**
     * The same with dots in the middle, as names often differ at the end.
     *
     * @param text without control characters
     * @param cells at most, 5 or more
     * @return the text, or its start, three dots and its end
     */
    public static String middle(String text, int cells) {
        if (width(text) <= cells) {
            return text;
        }
        int end = (cells - DOTS.length()) / 2;
        int from = text.length();
        while (from > 0 && width(text.substring(text.offsetByCodePoints(from, -1))) <= end) {
            from = text.offsetByCodePoints(from, -1);
        }
        return start(text, cells - DOTS.length() - end) + DOTS + text.substring(from);
    }

    private static String start(String text, int cells) {
        int to = 0;
        int used = 0;
        while (to < text.length()) {
            int character = text.codePointAt(to);
            used += width(character);
            if (used > cells) {
                break;
            }
            to += Character.charCount(character);
        }
        return text.substring(0, to);
    }
}
