package io.exposedapp.test.cluster.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The binaries")
class BinariesTest {

    private static final ModuleList MODULES = ModuleList.bundled(Product.KUBERNETES);
    private static final List<String> PROGRAMS = MODULES.tools().stream().map(ModuleList.Tool::binary).toList();

    @TempDir
    private Path home;
    private Path cache;

    @BeforeEach
    void cacheOfThisVersion() {
        cache = home.resolve(".cache/exposedapp/kubernetes/v" + MODULES.version());
    }

    @Test
    @DisplayName("come from the given directory before any other")
    void given() throws IOException {
        // Given
        Path given = fill(home.resolve("given"), PROGRAMS);
        fill(cache, PROGRAMS);

        // When
        Path found = new BinaryCache(MODULES, given.toString(), home).resolve(BinariesTest::noProgress);

        // Then
        assertThat(found).isEqualTo(given);
    }

    @Test
    @DisplayName("are refused by name if the given directory lacks some")
    void givenButIncomplete() throws IOException {
        // Given
        Path given = fill(home.resolve("given"), List.of("etcd", "kubectl", "kwok", "kube-scheduler"));

        // When
        Throwable refusal = catchThrowable(() -> new BinaryCache(MODULES, given.toString(), home).resolve(BinariesTest::noProgress));

        // Then
        assertThat(refusal).isInstanceOf(IllegalStateException.class).hasMessage(given + " lacks kube-apiserver, kube-controller-manager");
    }

    @Test
    @DisplayName("come from the cache of their version if it is complete")
    void cached() throws IOException {
        // Given
        fill(cache, PROGRAMS);

        // When
        Path found = new BinaryCache(MODULES, null, home).resolve(BinariesTest::noProgress);

        // Then
        assertThat(found).isEqualTo(cache);
    }

    @Test
    @DisplayName("are built anew if the cache was built from another list, and not if it was filled by hand")
    void staleCache() throws IOException {
        // Given
        fill(cache, PROGRAMS);
        assertThat(BinariesBuild.isDone(cache, MODULES)).isTrue();

        // When
        Files.writeString(cache.resolve("go.mod"), MODULES.goMod().replace("kwok v", "kwok v9"));

        // Then
        assertThat(BinariesBuild.isDone(cache, MODULES)).isFalse();
    }

    @Test
    @DisplayName("need a go that is new enough; the message says which was found and how to get one")
    void goTooOld() throws IOException {
        // Given
        Path bin = Files.createDirectories(home.resolve("bin"));
        script(bin.resolve("go"), "echo go1.19.8");

        // When
        Throwable refusal = catchThrowable(() -> GoCommand.find(MODULES, bin.toString(), home));

        // Then
        assertThat(refusal).isInstanceOf(MissingToolException.class)
                .hasMessageStartingWith("go 1.26 or newer (" + bin.resolve("go") + " is 1.19.8): curl ")
                .hasMessageContaining("https://go.dev/dl/go1.26");
    }

    @Test
    @DisplayName("need go at all")
    void noGo() {
        assertThatExceptionOfType(MissingToolException.class).isThrownBy(() -> GoCommand.find(MODULES, home.toString(), home))
                .withMessageStartingWith("go 1.26 or newer (none was found): curl ");
    }

    @Test
    @DisplayName("are built with a newer go, a release candidate too, where its archive was unpacked, past an old one on the search path")
    void newerGo() throws IOException {
        // Given
        Path old = Files.createDirectories(home.resolve("usr/bin"));
        script(old.resolve("go"), "echo go1.19.8");
        Path unpacked = Files.createDirectories(home.resolve("go/bin"));
        script(unpacked.resolve("go"), "echo 'go: downloading' >&2; echo go1.27rc1");

        // When
        GoCommand found = GoCommand.find(MODULES, old.toString(), unpacked);

        // Then
        assertThat(found.executable()).isEqualTo(unpacked.resolve("go"));
    }

    private static Path fill(Path directory, List<String> programs) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("kwok-stages.yaml"), "");
        for (String program : programs) {
            script(directory.resolve(program), "exit 0");
        }
        return directory;
    }

    private static void script(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static void noProgress(String line) {
        throw new AssertionError("nothing has to be built, but: " + line);
    }
}
