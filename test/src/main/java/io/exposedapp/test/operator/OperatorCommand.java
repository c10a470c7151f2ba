package io.exposedapp.test.operator;

import io.exposedapp.test.cluster.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the operator's process is called.
 *
 * @param words the JVM, its options and the jar
 * @param folder that it runs in: the JVM finds the jars of its cache of classes from there
 */
record OperatorCommand(List<String> words, Path folder) {

    private static final String JAR = "exposedapp-operator.jar";
    private static final String CACHE_OPTION = "-XX:AOTCache=/opt/exposedapp/";

    OperatorCommand {
        words = List.copyOf(words);
    }

    /**
     * As in the image, with its run-time and its cache of classes, which halve what a start costs; as {@link #onThisJvm} where no image was
     * built of these jars.
     */
    static OperatorCommand asShipped() {
        var operator = SourceTree.at("operator/target");
        var layers = SourceTree.at("image").resolve("target/layers");
        var jars = layers.resolve("whole");
        return hasJarsOf(operator, jars) ? ofImage(layers, jars) : onThisJvm();
    }

    /** On the JVM of the tests, with the image's options but for its cache, which fits the image's own run-time only. */
    static OperatorCommand onThisJvm() {
        var operator = SourceTree.at("operator/target");
        return new OperatorCommand(
                words(Path.of(System.getProperty("java.home"), "bin", "java"), options(SourceTree.at("image/jvm.options"))
                        .filter(option -> !option.startsWith("-XX:AOTCache")).toList()),
                operator);
    }

    private static OperatorCommand ofImage(Path layers, Path jars) {
        var cache = layers.resolve("cache/opt/exposedapp");
        var options = options(cache.resolve("jvm.options"))
                .map(option -> option.replace(CACHE_OPTION, "-XX:AOTCache=" + cache + "/")).toList();
        return new OperatorCommand(words(layers.resolve("run-time/opt/java/bin/java"), options), jars);
    }

    /** The same, called by a program that becomes it: "nsenter". */
    OperatorCommand enteredBy(List<String> entry) {
        return new OperatorCommand(Stream.concat(entry.stream(), words.stream()).toList(), folder);
    }

    private static List<String> words(Path java, List<String> options) {
        var words = new ArrayList<>(List.of(java.toString()));
        words.addAll(options);
        words.addAll(List.of("-jar", JAR));
        return words;
    }

    /** Our own jars; a build whose libraries have changed makes new ones too. */
    private static boolean hasJarsOf(Path operator, Path jars) {
        return isSame(operator.resolve(JAR), jars.resolve(JAR)) && all(operator.resolve("lib")).filter(jar -> !isLibrary(jar))
                .allMatch(jar -> isSame(jar, jars.resolve("lib").resolve(jar.getFileName())));
    }

    private static boolean isLibrary(Path jar) {
        return !jar.getFileName().toString().startsWith("exposedapp-");
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(other) && Files.mismatch(one, other) < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> all(Path folder) {
        try (var files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> options(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(line -> line.startsWith("-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
