package io.twinsim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Reference data that stand outside the project: the folder named by the environment variable {@code TWIN_SHARED}, by
 * default the folder {@code shared} beside the repository.
 */
public final class SharedData {

    private SharedData() {
    }

    /**
     * A file that a test cannot do without; the test is aborted, and says what is left out, if the file is absent.
     *
     * @param name the path inside the folder, such as {@code cases/dist_qnorm.csv}
     * @return the file
     */
    public static Path require(String name) {
        Path file = folder().resolve(name);
        Assumptions.assumeTrue(Files.isRegularFile(file), () -> "left out: the comparison with the reference file "
                + name
                + ", which is not in " + folder() + "; set TWIN_SHARED to the folder that holds it");
        return file;
    }

    /**
     * The lines of a comma-separated reference file without its header, split at the commas.
     *
     * @param name the path inside the folder
     * @return one array of cells per line
     */
    public static List<String[]> rows(String name) {
        try (var lines = Files.lines(require(name))) {
            return lines.skip(1).filter(line -> !line.isBlank()).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /**
     * Whether a reference file is here, for tests that do more where it is.
     *
     * @param name the path inside the folder
     * @return true if it is
     */
    public static boolean has(String name) {
        return Files.isRegularFile(folder().resolve(name));
    }

    private static Path folder() {
        String named = System.getenv("TWIN_SHARED");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.isDirectory(root.resolve("twin-core"))) {
            root = root.getParent();
        }
        return root.resolveSibling("shared");
    }
}
