package io.twinsim.cli;

import io.twinsim.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What {@code -} stands for where a file is read. It can be read once. */
final class StandardInput {

    /** The word for it. */
    static final String WORD = "-";
    /** What messages call it. */
    static final String NAME = "stdin";

    private final InputStream in;
    private boolean taken;

    StandardInput(InputStream in) {
        this.in = in;
    }

    InputStream stream() {
        if (taken) {
            throw new InputException("- must be given once; standard input can be read only once");
        }
        taken = true;
        return in;
    }

    /** All of it, which must be UTF-8. */
    String text() {
        try {
            byte[] bytes = stream().readAllBytes();
            String text = StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InputException(NAME + " must be UTF-8 text", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + NAME + ": " + e.getMessage(), e);
        }
    }
}
