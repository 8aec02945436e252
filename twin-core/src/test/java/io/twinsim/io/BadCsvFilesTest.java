package io.twinsim.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.twinsim.InputException;
import io.twinsim.SharedData;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.model.Population;
import io.twinsim.model.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The collection of malformed and unusual CSV files: every one is read by the documented rules or refused by name. */
class BadCsvFilesTest {

    private static final String PLAIN =
            "only plain decimals such as 1234.5 or 1e-3 are read, without grouping, suffix or prefix";

    private static final Map<String, String> REFUSED = new LinkedHashMap<>();

    static {
        REFUSED.put("unterminated_quote.csv",
                "2: line 2, column \"note\": unterminated quoted field opened at line 2 column 2");
        REFUSED.put("text_after_quote.csv",
                "2: line 2, column \"a\": text after a closing quote; a quote inside quotes is doubled");
        REFUSED.put("ragged_short.csv", "3: line 3 has 2 fields, header has 3");
        REFUSED.put("ragged_long.csv", "3: line 3 has 3 fields, header has 2");
        REFUSED.put("duplicate_header.csv",
                "1: line 1: column names must be unique, got \"age\" at positions 1 and 3");
        REFUSED.put("blank_header.csv", "1: line 1: column 2 has an empty name");
        REFUSED.put("trailing_delim.csv", "1: line 1: column 3 has an empty name");
        REFUSED.put("empty.csv", "1: file must start with a header line, got no text; it is empty or all blank");
        REFUSED.put("only_newlines.csv",
                "1: file must start with a header line, got no text; it is empty or all blank");
        REFUSED.put("decimal_comma_semicolon.csv",
                "2: line 2 has 3 fields, header has 1, \"x;y\"; is the delimiter ';'?");
        REFUSED.put("decimal_comma_quoted.csv", number(2, "1,5", "only plain decimals such as 1234.5 or 1e-3 are read, "
                + "without grouping, suffix or decimal comma (declare a decimal comma if it is one)"));
        REFUSED.put("thousands.csv", number(2, "1,234.5", PLAIN));
        REFUSED.put("mixed_types.csv", number(3, "abc", "declare the column as category to keep its text"));
        REFUSED.put("late_type_change.csv", number(5002, "N/K", "declare the column as category to keep its text"));
        REFUSED.put("na_spellings.csv",
                number(5, "null", "a missing value is an empty field or NA; declare other missing tokens"));
        REFUSED.put("inf_spellings.csv", number(2, "Infinity", "numbers must be finite"));
        REFUSED.put("hex_octal_suffix.csv", number(2, "0x1F", PLAIN));
        REFUSED.put("unicode_digits.csv",
                number(2, "\u0661\u0662", "it holds U+0661 ARABIC-INDIC DIGIT ONE"));
        REFUSED.put("nbsp.csv", number(2, "\u00a05", "it holds U+00A0 NO-BREAK SPACE"));
        REFUSED.put("utf16le_bom.csv",
                "1: line 1: not UTF-8 (UTF-16 byte order mark found); save the file as UTF-8");
        REFUSED.put("latin1.csv", "2: line 2: malformed UTF-8 at byte 11 (0xe9); save the file as UTF-8");
        REFUSED.put("nul_bytes.csv", "2: line 2: NUL byte at byte 7; text must not hold NUL");
        REFUSED.put("truncated_gz.csv.gz", "3: line 3: truncated gzip; the file ends before its content does");
        REFUSED.put("tab_delim.csv", "1: line 1: header has 1 column, \"a\\u0009b\"; is the delimiter a tab?");
    }

    /** The columns of the files that are read, as shown in one line each. */
    private static final Map<String, List<String>> READ = Map.ofEntries(
            Map.entry("bom.csv", List.of("age IntegerColumn[n=2: 1, 3]", "y IntegerColumn[n=2: 2, 4]")),
            Map.entry("crlf.csv", List.of("a IntegerColumn[n=2: 1, 3]", "b IntegerColumn[n=2: 2, 4]")),
            Map.entry("cr_only.csv", List.of("a IntegerColumn[n=2: 1, 3]", "b IntegerColumn[n=2: 2, 4]")),
            Map.entry("no_final_newline.csv", List.of("a IntegerColumn[n=2: 1, 3]", "b IntegerColumn[n=2: 2, 4]")),
            Map.entry("blank_lines_inside.csv", List.of("a IntegerColumn[n=2: 1, 3]", "b IntegerColumn[n=2: 2, 4]")),
            Map.entry("header_spaces.csv", List.of("a IntegerColumn[n=1: 1]", "b IntegerColumn[n=1: 2]")),
            Map.entry("header_only.csv", List.of("a RealColumn[n=0]", "b RealColumn[n=0]")),
            Map.entry("case_columns.csv", List.of("Age IntegerColumn[n=1: 1]", "age IntegerColumn[n=1: 2]")),
            Map.entry("quoted_newline.csv", List.of("id IntegerColumn[n=2: 1, 2]",
                    "note CategoryColumn[n=2: line one line two, plain]", "y IntegerColumn[n=2: 5, 6]")),
            Map.entry("quoted_comma_quote.csv", List.of("id IntegerColumn[n=1: 1]",
                    "note CategoryColumn[n=1: a, \"b\", c]")),
            Map.entry("csv_injection.csv", List.of("name CategoryColumn[n=3: =cmd|calc, +1+1, @x]")),
            Map.entry("int_overflow.csv", List.of("x RealColumn[n=3: 9.223372036854776E18, 2.147483648E9, 1.0]")),
            Map.entry("leading_plus_space.csv",
                    List.of("x RealColumn[n=8: 1.0, 2.0, 3.0, 100000.0, 100000.0, 0.5, 5.0, -0.0]")),
            Map.entry("treat_not_binary.csv",
                    List.of("treat IntegerColumn[n=3: 0, 1, 2]", "y IntegerColumn[n=3: 1, 2, 3]")),
            Map.entry("treat_one_arm.csv",
                    List.of("treat IntegerColumn[n=3: 1, 1, 1]", "y IntegerColumn[n=3: 1, 2, 3]")),
            Map.entry("const_outcome.csv",
                    List.of("treat IntegerColumn[n=4: 0, 0, 1, 1]", "y IntegerColumn[n=4: 5, 5, 5, 5]")),
            Map.entry("huge_field.csv",
                    List.of("a IntegerColumn[n=1: 1]", "b CategoryColumn[n=1: xxxxxxxxxxxxxxxxxxxxxxxx...]")),
            Map.entry("many_columns.csv",
                    IntStream.range(0, 20_000).mapToObj(i -> "c" + i + " IntegerColumn[n=1: 1]").toList()));

