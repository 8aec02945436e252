package io.twinsim.learn;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the parts of a world file so that people can read and edit them. */
final class WorldText {

    /** Formulas longer than this stand on lines of their own. */
    private static final int SHORT = 72;
    private static final int WIDTH = 110;

    private final StringBuilder out = new StringBuilder();

    /** A comment of any length, broken into lines. */
    void comment(int indent, String text) {
        for (String line : Lines.paragraph(0, printable(text)).split("\n")) {
            out.append(" ".repeat(indent)).append("# ").append(line.strip()).append('\n');
        }
    }

    void blank() {
        out.append('\n');
    }

    /** A key alone on its line. */
    void section(int indent, String key) {
        out.append(" ".repeat(indent)).append(name(key)).append(":\n");
    }

    /** A key with a value that is written as it is. */
    void entry(int indent, String key, String value) {
        out.append(" ".repeat(indent)).append(name(key)).append(": ").append(value).append('\n');
    }

    /** An item of a list. */
    void item(int indent, String text) {
        out.append(" ".repeat(indent)).append("- ").append(text).append('\n');
    }

    /** Text as it is, each line indented. */
    void block(int indent, String text) {
        text.lines().forEach(line -> out.append(line.isEmpty() ? "" : " ".repeat(indent)).append(line).append('\n'));
    }

    /** A variable with all that it has. */
    void variable(int indent, WorldVariable variable) {
        comment(indent, variable.comment());
        section(indent, variable.name());
        formula(indent + 2, variable.drawn() ? "draw" : "formula", variable.formula());
        entry(indent + 2, "type", variable.type().name().toLowerCase(Locale.ROOT));
        if (variable.number() && variable.lower() <= variable.upper()) {
            entry(indent + 2, "range", "[" + KnotsText.exact(variable.lower()) + ", "
                    + KnotsText.exact(variable.upper())
                    + "]");
            entry(indent + 2, "outside", "keep");
        }
        if (variable.ordered()) {
            entry(indent + 2, "ordered", "true");
        }
        if (variable.missing()) {
            entry(indent + 2, "missing", "{policy: keep}");
        }
    }

    /** A formula: short ones in quotes, long ones folded, broken at blanks outside quotes. */
    void formula(int indent, String key, String formula) {
        if (formula.length() <= SHORT || !formula.equals(printable(formula)) || breaks(formula).isEmpty()) {
            entry(indent, key, quoted(formula));
            return;
        }
        entry(indent, key, ">-");
        int start = 0;
        int last = -1;
        for (int cut : breaks(formula)) {
            if (cut - start > WIDTH - indent - 2 && last > start) {
                line(indent + 2, formula.substring(start, last));
                start = last + 1;
            }
            last = cut;
        }
        if (formula.length() - start > WIDTH - indent - 2 && last > start) {
            line(indent + 2, formula.substring(start, last));
            start = last + 1;
        }
        line(indent + 2, formula.substring(start));
    }

    private void line(int indent, String text) {
        out.append(" ".repeat(indent)).append(text).append('\n');
    }

    /** The blanks that may become line ends: single ones, outside quotes. */
    private static List<Integer> breaks(String formula) {
        List<Integer> breaks = new ArrayList<>();
        char open = 0;
        for (int i = 0; i < formula.length(); i++) {
            char c = formula.charAt(i);
            if (open != 0) {
                open = c == open ? 0 : open;
            } else if (c == '\'' || c == '`') {
                open = c;
            } else if (c == ' ' && i > 0 && formula.charAt(i - 1) != ' ' && i + 1 < formula.length()
                    && formula.charAt(i + 1) != ' ') {
                breaks.add(i);
            }
        }
        return breaks;
    }

    /** A name as a key or value: in quotes unless YAML takes it as it is. */
    static String name(String name) {
        boolean word = name.matches("[A-Za-z_][A-Za-z0-9_]*");
        return word && !List.of("true", "false", "null").contains(name.toLowerCase(Locale.ROOT)) ? name : quoted(name);
    }

    /** Text in double quotes with what must be escaped escaped. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (plain(c)) {
                quoted.append(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }

    /** Whether a character can stand in a YAML file as it is; surrogates come in pairs. */
    private static boolean plain(char c) {
        return c >= ' ' && c < 0x7f || c > 0xa0 && c != 0x2028 && c != 0x2029 && c != 0xfeff && c < 0xfffe;
    }

    /** Text with question marks where characters cannot stand in a file. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.chars().forEach(c -> printable.append(plain((char) c) ? (char) c : '?'));
        return printable.toString();
    }

    /** A flow mapping of names to numbers. */
    static String shares(Map<String, Double> shares) {
        StringBuilder text = new StringBuilder("{");
        shares.forEach((name, share) -> text.append(text.length() == 1 ? "" : ", ").append(name(name)).append(": ")
                .append(Numbers.significant(share, 4)));
        return text.append('}').toString();
    }

    /** The text so far. */
    @Override
    public String toString() {
        return out.toString();
    }
}
