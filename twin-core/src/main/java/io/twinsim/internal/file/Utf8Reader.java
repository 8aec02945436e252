package io.twinsim.internal.file;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.text.Checks;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/**
 * Decodes UTF-8 strictly: a leading byte order mark is dropped; malformed bytes, NUL, UTF-16 and gzip are refused
 * by name, never replaced. Lines end with CR, LF or CR LF. Streams that return few bytes a read, or none, give the
 * same text.
 */
public final class Utf8Reader extends Reader {

    private static final int CAPACITY = 1 << 16;
    /** Least code point per number of continuation bytes: shorter encodings are overlong. */
    private static final int[] LEAST = {0, 0x80, 0x800, 0x10000};

    private final InputStream in;
    private final String source;
    private final byte[] bytes = new byte[CAPACITY];
    private int position;
    private int limit;
    /** Bytes of the stream before the buffer. */
    private long base;
    private boolean begun;
    private boolean ended;
    private int line = 1;
    private boolean afterReturn;
    private char lowSurrogate;

    /**
     * A reader at the start of a stream.
     *
     * @param in the bytes; closed with this reader
     * @param source the file as the caller named it, for messages
     */
    public Utf8Reader(InputStream in, String source) {
        this.in = Checks.notNull(in, "in");
        this.source = Checks.notNull(source, "source");
    }

    /**
     * The line up to which the text is decoded; a caller that buffers may be behind.
     *
     * @return the physical line, from 1
     */
    public int line() {
        return line;
    }

    /**
     * Everything that is left.
     *
     * @return the text
     * @throws IOException if the stream fails
     */
    public String readAll() throws IOException {
        StringBuilder text = new StringBuilder();
        char[] chunk = new char[CAPACITY];
        for (int n = read(chunk, 0, chunk.length); n >= 0; n = read(chunk, 0, chunk.length)) {
            text.append(chunk, 0, n);
        }
        return text.toString();
    }

    @Override
    public int read(char[] out, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        begin();
        int at = offset;
        int end = offset + length;
        if (lowSurrogate != 0) {
            out[at++] = lowSurrogate;
            lowSurrogate = 0;
        }
        while (at < end) {
            at = ascii(out, at, end);
            if (at == end || position == limit && (at > offset || !fill(1))) {
                break;
            }
            if (bytes[position] < 0) {
                at = multibyte(out, at, end);
            } else {
                control();
                out[at++] = (char) bytes[position++];
            }
        }
        return at == offset ? -1 : at - offset;
    }

    /** Copies plain characters up to the first that needs care. */
    private int ascii(char[] out, int from, int end) {
        byte[] b = bytes;
        int p = position;
        int at = from;
        int stop = p + Math.min(limit - p, end - from);
        while (p < stop && b[p] > '\r') {
            out[at++] = (char) b[p++];
        }
        if (p > position) {
            afterReturn = false;
        }
        position = p;
        return at;
    }

    /** Counts lines and refuses NUL. */
    private void control() {
        byte b = bytes[position];
        if (b == 0) {
            throw refuse("NUL byte at byte " + (base + position + 1) + "; text must not hold NUL");
        }
        if (b == '\r' || b == '\n' && !afterReturn) {
            line++;
        }
        afterReturn = b == '\r';
    }

    private int multibyte(char[] out, int from, int end) throws IOException {
        int lead = bytes[position] & 0xff;
        int extra = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
        boolean complete = lead >= 0xc2 && lead <= 0xf4 && fill(extra + 1);
        int code = lead & 0x3f >> extra;
        for (int k = 1; complete && k <= extra; k++) {
            int next = bytes[position + k];
            complete = (next & 0xc0) == 0x80;
            code = code << 6 | next & 0x3f;
        }
        if (!complete || code < LEAST[extra] || code > Character.MAX_CODE_POINT
                || code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
            throw refuse("malformed UTF-8 at byte " + (base + position + 1) + " (0x" + Integer.toHexString(lead)
                    + "); save the file as UTF-8");
        }
        position += extra + 1;
        afterReturn = false;
        int at = from;
        if (code < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
            out[at++] = (char) code;
            return at;
        }
        out[at++] = Character.highSurrogate(code);
        if (at < end) {
            out[at++] = Character.lowSurrogate(code);
        } else {
            lowSurrogate = Character.lowSurrogate(code);
        }
        return at;
    }

    private void begin() throws IOException {
        if (begun) {
            return;
        }
        begun = true;
        fill(3);
        int first = limit > 0 ? bytes[0] & 0xff : -1;
        int second = limit > 1 ? bytes[1] & 0xff : -1;
        if (first == 0xfe && second == 0xff || first == 0xff && second == 0xfe) {
            throw refuse("not UTF-8 (UTF-16 byte order mark found); save the file as UTF-8");
        }
        if (first == 0x1f && second == 0x8b) {
            throw refuse("not text but gzip; unpack the file first, or name a data file .gz");
        }
        if (first == 0xef && second == 0xbb && limit > 2 && (bytes[2] & 0xff) == 0xbf) {
            position = 3;
        }
    }

    /** Makes {@code needed} bytes available if the stream has them. */
    private boolean fill(int needed) throws IOException {
        if (limit - position >= needed) {
            return true;
        }
        System.arraycopy(bytes, position, bytes, 0, limit - position);
        base += position;
        limit -= position;
        position = 0;
        while (limit < needed && !ended) {
            int n = more();
            if (n == 0) {
                int single = in.read();
                n = single < 0 ? -1 : 1;
                bytes[limit] = (byte) single;
            }
            ended = n < 0;
            limit += Math.max(n, 0);
        }
        return limit >= needed;
    }

    private int more() throws IOException {
        try {
            return in.read(bytes, limit, CAPACITY - limit);
        } catch (Gzip.Damage e) {
            throw refuse(e.getMessage());
        }
    }

    private InputException refuse(String message) {
        return new InputException("line " + line + ": " + message, new Place(source, line, 0));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
