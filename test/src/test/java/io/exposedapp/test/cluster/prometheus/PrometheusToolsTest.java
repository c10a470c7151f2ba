package io.exposedapp.test.cluster.prometheus;

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

@DisplayName("What Prometheus needs of the machine")
class PrometheusToolsTest {

    @Test
    @DisplayName("is said by program, with the command that installs both")
    void missing(@TempDir Path programs) throws IOException {
        // Given
        Files.createFile(programs.resolve("prometheus"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        // When
        var missing = PrometheusTools.missing(List.of(programs));

        // Then
        assertThat(missing).hasValue("promtool: apt-get install --no-install-recommends prometheus");
    }

    @Test
    @DisplayName("is nothing where both are")
    void nothing(@TempDir Path programs) throws IOException {
        // Given
        for (var program : List.of("prometheus", "promtool")) {
            Files.createFile(programs.resolve(program),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }

        // When
        var missing = PrometheusTools.missing(List.of(programs));

        // Then
        assertThat(missing).isEmpty();
    }

    @Test
    @DisplayName("is installed by .ci/run")
    void installedByCi() throws IOException {
        assertThat(CiScript.packages()).contains(PrometheusTools.PACKAGE);
    }
}
