package io.exposedapp.test.cluster.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.tier.CiScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What Argo CD needs of the machine")
class ArgoCdToolsTest {

    @Test
    @DisplayName("is said by program, with the command that installs all that are missing")
    void missing(@TempDir Path programs) throws IOException {
        // Given
        Files.createFile(programs.resolve("git"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        // When
        var missing = ArgoCdTools.missing(List.of(programs));

        // Then
        assertThat(missing).hasValue("redis-server: apt-get install --no-install-recommends redis-server");
        assertThat(ArgoCdTools.missing(List.of()))
                .hasValue("git, redis-server: apt-get install --no-install-recommends git redis-server");
    }

    @Test
    @DisplayName("is installed by .ci/run, package by package")
    void installedByCi() throws IOException {
        assertThat(CiScript.packages()).containsAll(ArgoCdTools.PACKAGES);
    }
}
