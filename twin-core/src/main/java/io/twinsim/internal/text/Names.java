package io.twinsim.internal.text;

import io.twinsim.InputException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Messages about unknown names: what was asked for, the nearest known name, and what there is. */
public final class Names {

    /** Known names beyond this many are counted, not listed. */
    private static final int LISTED = 50;
    /** Shorter words are part of too many names. */
    private static final int PART = 3;

    private Names() {
    }

    /**
     * The known name that is most like an unknown one, by Damerau-Levenshtein distance without regard to case; else
     * the only one that starts with it, else the only one that holds it, if it has at least three characters.
     *
     * @param unknown the name asked for
     * @param known the names there are, in the order in which ties are decided
     * @return the nearest name, if it is near enough to be a likely slip (about a third of its length) or a part of it
     */
    public static Optional<String> nearest(String unknown, Collection<String> known) {
        String asked = unknown.toLowerCase(Locale.ROOT);
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = distance(asked, name.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = name;
            }
        }
        int allowed = Math.max(1, Math.min(unknown.length(), best == null ? 0 : best.length()) / 3);
        if (best != null && bestDistance <= allowed) {
            return Optional.of(best);
        }
        return only(known, name -> name.startsWith(asked)).or(() -> only(known, name -> name.contains(asked)))
                .filter(name -> asked.length() >= PART);
    }

    private static Optional<String> only(Collection<String> known, Predicate<String> lowerCase) {
        List<String> found = known.stream().filter(name -> lowerCase.test(name.toLowerCase(Locale.ROOT))).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /**
     * The message for an unknown name.
     *
     * @param kind what the name stands for, such as {@code column}
     * @param name the name asked for
     * @param known the names there are
     * @return text such as {@code unknown column "agee"; did you mean "age"? known: age, bmi}
     */
    public static String unknown(String kind, String name, Collection<String> known) {
        return unknown(kind, name, known, Map.of());
    }

    /**
     * The message for an unknown name where some things are known elsewhere by other names.
     *
     * @param kind what the name stands for, such as {@code distribution}
     * @param name the name asked for
     * @param known the names there are
     * @param elsewhere names used elsewhere, with the known name of the same thing
     * @return text such as {@code unknown distribution "gausian"; did you mean "normal"? known: normal, gamma}
     */
    public static String unknown(
            String kind, String name, Collection<String> known, Map<String, String> elsewhere) {
        List<String> candidates = new ArrayList<>(known);
        candidates.addAll(elsewhere.keySet());
        StringBuilder text = new StringBuilder("unknown ").append(kind).append(' ').append(quote(name)).append("; ");
        nearest(name, candidates).map(near -> elsewhere.getOrDefault(near, near))
                .ifPresent(near -> text.append("did you mean ").append(quote(near)).append("? "));
        return text.append("known: ").append(list(known)).toString();
    }

    /**
     * Names in a row, cut after the first fifty.
     *
     * @param names the names
     * @return text such as {@code age, bmi}; {@code (none)} if there is no name
     */
    public static String list(Collection<String> names) {
        if (names.isEmpty()) {
            return "(none)";
        }
        StringBuilder text = new StringBuilder();
        Iterator<String> it = names.iterator();
        for (int i = 0; i < LISTED && it.hasNext(); i++) {
            text.append(i == 0 ? "" : ", ").append(it.next());
        }
        if (names.size() > LISTED) {
            text.append(" and ").append(names.size() - LISTED).append(" more");
        }
        return text.toString();
    }

    /**
     * A value in double quotes, cut to 80 characters, control characters and unpaired surrogates made visible.
     *
     * @param value the text to show
     * @return the quoted text
     */
    public static String quote(String value) {
        boolean cut = value.length() > 80;
        return '"' + visible(cut ? value.substring(0, 80) : value) + (cut ? "..." : "") + '"';
    }

    /**
     * Text on one line, with control characters, signs that turn its direction and halves of surrogate
     * pairs made visible.
     *
     * @param value the text to show
     * @return the text on one line
     */
    public static String visible(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) || isDirection(c) || isUnpaired(value, i)) {
                text.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** Signs that end a line or turn the direction of the text behind them. */
    private static boolean isDirection(char c) {
        return c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }

    /**
     * A name in Unicode normal form C, in which two spellings of one name are one name.
     *
     * @param name the text
     * @param what what it is, for the message
     * @return the normal form
     * @throws InputException if it holds half a surrogate pair, which no file can hold
     */
    public static String normal(String name, String what) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < name.length() && Character.isLowSurrogate(name.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new InputException(what + " must be well-formed Unicode, got half a surrogate pair at character "
                        + (i + 1));
            }
        }
        return Normalizer.isNormalized(name, Normalizer.Form.NFC) ? name
                : Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /**
     * The first surrogate that stands without its other half: such text is no Unicode and has no UTF-8.
     *
     * @param text the text to look through
     * @return its index; -1 if there is none
     */
    public static int unpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnpaired(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isUnpaired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c) && !(i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1)))
                || Character.isLowSurrogate(c) && !(i > 0 && Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours cost 1. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, before[j - 2] + 1);
                }
                row[j] = best;
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
