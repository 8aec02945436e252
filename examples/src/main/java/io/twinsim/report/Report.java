package io.twinsim.report;

import io.twinsim.InputException;
import io.twinsim.inference.ExperimentResult;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.scenario.ComparisonResult;
import io.twinsim.sim.SimulationResult;
import io.twinsim.timeline.TimelineResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

/**
 * A result as one page for people who did not run it: the question, the answer in a sentence, what would change it,
 * pictures, intervals with what they cover, assumptions and where they come from, subgroups, and how to get the same
 * numbers again. Immutable.
 *
 * <p>The page is one HTML file (and well-formed XML) that loads nothing and runs nothing: styles and pictures are in
 * it. It serves phones, desktops and paper, in light and dark. Equal results give equal pages on one machine (lettering
 * of pictures may be measured differently on another); no page holds a date that is not in its result.
 *
 * <pre>{@code Report.of(result).write(Path.of("email.html"))}</pre>
 */
public final class Report {

    private static final String ENDINGS = "path must end in .html, got ";

    private final String about;
    private final Function<ReportRepeat, String> pages;
    private final ReportRepeat repeat;

    private Report(String about, Function<ReportRepeat, String> pages, ReportRepeat repeat) {
        this.about = about;
        this.pages = pages;
        this.repeat = repeat;
    }

    /**
     * The report on a simulation.
     *
     * @param result a result; of a failed one the page says why there is no answer
     * @return the report
     */
    public static Report of(SimulationResult result) {
        Checks.notNull(result, "result");
        return new Report("simulation of " + result.intervention() + " on " + result.world(),
                repeat -> ReportSimulation.html(result, repeat), ReportRepeat.NOTHING);
    }

    /**
     * The report on an experiment, or on observational data.
     *
     * @param result a result
     * @return the report
     */
    public static Report of(ExperimentResult result) {
        Checks.notNull(result, "result");
        return new Report("experiment, " + result.treated().label() + " against " + result.control().label(),
                repeat -> ReportExperiment.html(result, repeat), ReportRepeat.NOTHING);
    }

    /**
     * The report on scenarios that were compared.
     *
     * @param result a result; of one that is not complete the page says why nothing was compared
     * @return the report
     */
    public static Report of(ComparisonResult result) {
        Checks.notNull(result, "result");
        return new Report("comparison of " + String.join(", ", result.scenarios()),
                repeat -> ReportComparison.html(result, repeat), ReportRepeat.NOTHING);
    }

    /**
     * The report on twins over time.
     *
     * @param result a result; of a failed one the page says why there is no answer
     * @return the report
     */
    public static Report of(TimelineResult result) {
        Checks.notNull(result, "result");
        return new Report("timeline of " + result.world(),
                repeat -> ReportTimeline.html(result, repeat), ReportRepeat.NOTHING);
    }

    /**
     * The same with the command line that gives it. A simulation of generated twins knows its own, which stays.
     *
     * @param line the command as typed in a shell
     * @return the changed report
     */
    public Report withCommand(String line) {
        return new Report(about, pages, repeat.withCommand(Checks.notNull(line, "line")));
    }

    /**
     * The same with one more fact on how to get the same numbers, such as the content hash of the data.
     *
     * @param name what it is
     * @param value its value
     * @return the changed report
     */
    public Report withFact(String name, String value) {
        return new Report(about, pages, repeat.withFact(Checks.notNull(name, "name"), Checks.notNull(value, "value")));
    }

    /**
     * The page.
     *
     * @return one HTML document, which is also well-formed XML
     */
    public String html() {
        return pages.apply(repeat);
    }

    /**
     * Writes the page.
     *
     * @param path the file, written over if it exists; must end in {@code .html}
     * @throws InputException if it ends otherwise, before anything is made
     * @throws UncheckedIOException if the file cannot be written
     */
    public void write(Path path) {
        Path file = checked(path);
        byte[] bytes = html().getBytes(StandardCharsets.UTF_8);
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": "
                    + (e instanceof NoSuchFileException ? "no such folder" : String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * A path to which a report can be written, as far as its name tells; for callers who want to know that before a
     * long run.
     *
     * @param path any path
     * @return the same path
     * @throws InputException unless it ends in {@code .html}
     */
    public static Path checked(Path path) {
        Path name = Checks.notNull(path, "path").getFileName();
        if (name != null && name.toString().toLowerCase(Locale.ROOT).endsWith(".html")) {
            return path;
        }
        throw new InputException(ENDINGS + Names.quote(path.toString()));
    }

    /** One line: what it reports on. */
    @Override
    public String toString() {
        return Lines.one("Report[" + about + "]");
    }
}
