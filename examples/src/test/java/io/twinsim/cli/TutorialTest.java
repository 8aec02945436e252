package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every line of examples/docs/tutorial.md is typed, and what it prints is what the page shows. Where it is not, the
 * page as it should be is left in {@code target/tutorial.md}.
 */
class TutorialTest {

    /** Blocks that need the experiment of the MineThatData challenge. */
    private static final String DATA = " hillstrom.csv";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern FILE = Pattern.compile("[a-z_]+\\.(csv|yaml|json|html|svg|parquet)");
    private static final int MOST_LINES = 200;

    @TempDir
    Path scratch;

    private final boolean data = SharedData.has("data/hillstrom.csv");

    @Test
    void page_typedLineByLine_printsWhatItShows() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "left out: there is no /bin/sh here");
        String shown = Files.readString(ProjectFolder.path().resolve("examples/docs/tutorial.md"));
        TutorialPage page = TutorialPage.parse(shown);
        ShellSession shell = new ShellSession(scratch);
        for (TutorialPage.Part file : page.blocks("yaml")) {
            Files.writeString(shell.folder().resolve(file.info().strip()), file.text());
        }
        if (data) {
            Files.copy(SharedData.require("data/hillstrom.csv"), shell.folder().resolve("hillstrom.csv"));
        }
        String printed = commanded(answered(page, shell), shell.folder()).text();
        assertThat(page.blocks("jshell").stream().mapToLong(block -> block.typed().size()).sum()).isGreaterThan(40);
        if (!printed.equals(shown)) {
            Path target = Path.of("target/tutorial.md");
            Files.createDirectories(target.getParent());
            Files.writeString(target, printed);
            throw new AssertionError("tutorial.md should read otherwise, see " + target.toAbsolutePath() + "\n"
                    + difference(shown.lines().toList(), printed.lines().toList()));
        }
    }

    /** What is typed fits a terminal of 100 columns; the text does as in all files. */
    @Test
    void page_itsLines_areNotTooLong() throws IOException {
        TutorialPage page = TutorialPage.parse(
                Files.readString(ProjectFolder.path().resolve("examples/docs/tutorial.md")));
        List<String> typed = page.blocks("jshell").stream().flatMap(block -> block.typed().stream()).toList();
        assertThat(typed).isNotEmpty().allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(
                100 - TutorialPage.PROMPT.length()));
        assertThat(page.blocks("").stream().flatMap(text -> text.lines().stream()))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    /** The page with what the shell prints. */
    private TutorialPage answered(TutorialPage page, ShellSession shell) throws Exception {
        List<String> typed = new ArrayList<>();
        page.blocks("jshell").stream().filter(this::isRun).forEach(block -> typed.addAll(block.typed()));
        List<String> answers = shell.type(typed);
        Iterator<String> next = answers.subList(1, answers.size()).iterator();
        return page.map(part -> {
            if (!part.is("jshell") || !isRun(part)) {
                return part;
            }
            return TutorialPage.answered(part, part.typed().stream().map(line -> next.next()).toList());
        });
    }

    private boolean isRun(TutorialPage.Part block) {
        return data || !block.info().equals(DATA);
    }

    /** The page with what the commands print. */
    private TutorialPage commanded(TutorialPage page, Path folder) {
        List<String> printed = new ArrayList<>();
        return page.map(part -> {
            if (part.is("sh") && isRun(part)) {
                printed.clear();
                part.lines().stream().filter(line -> line.startsWith("examples/twin ")).forEach(line ->
                        printed.add(run(line.substring("examples/twin ".length()), folder)));
            }
            return part.is("text") && isRun(part)
                    ? part.with(TutorialPage.shortened(part.lines(), String.join("", printed))) : part;
        });
    }

    private static String run(String line, Path folder) {
        String command = line.replaceFirst("\\s+#.*", "");
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            String text = word.group(1) != null ? word.group(1) : word.group(2);
            words.add(FILE.matcher(text).matches() ? folder.resolve(text).toString() : text);
        }
        CliRun run = CliRun.of(words.toArray(new String[0]));
        assertThat(run.err()).as(command).isEmpty();
        assertThat(run.status()).as(command).isZero();
        return run.out().replace(folder + "/", "");
    }

    /** The lines of a page that differ, with a few that do not, as {@code diff -u} shows them. */
    private static String difference(List<String> shown, List<String> printed) {
        int[][] common = new int[shown.size() + 1][printed.size() + 1];
        for (int i = shown.size() - 1; i >= 0; i--) {
            for (int j = printed.size() - 1; j >= 0; j--) {
                common[i][j] = shown.get(i).equals(printed.get(j)) ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < shown.size() || j < printed.size()) {
            if (i < shown.size() && j < printed.size() && shown.get(i).equals(printed.get(j))) {
                i++;
                j++;
            } else if (j == printed.size() || i < shown.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add("line " + (i + 1) + " - " + shown.get(i++));
            } else {
                lines.add("line " + (i + 1) + " + " + printed.get(j++));
            }
        }
        return String.join("\n", lines.subList(0, Math.min(MOST_LINES, lines.size())));
    }
}
