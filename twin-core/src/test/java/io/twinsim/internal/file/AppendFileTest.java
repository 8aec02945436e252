package io.twinsim.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that grow at their end; other processes are in the tests of the store that is built on them. */
class AppendFileTest {
    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void append_cutAndAppendAgain_areWhatTheFileHolds() throws IOException {
        Path path = folder.resolve("a");
        try (AppendFile file = AppendFile.open(path)) {
            file.append(bytes("one,"));
            file.append(bytes("two"));
            assertThat(file.content()).isEqualTo(bytes("one,two"));
            file.cut(4);
            file.append(bytes("3"));
            assertThat(file.size()).isEqualTo(5);
        }
        assertThat(path).hasContent("one,3");
        try (AppendFile file = AppendFile.open(path)) {
            file.append(bytes("!"));
        }
        assertThat(path).hasContent("one,3!");
    }

    @Test
    void keepBeside_twice_takesTheNextName() {
        try (AppendFile file = AppendFile.open(folder.resolve("a"))) {
            assertThat(file.keepBeside("cut", bytes("x"))).hasFileName("a.cut-1").hasContent("x");
            assertThat(file.keepBeside("cut", bytes("y"))).hasFileName("a.cut-2").hasContent("y");
        }
    }

    @Test
    void open_twiceHere_isRefusedUnderAnyName() throws IOException {
        Path path = folder.resolve("a");
        Path link = folder.resolve("link");
        try (AppendFile file = AppendFile.open(path)) {
            assertThatThrownBy(() -> AppendFile.open(path)).isInstanceOf(IllegalStateException.class)
                    .hasMessage(path + " is open already in this process");
            Path detour = folder.resolve("..").resolve(folder.getFileName()).resolve("a");
            assertThatThrownBy(() -> AppendFile.open(detour)).isInstanceOf(IllegalStateException.class);
            Files.createSymbolicLink(link, path);
            assertThatThrownBy(() -> AppendFile.open(link)).isInstanceOf(IllegalStateException.class);
            file.append(bytes("still ours"));
        }
        AppendFile.open(link).close();
    }

    @Test
    void open_folderOrNoFolder_isRefusedWithThePath() {
        assertThatThrownBy(() -> AppendFile.open(folder)).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + folder + ": it is a directory");
        Path lost = folder.resolve("no").resolve("a");
        assertThatThrownBy(() -> AppendFile.open(lost)).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + lost + ": no such folder " + lost.getParent());
    }

    @Test
    void append_afterClose_failsWithThePath() {
        AppendFile file = AppendFile.open(folder.resolve("a"));
        file.close();
        assertThatThrownBy(() -> file.append(bytes("x"))).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + folder.resolve("a") + ": Stream Closed");
    }
}
