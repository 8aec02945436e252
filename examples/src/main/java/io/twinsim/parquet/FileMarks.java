package io.twinsim.parquet;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.file.InputFile;
import io.twinsim.internal.text.Names;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The four characters with which a Parquet file begins and ends. */
final class FileMarks {

    private static final String PLAIN = "PAR1";
    private static final String ENCRYPTED = "PARE";

    private FileMarks() {
    }

    /** Refuses what is no Parquet file, or is cut off. */
    static void check(Path path) {
        Place place = Place.of(path.toString());
        try (InputStream in = InputFile.open(path)) {
            if (!Files.isRegularFile(path)) {
                throw new InputException("file must be a regular file, as Parquet is read from its end", place);
            }
            String begin = new String(in.readNBytes(PLAIN.length()), StandardCharsets.ISO_8859_1);
            String end = end(path);
            if (begin.equals(ENCRYPTED) || end.equals(ENCRYPTED)) {
                throw new InputException("file must not be encrypted", place);
            }
            if (!begin.equals(PLAIN)) {
                throw new InputException("file must be Parquet, which begins with " + Names.quote(PLAIN) + ", got "
                        + Names.quote(begin), place);
            }
            if (!end.equals(PLAIN) || Files.size(path) < 3L * PLAIN.length()) {
                throw new InputException("file must end with " + Names.quote(PLAIN) + " as it begins, got "
                        + Names.quote(end) + "; is it cut off?", place);
            }
        } catch (IOException e) {
            throw InputFile.unreadable(path, e);
        }
    }

    private static String end(Path path) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            ByteBuffer last = ByteBuffer.allocate(PLAIN.length());
            channel.position(Math.max(0, channel.size() - PLAIN.length()));
            while (last.hasRemaining() && channel.read(last) >= 0) {
                continue;
            }
            return new String(last.array(), 0, last.position(), StandardCharsets.ISO_8859_1);
        }
    }
}
