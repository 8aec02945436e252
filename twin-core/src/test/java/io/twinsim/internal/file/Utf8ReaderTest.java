package io.twinsim.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Utf8ReaderTest {

    private static String read(byte[] bytes) throws IOException {
        return read(new ByteArrayInputStream(bytes), 7);
    }

    private static String read(InputStream in, int chunk) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Utf8Reader reader = new Utf8Reader(in, "data.csv")) {
            char[] out = new char[chunk];
            for (int n = reader.read(out, 0, chunk); n >= 0; n = reader.read(out, 0, chunk)) {
                assertThat(n).isPositive();
                text.append(out, 0, n);
            }
        }
        return text.toString();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** Random texts of one to four bytes per character, in small chunks, through streams that give little. */
    @Test
    void read_validText_equalsTheJdk() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        int checked = 0;
        for (int trial = 0; trial < 300; trial++) {
            StringBuilder text = new StringBuilder("x");
            for (int i = random.nextInt(60); i > 0; i--) {
                int bound = new int[] {0x7e, 0x7ff, 0xd7ff, 0x10ffff}[random.nextInt(4)];
                int code = 1 + random.nextInt(bound);
                text.appendCodePoint(code >= 0xd800 && code < 0xe000 ? '\n' : code);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(read(new ByteArrayInputStream(bytes), 1 + random.nextInt(9))).isEqualTo(text.toString());
            assertThat(read(new Sparse(bytes), 3)).isEqualTo(text.toString());
            checked++;
        }
        assertThat(checked).isEqualTo(300);
    }

    /** Random bytes: refused exactly where the JDK's strict decoder refuses. */
    @Test
    void read_randomBytes_agreesWithTheJdk() throws IOException {
        SplittableRandom random = new SplittableRandom(6);
        int refused = 0;
        for (int trial = 0; trial < 20_000; trial++) {
            byte[] bytes = new byte[1 + random.nextInt(5)];
            bytes[0] = 'a';
            for (int i = 1; i < bytes.length; i++) {
                int[] kinds = {random.nextInt(1, 128), 0x80 + random.nextInt(64), 0xc0 + random.nextInt(64)};
                bytes[i] = (byte) kinds[random.nextInt(3)];
            }
            String expected;
            try {
                expected = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            } catch (CharacterCodingException e) {
                assertThatThrownBy(() -> read(bytes)).isInstanceOf(InputException.class)
                        .hasMessageContaining("malformed UTF-8 at byte ");
                refused++;
                continue;
            }
            assertThat(read(bytes)).isEqualTo(expected);
        }
        assertThat(refused).isBetween(9_000, 18_000);
    }

    @Test
    void read_byteOrderMark_isDropped() throws IOException {
        assertThat(read(bytes(0xef, 0xbb, 0xbf, 'a'))).isEqualTo("a");
        assertThat(read(bytes(0xef, 0xbb, 0xbf))).isEmpty();
        assertThat(read(bytes())).isEmpty();
        assertThat(read("a\uFEFFb".getBytes(StandardCharsets.UTF_8))).isEqualTo("a\uFEFFb");
    }

    @Test
    void read_whatIsNoUtf8_isRefusedWithLineAndByte() {
        String save = "; save the file as UTF-8";
        Object[][] cases = {
            {bytes(0xff, 0xfe, 'a', 0), "1: line 1: not UTF-8 (UTF-16 byte order mark found)" + save},
            {bytes(0xfe, 0xff, 0, 'a'), "1: line 1: not UTF-8 (UTF-16 byte order mark found)" + save},
            {bytes(0x1f, 0x8b, 8), "1: line 1: not text but gzip; unpack the file first, or name a data file .gz"},
            {bytes('a', '\n', 0), "2: line 2: NUL byte at byte 3; text must not hold NUL"},
            {bytes('a', '\r', '\n', '\r', '\n', 'J', 0xe9, ','), "3: line 3: malformed UTF-8 at byte 7 (0xe9)" + save},
            {bytes('a', '\r', 0xc3), "2: line 2: malformed UTF-8 at byte 3 (0xc3)" + save},
            {bytes(0xed, 0xa0, 0x80), "1: line 1: malformed UTF-8 at byte 1 (0xed)" + save},
            {bytes(0xc0, 0xaf), "1: line 1: malformed UTF-8 at byte 1 (0xc0)" + save},
        };
        for (Object[] c : cases) {
            assertThatThrownBy(() -> read((byte[]) c[0])).isInstanceOf(InputException.class)
                    .hasMessage("data.csv:" + c[1]);
        }
        assertThat(cases).hasNumberOfRows(8);
    }

    @Test
    void read_longText_crossesTheBuffer() throws IOException {
        String text = "1234567,é€😀\r\n".repeat(20_000);
        assertThat(read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 8192)).isEqualTo(text);
        Utf8Reader reader = new Utf8Reader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "x");
        assertThat(reader.readAll()).isEqualTo(text);
        assertThat(reader.line()).isEqualTo(20_001);
    }

    /** Returns 0 bytes or 1 byte a read. */
    private static final class Sparse extends InputStream {
        private final ByteArrayInputStream bytes;
        private int reads;

        private Sparse(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return reads++ % 3 == 0 ? 0 : bytes.read(target, offset, 1);
        }
    }
}
