package io.twinsim.internal.file;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Trace;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files so that the target holds the old content or the whole new one, never a part. */
public final class OutputFile {

    private OutputFile() {
    }

    /** What writes the content. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes everything.
         *
         * @param out the target; not to be closed
         * @throws IOException if it fails
         */
        void write(Writer out) throws IOException;
    }

    /** What writes the content as bytes. */
    @FunctionalInterface
    public interface Bytes {
        /**
         * Writes everything.
         *
         * @param out the target, not buffered; not to be closed
         * @throws IOException if it fails
         */
        void write(OutputStream out) throws IOException;
    }

    /**
     * Writes a UTF-8 file through a temporary file in the same folder, which then replaces the target in one step.
     * A link is followed; what is no regular file (a pipe, a device) is written directly.
     *
     * @param path the target
     * @param content what to write
     * @throws UncheckedIOException if it cannot be written, with the path; the target is then unchanged
     * @throws InputException if the content holds an unpaired surrogate, which UTF-8 cannot hold
     */
    public static void write(Path path, Content content) {
        put(path, false, out -> {
            try (Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder()))) {
                content.write(text);
            }
        });
    }

    /**
     * Writes a data file as {@link #write} does, packed with gzip if its name ends in {@code .gz}.
     *
     * @param path the target
     * @param content what to write
     * @throws UncheckedIOException if it cannot be written, with the path; the target is then unchanged
     */
    public static void data(Path path, Bytes content) {
        put(path, Gzip.isNamed(path), content);
    }

    private static void put(Path path, boolean packed, Bytes content) {
        Checks.notNull(path, "path");
        try {
            refuseFolder(path);
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                stream(path, packed, content, StandardOpenOption.WRITE);
            } else {
                replace(Files.exists(path) ? path.toRealPath() : path.toAbsolutePath(), packed, content);
            }
        } catch (CharacterCodingException e) {
            throw new InputException("text must be valid Unicode to be written to " + path
                    + ", got an unpaired surrogate", e);
        } catch (IOException e) {
            throw Trace.ofCaller(new UncheckedIOException("cannot write " + path + ": " + reason(path, e), e));
        }
    }

    /**
     * Checks that a file can be written, before the work for its content is done. Nothing is left behind.
     *
     * @param path the target
     * @throws UncheckedIOException if it cannot be written, as {@link #write} says it
     */
    public static void requireWritable(Path path) {
        Checks.notNull(path, "path");
        try {
            refuseFolder(path);
            if (!Files.exists(path) || Files.isRegularFile(path)) {
                Files.delete(reserve(Files.exists(path) ? path.toRealPath() : path.toAbsolutePath()));
            }
        } catch (IOException e) {
            throw Trace.ofCaller(new UncheckedIOException("cannot write " + path + ": " + reason(path, e), e));
        }
    }

    private static void refuseFolder(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "it is a directory");
        }
    }

    private static void replace(Path target, boolean packed, Bytes content) throws IOException {
        Path temporary = reserve(target);
        try {
            stream(temporary, packed, content, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static Path reserve(Path target) throws IOException {
        for (int k = 0;; k++) {
            Path candidate = target.resolveSibling("." + target.getFileName() + "." + k + ".tmp");
            try {
                return Files.createFile(candidate);
            } catch (FileAlreadyExistsException e) {
                if (k == 999) {
                    throw e;
                }
            }
        }
    }

    private static void stream(Path path, boolean packed, Bytes content, StandardOpenOption... options)
            throws IOException {
        try (OutputStream file = Files.newOutputStream(path, options);
                OutputStream out = packed ? Gzip.pack(file) : file) {
            content.write(out);
        }
    }

    private static String reason(Path path, IOException cause) {
        Path folder = path.toAbsolutePath().getParent();
        if (cause instanceof NoSuchFileException && folder != null && !Files.exists(folder)) {
            return "no such folder " + folder;
        }
        return InputFile.reason(path, cause);
    }
}
