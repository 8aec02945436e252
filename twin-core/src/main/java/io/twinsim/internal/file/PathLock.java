package io.twinsim.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
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

    /** As many links as Linux follows. */
    private static final int MOST_LINKS = 40;

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
        Path target = target(path);
        Path real = Files.exists(target) ? target.toRealPath() : target;
        Path folder = real.getParent();
        Path home = folder == null ? real : folder.toRealPath().resolve(real.getFileName());
        return home.resolveSibling(home.getFileName() + ".lock");
    }

    /** Where the file is or will be: a link may lead to a file that nobody has made yet. */
    private static Path target(Path path) throws IOException {
        Path target = path.toAbsolutePath();
        for (int links = 0; !Files.exists(target) && Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemException(path.toString(), null, "its links lead nowhere");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
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

    /** Gives the file free, once: by a second close another owner would lose it. */
    @Override
    public void close() {
        if (channel.isOpen()) {
            release(name, channel);
        }
    }
}
