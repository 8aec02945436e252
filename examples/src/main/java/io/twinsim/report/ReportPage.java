package io.twinsim.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A page in the making: the question, the answer, then sections; in the end one text that needs nothing else. */
final class ReportPage {

    /** Nothing is loaded, nothing runs. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
            + "form-action 'none'";

    private final String kind;
    private final String title;
    private final ReportMarkup question = new ReportMarkup();
    private final ReportMarkup top = new ReportMarkup();
    private final ReportMarkup rest = new ReportMarkup();
    private final Map<String, String> sections = new LinkedHashMap<>();
    private String summary = "";

    /**
     * A page without content.
     *
     * @param kind what it is a report on, such as {@code Simulation}
     * @param title its heading
     */
    ReportPage(String kind, String title) {
        this.kind = kind;
        this.title = title;
    }

    /** What was tried on whom. */
    void question(Consumer<ReportMarkup> content) {
        question.element("p", content, "class", "question");
    }

    void answer(ReportAnswer answer) {
        summary = answer.verdict() + (answer.number().isEmpty() ? "" : ": " + answer.number() + " " + answer.unit());
        top.element("section", out -> {
            out.element("h2", "The answer", "id", "answer");
            answer.write(out);
        }, "class", "first", "aria-labelledby", "answer");
    }

    /** What a reader must know before the rest, in a box below the answer; nothing if there is nothing. */
    void warnings(String heading, List<String> warnings) {
        if (!warnings.isEmpty()) {
            top.element("section", out -> {
                out.element("h2", heading, "id", "warnings").start("ul");
                warnings.forEach(warning -> out.element("li", ReportWords.sentence(warning)));
                out.end();
            }, "class", "warnings", "aria-labelledby", "warnings");
        }
    }

    void section(String id, String heading, Consumer<ReportMarkup> content) {
        sections.put(id, heading);
        rest.element("section", out -> {
            out.element("h2", heading, "id", id);
            content.accept(out);
        }, "aria-labelledby", id);
    }

    String html() {
        ReportMarkup page = new ReportMarkup();
        page.add("<!DOCTYPE html>\n").start("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml").add("\n");
        page.element("head", this::head).element("body", this::body).end().add("\n");
        return page.text();
    }

    private void head(ReportMarkup out) {
        out.add("\n").empty("meta", "charset", "utf-8");
        out.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        meta(out, "viewport", "width=device-width, initial-scale=1");
        meta(out, "color-scheme", "light dark");
        meta(out, "referrer", "no-referrer");
        meta(out, "description", summary);
        meta(out, "generator", "twinsim" + version().map(v -> " " + v).orElse(""));
        out.element("title", title + " \u2013 " + kind);
        out.start("style").add("\n" + css()).end();
    }

    private static void meta(ReportMarkup out, String name, String content) {
        out.empty("meta", "name", name, "content", content);
    }

    private void body(ReportMarkup out) {
        out.add("\n").element("header", header -> header.element("p", kind, "class", "kind").element("h1", title)
                .add(question.text()));
        out.element("main", main -> {
            main.add(top.text());
            main.element("nav", nav -> {
                nav.start("ul");
                sections.forEach((id, heading) -> nav.start("li").element("a", heading, "href", "#" + id).end());
                nav.end();
            }, "aria-label", "Contents");
            main.add(rest.text());
        });
        out.element("footer", footer -> footer.paragraph("Made by twinsim" + version().map(v -> " " + v).orElse("")
                + ". This file needs no network and runs no script."));
    }

    /** The library's version, as its jar says. */
    static Optional<String> version() {
        return Optional.ofNullable(ReportPage.class.getPackage().getImplementationVersion());
    }

    private static String css() {
        try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is missing from twin-examples");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read report.css: " + e.getMessage(), e);
        }
    }
}
