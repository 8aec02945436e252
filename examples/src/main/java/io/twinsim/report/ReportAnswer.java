package io.twinsim.report;

import java.util.List;

/**
 * The answer in one box.
 *
 * @param tone good, care, bad or plain
 * @param verdict one or two words
 * @param meaning what they mean
 * @param number the number that was asked for; may be empty
 * @param unit what it is a number of
 * @param within its limits and where they come from
 * @param sentences the answer in words
 */
record ReportAnswer(Tone tone, String verdict, String meaning, String number, String unit, String within,
        List<String> sentences) {

    /** How a box looks; words say the same. */
    enum Tone {
        GOOD("good"), CARE("care"), BAD("bad"), PLAIN("plain");

        private final String id;

        Tone(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    void write(ReportMarkup out) {
        out.start("div", "class", "answer " + tone.id);
        out.start("p", "class", "verdict").element("strong", verdict);
        out.text(meaning.isEmpty() ? "" : " \u2013 " + meaning).end();
        if (!number.isEmpty()) {
            out.start("p", "class", "number").element("span", number, "class", "value").text(" ")
                    .element("span", unit).end();
        }
        if (!within.isEmpty()) {
            out.element("p", within, "class", "within");
        }
        sentences.forEach(out::paragraph);
        out.end();
    }
}
