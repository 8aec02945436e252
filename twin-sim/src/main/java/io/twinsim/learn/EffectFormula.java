package io.twinsim.learn;

import java.util.Set;
import java.util.regex.Pattern;

/** Writes names and terms as the formula language wants them. */
final class EffectFormula {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> RESERVED = Set.of("and", "or", "not", "in", "true", "false", "else", "t", "dt");

    private EffectFormula() {
    }

    /** A column's name, between backticks if need be. */
    static String column(String name) {
        return isPlain(name) ? name : "`" + name.replace("`", "``") + "`";
    }

    /** A number, or the indicator of a label. */
    static String term(EffectTerm term) {
        String column = column(term.column());
        return term.label().map(label -> "lookup(" + column + ", " + key(label) + ": 1, else: 0)").orElse(column);
    }

    /** A term for people. */
    static String plain(EffectTerm term) {
        return term.column() + term.label().map(label -> " = " + label).orElse("");
    }

    private static String key(String label) {
        return isPlain(label) ? label : quoted(label);
    }

    /** A label between quotes. */
    static String quoted(String label) {
        return "'" + label.replace("'", "''") + "'";
    }

    static boolean isPlain(String name) {
        return NAME.matcher(name).matches() && !RESERVED.contains(name);
    }
}
