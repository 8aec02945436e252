package io.twinsim.bench;

import java.io.IOException;
import java.util.Arrays;

/** What {@code java -jar benchmarks.jar} starts: {@link Bytes} if the first word is {@code bytes}, else JMH. */
public final class Launcher {

    private Launcher() {
    }

    /**
     * Starts one of the two.
     *
     * @param args {@code bytes} and its words, or the words of JMH
     * @throws IOException if JMH cannot write its results
     */
    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].equals("bytes")) {
            Bytes.main(Arrays.copyOfRange(args, 1, args.length));
        } else {
            org.openjdk.jmh.Main.main(args);
        }
    }
}
