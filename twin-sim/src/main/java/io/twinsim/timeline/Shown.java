package io.twinsim.timeline;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forms in which results over time show numbers to people and to JSON. */
final class Shown {

    /** Characters of a name in a table. */
    static final int NAME = 26;
    /** Characters of a longer name's end. */
    private static final int TAIL = 13;
    private static final List<String> CLOCK = List.of("day", "h", "min", "s");
    private static final int MOST_DECIMALS = 6;
    private static final int DIGITS = 4;

    private Shown() {
    }

    /** A level such as {@code 95 %}. */
    static String percent(double share) {
        return Numbers.significant(100 * share, DIGITS) + " %";
    }

    /** The decimals for an estimate that is known to within this much: two digits of that. */
    static int decimals(double half) {
        return Math.max(0, Math.min(MOST_DECIMALS, Numbers.decimals(half) - 1));
    }

    static String range(double lower, double upper, int decimals) {
        return Numbers.fixed(lower, decimals) + ".." + Numbers.fixed(upper, decimals);
    }

    /** A plain number to four significant digits. */
    static String number(double value) {
        return Double.isNaN(value) ? "-" : Numbers.significant(value, DIGITS);
    }

    /** A name; of a longer one the start and the end, as names of groups differ there. */
    static String name(String name) {
        return name(name, NAME);
    }

    /** The same in so many characters, 12 or more. */
    static String name(String name, int width) {
        int length = name.codePointCount(0, name.length());
        int tail = Math.min(TAIL, width / 2);
        return length <= width ? name
                : Lines.cut(name, width - tail) + name.substring(name.offsetByCodePoints(0, length - tail));
    }

    /** A time in the largest unit in which it is a whole number, up to days: {@code 28800 s} are {@code 8 h}. */
    static String span(TimeSpan span) {
        int own = CLOCK.indexOf(span.unit());
        for (int k = 0; k < own && span.count() > 0; k++) {
            double count = span.in(CLOCK.get(k));
            if (count >= 1 && count == Math.rint(count)) {
                return new TimeSpan(count, CLOCK.get(k)).toString();
            }
        }
        return span.toString();
    }

    /** One twin, two twins. */
    static String count(long n, String noun) {
        return Numbers.grouped(n) + " " + noun + (n == 1 ? "" : "s");
    }

    /** For JSON: null instead of what is no number. */
    static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    static List<@Nullable Double> finite(double[] values) {
        List<@Nullable Double> list = new ArrayList<>(values.length);
        for (double value : values) {
            list.add(finite(value));
        }
        return list;
    }

    static List<Long> whole(long[] values) {
        List<Long> list = new ArrayList<>(values.length);
        for (long value : values) {
            list.add(value);
        }
        return list;
    }
}
