package io.exposedapp.test.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The control groups of a work directory")
class CgroupsTest {

    private static final String OURS = "exposedapp-cluster-1-1795278607150-77";

    @TempDir
    private Path root;

    @Test
    @DisplayName("are made in every hierarchy of version 1, with the processors and the memory of the group above, and a large share of time")
    void version1() throws IOException {
        // Given
        for (String hierarchy : new String[]{"cpu", "cpuset", "unified"}) {
            Files.createDirectories(root.resolve(hierarchy));
        }
        Files.createDirectories(root.resolve("cpuset").resolve(OURS).resolve("node1"));
        for (Path group : new Path[]{root.resolve("cpuset"), root.resolve("cpuset").resolve(OURS),
                root.resolve("cpuset").resolve(OURS).resolve("node1")}) {
            Files.writeString(group.resolve("cpuset.cpus"), group.endsWith("cpuset") ? "0-1\n" : "\n");
        }
        Files.createDirectories(root.resolve("cpu").resolve(OURS));
        Files.writeString(root.resolve("cpu").resolve(OURS).resolve("cpu.shares"), "1024\n");

        // When
        new Cgroups(root).make(Path.of(OURS, "node1"));

        // Then
        assertThat(root.resolve("cpu").resolve(OURS).resolve("node1")).isDirectory();
        assertThat(root.resolve("cpuset").resolve(OURS).resolve("node1").resolve("cpuset.cpus")).hasContent("0-1\n");
        assertThat(root.resolve("cpu").resolve(OURS).resolve("cpu.shares")).hasContent("32768");
        assertThat(root.resolve("unified").resolve(OURS)).doesNotExist();
    }

    @Test
    @DisplayName("get every controller handed down in version 2")
    void version2() throws IOException {
        // Given
        Files.writeString(root.resolve("cgroup.controllers"), "cpuset cpu memory\n");
        Files.createFile(root.resolve("cgroup.subtree_control"));

        // When
        new Cgroups(root).make(Path.of(OURS));

        // Then
        assertThat(root.resolve(OURS)).isDirectory();
        assertThat(root.resolve("cgroup.subtree_control")).content().contains("+");
    }

    @Test
    @DisplayName("are found by their name, and removed with all below them")
    void removed() throws IOException {
        // Given
        Files.createDirectories(root.resolve("cpu").resolve(OURS).resolve("node1").resolve("kubepods").resolve("pod7"));
        Files.createDirectories(root.resolve("cpu").resolve("somebody-elses"));

        // When
        new Cgroups(root).ofWorkDirectories().forEach(Cgroups::remove);

        // Then
        assertThat(root.resolve("cpu").resolve(OURS)).doesNotExist();
        assertThat(root.resolve("cpu").resolve("somebody-elses")).isDirectory();
    }
}
