package io.exposedapp.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.Main;
import io.exposedapp.test.cluster.Nodes;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.process.WorkDirectory;
import io.exposedapp.test.tier.SampledTests;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@Nodes
@SampledTests(everyday = 1)
@DisplayName("What a cluster with real nodes leaves on the machine")
class RemainsIT {

    @Test
    @DisplayName("is nothing when it is closed: no process, mount, control group or file, though pods ran")
    void closed() {
        // Given
        Remains remains;
        try (var cluster = TestCluster.start(ClusterOptions.defaults().withSimulatedNodes(0).withRealNodes(1))) {
            runPod(cluster);
            var node = cluster.nodes().all().getFirst();
            var pod = node.inPod(cluster.client().pods().inNamespace("default").withName("sleeper").get());
            remains = new Remains(Objects.requireNonNull(cluster.logs().getParent()),
                    Set.of(Remains.network(cluster.nodes().outside()), Remains.network(node.vantage()), Remains.network(pod)));
            assertThat(remains.networks()).hasSize(3);
            assertThat(remains.look()).anyMatch(line -> line.contains("2147483647")).anyMatch(line -> line.contains("control group"));

            // When
        }

        // Then
        Wait.until("the kernel has ended all of it").seen(remains::look, List::isEmpty);
    }

    @Test
    @DisplayName("is nothing after the next start, when it was killed with kill -9; its pods and nodes end at once")
    void killed() throws IOException {
        // Given
        var program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), "up", "--simulated-nodes", "0", "--nodes", "1")
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var remains = new Remains(directoryOf(program), networksBelow(program));
        assertThat(remains.look()).anyMatch(line -> line.contains("containerd"));

        // When
        program.destroyForcibly().onExit().join();

        // Then
        Wait.until("the node has ended by itself").seen(remains::look,
                lines -> lines.stream().noneMatch(line -> line.contains("containerd") || line.contains("kubelet ")));
        WorkDirectory.create(System.err::println).close();
        Wait.until("all is swept").seen(remains::look, List::isEmpty);
    }

    private static void runPod(TestCluster cluster) {
        // @formatter:off
        var sleeper = new PodBuilder()
                .withNewMetadata()
                    .withName("sleeper").withNamespace("default")
                .endMetadata()
                .withNewSpec()
                    .addNewContainer()
                        .withName("sleeper").withImage(LocalImages.PAUSE)
                    .endContainer()
                .endSpec()
                .build();
        // @formatter:on
        cluster.client().resource(sleeper).create();
        Wait.until("the pod runs").seen(() -> cluster.client().resource(sleeper).get(), Readiness::isPodReady);
    }

    /** It is told in the line with the logs. */
    private static Path directoryOf(Process program) throws IOException {
        var words = program.inputReader();
        for (var line = words.readLine(); line != null; line = words.readLine()) {
            if (line.contains(", logs in ")) {
                return Objects.requireNonNull(Path.of(line.substring(line.indexOf(", logs in ") + ", logs in ".length())).getParent());
            }
        }
        throw new IllegalStateException("it ended with " + program.onExit().join().exitValue());
    }

    private static Set<String> networksBelow(Process program) throws IOException {
        var own = Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();
        return program.descendants().map(process -> Path.of("/proc", Long.toString(process.pid()), "ns", "net")).map(link -> {
            try {
                return Files.readSymbolicLink(link).toString();
            } catch (IOException e) {
                return own; // it ended meanwhile
            }
        }).filter(network -> !network.equals(own)).collect(Collectors.toSet());
    }
}
