package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of simulated time: a number and a unit. The units {@code s}, {@code min}, {@code h}, {@code day} and {@code
 * week} convert into each other; any other word, such as {@code turn}, is a unit of its own. Abbreviations of other
 * units ({@code m}, {@code d}) are refused, and so are months and years, which have no fixed length.
 *
 * @param count how many, finite and not negative
 * @param unit the unit in its short form: {@code s}, {@code min}, {@code h}, {@code day}, {@code week} or an own word
 *     in the singular
 */
public record TimeSpan(double count, String unit) {

    private static final Map<String, Double> SECONDS = new LinkedHashMap<>();
    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("sec", "s"), Map.entry("secs", "s"), Map.entry("second", "s"), Map.entry("seconds", "s"),
            Map.entry("mins", "min"), Map.entry("minute", "min"), Map.entry("minutes", "min"),
            Map.entry("hour", "h"), Map.entry("hours", "h"),
            Map.entry("days", "day"), Map.entry("weeks", "week"));
    private static final Map<String, String> ABBREVIATIONS = Map.ofEntries(
            Map.entry("m", "min"), Map.entry("mn", "min"), Map.entry("hr", "h"), Map.entry("hrs", "h"),
            Map.entry("d", "day"), Map.entry("dy", "day"), Map.entry("w", "week"), Map.entry("wk", "week"),
            Map.entry("wks", "week"));
    private static final Map<String, String> BELOW_SECONDS = Map.ofEntries(
            Map.entry("ms", "0.001 s"), Map.entry("msec", "0.001 s"), Map.entry("milli", "0.001 s"),
            Map.entry("millisecond", "0.001 s"), Map.entry("us", "0.000001 s"), Map.entry("microsecond", "0.000001 s"),
            Map.entry("ns", "1e-9 s"), Map.entry("nanosecond", "1e-9 s"));
    private static final Map<String, String> CALENDAR = Map.of("mo", "months", "mon", "months", "month", "months",
            "y", "years", "yr", "years", "year", "years");
    private static final Pattern FORM = Pattern.compile("(\\S+?)\\s*+(\\p{L}[\\p{L}_]*+)");

    /** Endings whose plural has a syllable more. */
    private static final List<String> HISSES = List.of("ss", "x", "ch", "sh");

    static {
        SECONDS.put("s", 1.0);
        SECONDS.put("min", 60.0);
        SECONDS.put("h", 3600.0);
        SECONDS.put("day", 86_400.0);
        SECONDS.put("week", 604_800.0);
    }

    /** Refuses what is no length of time, and brings the unit into its short form. */
    public TimeSpan {
        Checks.finite(count, "count");
        if (count < 0) {
            throw Checks.refuse("count", "not be negative", count, null);
        }
        unit = known(shortForm(Checks.notNull(unit, "unit")));
        count += 0.0;
    }

    /**
     * Parses a number with a unit.
     *
     * @param text such as {@code 15 min}, {@code 90 days}, {@code 2 h} or {@code 1 turn}
     * @return the time span
     * @throws InputException if it has another form, or its unit is an abbreviation or has no fixed length
     */
    public static TimeSpan parse(String text) {
        Matcher form = FORM.matcher(Checks.notNull(text, "time span").strip());
        if (form.matches() && Keys.isNumber(form.group(1))) {
            double count = Double.parseDouble(form.group(1));
            if (count >= 0 && count < Double.POSITIVE_INFINITY) {
                return new TimeSpan(count, form.group(2));
            }
        }
        throw new InputException("a time span must be a number with a unit, such as \"90 days\" or \"15 min\", got "
                + Names.quote(text));
    }

    /**
     * Whether text has the form of a time span.
     *
     * @param text any text
     * @return true if {@link #parse} takes it
     */
    static boolean isSpan(String text) {
        Matcher form = FORM.matcher(text.strip());
        return form.matches() && Keys.isNumber(form.group(1)) && !form.group(1).startsWith("-")
                && Double.parseDouble(form.group(1)) < Double.POSITIVE_INFINITY;
    }

    /**
     * The length in another unit of the same kind.
     *
     * @param other {@code s}, {@code min}, {@code h}, {@code day}, {@code week} in any spelling, or the own word
     * @return the number of those units
     * @throws InputException if the units are of different kinds
     */
    public double in(String other) {
        String target = shortForm(Checks.notNull(other, "unit"));
        if (target.equals(unit)) {
            return count;
        }
        Double from = SECONDS.get(unit);
        Double to = SECONDS.get(target);
        if (from == null || to == null) {
            throw new InputException("a time span must be in " + plural(target) + " here, got " + this);
        }
        return count * from / to;
    }

    /** Whether both are counted in units that convert into each other. */
    boolean sameKind(TimeSpan other) {
        return unit.equals(other.unit) || isClock(unit) && isClock(other.unit);
    }

    /** Whether a unit in its short form converts into seconds. */
    static boolean isClock(String unit) {
        return SECONDS.containsKey(unit);
    }

    static String shortForm(String unit) {
        String word = unit.toLowerCase(Locale.ROOT);
        String known = SPELLINGS.getOrDefault(word, word);
        if (SECONDS.containsKey(known)) {
            return known;
        }
        boolean plural = unit.length() > 2 && unit.endsWith("s") && !unit.endsWith("ss");
        int ending = HISSES.stream().anyMatch(hiss -> word.endsWith(hiss + "es")) ? 2 : 1;
        return plural ? unit.substring(0, unit.length() - ending) : unit;
    }

    /** Refuses words that would pass for units of their own, though they are meant as others. */
    private static String known(String unit) {
        String word = unit.toLowerCase(Locale.ROOT);
        if (SECONDS.containsKey(unit)) {
            return unit;
        }
        String meant = ABBREVIATIONS.get(word);
        @Nullable String hint = meant != null ? "did you mean \"" + meant + "\"?"
                : BELOW_SECONDS.containsKey(word) ? "1 " + unit + " is " + BELOW_SECONDS.get(word)
                : CALENDAR.containsKey(word) ? CALENDAR.get(word) + " have no fixed length, so count days or weeks"
                : null;
        if (hint != null || unit.codePointCount(0, unit.length()) < 2) {
            throw new InputException("a unit of time must be s, min, h, day, week or a word of your own such as turn, "
                    + "got " + Names.quote(unit) + (hint == null ? "" : "; " + hint));
        }
        return unit;
    }

    /**
     * A unit as it stands behind a number other than 1.
     *
     * @param unit a unit in its short form, such as {@code day}
     * @return such as {@code days}; {@code s}, {@code min} and {@code h} as they are
     */
    public static String plural(String unit) {
        if (unit.length() <= 2 || unit.equals("min")) {
            return unit;
        }
        return unit + (HISSES.stream().anyMatch(unit.toLowerCase(Locale.ROOT)::endsWith) ? "es" : "s");
    }

    /** The usual form, {@code 90 days}. */
    @Override
    public String toString() {
        return Numbers.significant(count, 15) + " " + (count == 1 ? unit : plural(unit));
    }
}
