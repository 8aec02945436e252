package io.twinsim.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SnappyTest {

    /** A block of bytes as they are, in pieces of every size that the format has. */
    static byte[] literals(byte[] bytes) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        int rest = bytes.length;
        for (; rest >= 128; rest >>>= 7) {
            block.write(rest | 128);
        }
        block.write(rest);
        int[] pieces = {1, 60, 61, 256, 257, 70_000};
        int at = 0;
        for (int k = 0; at < bytes.length; k++) {
            int length = Math.min(pieces[Math.min(k, 5)], bytes.length - at);
            int more = length <= 60 ? 0 : length <= 1 << 8 ? 1 : length <= 1 << 16 ? 2 : 3;
            block.write((more == 0 ? length - 1 : 59 + more) << 2);
            for (int i = 0; i < more; i++) {
                block.write(length - 1 >>> 8 * i);
            }
            block.write(bytes, at, length);
            at += length;
        }
        return block.toByteArray();
    }

    private static String unpacked(String hex, int size) throws IOException {
        return new String(Snappy.unpack(HexFormat.of().parseHex(hex), size), StandardCharsets.ISO_8859_1);
    }

    @Test
    void unpack_literalsOfAllLengths_givesThemBack() throws IOException {
        int cases = 0;
        for (int size : new int[] {0, 1, 59, 60, 61, 300, 1_000, 200_000}) {
            byte[] bytes = new byte[size];
            for (int i = 0; i < size; i++) {
                bytes[i] = (byte) (i * 31 + (i >>> 8));
            }
            assertThat(Snappy.unpack(literals(bytes), size)).isEqualTo(bytes);
            cases++;
        }
        assertThat(cases).isEqualTo(8);
    }

    /** Written by hand from the format description: "abcd" and then copies of each of the three forms. */
    @Test
    void unpack_copies_repeatWhatStandsBefore() throws IOException {
        assertThat(unpacked("080c" + "61626364" + "0104", 8)).isEqualTo("abcdabcd");
        assertThat(unpacked("080c" + "61626364" + "0e0400", 8)).isEqualTo("abcdabcd");
        assertThat(unpacked("080c" + "61626364" + "0f04000000", 8)).isEqualTo("abcdabcd");
    }

    @Test
    void unpack_copyOverlappingItself_repeatsAPattern() throws IOException {
        assertThat(unpacked("0a" + "046162" + "1102", 10)).isEqualTo("ababababab");
        assertThat(unpacked("41" + "0061" + "fe0100", 65)).isEqualTo("a".repeat(65));
    }

    @Test
    void unpack_damagedBlocks_areRefused() {
        String[] blocks = {"", "ff", "0500", "050c6162", "080c616263640105", "080c616263640100", "040c61626364ffff",
            "05fcffffffff61", "05f0"};
        for (String block : blocks) {
            assertThatThrownBy(() -> unpacked(block, 5)).as(block).isInstanceOf(IOException.class)
                    .hasMessageStartingWith("a Snappy block ");
        }
        assertThat(Arrays.stream(blocks).distinct()).hasSize(9);
    }
}
