package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The file of {@code --report}: checked before a run, which may take long, and written after it.
 *
 * @param path the file; empty if none was asked for
 */
record ReportFile(Optional<Path> path) {

    private static final Set<String> HOW_TO_PRINT = Set.of(Option.REPORT.flag(), Option.JSON.flag());

    static ReportFile of(Arguments arguments) {
        return new ReportFile(arguments.text(Option.REPORT).map(ReportFile::checked));
    }

    private static Path checked(String text) {
        Path path = Arguments.path(Option.REPORT.flag(), text);
        if (!text.toLowerCase(Locale.ROOT).endsWith(".html")) {
            throw new InputException(Option.REPORT.flag() + " must be a file that ends in .html, got "
                    + Names.quote(text));
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(folder)) {
            return path;
        }
        throw new InputException(Option.REPORT.flag() + " must be in a folder that exists, got " + Names.quote(text));
    }

    /** Writes the page, if one was asked for, and says so where that cannot disturb a JSON document. */
    void write(Report report, Arguments arguments, Console console) {
        path.ifPresent(file -> {
            report.withCommand(command(arguments.words())).write(file);
            if (!arguments.flag(Option.JSON)) {
                console.print("report: " + file + " (" + Numbers.bytes(size(file)) + ")");
            }
        });
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** What was typed, without how it was to be printed. */
    static String command(List<String> words) {
        List<String> kept = new ArrayList<>(List.of("twin"));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String flag = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (!HOW_TO_PRINT.contains(flag)) {
                kept.add(quoted(word));
            } else if (word.equals(Option.REPORT.flag())) {
                i++;
            }
        }
        return String.join(" ", kept);
    }

    /** One word for a POSIX shell. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=,+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
