package io.twinsim.internal.file;

import io.twinsim.internal.text.Checks;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that grows at its end and belongs to one process while it is open. What {@link #append} returned from is on
 * the disk; what it threw for is not in the file. An interrupt of the calling thread does no harm: it writes through a
 * {@link RandomAccessFile}, since a {@link FileChannel} closes itself when its thread is interrupted. One thread at a
 * time.
 */
public final class AppendFile implements AutoCloseable {

    private final Path path;
    private final RandomAccessFile file;
    private final PathLock lock;
    private long size;
    private @Nullable IOException broken;

    private AppendFile(Path path, RandomAccessFile file, PathLock lock) throws IOException {
        this.path = path;
        this.file = file;
        this.lock = lock;
        this.size = file.length();
    }

    /**
     * Opens a file, which is made if there is none, and locks it.
     *
     * @param path the file
     * @return the open file, to be closed
     * @throws UncheckedIOException if it cannot be opened for writing, with the path
     * @throws IllegalStateException if it is open already, here or in another process
     */
    public static AppendFile open(Path path) {
        Checks.notNull(path, "path");
        try {
            if (Files.isDirectory(path)) {
                throw new FileSystemException(path.toString(), null, "it is a directory");
            }
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                throw new FileSystemException(path.toString(), null, "no such folder " + folder);
            }
            if (!Files.isWritable(Files.exists(path) || folder == null ? path : folder)) {
                throw new AccessDeniedException(path.toString());
            }
            return open(path, folder, PathLock.of(path));
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static AppendFile open(Path path, @Nullable Path folder, PathLock lock) throws IOException {
        RandomAccessFile file = null;
        boolean done = false;
        try {
            boolean fresh = !Files.exists(path);
            file = new RandomAccessFile(path.toFile(), "rw");
            if (fresh) {
                forceFolder(folder);
            }
            AppendFile opened = new AppendFile(path, file, lock);
            done = true;
            return opened;
        } finally {
            if (!done) {
                quietly(file);
                lock.close();
            }
        }
    }

    /** Makes the name of a new file last; folders cannot be opened on every system, where names last by themselves. */
    private static void forceFolder(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }

    /**
     * How long the file is.
     *
     * @return bytes
     */
    public long size() {
        return size;
    }

    /**
     * The whole content.
     *
     * @return a new array
     * @throws UncheckedIOException if it cannot be read, or is longer than an array can be
     */
    public byte[] content() {
        try {
            if (size > Integer.MAX_VALUE - 8) {
                throw new IOException("it has " + size + " bytes, more than can be held");
            }
            byte[] bytes = new byte[(int) size];
            file.seek(0);
            file.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw InputFile.unreadable(path, e);
        }
    }

    /**
     * Writes at the end and waits until it is on the disk. If that fails, the file is cut back to what it was; if even
     * that fails, nothing can be written any more until the file is opened again.
     *
     * @param bytes holds what to write
     * @throws UncheckedIOException if it cannot be written, with the path and the reason
     */
    public void append(byte[] bytes) {
        IOException before = broken;
        if (before != null) {
            throw unwritable(path, before);
        }
        boolean safe = false;
        try {
            file.seek(size);
            file.write(bytes);
            file.getFD().sync();
            size += bytes.length;
            safe = true;
        } catch (IOException e) {
            throw unwritable(path, e);
        } finally {
            if (!safe) {
                takeBack();
            }
        }
    }

    private void takeBack() {
        try {
            file.setLength(size);
            file.getFD().sync();
        } catch (IOException e) {
            broken = e;
        }
    }

    /**
     * Cuts the file's end off.
     *
     * @param length how many bytes stay, at most {@link #size}
     * @throws UncheckedIOException if it cannot be cut, with the path
     */
    public void cut(long length) {
        try {
            file.setLength(length);
            file.getFD().sync();
            size = length;
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /**
     * Writes bytes into a new file beside this one, {@code NAME.SUFFIX-1} or the next number that is free.
     *
     * @param suffix what the new name ends with
     * @param bytes the new file's content
     * @return the new file
     * @throws UncheckedIOException if it cannot be written, with the path
     */
    public Path keepBeside(String suffix, byte[] bytes) {
        for (int k = 1;; k++) {
            Path beside = path.resolveSibling(path.getFileName() + "." + suffix + "-" + k);
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
                return beside;
            } catch (FileAlreadyExistsException e) {
                if (k == 9999) {
                    throw unwritable(beside, e);
                }
            } catch (IOException e) {
                throw unwritable(beside, e);
            }
        }
    }

    /** Closes the file and gives it free. */
    @Override
    public void close() {
        quietly(file);
        lock.close();
    }

    private static void quietly(@Nullable RandomAccessFile file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // everything acknowledged was forced before
            return;
        }
    }

    private static UncheckedIOException unwritable(Path path, IOException cause) {
        return new UncheckedIOException("cannot write " + path + ": " + InputFile.reason(path, cause), cause);
    }
}
