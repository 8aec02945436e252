package io.twinsim.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a file for one owner, among the threads of this process and among processes. Locked is a file of its own beside
 * it, {@code NAME.lock}, which stays: a process that closes any stream of a file loses its POSIX locks on that file, so
 * a lock on the file itself would end with the next look into it. For the same reason the owners of this process are
 * known by name; the second must not even open the lock's file.
 */
final class PathLock implements AutoCloseable {

    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path name;
    private final FileChannel channel;

    private PathLock(Path name, FileChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    static PathLock of(Path path) throws IOException {
        Path name = name(path);
        if (!HELD.add(name)) {
            throw new IllegalStateException(path + " is open already in this process");
        }
        FileChannel channel = null;
        boolean done = false;
        try {
            channel = FileChannel.open(name, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel, path) == null) {
                throw new IllegalStateException(path + " is open in another process");
            }
            done = true;
            return new PathLock(name, channel);
        } finally {
            if (!done) {
                release(name, channel);
            }
        }
    }

    private static @Nullable FileLock lock(FileChannel channel, Path path) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            throw new IllegalStateException(path + " is open already in this process, under another name", e);
        }
    }

    private static Path name(Path path) throws IOException {
        Path real = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path folder = real.getParent();
        Path home = folder == null ? real : folder.toRealPath().resolve(real.getFileName());
        return home.resolveSibling(home.getFileName() + ".lock");
    }

    private static void release(Path name, @Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // the system gives the lock free at the latest with the end of the process
            return;
        } finally {
            HELD.remove(name);
        }
    }

    @Override
    public void close() {
        release(name, channel);
    }
}
