package io.twinsim.cli;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/**
 * How far a job is, in one line.
 *
 * @param what what is done, such as {@code simulating}
 * @param unit what is counted, such as {@code twins}
 * @param done how many are done
 * @param total how many there are; 0 if nobody knows, then only the time is told
 * @param gained how many of them since the time is taken
 * @param nanos since the time is taken, in nanoseconds
 */
record ProgressText(String what, String unit, long done, long total, long gained, long nanos) {

    private static final int SHORTEST_BAR = 10;
    private static final int LONGEST_BAR = 40;
    /** Left free at the right end: the cursor, and the two characters of Ctrl-C. */
    private static final int MARGIN = 3;
    private static final double SECOND = 1e9;
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;
    private static final double MILLION = 1e6;
    private static final double FEW = 100;

    /** The line for a terminal so many columns wide: the bar gives way first, then the rate. */
    String in(int columns) {
        int width = Math.max(1, columns - MARGIN);
        if (total <= 0) {
            return Lines.cut(what + ", " + time((long) (nanos / SECOND)), Math.max(MARGIN, width));
        }
        String head = what + " " + " ".repeat(3 - Long.toString(percent()).length()) + percent() + " %";
        String rate = rate();
        String left = left();
        String tail = rate.isEmpty() || left.isEmpty() ? rate + left : rate + ", " + left;
        int room = width - head.length() - tail.length() - 4;
        if (room >= SHORTEST_BAR) {
            return (head + " " + bar(Math.min(LONGEST_BAR, room)) + " " + tail).stripTrailing();
        }
        for (String end : new String[] {tail, left}) {
            if (head.length() + 2 + end.length() <= width) {
                return head + ", " + end;
            }
        }
        return Lines.cut(head, Math.max(MARGIN, width));
    }

    /** Whole per cent, 100 only at the end. */
    private long percent() {
        return Math.min(100, (long) (100.0 * done / total));
    }

    private String bar(int length) {
        int full = (int) Math.min(length, (double) length * done / total);
        return "[" + "#".repeat(full) + ".".repeat(length - full) + "]";
    }

    private double perSecond() {
        return nanos > 0 ? gained / (nanos / SECOND) : 0;
    }

    private String rate() {
        double rate = perSecond();
        if (!(rate > 0)) {
            return "";
        }
        String number = rate < FEW ? Numbers.significant(rate, 2)
                : rate < MILLION ? Numbers.grouped(Math.round(rate)) : Numbers.significant(rate / MILLION, 3) + " M";
        return number + " " + unit + "/s";
    }

    private String left() {
        double rate = perSecond();
        return rate > 0 ? time((long) Math.ceil((total - done) / rate)) + " left" : "";
    }

    /** Two units at most, as one would say it. */
    private static String time(long seconds) {
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min " + seconds % MINUTE + " s";
        }
        if (seconds < DAY) {
            return seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min";
        }
        return Numbers.grouped(seconds / DAY) + " d " + seconds % DAY / HOUR + " h";
    }
}
