package io.twinsim.bench;

import java.io.IOException;
import java.util.Arrays;

/** What {@code java -jar benchmarks.jar} starts, by the first word: a command of ours, or JMH itself. */
public final class Launcher {

    private Launcher() {
    }

    /**
     * Starts one of them.
     *
     * @param args {@code bytes}, {@code gate} or {@code run} with the words of {@link Bytes}, {@link Gate} or a suite,
     *     or the words of JMH
     * @throws IOException if JMH cannot write its results
     */
    public static void main(String[] args) throws IOException {
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (args.length == 0 ? "" : args[0]) {
            case "bytes" -> Bytes.main(rest);
            case "gate" -> Gate.main(rest);
            case "run" -> System.exit(SuiteCommand.run(rest, System.out, System.err));
            default -> org.openjdk.jmh.Main.main(args);
        }
    }
}
