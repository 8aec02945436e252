package io.twinsim.report;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** The forms in which a report shows numbers: with a real minus sign, and units that stay beside their number. */
final class ReportWords {

    static final String NONE = "\u2013";
    private static final String MINUS = "\u2212";
    private static final String BLANK = "\u00a0";
    private static final int MOST_DECIMALS = 6;
    private static final int DIGITS = 4;
    private static final int COEFFICIENT_DIGITS = 6;
    private static final double LEAST = 0.0005;
    private static final double SMALL = 0.01;
    /** Larger numbers are written with an exponent. */
    private static final double PLAIN = 1e9;
    private static final double TINY = 1e-9;
    private static final double NEARLY_ONE = 0.99;
    /** A hyphen in front of a number, but not one between two. */
    private static final Pattern HYPHEN = Pattern.compile("(?<![\\p{Alnum}_.)])-(?=[0-9])");

    private ReportWords() {
    }

    static String fixed(double value, int decimals) {
        return minus(Numbers.fixed(value, decimals));
    }

    static String signed(double value, int decimals) {
        return minus(Numbers.signed(value, decimals));
    }

    /** A plain number to four significant digits. */
    static String number(double value) {
        return Double.isNaN(value) ? NONE : minus(Numbers.significant(value, DIGITS));
    }

    /** Two numbers to compare, both with the decimals that four significant digits of the larger take. */
    static List<String> pair(double one, double other) {
        double larger = Math.max(Math.abs(one), Math.abs(other));
        if (!(larger >= LEAST && larger < PLAIN)) {
            return List.of(number(one), number(other));
        }
        int decimals = larger < SMALL ? MOST_DECIMALS : Math.min(DIGITS, Numbers.decimals(larger / 10));
        return List.of(fixed(one, decimals), fixed(other, decimals));
    }

    static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : NONE;
    }

    /** A number as its author wrote it, in plain notation. */
    static String exact(double value) {
        return minus(Numbers.significant(value, 15));
    }

    /** A coefficient: fitted ones have more digits than anybody reads. */
    static String coefficient(double value) {
        return minus(Numbers.significant(value, COEFFICIENT_DIGITS));
    }

    /** The value of a parameter: a number or a word. */
    static String value(Object value) {
        return value instanceof Double number ? exact(number) : String.valueOf(value);
    }

    private static String minus(String text) {
        return text.replace("-", MINUS);
    }

    static String percent(double share) {
        return minus(Numbers.significant(100 * share, DIGITS)) + BLANK + "%";
    }

    /** A share in whole per cent. */
    static String share(double share) {
        return fixed(100 * share, 0) + BLANK + "%";
    }

    static String count(long n, String noun) {
        return Numbers.grouped(n) + BLANK + noun + (n == 1 ? "" : "s");
    }

    /** A probability to three decimals, which never claims to be certain. */
    static String probability(double p) {
        return p < LEAST ? "less than 0.001" : p >= 1 - LEAST ? "more than 0.999" : Numbers.fixed(p, 3);
    }

    /** The same in a table. */
    static String odds(double p) {
        return p < LEAST ? "<" + BLANK + "0.001" : p >= 1 - LEAST ? ">" + BLANK + "0.999" : Numbers.fixed(p, 3);
    }

    static String p(double p) {
        return p < TINY ? "<" + BLANK + "1e" + MINUS + "9" : minus(Numbers.significant(p, p > NEARLY_ONE ? 3 : 2));
    }

    static String p(OptionalDouble p) {
        return p.isPresent() ? p(p.getAsDouble()) : NONE;
    }

    /** The decimals for what is known to within this much. */
    static int decimals(double half) {
        return Math.min(MOST_DECIMALS, Numbers.decimals(half));
    }

    static int decimals(Interval interval) {
        return decimals(interval.width() / 2);
    }

    static String range(double lower, double upper, int decimals) {
        return Double.isNaN(lower) ? NONE : fixed(lower, decimals) + " to " + fixed(upper, decimals);
    }

    static String range(Interval interval) {
        return range(interval.lower(), interval.upper(), decimals(interval));
    }

    /** A sentence that something else has made: a capital letter in front, a full stop at the end. */
    static String sentence(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.codePointAt(0);
        String capital = new StringBuilder().appendCodePoint(Character.toUpperCase(first)).toString()
                + text.substring(Character.charCount(first));
        char last = text.charAt(text.length() - 1);
        return prose(last == '.' || last == '!' || last == '?' ? capital : capital + ".");
    }

    /** The same with real minus signs. */
    static String prose(String text) {
        return HYPHEN.matcher(text).replaceAll(MINUS);
    }

    /** Some things in a row: {@code a, b and c}. */
    static String list(List<String> things) {
        int last = things.size() - 1;
        return last < 1 ? String.join("", things)
                : String.join(", ", things.subList(0, last)) + " and " + things.get(last);
    }
}
