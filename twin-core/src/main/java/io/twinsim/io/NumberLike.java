package io.twinsim.io;

import io.twinsim.internal.text.Names;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a text that is no plain decimal was probably meant as. Columns of numbers in another notation must not pass for
 * categories, so the reader asks here before it takes text for labels.
 */
enum NumberLike {
    /** Just text. */
    TEXT,
    /** A usual spelling of a missing value, such as {@code null} or {@code ?}. */
    MISSING,
    /** A number in a notation that is not read. */
    NUMBER;

    private static final Set<String> MISSING_SPELLINGS = Set.of("na", "n/a", "#n/a", "<na>", "nan", "null", "nil",
            "none", "-", "--", "?", ".", "missing", "#null!", "#div/0!", "\\n");
    private static final Pattern NON_FINITE = Pattern.compile("(?i)[+-]?(inf|infinity|\u221e)");
    private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}([,'.]\\d{3})+([.,]\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern COMMA = Pattern.compile("[+-]?(\\d+,\\d*|,\\d+)([eE][+-]?\\d+)?");
    private static final Pattern JAVA = Pattern.compile(
            "[+-]?(0[xX][0-9a-fA-F.]+([pP][+-]?\\d+)?|0[bBoO][0-7]+|(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?[fFdDlL]"
                    + "|\\d+(_+\\d+)+(\\.\\d+)?)");

    static NumberLike of(String text, NumberText numbers) {
        if (numbers.parse(text) != NumberText.Kind.NONE) {
            return NUMBER;
        }
        if (text.length() > 60) {
            return TEXT;
        }
        if (MISSING_SPELLINGS.contains(text.toLowerCase(Locale.ROOT))) {
            return MISSING;
        }
        String plain = normalise(text);
        boolean number = !plain.equals(text) && numbers.parse(plain) != NumberText.Kind.NONE
                || COMMA.matcher(plain).matches() || GROUPED.matcher(plain).matches()
                || JAVA.matcher(plain).matches() || NON_FINITE.matcher(plain).matches()
                || COMMA.matcher(plain.replace('.', ',')).matches();
        return number ? NUMBER : TEXT;
    }

    /** Why a text is not a number that is read, to follow the value in a message. */
    static String hint(String text, NumberText numbers, List<String> missingTokens) {
        NumberText.Kind kind = numbers.parse(text);
        if (kind == NumberText.Kind.OVERFLOW) {
            return "it is out of the range of double";
        }
        NumberLike like = of(text, numbers);
        if (like == MISSING) {
            return "a missing value is an empty field" + (missingTokens.isEmpty() ? "" : " or "
                    + String.join(", ", missingTokens)) + "; declare other missing tokens";
        }
        if (like == TEXT) {
            return "declare the column as category to keep its text";
        }
        if (NON_FINITE.matcher(text).matches()) {
            return "numbers must be finite";
        }
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c >= 0x80) {
                return String.format(Locale.ROOT, "it holds U+%04X %s", c, Character.getName(c));
            }
        }
        return "only plain decimals such as 1234.5 or 1e-3 are read, without grouping, suffix or "
                + (COMMA.matcher(text).matches() ? "decimal comma (declare a decimal comma if it is one)" : "prefix");
    }

    /** Digits, signs and blanks of other scripts as their ASCII counterparts. */
    private static String normalise(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c < 0x80) {
                plain.append((char) c);
            } else if (Character.isDigit(c)) {
                plain.append(Character.digit(c, 10));
            } else if (c == 0x2212 || c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0xff0d || c == 0xfe63) {
                plain.append('-');
            } else if (c == 0x66b || c == 0xff0e) {
                plain.append('.');
            } else if (!Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT) {
                plain.appendCodePoint(c);
            }
        });
        return plain.toString();
    }

    /** A refused value in a message. */
    static String refusal(String value, NumberText numbers, List<String> missingTokens) {
        return "value must be a number, got " + Names.quote(value) + "; " + hint(value, numbers, missingTokens);
    }
}
