package io.twinsim.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {

    @TempDir
    private Path folder;

    @Test
    void open_whatCannotBeRead_namesPathAndReason() throws IOException {
        Path absent = folder.resolve("absent.csv");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), folder.resolve("gone"));
        assertThatThrownBy(() -> InputFile.open(absent)).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot read " + absent + ": no such file");
        assertThatThrownBy(() -> InputFile.open(folder)).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot read " + folder + ": it is a directory");
        assertThatThrownBy(() -> InputFile.text(link)).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot read " + link + ": it is a broken link");
    }

    /** The refusal itself is the operating system's, and it refuses nothing to root; what we say of it is ours. */
    @Test
    void unreadable_noReadRight_saysSo() {
        Path secret = folder.resolve("secret.csv");
        assertThat(InputFile.unreadable(secret, new AccessDeniedException(secret.toString())))
                .hasMessage("cannot read " + secret + ": no right to do so");
    }

    @Test
    void open_fileShrinksWhileRead_isAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv"), "x\n" + "1\n".repeat(100_000));
        InputStream in = InputFile.open(file);
        try (Utf8Reader reader = new Utf8Reader(in, "data.csv")) {
            assertThat(reader.read()).isEqualTo('x');
            Files.writeString(file, "x\n" + "1\n".repeat(50_000));
            assertThatThrownBy(reader::readAll).isInstanceOf(IOException.class)
                    .hasMessage("it changed while it was read: it had 200002 bytes, 100002 were read");
        }
    }

    @Test
    void text_validFile_isReadWithoutMark() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "\uFEFFa: é\n");
        assertThat(InputFile.text(file)).isEqualTo("a: é\n");
    }

    @Test
    void write_newAndOldTarget_areReplacedWhole() throws IOException {
        Path file = folder.resolve("out.csv");
        OutputFile.write(file, out -> out.write("first"));
        OutputFile.write(file, out -> out.write("é"));
        assertThat(file).hasContent("é");
        assertThat(names()).containsExactly("out.csv");
    }

    @Test
    void write_failure_leavesTheTargetAndNoRest() throws IOException {
        Path file = Files.writeString(folder.resolve("out.csv"), "old");
        assertThatThrownBy(() -> OutputFile.write(file, out -> {
            out.write("x".repeat(100_000));
            throw new IOException("No space left on device");
        })).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + file + ": No space left on device");
        assertThatThrownBy(() -> OutputFile.write(file, out -> out.write("\ud800"))).isInstanceOf(InputException.class)
                .hasMessage("text must be valid Unicode to be written to " + file + ", got an unpaired surrogate");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("out.csv");
    }

    @Test
    void write_badTarget_namesPathAndReason() {
        Path deep = folder.resolve("none").resolve("out.csv");
        assertThatThrownBy(() -> OutputFile.write(deep, out -> out.write("x"))).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + deep + ": no such folder " + deep.getParent());
        assertThatThrownBy(() -> OutputFile.write(folder, out -> out.write("x")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + folder + ": it is a directory");
    }

    @Test
    void write_link_changesWhatItPointsTo() throws IOException {
        Path file = Files.writeString(folder.resolve("real.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        OutputFile.write(link, out -> out.write("new"));
        assertThat(file).hasContent("new");
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
