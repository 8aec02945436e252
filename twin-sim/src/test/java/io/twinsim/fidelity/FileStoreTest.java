package io.twinsim.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.twinsim.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of events: damage anywhere, other processes, a full disk, kill -9. */
class FileStoreTest {
    private static final int HEADER = StoredLines.HEADER.length;

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("f.jsonl");
    }

    private static List<FidelityEvent> reopened(Path path) {
        try (FileStore store = FileStore.open(path)) {
            return store.events();
        }
    }

    private byte[] written(int count) throws IOException {
        try (FileStore store = FileStore.open(file())) {
            for (int i = 0; i < count; i++) {
                store.append(FidelityEventTest.all().get(i % 6));
            }
        }
        return Files.readAllBytes(file());
    }

    @Test
    void store_closedAndOpened_holdsTheSameEvents() throws IOException {
        byte[] bytes = written(12);
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(text.lines().limit(6).skip(5).findFirst()).contains(
                "{\"crc32c\": \"0764d991\", \"number\": 5, \"record\": { \"event\": \"moved\", \"at\": "
                        + "\"2026-01-01T00:00:00.123456789Z\", \"jobId\": \"job-1\", \"status\": \"training\" }}");
        try (FileStore store = FileStore.open(file())) {
            assertThat(store.damage()).isEmpty();
            assertThat(store.events()).extracting(FidelityEvent::toJson)
                    .containsExactlyElementsOf(store.events().stream().map(FidelityEvent::toJson).toList());
            assertThat(store.events()).hasSize(12);
            assertThat(store.events(10)).hasSize(2);
            assertThat(store).hasToString("FileStore[f.jsonl, 12 events]");
            store.append(FidelityEventTest.all().get(0));
        }
        assertThat(reopened(file())).hasSize(13);
        assertThat(new String(Files.readAllBytes(file()), StandardCharsets.UTF_8)).startsWith(text);
    }

    @Test
    void open_fileCutAtEveryByte_keepsTheWholeLinesAndReportsTheRest() throws IOException {
        byte[] bytes = written(6);
        List<FidelityEvent> events = reopened(file());
        int cuts = 0;
        for (int length = 0; length <= bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            int whole = 0;
            int end = 0;
            for (int i = HEADER; i < length; i++) {
                if (bytes[i] == '\n') {
                    whole++;
                    end = i + 1;
                }
            }
            int torn = length - (length >= HEADER ? Math.max(end, HEADER) : 0);
            StoredLines lines = StoredLines.of(cut, "f");
            assertThat(lines.events()).as("cut at %d", length).isEqualTo(events.subList(0, whole));
            assertThat(length - lines.whole()).as("cut at %d", length).isEqualTo(torn);
            cuts++;
            if (length % 31 != 0 && length != HEADER && length != bytes.length) {
                continue;
            }
            // the disk is slow: opened are some
            Path path = folder.resolve("cut").resolve("f.jsonl");
            clear(path);
            Files.write(path, cut);
            try (FileStore store = FileStore.open(path)) {
                assertThat(store.events()).as("cut at %d", length).isEqualTo(events.subList(0, whole));
                assertThat(store.damage().isPresent()).as("cut at %d", length).isEqualTo(torn > 0);
                if (torn > 0) {
                    assertThat(store.damage().get().bytes()).isEqualTo(torn);
                    assertThat(Files.size(store.damage().get().kept())).isEqualTo(torn);
                }
                store.append(events.get(0));
            }
            assertThat(reopened(path)).hasSize(whole + 1);
        }
        assertThat(cuts).isEqualTo(bytes.length + 1).isGreaterThan(1_500);
    }

    private static void clear(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        try (var files = Files.list(path.getParent())) {
            for (Path old : files.toList()) {
                Files.delete(old);
            }
        }
    }

    @Test
    void open_anyBitFlipped_isRefusedOrCutButNeverBelieved() throws IOException {
        byte[] bytes = written(6);
        List<FidelityEvent> events = reopened(file());
        int lastLine = startOfLine(bytes, bytes.length - 2);
        int flips = 0;
        for (int bit = 0; bit < 8 * bytes.length; bit += bit % 8 == 7 ? 1 : 7) {
            byte[] damaged = bytes.clone();
            damaged[bit >> 3] ^= (byte) (1 << (bit & 7));
            if (bit >> 3 >= lastLine - 1) {
                // the line feed before the last line joins two lines into one torn one
                int whole = bit >> 3 >= lastLine ? lastLine : startOfLine(bytes, lastLine - 2);
                StoredLines lines = StoredLines.of(damaged, "f");
                assertThat(lines.events()).isEqualTo(events.subList(0, whole == lastLine ? 5 : 4));
                assertThat(lines.whole()).isEqualTo(whole);
            } else {
                assertThatThrownBy(() -> StoredLines.of(damaged, "f")).as("bit %d", bit)
                        .isInstanceOf(InputException.class).hasMessageStartingWith("f:");
            }
            flips++;
        }
        assertThat(flips).isGreaterThan(3_000);
    }

    private static int startOfLine(byte[] bytes, int inside) {
        int start = inside;
        while (bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    @Test
    void open_damageInTheMiddle_isRefusedWithItsLine() throws IOException {
        byte[] bytes = written(6);
        String text = new String(bytes, StandardCharsets.UTF_8);
        Files.writeString(file(), text.replace("\"fidelity\": 0.25", "\"fidelity\": 0.26"));
        assertThatThrownBy(() -> FileStore.open(file())).isInstanceOf(InputException.class).hasMessage(file()
                + ":5:1: " + file() + " line 5 is damaged, and line 6 after it is whole; restore the file from a copy");
        List<String> lines = text.lines().toList();
        Files.writeString(file(), String.join("\n", lines.get(0), lines.get(1), lines.get(3)) + "\n");
        assertThatThrownBy(() -> FileStore.open(file())).hasMessage(
                file() + ":3:1: " + file() + " line 3: event 2 is missing, got event 3");
        assertThat(Files.readAllLines(file())).as("a refusal changes nothing").hasSize(3);
        Files.write(file(), bytes);
        assertThat(reopened(file())).as("a refusal leaves no lock").hasSize(6);
    }

    @Test
    void open_otherFiles_areRefusedAndLeftAlone() throws IOException {
        Files.writeString(file(), "age,bmi\n1,2\n");
        assertThatThrownBy(() -> FileStore.open(file())).isInstanceOf(InputException.class).hasMessage(
                file() + ":1:1: " + file() + " is not a fidelity store, or its first line is damaged");
        assertThat(Files.readString(file())).isEqualTo("age,bmi\n1,2\n");
        Files.writeString(file(), "{\"format\": \"twinsim-fidelity\", \"formatVersion\": 2}\n");
        assertThatThrownBy(() -> FileStore.open(file())).hasMessage(file() + ":1:1: " + file()
                + " must have formatVersion 1, got 2; it was written by another version of this library");
        assertThatThrownBy(() -> FileStore.open(folder)).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + folder + ": it is a directory");
        Path lost = folder.resolve("no").resolve("f");
        assertThatThrownBy(() -> FileStore.open(lost)).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + lost + ": no such folder " + lost.getParent());
    }

    @Test
    void append_afterClose_isRefused() {
        FileStore store = FileStore.open(file());
        store.close();
        store.close();
        assertThatThrownBy(() -> store.append(FidelityEventTest.all().get(0)))
                .isInstanceOf(IllegalStateException.class).hasMessage(file() + " is closed");
    }

    @Test
    void append_onAnInterruptedThread_works() {
        try (FileStore store = FileStore.open(file())) {
            Thread.currentThread().interrupt();
            store.append(FidelityEventTest.all().get(0));
            assertThat(Thread.interrupted()).isTrue();
            store.append(FidelityEventTest.all().get(0));
        }
        assertThat(reopened(file())).hasSize(2);
    }

    @Test
    void tracker_onAFile_knowsTheSameAfterReopening() throws Exception {
        FidelityReport before;
        try (FileStore store = FileStore.open(file())) {
            FidelityTracker tracker = FidelityTracker.of(store, () -> Instant.EPOCH);
            FidelityTrackerTest.hammer(tracker, 16, 2_000);
            before = tracker.report("m1");
        }
        try (FileStore store = FileStore.open(file())) {
            assertThat(store.events()).hasSize(4_000);
            assertThat(FidelityTracker.of(store, () -> Instant.EPOCH).report("m1")).isEqualTo(before);
        }
    }

    @Test
    @Tag("nightly")
    void tracker_onAFile_losesNoneOfTenThousand() throws Exception {
        try (FileStore store = FileStore.open(file())) {
            long start = System.nanoTime();
            FidelityTrackerTest.hammer(FidelityTracker.of(store, () -> Instant.EPOCH), 16, 10_000);
            System.out.println("20,000 events from 16 threads: " + (System.nanoTime() - start) / 1_000_000 + " ms");
        }
        assertThat(reopened(file())).hasSize(20_000);
    }

    @Test
    void open_whileOpen_isRefusedHereAndInAnotherProcess() throws Exception {
        try (FileStore store = FileStore.open(file())) {
            store.append(FidelityEventTest.all().get(0));
            assertThatThrownBy(() -> FileStore.open(file())).isInstanceOf(IllegalStateException.class)
                    .hasMessage(file() + " is open already in this process");
            Process other = StoreProcess.start(file(), "x", 1);
            try (BufferedReader out = StoreProcess.output(other)) {
                assertThat(out.readLine()).isEqualTo("refused " + file() + " is open in another process");
            }
            store.append(FidelityEventTest.all().get(0));
        }
        assertThat(reopened(file())).hasSize(2);
    }

    @Test
    void close_again_doesNotFreeAnothersFile() throws Exception {
        FileStore first = FileStore.open(file());
        first.close();
        try (FileStore second = FileStore.open(file())) {
            first.close();
            assertThatThrownBy(() -> FileStore.open(file())).isInstanceOf(IllegalStateException.class)
                    .hasMessage(file() + " is open already in this process");
            Process other = StoreProcess.start(file(), "x", 1);
            try (BufferedReader out = StoreProcess.output(other)) {
                assertThat(out.readLine()).isEqualTo("refused " + file() + " is open in another process");
            }
            assertThat(second.events()).isEmpty();
        }
    }

    @Test
    void open_throughALinkToAFileNotMadeYet_locksThatFile() throws IOException {
        Path link = folder.resolve("link.jsonl");
        Files.createSymbolicLink(link, Path.of("f.jsonl"));
        try (FileStore store = FileStore.open(link)) {
            store.append(FidelityEventTest.all().get(0));
            assertThatThrownBy(() -> FileStore.open(file())).isInstanceOf(IllegalStateException.class)
                    .hasMessage(file() + " is open already in this process");
        }
        assertThat(reopened(file())).hasSize(1);
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        assertThatThrownBy(() -> FileStore.open(loop)).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + loop + ": its links lead nowhere");
    }

    @Test
    void open_linesEndedByAnotherSystem_areRefusedWithTheReason() throws IOException {
        byte[] bytes = written(2);
        Files.writeString(file(), new String(bytes, StandardCharsets.UTF_8).replace("\n", "\r\n"));
        assertThatThrownBy(() -> FileStore.open(file())).isInstanceOf(InputException.class)
                .hasMessage(file() + ":1:1: " + file() + " must end its lines with a line feed alone, got a carriage "
                        + "return before it; restore the file from a copy");
    }

    /** The limit of the shell on the size of files is the nearest thing to a full disk that needs no rights. */
    @Test
    void append_fullDisk_failsWithThePathAndKeepsWhatWasAcknowledged() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/bin/bash"))).as("bash, for ulimit").isTrue();
        Process limited = StoreProcess.start(file(), "x", 4, "/bin/bash", "-c", "ulimit -f 40; exec \"$0\" \"$@\"");
        List<String> lines;
        try (BufferedReader out = StoreProcess.output(limited)) {
            lines = out.lines().toList();
        }
        List<String> acknowledged = lines.stream().filter(l -> l.startsWith("acknowledged ")).toList();
        assertThat(acknowledged).hasSizeBetween(50, 150);
        assertThat(lines.stream().filter(l -> l.startsWith("failed "))).hasSize(4).allSatisfy(
                l -> assertThat(l).isEqualTo("failed cannot write " + file() + ": File too large"));
        assertThat(lines).contains("kept " + acknowledged.size());
        try (FileStore store = FileStore.open(file())) {
            assertThat(store.damage()).isEmpty();
            assertThat(store.events()).hasSize(acknowledged.size());
            assertThat(ids(store)).containsAll(names(acknowledged));
        }
    }

    @Test
    void store_killedAgainAndAgain_holdsAllThatWasAcknowledged() throws Exception {
        assertThat(kill(5)).isGreaterThan(100);
    }

    @Test
    @Tag("nightly")
    void store_killedTwoHundredTimes_holdsAllThatWasAcknowledged() throws Exception {
        System.out.println("acknowledged in 200 kills: " + kill(200));
    }

    /** Each round a process goes on with the same file, 20 times, and is killed (SIGKILL) at another moment. */
    private int kill(int rounds) throws Exception {
        Set<String> acknowledged = new HashSet<>();
        int torn = 0;
        int earlier = 0;
        for (int round = 0; round < rounds; round++) {
            if (round % 20 == 0) {
                earlier += acknowledged.size();
                acknowledged.clear();
                Files.deleteIfExists(file());
            }
            Process writer = StoreProcess.start(file(), "r" + round, 4);
            List<String> lines = new ArrayList<>();
            try (BufferedReader out = StoreProcess.output(writer)) {
                for (int i = 0; i < 20 + 37 * (round % 11); i++) {
                    lines.add(out.readLine());
                }
                // destroyForcibly of the process itself would close the stream, acknowledgements in it
                writer.toHandle().destroyForcibly();
                out.lines().forEach(lines::add);
            }
            writer.waitFor();
            // the last line may have been torn by the kill
            lines.remove(lines.size() - 1);
            acknowledged.addAll(names(lines));
            try (FileStore store = FileStore.open(file())) {
                assertThat(ids(store).containsAll(acknowledged)).as("round %d", round).isTrue();
                torn += store.damage().isPresent() ? 1 : 0;
            }
        }
        assertThat(torn).as("torn tails, each cut").isBetween(0, rounds);
        return earlier + acknowledged.size();
    }

    private static Set<String> ids(FileStore store) {
        Set<String> ids = new HashSet<>();
        store.events().forEach(e -> ids.add(((FidelityEvent.Predicted) e).prediction().id()));
        return ids;
    }

    private static List<String> names(List<String> lines) {
        lines.forEach(l -> assertThat(l).startsWith("acknowledged "));
        return lines.stream().map(l -> l.substring("acknowledged ".length())).toList();
    }
}
