package io.twinsim.parquet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file as what Parquet reads from. Trouble with the disk is kept apart from trouble with the content. */
final class FileSource implements InputFile {

    private final Path path;

    FileSource(Path path) {
        this.path = path;
    }

    @Override
    public long getLength() throws IOException {
        return Files.size(path);
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(path);
        return new DelegatingSeekableInputStream(new Guarded(path, Channels.newInputStream(channel))) {
            @Override
            public long getPos() throws IOException {
                return channel.position();
            }

            @Override
            public void seek(long position) throws IOException {
                channel.position(position);
            }
        };
    }

    /** What the file system refuses must not be taken for a damaged file. */
    private static final class Guarded extends FilterInputStream {
        private final Path path;

        private Guarded(Path path, InputStream in) {
            super(in);
            this.path = path;
        }

        @Override
        public int read() {
            try {
                return in.read();
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            try {
                return in.read(target, offset, length);
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        private UncheckedIOException unreadable(IOException e) {
            return io.twinsim.internal.file.InputFile.unreadable(path, e);
        }
    }
}
