package io.twinsim.bench;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * What was asked for.
 *
 * @param suite the benchmarks
 * @param quick whether a look is enough
 * @param sizes the sizes; empty: those of the suite
 * @param out the folder for results
 * @param jmh what JMH is told beyond
 * @param words the words of the command line
 */
record SuiteOptions(Suite suite, boolean quick, List<String> sizes, Path out, CommandLineOptions jmh,
        List<String> words) {

    static final String USAGE = """
            twin-bench/run SUITE [--quick] [--sizes N,N...] [--out DIR] [-- JMH OPTIONS]
              SUITE           what to measure; --list names them with their questions
              --quick         one fork and short iterations, for a look: good for orders of magnitude only
              --sizes N,N...  twins, values, units, lines and rows, instead of those of the suite; not for targets
              --out DIR       where results go (default: twin-bench/target/bench): DIR/SUITE.json as JMH writes it,
                              DIR/SUITE.md with the tables, DIR/SUITE-*.svg with the plots, DIR/SUITE.log
              -- OPTIONS      for JMH, such as -f 5, -p formula=EMAIL, -e byHand; see java -jar benchmarks.jar -h
            JAVA_HOME chooses the Java; TWIN_JAVA_OPTS adds options to it and to every fork, such as -Xmx4g.
            Ends with 0 done, 1 failed, 2 refused.""";

    private static final List<String> KNOWN = List.of("--quick", "--sizes", "--out", "--help", "--list", "--");
    /** The script sets it to a folder of the project, wherever it is called from. */
    private static final String FOLDER = System.getProperty("twinsim.bench.out", "twin-bench/target/bench");

    /**
     * Reads the command line.
     *
     * @param args its words
     * @return what was asked for
     * @throws InputException if a word is not understood
     */
    static SuiteOptions parse(String... args) {
        if (args.length == 0 || args[0].startsWith("-")) {
            throw new InputException("a suite must come first, got " + (args.length == 0 ? "nothing"
                    : Names.quote(args[0])) + "; known: " + Names.list(Suite.names()));
        }
        Suite suite = Suite.named(args[0]);
        boolean quick = false;
        List<String> sizes = List.of();
        Path out = Path.of(FOLDER);
        int i = 1;
        while (i < args.length && !args[i].equals("--")) {
            String option = Checks.known("option", args[i++], KNOWN);
            if (option.equals("--quick")) {
                quick = true;
                continue;
            }
            if (i == args.length) {
                throw new InputException(option + " must have a value");
            }
            if (option.equals("--sizes")) {
                sizes = sizes(suite, args[i++]);
            } else {
                out = folder(args[i++]);
            }
        }
        String[] rest = i == args.length ? new String[0] : Arrays.copyOfRange(args, i + 1, args.length);
        return new SuiteOptions(suite, quick, sizes, out, jmh(rest), List.of(args));
    }

    private static List<String> sizes(Suite suite, String text) {
        if (suite == Suite.TARGETS) {
            throw new InputException("--sizes must not be given for targets, whose sizes are part of them");
        }
        List<String> sizes = List.of(text.split(",", -1));
        for (String size : sizes) {
            if (!size.matches("[1-9][0-9]{0,8}")) {
                throw new InputException("--sizes must be whole numbers from 1 to 999999999 with commas between, got "
                        + Names.quote(text));
            }
        }
        return sizes;
    }

    private static Path folder(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InputException("--out must be a folder, got " + Names.quote(text), e);
        }
    }

    private static CommandLineOptions jmh(String[] words) {
        try {
            CommandLineOptions options = new CommandLineOptions(words);
            if (!options.getIncludes().isEmpty()) {
                throw new InputException("after -- there must be options of JMH only, got "
                        + Names.quote(options.getIncludes().get(0)) + "; leave methods out with -e");
            }
            return options;
        } catch (CommandLineOptionException e) {
            throw new InputException("after -- there must be options of JMH only: " + e.getMessage(), e);
        }
    }

    /** The command that repeats the run. */
    String command() {
        StringBuilder command = new StringBuilder("twin-bench/run");
        words.forEach(word -> command.append(' ').append(word.matches("[\\w.,:=/+-]+") ? word : "'" + word + "'"));
        return command.toString();
    }
}
