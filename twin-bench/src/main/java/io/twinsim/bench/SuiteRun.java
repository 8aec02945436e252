package io.twinsim.bench;

import io.twinsim.InputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs a suite with JMH, always with the profiler of allocation, and writes tables and plots. */
final class SuiteRun {

    /** Parameters that are sizes. */
    private static final List<String> SIZES = List.of("twins", "values", "units", "lines", "rows");
    private static final int FORKS = 3;
    private static final int ITERATIONS = 5;
    /** Milliseconds an iteration. */
    private static final int WARM_UP = 500;
    private static final int MEASURED = 700;
    /** The same where a look is enough. */
    private static final int QUICK = 200;

    private final SuiteOptions options;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * A run.
     *
     * @param options what to run
     * @param out takes tables
     * @param err takes progress
     */
    SuiteRun(SuiteOptions options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs all parts, then writes.
     *
     * @throws IOException if a file cannot be written
     * @throws RunnerException if a benchmark fails
     */
    void run() throws IOException, RunnerException {
        Files.createDirectories(options.out());
        List<RunResult> results = new ArrayList<>();
        try (PrintStream log = new PrintStream(new SuiteLog(new BufferedOutputStream(
                Files.newOutputStream(file(".log"))), err), false, StandardCharsets.UTF_8)) {
            OutputFormat format = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
            List<Suite.Part> parts = options.suite().parts();
            for (int i = 0; i < parts.size(); i++) {
                err.println(options.suite().id() + " " + (i + 1) + "/" + parts.size());
                try {
                    results.addAll(new Runner(jmh(parts.get(i)), format).run());
                } catch (NoBenchmarksException e) {
                    err.println("  all left out by -e");
                }
            }
        }
        if (results.isEmpty()) {
            throw new InputException("-e must leave something to measure, but left out all of " + options.suite().id());
        }
        try (PrintStream json = new PrintStream(file(".json").toFile(), StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, json).writeOut(results);
        }
        write(results.stream().map(Measured::of).toList());
    }

    private Options jmh(Suite.Part part) {
        CommandLineOptions told = options.jmh();
        OptionsBuilder jmh = new OptionsBuilder();
        jmh.parent(told).include(part.include()).addProfiler(GCProfiler.class).shouldFailOnError(true);
        // JMH allows one run at a time for each folder of temporary files: forks use that of this run.
        jmh.jvmArgsAppend("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        if (!told.getForkCount().hasValue()) {
            jmh.forks(options.quick() ? 1 : FORKS);
        }
        if (!told.getWarmupIterations().hasValue()) {
            jmh.warmupIterations(ITERATIONS);
        }
        if (!told.getMeasurementIterations().hasValue()) {
            jmh.measurementIterations(ITERATIONS);
        }
        if (!told.getWarmupTime().hasValue()) {
            jmh.warmupTime(TimeValue.milliseconds(options.quick() ? QUICK : WARM_UP));
        }
        if (!told.getMeasurementTime().hasValue()) {
            jmh.measurementTime(TimeValue.milliseconds(options.quick() ? QUICK : MEASURED));
        }
        List<String> sizes = options.sizes().isEmpty() ? part.sizes() : options.sizes();
        for (String size : SIZES) {
            if (!sizes.isEmpty() && !told.getParameter(size).hasValue()) {
                jmh.param(size, sizes.toArray(new String[0]));
            }
        }
        return jmh.build();
    }

    private Path file(String ending) {
        return options.out().resolve(options.suite().id() + ending);
    }

    private void write(List<Measured> measured) throws IOException {
        RatioTable ratios = RatioTable.of(measured);
        StringBuilder text = new StringBuilder(ratios.text());
        StringBuilder markdown = new StringBuilder(heading()).append(ratios.markdown());
        if (options.suite() == Suite.TARGETS) {
            Targets targets = Targets.of(measured, PopulationBytes.measure(), Runtime.version().feature());
            text.append('\n').append(targets.text());
            markdown.append('\n').append(targets.markdown());
        }
        List<ScalingPlot> plots = ScalingPlot.of(measured);
        for (ScalingPlot plot : plots) {
            String name = "-" + plot.name().toLowerCase(Locale.ROOT) + ".svg";
            plot.write(file(name));
            markdown.append("\n![").append(plot.name()).append(": time against size](").append(options.suite().id())
                    .append(name).append(")\n");
        }
        Files.writeString(file(".md"), markdown);
        out.print(text);
        out.println();
        out.println("x floor: our time in floors; x ours: the peer's time in ours; +-: 99.9 % interval of the time");
        out.println("written: " + file(".json") + ", .md, .log" + (plots.isEmpty() ? ""
                : ", " + plots.size() + " plots"));
    }

    private String heading() {
        return "# Benchmarks: " + options.suite().id() + "\n\n" + options.suite().question() + "\n\n- machine: "
                + GateMachine.here().cpu() + ", " + Runtime.getRuntime().availableProcessors()
                + " processors\n- system: " + System.getProperty("os.name") + " " + System.getProperty("os.version")
                + " " + System.getProperty("os.arch") + "\n- Java: " + System.getProperty("java.vm.name") + " "
                + Runtime.version() + "\n- date: " + date() + "\n- command: `" + options.command() + "`\n"
                + (options.quick() ? "- quick: good for orders of magnitude only\n" : "") + """

                x floor: our time in floors. x ours: the peer's time in ours. +-: half of the 99.9 % interval of the
                time, over iterations of all forks. B: bytes allocated. Compare inside one run only.

                """;
    }

    /** The variable of reproducible builds, if set, else now. */
    private static String date() {
        String told = System.getenv("SOURCE_DATE_EPOCH");
        return (told != null && told.matches("[0-9]{1,10}") ? Instant.ofEpochSecond(Long.parseLong(told))
                : Instant.now().truncatedTo(ChronoUnit.SECONDS)).toString();
    }
}
