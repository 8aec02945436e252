package io.twinsim.bench;

import io.twinsim.InputException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/** The command {@code run}: one suite of benchmarks, with its tables and plots. */
final class SuiteCommand {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    private SuiteCommand() {
    }

    /**
     * Runs it.
     *
     * @param args its words
     * @param out takes tables and help
     * @param err takes progress and messages
     * @return the exit status: 0 done, 1 failed, 2 refused
     */
    static int run(String[] args, PrintStream out, PrintStream err) {
        if (Arrays.asList(args).contains("--help") || Arrays.asList(args).contains("-h")) {
            out.println(SuiteOptions.USAGE);
            return DONE;
        }
        if (Arrays.asList(args).contains("--list")) {
            for (Suite suite : Suite.values()) {
                out.println(String.format(Locale.ROOT, "%-12s %s", suite.id(), suite.question()));
            }
            return DONE;
        }
        try {
            new SuiteRun(SuiteOptions.parse(args), out, err).run();
            return DONE;
        } catch (InputException e) {
            err.println("run: " + e.getMessage());
            return REFUSED;
        } catch (IOException | UncheckedIOException | RunnerException e) {
            err.println("run: " + e.getMessage());
            return FAILED;
        }
    }
}
