package io.twinsim.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.model.Population;
import io.twinsim.model.ReadOptions;
import io.twinsim.model.WriteOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTableFormatTest {

    @TempDir
    private Path folder;

    private Population read(String text, ReadOptions options) {
        try {
            return new JsonTableFormat().read(Files.writeString(folder.resolve("p.json"), text), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void read_recordsAndColumns_areTheSame() {
        String records = "[{\"age\": 31, \"x\": 1.5, \"region\": \"west\", \"new\": true},\n"
                + " {\"x\": null, \"age\": -2, \"region\": \"\", \"new\": false}]";
        String columns =
                "{\"age\": [31, -2], \"x\": [1.5, null], \"region\": [\"west\", \"\"], \"new\": [true, false]}";
        for (String text : new String[] {records, columns}) {
            Population population = read(text, ReadOptions.of());
            assertThat(population.names()).containsExactly("age", "x", "region", "new");
            assertThat(population.column("age")).hasToString("IntegerColumn[n=2: 31, -2]");
            assertThat(population.column("x")).hasToString("RealColumn[n=2, missing=1: 1.5, (missing)]");
            assertThat(population.column("region")).hasToString("CategoryColumn[n=2: west, ]");
            assertThat(population.column("new")).hasToString("FlagColumn[n=2: true, false]");
        }
    }

    @Test
    void read_types_followTheTokensOrTheDeclaration() {
        ReadOptions options = ReadOptions.of();
        assertThat(read("{\"x\": [1, 2147483648]}", options).column("x"))
                .hasToString("RealColumn[n=2: 1.0, 2.147483648E9]");
        assertThat(read("{\"x\": [null, null]}", options).column("x").type()).isEqualTo(ColumnType.REAL);
        assertThat(read("{\"x\": [\"1\", \"2\"]}", options).column("x")).hasToString("CategoryColumn[n=2: 1, 2]");
        assertThat(read("{\"x\": [1, 2.0]}", options.withType("x", ColumnType.CATEGORY)).column("x"))
                .hasToString("CategoryColumn[n=2: 1, 2.0]");
        assertThat(read("{\"x\": [1, false]}", options.withType("x", ColumnType.FLAG)).column("x"))
                .hasToString("FlagColumn[n=2: true, false]");
        assertThat(read("{\"x\": [\"\\ud83d\\ude00\", \"e\\u0301\", \"\u00e9\"]}", options).column("x").labels())
                .containsExactly("\u00e9", "\ud83d\ude00");
        assertThat(read("{\"x\": [1e3]}", options.withType("x", ColumnType.INTEGER)).column("x"))
                .hasToString("IntegerColumn[n=1: 1000]");
    }

    @Test
    void read_badData_isRefusedWithPlace() {
        String[][] cases = {
            {"[{\"x\": 1}, {\"x\": \"a\"}]", "1:18: record 2, field \"x\": value must be a number, got \"a\""},
            {"[{\"x\": \"a\"}, {\"x\": 1}]", "1:20: record 2, field \"x\": value must be text, got 1"},
            {"{\"x\": [true, 1]}", "1:14: record 2, field \"x\": value must be true or false, got 1"},
            {"{\"x\": [1e400]}", "1:8: record 1, field \"x\": value must be in the range of double, got 1e400"},
            {"{\"x\": [\"a\", \"\\ud800\"]}", "1:13: text must be valid Unicode, got an unpaired surrogate \\ud800"},
            {"{\"x\": [[1]]}", "1:8: record 1, field \"x\": value must be a number, text, true, false or null, "
                + "got a nested value"},
            {"[{\"seed\": 1}, {\"sead\": 1}]",
                "1:16: record 2: unknown field \"sead\"; did you mean \"seed\"? known: seed"},
            {"[{\"a\": 1, \"b\": 1},\n {\"a\": 1}]",
                "2:2: record 2 must have field \"b\"; write null for a missing value"},
            {"[{\"a\": 1, \"a\": 1}]", "1:11: duplicate field \"a\""},
            {"{\"a\": [1], \"a\": [1]}", "1:12: duplicate field \"a\""},
            {"{\"a\": [1], \"b\": []}", "1:12: field \"b\" must have as many values as the others (1), got 0"},
            {"{\"a\": 1}", "1:7: field \"a\" must be an array of values"},
            {"[1]", "1:2: record 1 must be an object"},
            {"[]", "1:1: population must have at least one column, got none"},
            {"3", "1:1: expected an array of records or an object of columns at top level, got \"3\""},
            {"[{\"a\": 1}] x", "1:12: extra text after the document"},
            {"[{\"a\": 1", "1:9: unexpected end of input at line 1 column 9"},
        };
        Path file = folder.resolve("p.json");
        for (String[] c : cases) {
            assertThatThrownBy(() -> read(c[0], ReadOptions.of())).as(c[0]).isInstanceOf(InputException.class)
                    .hasMessage(file + ":" + c[1]);
        }
        assertThat(cases).hasNumberOfRows(17);
        assertThatThrownBy(() -> read("{\"age\": [1]}", ReadOptions.of().withType("agee", ColumnType.REAL)))
                .hasMessage(file + ":1:1: declared unknown column \"agee\"; did you mean \"age\"? known: age");
    }

    private static void write(Population population, Path file, WriteOptions.Layout layout) {
        new JsonTableFormat().write(population, file, WriteOptions.of().withLayout(layout), rows -> { });
    }

    @Test
    void write_records_areOnePerLine() throws IOException {
        Path file = folder.resolve("out.json");
        write(read("{\"x\": [1.5, null], \"s\": [\"q\\\"\", \"b\"]}", ReadOptions.of()), file,
                WriteOptions.Layout.RECORDS);
        assertThat(Files.readString(file))
                .isEqualTo("[\n{\"x\": 1.5, \"s\": \"q\\\"\"},\n{\"x\": null, \"s\": \"b\"}\n]\n");
        write(read("{\"x\": [], \"s\": []}", ReadOptions.of()), file, WriteOptions.Layout.RECORDS);
        assertThat(Files.readString(file)).isEqualTo("{\n\"x\": [],\n\"s\": []\n}\n");
        assertThat(new JsonTableFormat().read(file, ReadOptions.of()).names()).containsExactly("x", "s");
    }

    @Test
    void write_columns_areOnePerLine() throws IOException {
        Path file = folder.resolve("out.json");
        String text = "{\n\"x\": [1.5, null],\n\"s\": [\"q\\\"\", \"b\"],\n\"i\": [1, 2],\n\"f\": [true, false]\n}\n";
        Population population = read(text, ReadOptions.of());
        write(population, file, WriteOptions.Layout.COLUMNS);
        assertThat(Files.readString(file)).isEqualTo(text);
        write(population.where("i == 2"), file, WriteOptions.Layout.COLUMNS);
        assertThat(Files.readString(file))
                .isEqualTo("{\n\"x\": [null],\n\"s\": [\"b\"],\n\"i\": [2],\n\"f\": [false]\n}\n");
    }

    @Test
    void read_gzip_isByName() throws IOException {
        Path file = folder.resolve("out.json.gz");
        write(read("{\"x\": [1.5, null]}", ReadOptions.of()), file, WriteOptions.Layout.RECORDS);
        assertThat(Files.readAllBytes(file)).startsWith(0x1f, 0x8b);
        assertThat(new JsonTableFormat().read(file, ReadOptions.of()).column("x"))
                .hasToString("RealColumn[n=2, missing=1: 1.5, (missing)]");
        Path other = Files.copy(file, folder.resolve("plain.json"));
        assertThatThrownBy(() -> new JsonTableFormat().read(other, ReadOptions.of())).isInstanceOf(InputException.class)
                .hasMessage(other + ":1: line 1: not text but gzip; unpack the file first, or name a data file .gz");
    }
}
