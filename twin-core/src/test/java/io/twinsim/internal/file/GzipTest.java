package io.twinsim.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipTest {

    private static final Path NAME = Path.of("data.CSV.GZ");

    @TempDir
    private Path folder;

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = Gzip.pack(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String read(byte[] bytes) throws IOException {
        try (Utf8Reader reader = new Utf8Reader(InputFile.unpacked(NAME, new ByteArrayInputStream(bytes)), "data")) {
            return reader.readAll();
        }
    }

    @Test
    void unpacked_byName_isTheContent() throws IOException {
        String text = "é,1\n".repeat(100_000);
        assertThat(read(packed(text))).isEqualTo(text);
        byte[] plain = {'x'};
        assertThat(InputFile.unpacked(Path.of("x.csv"), new ByteArrayInputStream(plain)).readAllBytes())
                .isEqualTo(plain);
        assertThat(InputFile.unpacked(NAME, new ByteArrayInputStream(packed("ab"))).read()).isEqualTo('a');
    }

    /** As {@code cat a.gz b.gz} makes them. */
    @Test
    void unpacked_members_followEachOther() throws IOException {
        byte[] first = packed("a\n");
        byte[] second = packed("b\n");
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        assertThat(read(both)).isEqualTo("a\nb\n");
    }

    /** Cut after every byte: always refused, never short content. */
    @Test
    void unpacked_cutAnywhere_isRefused() throws IOException {
        byte[] bytes = packed("x,y\n1,2\n");
        int checked = 0;
        for (int k = 0; k < bytes.length; k++) {
            byte[] cut = Arrays.copyOf(bytes, k);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(InputException.class)
                    .hasMessageMatching("data:[123]: line [123]: truncated gzip; the file ends before its content "
                            + "does");
            checked++;
        }
        assertThat(checked).isGreaterThan(20);
    }

    @Test
    void unpacked_damaged_isRefused() throws IOException {
        assertThatThrownBy(() -> read("x,y\n1,2\n and more".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("data:1: line 1: not gzip, although its name ends in .gz");
        byte[] bytes = packed("x,y\n1,2\n");
        bytes[bytes.length - 7] ^= 1;
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(InputException.class)
                .hasMessage("data:3: line 3: damaged gzip (Corrupt GZIP trailer)");
    }

    @Test
    void data_name_decidesHowItIsWritten() throws IOException {
        for (String name : new String[] {"a.csv", "a.csv.gz"}) {
            Path file = folder.resolve(name);
            OutputFile.data(file, out -> out.write('x'));
            assertThat(InputFile.unpacked(file, InputFile.open(file)).readAllBytes()).containsExactly('x');
        }
        assertThat(folder.resolve("a.csv")).hasContent("x");
        assertThat(folder.resolve("a.csv.gz").toFile().length()).isGreaterThan(20);
    }
}
