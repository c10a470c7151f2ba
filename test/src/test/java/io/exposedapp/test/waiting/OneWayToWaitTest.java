package io.exposedapp.test.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only {@link Wait} says, when it fails, what it waited for and what it saw last. */
@DisplayName("There is one way to wait")
class OneWayToWaitTest {

    private static final String WAITING = "waiting/";

    /** Packages and files that still wait otherwise. */
    private static final Set<String> NOT_YET = Set.of("monitoring/", "argocd/", "cluster/argocd/", "cluster/prometheus/", "cluster/git/",
            "crash/", "scenario/process/", "scenario/proof/", "scenario/metrics/", "scenario/repair/", "model/", "demo/",
            "benchmark/BudgetIT.java", "cluster/OwnClusterIT.java", "cluster/TestClusterIT.java", "image/LoadedClassesIT.java");

    private static final Pattern OTHER_WAYS = Pattern.compile("\\borg\\.awaitility\\b|\\bThread\\s*\\.\\s*sleep\\b");

    @Test
    @DisplayName("in every source of this module")
    void everySource() throws IOException {
        // When
        var sources = Stream.concat(sources("test/src/main/java"), sources("test/src/test/java")).toList();

        // Then
        assertThat(sources).isNotEmpty().filteredOn(source -> NOT_YET.stream().noneMatch(source.path()::startsWith))
                .filteredOn(Source::waitsOtherwise).extracting(Source::path).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"import org.awaitility.Awaitility;", "import static org.awaitility.Awaitility.await;", "Thread.sleep(1000);"})
    @DisplayName("and another one is found")
    void otherWays(String line) {
        assertThat(new Source("node/X.java", line).waitsOtherwise()).isTrue();
    }

    /**
     * One file.
     *
     * @param path below the package {@code io.exposedapp.test}
     */
    private record Source(String path, String text) {

        boolean waitsOtherwise() {
            return !path.startsWith(WAITING) && OTHER_WAYS.matcher(text).find();
        }
    }

    private static Stream<Source> sources(String folder) throws IOException {
        var root = SourceTree.at(folder + "/io/exposedapp/test");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(file -> read(root, file)).toList().stream();
        }
    }

    private static Source read(Path root, Path file) {
        try {
            return new Source(root.relativize(file).toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
