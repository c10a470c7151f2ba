package io.exposedapp.test.argocd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of {@code deploy/argocd}, as users take them. */
final class ShippedExample {

    /** What users patch their ConfigMap argocd-cm with. */
    static final Path SETTINGS = argocd().resolve("argocd-cm.yaml");
    /** In the layout in which Argo CD takes contributions. */
    static final Path CUSTOMIZATIONS = argocd().resolve("resource_customizations");
    /** What stands in Git. */
    static final Path FOLDER = argocd().resolve("example");
    static final Path PROJECT = FOLDER.resolve("project.yaml");

    private ShippedExample() {
    }

    /** The Application, with a repository that nobody serves. */
    static String application() {
        return read(FOLDER.resolve("application.yaml"));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Maven runs tests in their module's folder; an IDE may run them in the project's. */
    private static Path argocd() {
        var here = Path.of("deploy", "argocd");
        return Files.isDirectory(here) ? here : Path.of("..").resolve(here);
    }
}
