package io.twinsim.internal.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Paragraphs, tables and commands in order, written once and shown in three forms: text for a terminal of 100 columns,
 * Markdown and HTML. An indented paragraph is a detail of what stands above it; details become a list.
 */
public final class Page {

    private sealed interface Block permits Paragraph, Tabled, Command, Gap {

        String text();

        String markdown();

        String html();
    }

    private record Paragraph(int indent, String words) implements Block {

        @Override
        public String text() {
            return Lines.paragraph(indent, words);
        }

        @Override
        public String markdown() {
            return (indent > 0 ? "- " : "") + Markup.paragraph(plain()) + "\n";
        }

        @Override
        public String html() {
            return indent > 0 ? "<li>" + Markup.html(plain()) + "</li>\n" : "<p>" + Markup.html(plain()) + "</p>\n";
        }

        /** Without the blanks that line up words in a terminal. */
        private String plain() {
            return words.strip().replaceAll(" {2,}", " ");
        }
    }

    private record Tabled(int indent, String caption, TextTable table) implements Block {

        @Override
        public String text() {
            return table.render(indent, TextTable.ROWS);
        }

        @Override
        public String markdown() {
            return "**" + Markup.markdown(caption) + "**\n\n" + table.markdown();
        }

        @Override
        public String html() {
            return table.html(caption);
        }
    }

    private record Command(String lines) implements Block {

        @Override
        public String text() {
            return lines;
        }

        @Override
        public String markdown() {
            String fence = "```";
            while (lines.contains(fence)) {
                fence += "`";
            }
            return fence + "\n" + lines + fence + "\n";
        }

        @Override
        public String html() {
            StringBuilder out = new StringBuilder("<pre>");
            lines.lines().forEach(line -> out.append(Markup.html(line)).append('\n'));
            return out.append("</pre>\n").toString();
        }
    }

    private record Gap() implements Block {

        @Override
        public String text() {
            return "\n";
        }

        @Override
        public String markdown() {
            return "";
        }

        @Override
        public String html() {
            return "";
        }
    }

    private final List<Block> blocks = new ArrayList<>();

    /**
     * Adds a paragraph, as {@link Lines#paragraph}.
     *
     * @param indent blanks in front; above 0 for a detail
     * @param words without line ends
     * @return this page
     */
    public Page line(int indent, String words) {
        blocks.add(new Paragraph(indent, words));
        return this;
    }

    /**
     * Adds a table; in a terminal the middle of a long one is left out.
     *
     * @param indent blanks in front of each line in a terminal
     * @param caption what it shows, said in Markdown and HTML
     * @param table with all its rows
     * @return this page
     */
    public Page table(int indent, String caption, TextTable table) {
        blocks.add(new Tabled(indent, caption, table));
        return this;
    }

    /**
     * Adds lines that must stay as they are, such as a command to copy.
     *
     * @param lines each ended by a line feed
     * @return this page
     */
    public Page command(String lines) {
        blocks.add(new Command(lines));
        return this;
    }

    /**
     * Adds an empty line in a terminal.
     *
     * @return this page
     */
    public Page gap() {
        blocks.add(new Gap());
        return this;
    }

    /**
     * The page for a terminal.
     *
     * @return lines, each ended by a line feed
     */
    public String text() {
        StringBuilder out = new StringBuilder();
        blocks.forEach(block -> out.append(block.text()));
        return out.toString();
    }

    /**
     * The page in Markdown: an empty line between blocks.
     *
     * @return lines, each ended by a line feed
     */
    public String markdown() {
        StringBuilder out = new StringBuilder();
        boolean detail = false;
        for (Block block : blocks) {
            if (!(block instanceof Gap)) {
                out.append(out.length() == 0 || detail && isDetail(block) ? "" : "\n").append(block.markdown());
                detail = isDetail(block);
            }
        }
        return out.toString();
    }

    /**
     * The page in HTML: one {@code <div class="twinsim">} of paragraphs, lists and tables, without style or script.
     *
     * @return lines, each ended by a line feed
     */
    public String html() {
        StringBuilder out = new StringBuilder("<div class=\"twinsim\">\n");
        boolean detail = false;
        for (Block block : blocks) {
            if (!(block instanceof Gap)) {
                out.append(detail == isDetail(block) ? "" : detail ? "</ul>\n" : "<ul>\n").append(block.html());
                detail = isDetail(block);
            }
        }
        return out.append(detail ? "</ul>\n" : "").append("</div>\n").toString();
    }

    private static boolean isDetail(Block block) {
        return block instanceof Paragraph paragraph && paragraph.indent > 0;
    }
}
