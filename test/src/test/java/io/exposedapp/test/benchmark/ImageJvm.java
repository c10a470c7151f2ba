package io.exposedapp.test.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The JVM as the image has it. Without the cache of classes, which fits the image's own run-time only. */
final class ImageJvm {

    /** For {@code JDK_JAVA_OPTIONS}: the lines of {@code image/jvm.options}, as they ship. */
    static final String OPTIONS = options();

    private ImageJvm() {
    }

    private static String options() {
        try (var lines = Files.lines(Path.of("..", "image", "jvm.options"))) {
            return lines.filter(line -> line.startsWith("-") && !line.startsWith("-XX:AOTCache")).collect(Collectors.joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
