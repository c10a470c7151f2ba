package io.exposedapp.test.operator;

import io.exposedapp.test.cluster.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** The JVM as the image has it. Without the cache of classes, which fits the image's own run-time only. */
final class ImageJvm {

    private ImageJvm() {
    }

    /** The lines of {@code image/jvm.options}, as they ship. */
    static List<String> options() {
        try (var lines = Files.lines(SourceTree.at("image/jvm.options"))) {
            return lines.filter(line -> line.startsWith("-") && !line.startsWith("-XX:AOTCache")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
