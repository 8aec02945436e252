package io.twinsim.internal.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Unpacks gzip while it is read; what is wrong with it comes as {@link Damage}, with the first read that meets it. */
final class Gzip extends InputStream {

    private static final int BUFFER = 1 << 16;

    private final InputStream packed;
    private @Nullable InputStream plain;

    Gzip(InputStream packed) {
        this.packed = packed;
    }

    /** The content is not what the name says, or not all of it is there. */
    static final class Damage extends IOException {
        private static final long serialVersionUID = 1L;

        private Damage(String message, IOException cause) {
            super(message, cause);
        }
    }

    /** Whether a file of this name holds gzip. */
    static boolean isNamed(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /** A stream that packs; to be closed, which ends the gzip and closes {@code out}. */
    static OutputStream pack(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, BUFFER);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        boolean begun = plain != null;
        try {
            if (plain == null) {
                plain = new GZIPInputStream(new Patient(packed), BUFFER);
            }
            return plain.read(target, offset, length);
        } catch (EOFException e) {
            throw new Damage("truncated gzip; the file ends before its content does", e);
        } catch (ZipException e) {
            throw new Damage(begun ? "damaged gzip (" + e.getMessage() + ")"
                    : "not gzip, although its name ends in .gz", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (packed) {
            if (plain != null) {
                plain.close();
            }
        }
    }

    /** Lets the members of a file follow each other: the unpacker looks for more only where some is known to be. */
    private static final class Patient extends FilterInputStream {

        private Patient(InputStream in) {
            super(in);
        }

        @Override
        public int available() throws IOException {
            return Math.max(1, in.available());
        }
    }
}
