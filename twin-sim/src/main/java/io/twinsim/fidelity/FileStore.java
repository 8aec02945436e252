package io.twinsim.fidelity;

import io.twinsim.InputException;
import io.twinsim.internal.file.AppendFile;
import io.twinsim.internal.text.Checks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Events in a file, one line of JSON each, with a number and a checksum, only ever added to. {@link #append} returns
 * when its event is on the disk; events that arrive while the disk is busy go there together, so many threads cost
 * little more than one.
 *
 * <p>A process that is killed, at whatever byte, loses nothing that was acknowledged. On opening, a torn last line is
 * cut off, kept in a file beside, and reported by {@link #damage}; damage with a whole line after it is refused with
 * its line number. While it is open, no other process and no second store can open the file; the lock is a file beside
 * it, {@code NAME.lock}, which stays. Events are also held in
 * memory, about a kilobyte each.
 */
public final class FileStore implements FidelityStore, AutoCloseable {

    /**
     * What was cut off when the file was opened.
     *
     * @param line the number of the first damaged line
     * @param bytes how many bytes were cut
     * @param kept the file that holds them now
     */
    public record Damage(int line, int bytes, Path kept) {

        /** One line: where, how much, and where it is now. */
        @Override
        public String toString() {
            return FidelityText.line("cut " + FidelityText.count(bytes, "byte") + " from line " + line + ", kept in "
                    + kept.getFileName());
        }
    }

    /** An event on its way to the disk. */
    private static final class Waiting {
        private final FidelityEvent event;
        private final String json;
        private boolean done;
        private @Nullable UncheckedIOException failure;

        private Waiting(FidelityEvent event) {
            this.event = event;
            this.json = event.toJson();
        }
    }

    private final Path path;
    private final AppendFile file;
    private final List<FidelityEvent> events;
    private final Optional<Damage> damage;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private List<Waiting> queue = new ArrayList<>();
    private boolean writing;
    private boolean closed;

    private FileStore(Path path, AppendFile file, List<FidelityEvent> events, Optional<Damage> damage) {
        this.path = path;
        this.file = file;
        this.events = events;
        this.damage = damage;
    }

    /**
     * Opens a store, which is made if there is none.
     *
     * @param path the file, in a folder that exists
     * @return the store, to be closed
     * @throws InputException if the file is not a store, has another version, or is damaged before its last line, with
     *     the line
     * @throws UncheckedIOException if it cannot be read or written, with the path
     * @throws IllegalStateException if it is open already, here or in another process
     */
    public static FileStore open(Path path) {
        AppendFile file = AppendFile.open(path);
        try {
            byte[] bytes = file.content();
            StoredLines lines = StoredLines.of(bytes, path.toString());
            Optional<Damage> damage = Optional.empty();
            if (lines.whole() < bytes.length) {
                byte[] rest = Arrays.copyOfRange(bytes, lines.whole(), bytes.length);
                damage = Optional.of(new Damage(lines.tornLine(), rest.length, file.keepBeside("cut", rest)));
                file.cut(lines.whole());
            }
            if (lines.whole() == 0) {
                file.append(StoredLines.HEADER);
            }
            return new FileStore(path, file, lines.events(), damage);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * What was cut off when the file was opened.
     *
     * @return the damage; empty if there was none
     */
    public Optional<Damage> damage() {
        return damage;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the store is closed
     */
    @Override
    public void append(FidelityEvent event) {
        Waiting mine = new Waiting(Checks.notNull(event, "event"));
        lock.lock();
        try {
            checkOpen();
            queue.add(mine);
            while (!mine.done) {
                if (writing) {
                    written.awaitUninterruptibly();
                } else {
                    writeQueue();
                }
            }
        } finally {
            lock.unlock();
        }
        UncheckedIOException failure = mine.failure;
        if (failure != null) {
            throw new UncheckedIOException(failure.getMessage(), failure.getCause());
        }
    }

    /** Takes all that waits to the disk; the lock is held on entry and on return, but not while the disk is busy. */
    private void writeQueue() {
        List<Waiting> batch = queue;
        queue = new ArrayList<>();
        int before = events.size();
        writing = true;
        lock.unlock();
        @Nullable UncheckedIOException failure = null;
        try {
            file.append(lines(batch, before));
        } catch (RuntimeException | Error e) {
            failure = e instanceof UncheckedIOException io ? io
                    : new UncheckedIOException("cannot write " + path + ": " + e, new IOException(e));
        } finally {
            lock.lock();
            writing = false;
            for (Waiting waiting : batch) {
                waiting.done = true;
                waiting.failure = failure;
                if (failure == null) {
                    events.add(waiting.event);
                }
            }
            written.signalAll();
        }
    }

    private static byte[] lines(List<Waiting> batch, int before) {
        byte[][] lines = new byte[batch.size()][];
        int size = 0;
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new StoredLine(before + i + 1L, batch.get(i).json).bytes();
            size = Math.addExact(size, lines[i].length);
        }
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] line : lines) {
            System.arraycopy(line, 0, all, at, line.length);
            at += line.length;
        }
        return all;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(path + " is closed");
        }
    }

    @Override
    public List<FidelityEvent> events(int from) {
        lock.lock();
        try {
            return List.copyOf(events.subList(Math.min(from, events.size()), events.size()));
        } finally {
            lock.unlock();
        }
    }

    /** Waits for what is being written, then closes the file and gives it free. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            while (writing || !queue.isEmpty()) {
                if (writing) {
                    written.awaitUninterruptibly();
                } else {
                    writeQueue();
                }
            }
            file.close();
        } finally {
            lock.unlock();
        }
    }

    /** One line: the file and its events. */
    @Override
    public String toString() {
        lock.lock();
        int count = events.size();
        lock.unlock();
        return FidelityText.line("FileStore[" + path.getFileName() + ", " + FidelityText.count(count, "event")
                + damage.map(d -> ", " + d).orElse("") + "]");
    }
}
