package io.twinsim.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.model.Population;
import io.twinsim.model.ReadOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading Parquet files of other programs, and refusing what is no population. */
class ForeignParquetTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("f.parquet");
    }

    /** Gives lambdas their type. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    private static List<Consumer<Group>> rows(Consumer<Group>... some) {
        return List.of(some);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Population.read(file())).isInstanceOf(InputException.class)
                .hasMessage(file() + ": " + message);
    }

    @Test
    void read_foreignTypes_becomeColumns() {
        ForeignFile.write(file(), """
                required int64 id; optional float share; required binary name (STRING);
                optional int32 small (INTEGER(8,true)); required int64 count (INTEGER(64,false));
                required binary kind (ENUM); required boolean on;
                """, rows(
                g -> g.append("id", 7L).append("share", 0.1f).append("name", "zoe").append("small", -3)
                        .append("count", 5L).append("kind", "B").append("on", true),
                g -> g.append("id", -7L).append("share", Float.NaN).append("name", "amy").append("count", 6L)
                        .append("kind", "A").append("on", false)));
        Population read = Population.read(file());
        assertThat(read.names().stream().map(name -> read.column(name).type()).toList()).containsExactly(
                ColumnType.INTEGER, ColumnType.REAL, ColumnType.CATEGORY, ColumnType.INTEGER, ColumnType.INTEGER,
                ColumnType.CATEGORY, ColumnType.FLAG);
        assertThat(read.doubles("id")).containsExactly(7, -7);
        assertThat(read.doubles("share")).containsExactly((double) 0.1f, Double.NaN);
        assertThat(read.column("share").missing()).isEqualTo(1);
        assertThat(read.doubles("small")).containsExactly(-3, Double.NaN);
        assertThat(read.column("name").labels()).containsExactly("amy", "zoe");
        assertThat(read.column("kind").labels()).containsExactly("A", "B");
        assertThat(read.doubles("name")).containsExactly(1, 0);
    }

    @Test
    void read_labelsWithoutMetadata_areInNaturalOrderWhateverTheRows() {
        List<Consumer<Group>> rows = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            String label = List.of("west", "East", "north").get(i % 3);
            rows.add(g -> g.append("region", label));
        }
        ForeignFile.write(file(), "required binary region (STRING);", rows);
        assertThat(Population.read(file()).column("region").labels()).containsExactly("East", "north", "west");
    }

    @Test
    void read_labelsThatTheMetadataLack_followThem() {
        ForeignFile.write(file(), "required binary tier (STRING); required binary other (STRING);", rows(
                        g -> g.append("tier", "gold").append("other", "y"),
                        g -> g.append("tier", "copper").append("other", "x"),
                        g -> g.append("tier", "amber").append("other", "x")),
                Map.of("twinsim.labels", "{\"tier\": [\"silver\", \"gold\"], \"gone\": [\"x\"]}"),
                CompressionCodecName.UNCOMPRESSED, bytes -> bytes);
        Population read = Population.read(file());
        assertThat(read.column("tier").labels()).containsExactly("silver", "gold", "amber", "copper");
        assertThat(read.doubles("tier")).containsExactly(1, 3, 2);
        assertThat(read.column("other").labels()).containsExactly("x", "y");
    }

    @Test
    void read_compressions_giveTheSame() {
        List<Consumer<Group>> rows = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            double value = Math.floorMod(i * 7919L, 1013) / 8.0;
            rows.add(g -> g.append("x", value).append("name", "label " + (int) value % 9));
        }
        Map<CompressionCodecName, ForeignFile.Packing> packings = new LinkedHashMap<>();
        packings.put(CompressionCodecName.UNCOMPRESSED, bytes -> bytes);
        packings.put(CompressionCodecName.GZIP, ForeignParquetTest::gzip);
        packings.put(CompressionCodecName.SNAPPY, SnappyTest::literals);
        packings.forEach((codec, packing) -> {
            ForeignFile.write(file(), "required double x; required binary name (STRING);", rows, Map.of(), codec,
                    packing);
            Population read = Population.read(file());
            assertThat(read.size()).isEqualTo(3_000);
            assertThat(read.doubles("x")[2_999]).isEqualTo(Math.floorMod(2_999 * 7919L, 1013) / 8.0);
            assertThat(read.column("name").labels()).hasSize(9).startsWith("label 0", "label 1");
        });
    }

    /**
     * Written by DuckDB 2.0.0 with Snappy: {@code COPY (SELECT CAST(i AS INTEGER) AS id, i / 4.0e0 AS quarter, i % 3 = 0
     * AS third, CASE WHEN i % 10 < 9 THEN 'a somewhat longer label ' || (i % 7) END AS label, CAST(i * 1000 AS BIGINT) AS
     * big FROM range(1500) t(i)) TO 'duckdb.parquet' (FORMAT parquet)}.
     */
    @Test
    void read_fileOfDuckDb_givesItsValues() throws IOException {
        try (var in = ForeignParquetTest.class.getResourceAsStream("duckdb.parquet")) {
            Files.copy(in, file());
        }
        Population read = Population.read(file());
        assertThat(read.names()).containsExactly("id", "quarter", "third", "label", "big");
        assertThat(read.size()).isEqualTo(1_500);
        assertThat(read.column("label").missing()).isEqualTo(150);
        for (int i = 0; i < 1_500; i++) {
            assertThat(read.column("id").text(i)).isEqualTo(Integer.toString(i));
            assertThat(read.doubles("quarter")[i]).isEqualTo(i / 4.0);
            assertThat(read.column("third").text(i)).isEqualTo(i % 3 == 0 ? "true" : "false");
            assertThat(read.column("label").text(i)).isEqualTo(i % 10 < 9 ? "a somewhat longer label " + i % 7 : "");
            assertThat(read.column("big").text(i)).isEqualTo(Integer.toString(i * 1_000));
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void read_compressionNeedingNativeCode_isRefused() {
        ForeignFile.write(file(), "required double x;", rows(g -> g.append("x", 1.0)), Map.of(),
                CompressionCodecName.ZSTD, bytes -> bytes);
        assertRefused("column \"x\" must be compressed with Snappy, gzip or not at all, got ZSTD; write the file again "
                + "with one of these");
    }

    @Test
    void read_unsupportedTypes_areRefusedByName() {
        Map<String, String> types = new LinkedHashMap<>();
        types.put("optional int32 born (DATE);", "int32 (DATE)");
        types.put("optional int64 born (TIMESTAMP(MICROS,true));", "int64 (TIMESTAMP(MICROS,true))");
        types.put("optional int64 born (DECIMAL(12,2));", "int64 (DECIMAL(12,2))");
        types.put("optional binary born;", "binary");
        types.put("optional fixed_len_byte_array(16) born (UUID);", "fixed_len_byte_array (UUID)");
        types.put("optional int96 born;", "int96");
        types.put("repeated int32 born;", "repeated int32");
        types.put("optional group born { optional int32 year; }", "nested columns");
        types.put("optional group born (LIST) { repeated group list { optional int32 element; } }",
                "nested columns (LIST)");
        types.forEach((field, shown) -> {
            ForeignFile.write(file(), "required int32 id; " + field, rows(g -> g.append("id", 1)));
            assertRefused("column \"born\" must hold single flags, numbers or strings, got " + shown
                    + "; convert it or leave it out when the file is written");
        });
        assertThat(types).hasSize(9);
    }

    @Test
    void read_valuesThatDoNotFit_areRefusedWithTheirRow() {
        ForeignFile.write(file(), "required int64 id;", rows(g -> g.append("id", 1L),
                g -> g.append("id", 5_000_000_000L)));
        assertRefused("column \"id\": value must be a whole number in [-2147483648, 2147483647] unless the column is "
                + "declared real or category, got 5000000000 at row 1");
        assertThat(Population.read(file(), ReadOptions.of().withType("id", ColumnType.REAL)).doubles("id"))
                .containsExactly(1, 5e9);
        assertThat(Population.read(file(), ReadOptions.of().withType("id", ColumnType.CATEGORY)).column("id").labels())
                .containsExactly("1", "5000000000");
        ForeignFile.write(file(), "required int64 id (INTEGER(64,false));", rows(g -> g.append("id", -1L)));
        assertRefused("column \"id\": value must be a whole number in [-2147483648, 2147483647] unless the column is "
                + "declared real or category, got 18446744073709551615 at row 0");
        ForeignFile.write(file(), "required double x;", rows(g -> g.append("x", Double.NEGATIVE_INFINITY)));
        assertRefused("column \"x\": value must be finite and, if whole, in [-2^53, 2^53], got -Infinity at row 0");
        ForeignFile.write(file(), "required binary name (STRING);", rows(g -> g.append("name", "fine"),
                g -> g.append("name", Binary.fromConstantByteArray(new byte[] {'a', (byte) 0xFF}))));
        assertRefused("column \"name\": value must be text in UTF-8, got other bytes at row 1");
    }

    @Test
    void read_declaredTypes_areHeldAgainstTheFile() {
        ForeignFile.write(file(), "required binary segment (STRING); required int32 on;",
                rows(g -> g.append("segment", "a").append("on", 1)));
        assertThatThrownBy(() -> Population.read(file(), ReadOptions.of().withType("segment", ColumnType.REAL)))
                .hasMessage(file() + ": column \"segment\" must not be declared real, as it holds text");
        assertThatThrownBy(() -> Population.read(file(), ReadOptions.of().withType("segmnt", ColumnType.CATEGORY)))
                .hasMessage(file() + ": declared unknown column \"segmnt\"; did you mean \"segment\"? known: "
                        + "segment, on");
        assertThat(Population.read(file(), ReadOptions.of().withType("on", ColumnType.FLAG)).column("on").type())
                .isEqualTo(ColumnType.FLAG);
    }

    @Test
    void read_noParquet_isRefused() throws IOException {
        Files.writeString(file(), "age,bmi\n31,22\n");
        assertRefused("file must be Parquet, which begins with \"PAR1\", got \"age,\"");
        Files.writeString(file(), "");
        assertRefused("file must be Parquet, which begins with \"PAR1\", got \"\"");
        Files.writeString(file(), "PAR1");
        assertRefused("file must end with \"PAR1\" as it begins, got \"PAR1\"; is it cut off?");
        Files.writeString(file(), "PARE........PARE");
        assertRefused("file must not be encrypted");
        ForeignFile.write(file(), "required int32 id;", rows(g -> g.append("id", 1)));
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length - 3));
        assertThatThrownBy(() -> Population.read(file())).isInstanceOf(InputException.class)
                .hasMessageEndingWith("; is it cut off?");
    }

    @Test
    void read_absentFile_isNamed() {
        assertThatThrownBy(() -> Population.read(file())).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot read " + file() + ": no such file");
    }

    /** Whatever byte is wrong, it is refused or it did not matter; never another exception, never endless. */
    @Test
    void read_anyByteDamaged_isRefusedOrReads() throws IOException {
        String fields = "optional double x; optional binary name (STRING); required boolean on;";
        ForeignFile.write(file(), fields, rows(
                g -> g.append("x", 1.5).append("name", "a").append("on", true),
                g -> g.append("name", "b").append("on", false),
                g -> g.append("x", -2.25).append("on", true)));
        byte[] whole = Files.readAllBytes(file());
        int refused = 0;
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << i % 8);
            Files.write(file(), damaged);
            try {
                Population.read(file());
            } catch (InputException e) {
                assertThat(e.getMessage()).startsWith(file().toString());
                refused++;
            }
        }
        assertThat(whole.length).isGreaterThan(500);
        assertThat(refused).isGreaterThan(whole.length / 4);
    }

    /** A checksum stands beside every page. */
    @Test
    void read_damagedPage_isRefused() throws IOException {
        ForeignFile.write(file(), "required double x;", rows(g -> g.append("x", 1.5)));
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < whole.length - 8; i++) {
            if (whole[i] == 0 && whole[i + 6] == (byte) 0xF8 && whole[i + 7] == 0x3F) {
                whole[i + 6] ^= 1;
                break;
            }
        }
        Files.write(file(), whole);
        assertThatThrownBy(() -> Population.read(file())).isInstanceOf(InputException.class)
                .hasMessageStartingWith(file() + ": file must be whole and undamaged Parquet, got damaged content (")
                .hasMessageContaining("CRC");
    }
}
