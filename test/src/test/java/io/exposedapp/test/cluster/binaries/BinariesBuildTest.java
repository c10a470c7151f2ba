package io.exposedapp.test.cluster.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The build of the binaries")
class BinariesBuildTest {

    private static final String WRITES_ITS_OUTPUT = "while [ \"$1\" != -o ]; do shift; done; echo program > \"$2\"; chmod +x \"$2\"";
    private static final ModuleList MODULES = ModuleList.bundled(Product.KUBERNETES);

    @TempDir
    private Path directory;
    private final List<String> progress = new ArrayList<>();

    @Test
    @DisplayName("fills the cache in one move, and tells each binary")
    void fillsTheCache() throws IOException {
        // Given
        Path cache = directory.resolve("v1");
        GoCommand go = goThat(WRITES_ITS_OUTPUT);

        // When
        BinariesBuild.into(cache, MODULES, go, progress::add);

        // Then
        assertThat(BinariesBuild.isDone(cache, MODULES)).isTrue();
        assertThat(progress).contains("[2/8] kube-apiserver: done in 0 s");
        assertThat(namesIn(directory)).containsExactlyInAnyOrder("v1", "v1.lock", "go", "module");
    }

    @Test
    @DisplayName("that fails shows the end of what go said, and leaves no cache")
    void failure() throws IOException {
        // Given
        Path cache = directory.resolve("v1");
        GoCommand go = goThat("echo 'no space left on device'; exit 1");

        // When
        Throwable failure = catchThrowable(() -> BinariesBuild.into(cache, MODULES, go, progress::add));

        // Then
        assertThat(failure).hasMessageContaining("[1/8] etcd failed with exit code 1").hasMessageContaining("no space left on device");
        assertThat(cache).doesNotExist();
    }

    @Test
    @DisplayName("is not done again where another process has done it meanwhile")
    void doneMeanwhile() throws IOException {
        // Given
        Path cache = directory.resolve("v1");
        BinariesBuild.into(cache, MODULES, goThat(WRITES_ITS_OUTPUT), progress::add);

        // When
        BinariesBuild.into(cache, MODULES, goThat("exit 1"), line -> progress.add("again: " + line));

        // Then
        assertThat(progress).noneMatch(line -> line.startsWith("again"));
    }

    @Test
    @DisplayName("is done again once a Go file of our own has changed")
    void sourceChanged() throws IOException {
        // Given
        Path cache = directory.resolve("v1");
        ModuleList kstatus = ModuleList.bundled(Product.KSTATUS);
        BinariesBuild.into(cache, kstatus, goThat(WRITES_ITS_OUTPUT), progress::add);
        assertThat(BinariesBuild.isDone(cache, kstatus)).isTrue();

        // When
        Files.writeString(cache.resolve("main.go"), "package main\n");

        // Then
        assertThat(BinariesBuild.isDone(cache, kstatus)).isFalse();
    }

    /** Stands for the go command: {@code go list} names a module folder, {@code go build} does what is given. */
    private GoCommand goThat(String builds) throws IOException {
        Path module = directory.resolve("module");
        for (String stage : KwokStages.FILES) {
            Path file = module.resolve("kustomize/stage").resolve(stage);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "kind: Stage\n");
        }
        Path go = directory.resolve("go");
        Files.writeString(go, "#!/bin/sh\nif [ \"$1\" = list ]; then echo " + module + "; exit; fi\n" + builds + "\n");
        Files.setPosixFilePermissions(go, PosixFilePermissions.fromString("rwx------"));
        return new GoCommand(go);
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
