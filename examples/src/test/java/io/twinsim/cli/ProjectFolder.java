package io.twinsim.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project's folder: the nearest one upwards that holds README.md. */
final class ProjectFolder {

    private ProjectFolder() {
    }

    static Path path() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("tests must run inside the project's folder");
            }
        }
        return folder;
    }
}