    private static String number(int line, String value, String hint) {
        return line + ": line " + line + ", column \"x\": value must be a number, got \"" + value + "\"; " + hint;
    }

    private static List<String> refused() {
        return List.copyOf(REFUSED.keySet());
    }

    private static List<String> unusual() {
        return READ.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void read_malformedFile_isRefusedByName(String name) {
        Path file = SharedData.require("cases/bad/" + name);
        assertThatThrownBy(() -> new CsvFormat().read(file, ReadOptions.of())).isInstanceOf(InputException.class)
                .hasMessage(file + ":" + REFUSED.get(name));
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void read_unusualFile_isReadByTheRules(String name) {
        Path file = SharedData.require("cases/bad/" + name);
        assertThat(show(new CsvFormat().read(file, ReadOptions.of()))).isEqualTo(READ.get(name));
    }

    @Test
    void files_all_haveAnExpectation() throws IOException {
        try (var files = Files.list(SharedData.require("cases/bad/bom.csv").getParent())) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.contains(".csv")))
                    .hasSize(42).containsExactlyInAnyOrderElementsOf(
                            Stream.concat(refused().stream(), unusual().stream()).toList());
        }
    }

    /** Fields of 5 MB and headers of 20,000 names are read at the speed of others. */
    @ParameterizedTest
    @ValueSource(strings = {"huge_field.csv", "many_columns.csv"})
    void read_largeFile_takesLessThanASecond(String name) {
        Path file = SharedData.require("cases/bad/" + name);
        assertTimeout(Duration.ofSeconds(1), () -> new CsvFormat().read(file, ReadOptions.of()));
    }

    @Test
    void read_injection_keepsTheTextVerbatim() {
        Path file = SharedData.require("cases/bad/csv_injection.csv");
        assertThat(new CsvFormat().read(file, ReadOptions.of()).column("name").labels())
                .containsExactly("+1+1", "=cmd|calc", "@x");
    }

    @Test
    void read_treatmentDeclaredAsFlag_refusesAThirdArm() {
        Path file = SharedData.require("cases/bad/treat_not_binary.csv");
        assertThatThrownBy(() -> new CsvFormat().read(file, ReadOptions.of().withType("treat", ColumnType.FLAG)))
                .isInstanceOf(InputException.class).hasMessage(file
                        + ":4: line 4, column \"treat\": value must be true, false, 1 or 0, got \"2\"");
    }

    private static List<String> show(Population population) {
        return population.names().stream().map(n -> n + " " + population.column(n)).toList();
    }

    @Test
    void read_otherDelimiters_asDeclared() {
        Path semicolons = SharedData.require("cases/bad/decimal_comma_semicolon.csv");
        Population european =
                new CsvFormat().read(semicolons, ReadOptions.of().withDelimiter(';').withDecimalComma());
        assertThat(show(european)).containsExactly("x RealColumn[n=2: 1.5, 3.75]", "y RealColumn[n=2: 2.25, 4.0]");
        Path tabs = SharedData.require("cases/bad/tab_delim.csv");
        assertThat(show(new CsvFormat().read(tabs, ReadOptions.of().withDelimiter('\t'))))
                .containsExactly("a IntegerColumn[n=1: 1]", "b IntegerColumn[n=1: 2]");
    }

    @Test
    void read_hillstrom_hasItsColumnsAndTotals() {
        Population customers = new CsvFormat().read(SharedData.require("data/hillstrom.csv"), ReadOptions.of());
        assertThat(customers.size()).isEqualTo(64_000);
        assertThat(customers.names()).containsExactly("recency", "history_segment", "history", "mens", "womens",
                "zip_code", "newbie", "channel", "segment", "visit", "conversion", "spend");
        assertThat(customers.column("zip_code").labels()).containsExactly("Rural", "Surburban", "Urban");
        assertThat(customers.column("history_segment").labels()).hasSize(7).startsWith("1) $0 - $100");
        Column visit = customers.column("visit");
        double[] visits = new double[64_000];
        visit.load(0, visits, 0, 64_000);
        assertThat(Arrays.stream(visits).sum()).isEqualTo(9_394);
        assertThat(customers.column("spend").hasMissing()).isFalse();
    }
}
