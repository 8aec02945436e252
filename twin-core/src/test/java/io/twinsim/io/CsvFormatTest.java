package io.twinsim.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationFormat;
import io.twinsim.model.ReadOptions;
import io.twinsim.model.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFormatTest {

    @TempDir
    private Path folder;

    private static Population read(String text, ReadOptions options) {
        return CsvFormat.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "stdin", options);
    }

    private static Column column(String text) {
        return read("x,y\n" + text, ReadOptions.of()).column("x");
    }

    private static void refused(String text, ReadOptions options, String message) {
        assertThatThrownBy(() -> read(text, options)).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void types_followFromAllValues() {
        assertThat(column("1,\n,\nNA,\n-2,\n"))
                .hasToString("IntegerColumn[n=4, missing=2: 1, (missing), (missing), -2]");
        assertThat(column("1,\n2147483648,\n")).hasToString("RealColumn[n=2: 1.0, 2.147483648E9]");
        assertThat(column("true,\nFALSE,\n,\n")).hasToString("FlagColumn[n=3, missing=1: true, false, (missing)]");
        assertThat(column("1,\n0,\n")).hasToString("IntegerColumn[n=2: 1, 0]");
        assertThat(column("true,\nmaybe,\n")).hasToString("CategoryColumn[n=2: true, maybe]");
        assertThat(column(",\nNA,\n")).hasToString("RealColumn[n=2, missing=2: (missing), (missing)]");
        assertThat(column("18-24,\n65+,\n")).hasToString("CategoryColumn[n=2: 18-24, 65+]");
        assertThat(column("Ann,\nNan,\nInf,\nBo,\n")).hasToString("CategoryColumn[n=4: Ann, Nan, Inf, Bo]");
    }

    /** A column whose first values are numbers, and most others text, is read a second time: the text of 007 stays. */
    @Test
    void types_fewNumbersAmongText_areLabels() {
        assertThat(column("007,\n1.50,\nA1,\nB2,\nC3,\n"))
                .hasToString("CategoryColumn[n=5: 007, 1.50, A1, B2, C3]");
        assertThat(column("A1,\nB2,\n007,\n")).hasToString("CategoryColumn[n=3: A1, B2, 007]");
    }

    @Test
    void types_textAmongNumbers_isRefusedWhereverItStands() {
        String keep = "; declare the column as category to keep its text";
        refused("x\n1\nabc\n", ReadOptions.of(),
                "stdin:3: line 3, column \"x\": value must be a number, got \"abc\"" + keep);
        refused("x\nabc\n1\n2\n", ReadOptions.of(),
                "stdin:2: line 2, column \"x\": value must be a number, got \"abc\"" + keep);
        refused("x\nnull\n1\n", ReadOptions.of(),
                "stdin:2: line 2, column \"x\": value must be a number, got \"null\"; "
                        + "a missing value is an empty field or NA; declare other missing tokens");
        refused("x,y\n1,a\n2,1\nc,2\n", ReadOptions.of(),
                "stdin:2: line 2, column \"y\": value must be a number, got \"a\"" + keep);
        refused("x\n1\n1e999\n", ReadOptions.of(),
                "stdin:3: line 3, column \"x\": value must be a number, got \"1e999\"; "
                        + "it is out of the range of double");
        refused("x,y\n1,\"a\nb\"\n2,\"c\r\nd\"\n3x4,\n5,\n", ReadOptions.of(),
                "stdin:6: line 6, column \"x\": value must be a number, got \"3x4\"" + keep);
    }

    @Test
    void types_declared_goFirst() {
        ReadOptions options = ReadOptions.of();
        assertThat(read("x\n1\nabc\n", options.withType("x", ColumnType.CATEGORY)).column("x"))
                .hasToString("CategoryColumn[n=2: 1, abc]");
        assertThat(read("x\n1\n0\ntrue\n", options.withType("x", ColumnType.FLAG)).column("x"))
                .hasToString("FlagColumn[n=3: true, false, true]");
        assertThat(read("x\n1\n2\n", options.withType("x", ColumnType.REAL)).column("x"))
                .hasToString("RealColumn[n=2: 1.0, 2.0]");
        assertThat(read("x\n1e3\n2.0\n", options.withType("x", ColumnType.INTEGER)).column("x"))
                .hasToString("IntegerColumn[n=2: 1000, 2]");
        refused("x\n2.5\n", options.withType("x", ColumnType.INTEGER), "stdin:2: line 2, column \"x\": value must be a "
                + "whole number in [-2147483648, 2147483647], got \"2.5\"");
        refused("x\nyes\n", options.withType("x", ColumnType.FLAG),
                "stdin:2: line 2, column \"x\": value must be true, false, 1 or 0, got \"yes\"");
        refused("x\nabc\n", options.withType("x", ColumnType.REAL), "stdin:2: line 2, column \"x\": value must be a "
                + "number, got \"abc\"; declare the column as category to keep its text");
        refused("age\n1\n", options.withType("agee", ColumnType.REAL),
                "stdin:1: declared unknown column \"agee\"; did you mean \"age\"? known: age");
    }

    @Test
    void missing_quotedTokens_areLabelsUnlessNumbers() {
        assertThat(column("\"NA\",\nNA,\nb,\n\"\",\n"))
                .hasToString("CategoryColumn[n=4, missing=1: NA, (missing), b, ]");
        assertThat(column("\"1\",\n\"\",\n\"NA\",\n"))
                .hasToString("IntegerColumn[n=3, missing=2: 1, (missing), (missing)]");
        assertThat(column("\"\",\n\"1\",\n")).hasToString("IntegerColumn[n=2, missing=1: (missing), 1]");
        assertThat(read("x\n-99\n3\nNA\n", ReadOptions.of().withMissingTokens("-99", "NA")).column("x"))
                .hasToString("IntegerColumn[n=3, missing=2: (missing), 3, (missing)]");
        assertThat(read("x,y\n,1\nNA,1\n", ReadOptions.of().withMissingTokens()).column("x"))
                .hasToString("CategoryColumn[n=2, missing=1: (missing), NA]");
    }

    @Test
    void text_blanksAroundUnquotedFields_areDropped() {
        assertThat(column(" a\t,\n\" b \",\nc d,\n")).hasToString("CategoryColumn[n=3: a,  b , c d]");
        assertThat(column("5\"\" tall,\n")).hasToString("CategoryColumn[n=1: 5\"\" tall]");
    }

    @Test
    void labels_natural_orderIndependentOfRows() {
        assertThat(column("b,\na,\nb,\n").labels()).isEqualTo(column("a,\nb,\n").labels()).containsExactly("a", "b");
    }

    @Test
    void labels_thousandsOfThem_areInterned() {
        StringBuilder text = new StringBuilder("x\n");
        for (int i = 0; i < 40_000; i++) {
            text.append("id-").append(i * 7919 % 40_000).append('\n');
        }
        Column column = read(text.toString(), ReadOptions.of()).column("x");
        assertThat(column.labels()).hasSize(40_000);
        assertThat(column.text(0)).isEqualTo("id-0");
        assertThat(column.text(39_999)).isEqualTo("id-" + 39_999 * 7919 % 40_000);
    }

    @Test
    void malformed_places_arePhysicalLines() {
        refused("a,b\n\"x\ny\",1\n2\n", ReadOptions.of(), "stdin:4: line 4 has 1 field, header has 2");
        refused("a,b\r\n\r\n1,2\r\n1,2,3\r\n", ReadOptions.of(), "stdin:4: line 4 has 3 fields, header has 2");
        refused("a,b\n\"x\ny\",\"z\n", ReadOptions.of(),
                "stdin:3: line 3, column \"b\": unterminated quoted field opened at line 3 column 2");
        refused("\"a\"b\n1\n", ReadOptions.of(),
                "stdin:1: line 1, column 1: text after a closing quote; a quote inside quotes is doubled");
        refused("a,\"b\nc\"\n1,2\n", ReadOptions.of(),
                "stdin:1: line 1: column names must be printable, got \"b\\u000ac\" at position 2");
        refused("a;b\n", ReadOptions.of(), "stdin:1: line 1: header has 1 column, \"a;b\"; is the delimiter ';'?");
        assertThat(read("\"a;b\"\n1\n", ReadOptions.of()).names()).containsExactly("a;b");
    }

    @Test
    void malformed_longOpenQuote_isRefusedWithItsPlace() {
        refused("a,b\n1,\"" + "x".repeat(17 << 20), ReadOptions.of(),
                "stdin:2: line 2, column \"b\": field longer than 16 Mi characters; "
                        + "is the quote opened at line 2 column 2 closed?");
    }

    @Test
    void read_tsv_hasTabs() throws IOException {
        Path file = Files.writeString(folder.resolve("a.TSV"), "a\tb\n1\tx,y\n");
        assertThat(new CsvFormat().read(file, ReadOptions.of()).column("b")).hasToString("CategoryColumn[n=1: x,y]");
    }

    @Test
    void read_absentFile_namesPathAndReason() {
        Path file = folder.resolve("absent.csv");
        assertThatThrownBy(() -> new CsvFormat().read(file, ReadOptions.of())).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot read " + file + ": no such file");
    }

    @Test
    void read_streamThatGivesLittle_isReadWhole() {
        byte[] bytes = "x,y\n1,é\n2,b\n".getBytes(StandardCharsets.UTF_8);
        Population population = CsvFormat.read(new Faulty(bytes, Integer.MAX_VALUE), "stdin", ReadOptions.of());
        assertThat(population.column("x")).hasToString("IntegerColumn[n=2: 1, 2]");
        assertThat(population.column("y")).hasToString("CategoryColumn[n=2: é, b]");
    }

    /** The stream breaks after every possible number of bytes: always an error, never short data. */
    @Test
    void read_streamThatBreaks_isAnErrorWithLine() {
        String text = "x,y\n1,é\n2,\"b\nc\"\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int checked = 0;
        for (int k = 0; k <= bytes.length; k++) {
            long line = 1 + new String(bytes, 0, k, StandardCharsets.ISO_8859_1).chars().filter(c -> c == '\n').count();
            InputStream in = new Faulty(bytes, k);
            assertThatThrownBy(() -> CsvFormat.read(in, "stdin", ReadOptions.of()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("cannot read stdin at line " + line + ": cable pulled");
            checked++;
        }
        assertThat(checked).isEqualTo(18);
    }

    /** Cut after every byte: reads what is there or refuses, and a good file reads afterwards. */
    @Test
    void read_cutText_neverFailsOtherwise() {
        String text = "x,\"y\"\n1,\"é\"\"\n\"\n2,NA\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int k = 0; k < bytes.length; k++) {
            try {
                CsvFormat.read(new ByteArrayInputStream(bytes, 0, k), "stdin", ReadOptions.of());
            } catch (InputException e) {
                assertThat(e).hasMessageStartingWith("stdin:");
                refused++;
            }
        }
        assertThat(refused).isBetween(8, bytes.length - 3);
        assertThat(read(text, ReadOptions.of()).size()).isEqualTo(2);
    }

    @Test
    void write_anyPopulation_readsBackEqual() {
        List<String> labels = List.of("", " lead", "trail ", "a,b", "q\"uote", "line\nend", "cr\rlf\r\n", "NA",
                "tab\tin", "é😀", "plain", "'", "\uFEFFmark");
        int[] codes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0};
        boolean[] missing = new boolean[14];
        missing[13] = true;
        double[] reals = {0.1, -0.0, 1e300, 5e-324, 3, 1.0 / 3, -2.5, 1e22, 1e23, 9007199254740993.0, 4, 5, 6, 7};
        Population population = Population.builder()
                .column("a label, with comma", CategoryColumn.of(labels, codes, missing))
                .column(" real ", RealColumn.of(reals, missing))
                .column("integer", IntegerColumn.of(codes, missing))
                .column("flag", FlagColumn.of(missing, missing))
                .build();
        for (String name : List.of("out.csv", "out.tsv", "out.csv.gz", "out.tsv.gz", "out.json", "out.json.gz")) {
            Path file = folder.resolve(name);
            PopulationFormat format = name.contains("json") ? new JsonTableFormat() : new CsvFormat();
            write(format, population, file);
            assertEqual(format.read(file, ReadOptions.of()), population);
        }
    }

    private static void write(PopulationFormat format, Population population, Path file) {
        format.write(population, file, WriteOptions.of(), rows -> { });
    }

    private static void assertEqual(Population read, Population written) {
        assertThat(read.names()).isEqualTo(written.names());
        for (String name : written.names()) {
            assertThat(read.column(name).type()).isEqualTo(written.column(name).type());
            for (int i = 0; i < written.size(); i++) {
                assertThat(read.column(name).text(i)).isEqualTo(written.column(name).text(i));
                assertThat(read.column(name).isMissing(i)).isEqualTo(written.column(name).isMissing(i));
            }
        }
    }

    @Test
    void write_text_isAsDocumented() throws IOException {
        Path file = folder.resolve("out.csv");
        Population population = read("x,note\n1.5,\"a, \"\"b\"\"\"\n,\" c\"\n", ReadOptions.of());
        write(new CsvFormat(), population, file);
        assertThat(Files.readString(file)).isEqualTo("x,note\n1.5,\"a, \"\"b\"\"\"\n,\" c\"\n");
    }

    /** What is written with options reads back with the same. */
    @Test
    void write_options_areThoseOfReading() throws IOException {
        Path file = folder.resolve("out.csv");
        Population population = read("x,note\n1.5,a;b\n,-\n2,\n", ReadOptions.of());
        WriteOptions options = WriteOptions.of().withDelimiter(';').withMissing("-");
        new CsvFormat().write(population, file, options, rows -> { });
        assertThat(Files.readString(file)).isEqualTo("x;note\n1.5;\"a;b\"\n-;\"-\"\n2.0;-\n");
        assertEqual(new CsvFormat().read(file, ReadOptions.of().withDelimiter(';').withMissingTokens("-")), population);
        new CsvFormat().write(population.select("x"), file, options, rows -> { });
        assertThat(Files.readString(file)).isEqualTo("x\n1.5\n-\n2.0\n");
        Path tabs = folder.resolve("out.tsv");
        new CsvFormat().write(population, tabs, options, rows -> { });
        assertThat(Files.readString(tabs)).isEqualTo("x;note\n1.5;\"a;b\"\n-;\"-\"\n2.0;-\n");
    }

    @Test
    void write_loneColumn_hasNoBlankLines() throws IOException {
        Path file = folder.resolve("out.csv");
        Population population = Population.builder().column("x;y",
                RealColumn.of(new double[] {1, 2}, new boolean[] {true, false})).build();
        write(new CsvFormat(), population, file);
        assertThat(Files.readString(file)).isEqualTo("\"x;y\"\nNA\n2.0\n");
        assertThat(new CsvFormat().read(file, ReadOptions.of()).column("x;y"))
                .hasToString("RealColumn[n=2, missing=1: (missing), 2.0]");
    }

    /** Gives nothing, then one byte at a time, and breaks after {@code limit} bytes. */
    private static final class Faulty extends InputStream {
        private final byte[] bytes;
        private final int limit;
        private int given;
        private int reads;

        private Faulty(byte[] bytes, int limit) {
            this.bytes = bytes;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            if (given == limit) {
                throw new IOException("cable pulled");
            }
            return given == bytes.length ? -1 : bytes[given++] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (reads++ % 2 == 0) {
                return 0;
            }
            int value = read();
            if (value >= 0) {
                target[offset] = (byte) value;
            }
            return value < 0 ? -1 : 1;
        }
    }
}
