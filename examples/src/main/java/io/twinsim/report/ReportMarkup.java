package io.twinsim.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Consumer;

/** Markup that is HTML and XML at once: every element is closed, and every text and value is escaped. */
final class ReportMarkup {

    /** Elements after which a line ends. */
    private static final Set<String> BLOCKS = Set.of("p", "h1", "h2", "h3", "ul", "li", "dl", "dt", "dd", "section",
            "div", "table", "caption", "thead", "tbody", "tr", "figure", "figcaption", "nav", "header", "main",
            "footer", "pre", "title", "meta", "style", "head", "body");

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes are names and values in turn. */
    ReportMarkup start(String tag, String... attributes) {
        tag(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    private void tag(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"").append(escaped(attributes[i + 1])).append('"');
        }
    }

    /** Closes the element that was opened last. */
    ReportMarkup end() {
        String tag = open.pop();
        out.append("</").append(tag).append('>');
        if (BLOCKS.contains(tag)) {
            out.append('\n');
        }
        return this;
    }

    /** An element that holds nothing. */
    ReportMarkup empty(String tag, String... attributes) {
        tag(tag, attributes);
        out.append("/>");
        if (BLOCKS.contains(tag)) {
            out.append('\n');
        }
        return this;
    }

    ReportMarkup text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** An element with nothing but text in it. */
    ReportMarkup element(String tag, String text, String... attributes) {
        return start(tag, attributes).text(text).end();
    }

    /** An element with more in it. */
    ReportMarkup element(String tag, Consumer<ReportMarkup> content, String... attributes) {
        start(tag, attributes);
        content.accept(this);
        return end();
    }

    ReportMarkup paragraph(String text) {
        return element("p", text);
    }

    ReportMarkup note(String text) {
        return element("p", text, "class", "note");
    }

    /** Markup that this package has made itself. */
    ReportMarkup add(String markup) {
        out.append(markup);
        return this;
    }

    /** All of it. */
    String text() {
        if (open.isEmpty()) {
            return out.toString();
        }
        throw new IllegalStateException("markup must be closed, got open " + open);
    }

    /** Text as it stands in an element or a quoted value; what XML cannot hold becomes U+FFFD. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isText(c) ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }

    /** The characters of XML 1.0, without the C1 controls. */
    private static boolean isText(int c) {
        return c == '\t' || c == '\n' || c >= 0x20 && c < 0x7F || c >= 0xA0 && c < 0xD800
                || c >= 0xE000 && c < 0xFFFE || c >= 0x10000;
    }
}
