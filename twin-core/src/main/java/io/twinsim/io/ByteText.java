package io.twinsim.io;

import io.twinsim.internal.text.Numbers;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.io.NumberOutput;

/** Text on its way to a file, as UTF-8 in one buffer; numbers are written into it without a string each. */
final class ByteText {

    private static final int CAPACITY = 1 << 16;
    /** More than any number takes. */
    private static final int NUMBER = 32;
    /** Up to here a loop is faster than a call that copies. */
    private static final int SHORT = 16;

    private final OutputStream out;
    private final byte[] bytes = new byte[CAPACITY];
    private int at;

    ByteText(OutputStream out) {
        this.out = out;
    }

    void add(byte[] text) throws IOException {
        int length = text.length;
        if (length > CAPACITY - at) {
            flush();
            if (length > CAPACITY) {
                out.write(text, 0, length);
                return;
            }
        }
        byte[] target = bytes;
        int start = at;
        if (length <= SHORT) {
            for (int i = 0; i < length; i++) {
                target[start + i] = text[i];
            }
        } else {
            System.arraycopy(text, 0, target, start, length);
        }
        at = start + length;
    }

    void whole(int value) throws IOException {
        room();
        at = NumberOutput.outputInt(value, bytes, at);
    }

    /** The shortest decimal that reads back to the same double, as {@link Numbers#shortest} has it. */
    void real(double value) throws IOException {
        room();
        at = Decimals.write(value, bytes, at);
    }

    private void room() throws IOException {
        if (CAPACITY - at < NUMBER) {
            flush();
        }
    }

    void flush() throws IOException {
        out.write(bytes, 0, at);
        at = 0;
    }
}
