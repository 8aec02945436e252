package io.twinsim.io;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON text from a tree of maps, collections, strings, numbers, booleans and null. The same tree gives the
 * same characters everywhere: fields in the map's order, two blanks of indentation, lists of plain values on one
 * line, doubles as the shortest decimal that reads back, whole numbers beyond 2^53 as strings, so that no reader
 * rounds them.
 */
public final class JsonText {

    private static final long EXACT = 1L << 53;

    private final StringBuilder out = new StringBuilder();

    private JsonText() {
    }

    /**
     * One JSON document.
     *
     * @param tree maps with string keys in a fixed order ({@link java.util.LinkedHashMap}), collections, strings,
     *     integers, longs, doubles, booleans and null
     * @return the text, without a line feed at its end
     * @throws InputException if a number is not finite, with the path to it, or the tree holds anything else
     */
    public static String write(@Nullable Object tree) {
        JsonText text = new JsonText();
        text.value(tree, "", "");
        return text.out.toString();
    }

    /**
     * A JSON string.
     *
     * @param text any text; unpaired surrogates are escaped
     * @return the text in quotes, with escapes
     */
    public static String quote(String text) {
        JsonText json = new JsonText();
        json.string(text);
        return json.out.toString();
    }

    private void value(@Nullable Object value, String path, String indent) {
        if (value instanceof Map<?, ?> map) {
            object(map, path, indent);
        } else if (value instanceof Collection<?> items) {
            array(items, path, indent);
        } else if (value instanceof CharSequence text) {
            string(text.toString());
        } else if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Number number) {
            number(number, path);
        } else {
            throw new InputException(where(path) + " must be a map, collection, string, number, boolean or null, got "
                    + value.getClass().getName());
        }
    }

    private void number(Number number, String path) {
        if (number instanceof Double real) {
            if (!Double.isFinite(real)) {
                throw new InputException(where(path) + " must be finite, got " + Numbers.shortest(real));
            }
            out.append(Numbers.shortest(real));
        } else if (number instanceof Integer || number instanceof Long || number instanceof Short
                || number instanceof Byte) {
            long whole = number.longValue();
            boolean exact = whole >= -EXACT && whole <= EXACT;
            out.append(exact ? "" : "\"").append(whole).append(exact ? "" : "\"");
        } else if (number instanceof BigInteger big) {
            out.append('"').append(big).append('"');
        } else {
            throw new InputException(where(path) + " must be a double or a whole number, got "
                    + number.getClass().getName());
        }
    }

    private void object(Map<?, ?> map, String path, String indent) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        String inner = indent + "  ";
        String separator = "{\n";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw new InputException(where(path) + " must have string keys, got " + entry.getKey());
            }
            out.append(separator).append(inner);
            string(name);
            out.append(": ");
            value(entry.getValue(), path.isEmpty() ? name : path + "." + name, inner);
            separator = ",\n";
        }
        out.append('\n').append(indent).append('}');
    }

    private void array(Collection<?> items, String path, String indent) {
        boolean flat = items.stream().noneMatch(item -> item instanceof Map || item instanceof Collection);
        String inner = flat ? "" : "\n" + indent + "  ";
        out.append('[');
        int index = 0;
        for (Iterator<?> it = items.iterator(); it.hasNext(); index++) {
            out.append(index == 0 ? "" : flat ? ", " : ",").append(inner);
            value(it.next(), path + "[" + index + "]", indent + "  ");
        }
        out.append(flat || items.isEmpty() ? "" : "\n" + indent).append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f || c == '\u2028' || c == '\u2029' || isLone(text, i)) {
                        out.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Whether the character is half of a surrogate pair without its other half. */
    static boolean isLone(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static String where(String path) {
        return path.isEmpty() ? "value" : path.length() > 80 ? Names.quote(path) : path;
    }
}
