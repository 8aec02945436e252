package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.twinsim.InputException;
import io.twinsim.SharedData;
import io.twinsim.internal.file.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The index of malformed and unusual files, each read the way it is meant: CSV as a population, JSON as settings with
 * the fields n, seed, mean and name. What a refusal leaves behind is nothing: no open file, and a good file is read by
 * the next call. The messages and the columns are those of {@code BadCsvFilesTest} and {@code JsonFormatTest}.
 */
class BadFilesTest {

    /** Fine as data; what is wrong is an experiment on them, which has its own test. */
    private static final List<String> REFUSED_BY_EXPERIMENTS = List.of("treat_not_binary.csv", "treat_one_arm.csv");

    /** Well-formed JSON of which a field is refused. */
    private static final Map<String, String> REFUSED_FIELDS = Map.of(
            "big_integer.json", "1:10: seed must be a whole number of at least 0, got 9223372036854775808",
            "int_as_float.json", "1:7: n must be a whole number of at least 0, got 1000.5",
            "number_as_string.json", "1:7: n must be a number, got text \"1000\"",
            "null_value.json", "1:7: n must be a number, got nothing",
            "number_overflow.json", "1:10: mean must be finite, got 1e400",
            "unknown_field.json", "1:11: unknown key \"sead\"; did you mean \"seed\"? known: n, seed, mean, name, cols "
                    + "(in settings)");

    private static List<Arguments> index() throws IOException {
        Path list = SharedData.require("cases/bad_files.json");
        Node.Fields root = Formats.tree(InputFile.text(list), list.toString());
        List<Arguments> files = new ArrayList<>();
        for (Node item : ((Node.Items) root.fields().get("files").value()).items()) {
            Map<String, Node.Field> fields = ((Node.Fields) item).fields();
            String parses = ((Node.Scalar) fields.get("should_parse").value()).text();
            files.add(Arguments.of(((Node.Scalar) fields.get("file").value()).text().substring("bad/".length()),
                    Boolean.parseBoolean(parses)));
        }
        return files;
    }

    @Test
    void index_asItStands_hasEveryFileOnce() throws IOException {
        List<String> listed = index().stream().map(arguments -> (String) arguments.get()[0]).sorted().toList();
        assertThat(listed).hasSize(61).doesNotHaveDuplicates();
        try (Stream<Path> files = Files.list(SharedData.require("cases/bad/bom.csv").getParent())) {
            assertThat(files.map(f -> f.getFileName().toString()).sorted().toList()).isEqualTo(listed);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("index")
    void file_ofTheIndex_isReadOrRefusedAsListed(String name, boolean parses) throws IOException {
        Path file = SharedData.require("cases/bad/" + name);
        Throwable found = catchThrowable(() -> read(file));
        assertThat(openFiles()).doesNotContain(file.toRealPath().toString());
        if (parses || REFUSED_BY_EXPERIMENTS.contains(name)) {
            assertThat(found).isNull();
        } else {
            assertThat(found).isExactlyInstanceOf(InputException.class).hasMessageStartingWith(file + ":");
            assertThat(((InputException) found).place()).hasValueSatisfying(
                    place -> assertThat(place.line()).isPositive());
            assertThat(found.getMessage()).hasSizeLessThan(file.toString().length() + 300);
        }
        if (REFUSED_FIELDS.containsKey(name)) {
            assertThat(found).hasMessage(file + ":" + REFUSED_FIELDS.get(name));
        }
        Path good = SharedData.require("cases/bad/" + (name.endsWith(".json") ? "bom.json" : "bom.csv"));
        ThrowingCallable again = () -> read(good);
        assertThat(catchThrowable(again)).isNull();
    }

    private static Object read(Path file) {
        if (!file.toString().endsWith(".json")) {
            boolean european = file.endsWith("decimal_comma_semicolon.csv");
            ReadOptions options = ReadOptions.of();
            return Population.read(file, european ? options.withDelimiter(';').withDecimalComma() : options);
        }
        Node.Fields root = Formats.tree(InputFile.text(file), file.toString());
        Keys keys = Keys.of(root, "settings", "n", "seed", "mean", "name", "cols");
        int n = keys.whole("n", 10, 0);
        if (file.endsWith("int_as_exp.json") || file.endsWith("bom.json")) {
            assertThat(n).isEqualTo(file.endsWith("bom.json") ? 10 : 1_000);
        }
        return List.of(n, keys.whole("seed", 42, 0), keys.number("mean"), keys.text("name"));
    }

    /** What this process has open, where the system tells. */
    private static List<String> openFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return List.of();
        }
        List<String> open = new ArrayList<>();
        try (Stream<Path> links = Files.list(descriptors)) {
            for (Path link : links.toList()) {
                // The list itself was a descriptor, which is gone by now.
                if (Files.isSymbolicLink(link)) {
                    open.add(Files.readSymbolicLink(link).toString());
                }
            }
        }
        return open;
    }

    @Test
    void openFiles_whileOneIsRead_holdIt() throws IOException {
        Path file = SharedData.require("cases/bad/bom.csv").toRealPath();
        if (Files.isDirectory(Path.of("/proc/self/fd"))) {
            try (var in = InputFile.open(file)) {
                assertThat(in.read()).isPositive();
                assertThat(openFiles()).contains(file.toString());
            }
        }
        assertThat(openFiles()).doesNotContain(file.toString());
    }

    /** No file of the index is a world or, if it is JSON, a population either, but for what is a table by chance. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("index")
    void jsonFile_ofTheIndex_isNoWorldAndNoPopulation(String name, boolean parses) throws IOException {
        Path file = SharedData.require("cases/bad/" + name);
        if (!name.endsWith(".json")) {
            return;
        }
        List<ThrowingCallable> readings = List.of(() -> TwinModel.read(file), () -> Population.read(file));
        for (ThrowingCallable reading : readings) {
            assertThat(catchThrowable(reading)).isExactlyInstanceOf(InputException.class)
                    .hasMessageStartingWith(file + ":");
            assertThat(openFiles()).doesNotContain(file.toRealPath().toString());
        }
    }
}
