package io.twinsim.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of running text and fenced blocks. In a block {@code jshell} a line after the prompt is typed and the lines
 * below it are what is printed; what the commands of a block {@code sh} print stands in the block {@code text} after
 * it; a block {@code yaml NAME} is a file. A line of dots stands for lines that are left out.
 *
 * @param parts the page in its order
 */
record TutorialPage(List<Part> parts) {

    static final String PROMPT = "jshell> ";
    private static final String DOTS = "...";
    private static final Pattern FENCE = Pattern.compile("(?ms)^```([a-z]+)([^\\n]*)\\n(.*?)^```$");

    /**
     * A piece of the page.
     *
     * @param language of a fenced block; empty for running text
     * @param info what stands after the language
     * @param text the content
     */
    record Part(String language, String info, String text) {

        boolean is(String name) {
            return language.equals(name);
        }

        List<String> lines() {
            return text.lines().toList();
        }

        /** What is typed at the prompt. */
        List<String> typed() {
            return lines().stream().filter(line -> line.startsWith(PROMPT)).map(line -> line.substring(PROMPT.length()))
                    .toList();
        }

        Part with(String other) {
            return new Part(language, info, other);
        }

        private String page() {
            return language.isEmpty() ? text : "```" + language + info + "\n" + text + "```";
        }
    }

    static TutorialPage parse(String page) {
        List<Part> parts = new ArrayList<>();
        Matcher fence = FENCE.matcher(page);
        int end = 0;
        while (fence.find()) {
            parts.add(new Part("", "", page.substring(end, fence.start())));
            parts.add(new Part(fence.group(1), fence.group(2), fence.group(3)));
            end = fence.end();
        }
        parts.add(new Part("", "", page.substring(end)));
        return new TutorialPage(parts);
    }

    List<Part> blocks(String language) {
        return parts.stream().filter(part -> part.is(language)).toList();
    }

    TutorialPage map(UnaryOperator<Part> change) {
        return new TutorialPage(parts.stream().map(change).toList());
    }

    /** The page as it is written. */
    String text() {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.page()));
        return text.toString();
    }

    /** A block of typed lines with what each printed. */
    static Part answered(Part block, List<String> answers) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        List<String> lines = block.lines();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(PROMPT)) {
                int to = i + 1;
                while (to < lines.size() && !lines.get(to).startsWith(PROMPT)) {
                    to++;
                }
                text.append(lines.get(i)).append('\n').append(shortened(lines.subList(i + 1, to), answers.get(at++)));
            }
        }
        return block.with(text.toString());
    }

    /** What was printed, without the lines that the page leaves out. */
    static String shortened(List<String> shown, String printed) {
        List<String> lines = printed.lines().toList();
        int dots = shown.indexOf(DOTS);
        int after = shown.size() - 1 - dots;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            if (dots < 0 || i < dots || i >= lines.size() - after) {
                text.append(lines.get(i)).append('\n');
            } else if (i == dots) {
                text.append(DOTS).append('\n');
            }
        }
        return text.toString();
    }
}
