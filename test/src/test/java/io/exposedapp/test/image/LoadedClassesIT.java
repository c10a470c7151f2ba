package io.exposedapp.test.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.SourceTree;
import io.exposedapp.test.operator.OperatorProcess;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ControlPlane
@ExtendWith(QuietCluster.Provider.class)
@DisplayName("image/loaded-classes.txt")
class LoadedClassesIT {

    private static final String COMMAND = "./mvnw verify -Dit.test=LoadedClassesIT -Dexposedapp.regenerate";

    @Test
    @DisplayName("has 95 of 100 classes that the operator loads in the life of an app, so that the image's cache has them too")
    void isOfThisCode(QuietCluster cluster, @TempDir Path folder) throws IOException {
        // Given
        var file = SourceTree.at("image/loaded-classes.txt");

        // When
        var loaded = sorted(Files.readAllLines(lifeOfAnApp(cluster, folder)));

        // Then
        if (Boolean.getBoolean("exposedapp.regenerate")) {
            Files.write(file, loaded);
        }
        var listed = classes(Files.readAllLines(file));
        var now = classes(loaded);
        assertThat(now.stream().filter(listed::contains).count()).as("of %d classes; to list them anew: %s", now.size(), COMMAND)
                .isGreaterThanOrEqualTo(now.size() * 95L / 100);
    }

    /** Answers with what the JVM has written. */
    private static Path lifeOfAnApp(QuietCluster cluster, Path folder) {
        var list = folder.resolve("loaded-classes.txt");
        // As in the image: another collector or compiler has other classes.
        var options = "-Xshare:off -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:DumpLoadedClassList=" + list;
        try (var operator = OperatorProcess.startOnThisJvm(cluster.cluster(), folder.resolve("operator.log"),
                Map.of("JDK_JAVA_OPTIONS", options, "LEADER_ELECTION", "true")).awaitRunning()) {
            var user = cluster.user();
            user.exposes("app", "{name: http, containerPort: 80}", "{name: dns, containerPort: 53, protocol: UDP}");
            user.seesReady("app");
            user.exposes("refused", "{name: http, containerPort: 80, nodePort: 80}");
            user.sees("refused", "is refused", status -> User.is(status, "Ready", "False"));
            user.kubectl("scale", "xapp", "app", "--replicas=2");
            user.sees("app", "has two replicas", status -> "2/2".equals(status.ready()));
            operator.get("/metrics");
            user.kubectl("delete", "xapp", "--all");
            operator.terminate();
            operator.awaitExit();
        }
        return list;
    }

    /** Names first, for what comes after refers to them; all in an order that a difference can be read in. */
    private static List<String> sorted(List<String> lines) {
        var details = lines.stream().filter(line -> line.startsWith("@")).collect(Collectors.toCollection(TreeSet::new));
        return Stream.concat(classes(lines).stream(), details.stream()).toList();
    }

    /** Those of the class path and of the JDK: "java/lang/Object id: 0". Others, which name their source, no cache takes. */
    private static NavigableSet<String> classes(List<String> lines) {
        return lines.stream().filter(Predicate.not(line -> line.startsWith("@") || line.startsWith("#") || line.contains(" source: ")))
                .map(line -> line.replaceFirst(" .*", "")).collect(Collectors.toCollection(TreeSet::new));
    }
}
