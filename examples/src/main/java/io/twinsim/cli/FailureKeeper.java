package io.twinsim.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Keeps why writing failed first: a {@link java.io.PrintStream} only remembers that it did. */
final class FailureKeeper extends FilterOutputStream {

    private String reason = "";

    FailureKeeper(OutputStream to) {
        super(to);
    }

    /** The first failure in the system's words; empty if there is none. */
    String reason() {
        return reason;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            if (reason.isEmpty()) {
                reason = String.valueOf(e.getMessage());
            }
            throw e;
        }
    }
}
