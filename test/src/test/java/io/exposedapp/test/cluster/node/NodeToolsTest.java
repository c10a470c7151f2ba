package io.exposedapp.test.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What real nodes need of the machine")
class NodeToolsTest {

    @Test
    @DisplayName("is said by program, with the command that installs each package once")
    void missing(@TempDir Path programs) throws IOException {
        // Given
        for (String program : NodeTools.PACKAGES.keySet()) {
            if (!program.startsWith("/") && !List.of("containerd", "ctr", "socat").contains(program)) {
                Files.createFile(programs.resolve(program),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            }
        }

        // When
        var missing = NodeTools.missing(false, List.of(programs), _ -> true);

        // Then
        assertThat(missing).hasValue("root and containerd, ctr, socat: apt-get install --no-install-recommends containerd socat");
    }

    @Test
    @DisplayName("is root alone where all programs are")
    void rootOnly() {
        assertThat(NodeTools.missing(false, List.of(), _ -> true).orElseThrow()).startsWith("root and containerd");
        assertThat(NodeTools.missing(true, List.of(), _ -> false).orElseThrow()).startsWith("containerd, ctr, runc, /usr/lib/cni/bridge")
                .endsWith("socat util-linux");
    }

    @Test
    @DisplayName("is installed by .ci/run, package by package")
    void installedByCi() throws IOException {
        // Given
        var script = Files.readString(Path.of("..", ".ci", "run"));

        // Then
        var ofEveryDebian = List.of("util-linux", "mount", "bash");
        assertThat(NodeTools.PACKAGES.values()).filteredOn(wanted -> !ofEveryDebian.contains(wanted))
                .allSatisfy(wanted -> assertThat(script).containsPattern("[(\\s]" + wanted + "[\\s)]"));
    }
}
