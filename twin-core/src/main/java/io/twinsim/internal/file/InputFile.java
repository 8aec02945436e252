package io.twinsim.internal.file;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Trace;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens files for reading and says plainly why one cannot be read. */
public final class InputFile {

    private InputFile() {
    }

    /**
     * Opens a file. The stream fails at its end if it gave another number of bytes than the file had when it was
     * opened.
     *
     * @param path the file
     * @return the stream, to be closed by the caller
     * @throws UncheckedIOException if there is no such file, it is a directory, or it may not be read
     */
    public static InputStream open(Path path) {
        Checks.notNull(path, "path");
        if (Files.isDirectory(path)) {
            throw Trace.ofCaller(new UncheckedIOException("cannot read " + path + ": it is a directory",
                    new FileSystemException(path.toString(), null, "is a directory")));
        }
        try {
            long size = Files.isRegularFile(path) ? Files.size(path) : 0;
            InputStream in = Files.newInputStream(path);
            return size > 0 ? new Measured(in, size) : in;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * The content of a data file: unpacked if its name ends in {@code .gz}, else as it is.
     *
     * @param path the file's name
     * @param in its bytes
     * @return the content; closing it closes {@code in}. What is no gzip, or damaged, fails when it is read, and {@link
     *     Utf8Reader} refuses it with the line
     */
    public static InputStream unpacked(Path path, InputStream in) {
        return Gzip.isNamed(path) ? new Gzip(in) : in;
    }

    /**
     * Reads a whole UTF-8 file.
     *
     * @param path the file
     * @return its text without a byte order mark
     * @throws UncheckedIOException if it cannot be read, with the path
     * @throws io.twinsim.InputException if it is not UTF-8, with path, line and byte
     */
    public static String text(Path path) {
        try (Utf8Reader reader = new Utf8Reader(open(path), path.toString())) {
            return reader.readAll();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * The failure to read a file.
     *
     * @param path the file
     * @param cause what went wrong
     * @return the exception to throw, with the path and the reason
     */
    public static UncheckedIOException unreadable(Path path, IOException cause) {
        return Trace.ofCaller(new UncheckedIOException("cannot read " + path + ": " + reason(path, cause), cause));
    }

    static String reason(Path path, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            if (Files.isSymbolicLink(path)) {
                return "it is a broken link";
            }
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? "it points to nothing" : "no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "no right to do so";
        }
        if (cause instanceof FileSystemException trouble && trouble.getReason() != null) {
            return trouble.getReason();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Notices a file that shrinks or grows while it is read. */
    private static final class Measured extends FilterInputStream {
        private final long expected;
        private long seen;

        private Measured(InputStream in, long expected) {
            super(in);
            this.expected = expected;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count(value < 0 ? -1 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = in.read(target, offset, length);
            count(n);
            return n;
        }

        private void count(int n) throws IOException {
            if (n >= 0) {
                seen += n;
            } else if (seen != expected) {
                throw new IOException(
                        "it changed while it was read: it had " + expected + " bytes, " + seen + " were read");
            }
        }
    }
}
