package io.exposedapp.test.cluster;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the source tree, as they ship. */
public final class SourceTree {

    private SourceTree() {
    }

    /** The file or folder at a path from the project's folder; Maven runs tests in their module's, an IDE may run them in the project's. */
    public static Path at(String path) {
        Path root = Files.exists(Path.of("mvnw")) ? Path.of("") : Path.of("..");
        Path found = root.resolve(path).toAbsolutePath().normalize();
        if (!Files.exists(found)) {
            throw new IllegalStateException("there is no " + path + "; run: ./mvnw -DskipTests package");
        }
        return found;
    }
}
