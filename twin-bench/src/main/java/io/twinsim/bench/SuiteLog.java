package io.twinsim.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What JMH prints goes into a file; which benchmark is on, and how long it may take, to the user. */
final class SuiteLog extends OutputStream {

    private static final String BENCHMARK = "# Benchmark: io.twinsim.bench.";
    private static final String PARAMETERS = "# Parameters: ";
    private static final String PROGRESS = "# Run progress: ";

    private final OutputStream file;
    private final PrintStream user;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private String benchmark = "";

    /**
     * A log.
     *
     * @param file takes everything
     * @param user sees progress
     */
    SuiteLog(OutputStream file, PrintStream user) {
        this.file = file;
        this.user = user;
    }

    @Override
    public void write(int b) throws IOException {
        file.write(b);
        if (b != '\n') {
            line.write(b);
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (text.startsWith(BENCHMARK)) {
            benchmark = text.substring(BENCHMARK.length());
        } else if (text.startsWith(PARAMETERS)) {
            benchmark += " " + text.substring(PARAMETERS.length());
        } else if (text.startsWith(PROGRESS) && !benchmark.isEmpty()) {
            user.println("  " + text.substring(PROGRESS.length()).replace("complete, ETA ", "done, left ") + "  "
                    + benchmark);
            benchmark = "";
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
