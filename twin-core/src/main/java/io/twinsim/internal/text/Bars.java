package io.twinsim.internal.text;

/** Bars of block characters, each one cell wide: upright ones of eight heights, lying ones in eighths of a cell. */
public final class Bars {

    private static final String UPRIGHT = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    private static final String LYING = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589\u2588";
    private static final int EIGHTHS = 8;

    private Bars() {
    }

    /**
     * A bar for each count, the tallest for the largest one; a blank for none, and at least the lowest bar for any.
     *
     * @param counts at least 0
     * @return one character for each
     */
    public static String upright(long... counts) {
        long most = 0;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        StringBuilder bars = new StringBuilder(counts.length);
        for (long count : counts) {
            // Doubles, as eight times a count may not fit a long.
            bars.append(UPRIGHT.charAt(count == 0 ? 0 : Math.max(1, (int) Math.rint((double) count / most * EIGHTHS))));
        }
        return bars.toString();
    }

    /**
     * A lying bar whose length is a share of a width, to an eighth of a cell.
     *
     * @param share in [0, 1]
     * @param cells the length for 1
     * @return at most so many characters; none for less than half an eighth of a cell
     */
    public static String lying(double share, int cells) {
        int eighths = (int) Math.rint(share * cells * EIGHTHS);
        String rest = eighths % EIGHTHS == 0 ? "" : LYING.substring(eighths % EIGHTHS, eighths % EIGHTHS + 1);
        return LYING.substring(EIGHTHS).repeat(eighths / EIGHTHS) + rest;
    }
}
