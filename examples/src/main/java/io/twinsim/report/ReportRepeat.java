package io.twinsim.report;

import io.twinsim.model.ContentHash;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to get the same numbers again.
 *
 * @param command the command line; empty if nobody said
 * @param facts further facts by name, in order
 */
record ReportRepeat(Optional<String> command, Map<String, String> facts) {

    static final ReportRepeat NOTHING = new ReportRepeat(Optional.empty(), Map.of());

    ReportRepeat withCommand(String line) {
        return new ReportRepeat(Optional.of(line), facts);
    }

    ReportRepeat withFact(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new ReportRepeat(command, more);
    }

    /** The section, with what the result itself knows before what its caller has said. */
    void write(ReportPage page, Optional<List<String>> words, Map<String, String> own) {
        Optional<String> line = words.map(w -> String.join(" ", w)).or(() -> command);
        Map<String, String> all = new LinkedHashMap<>(own);
        all.putAll(facts);
        all.put("Library", ReportPage.version().map(v -> "twinsim " + v).orElse("twinsim, from sources")
                + ", numbers version " + ContentHash.NUMBERS_VERSION);
        page.section("repeat", "How to get the same numbers again", out -> {
            line.ifPresent(text -> command(out, text));
            out.paragraph(line.isPresent()
                    ? "The same command with the same versions gives the same digits, on any machine and with any "
                            + "number of threads."
                    : "The same calls on the same rows with the same seed give the same digits, on any machine and "
                            + "with any number of threads.");
            facts(out, all);
        });
    }

    /** Lines break between options, where there is room. */
    private static void command(ReportMarkup out, String line) {
        out.start("pre").start("code");
        String[] options = line.split(" (?=--)");
        for (int i = 0; i < options.length; i++) {
            out.text(i == 0 ? "" : " ").element("span", options[i]);
        }
        out.end().end();
    }

    /** Names and values; what looks like a hash is set as code. */
    static void facts(ReportMarkup out, Map<String, String> facts) {
        out.start("dl", "class", "facts");
        facts.forEach((name, value) -> {
            out.element("dt", name).start("dd");
            if (value.matches("[0-9a-f]{32,}")) {
                out.element("code", value);
            } else {
                out.text(value);
            }
            out.end();
        });
        out.end();
    }
}
