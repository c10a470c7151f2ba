package io.exposedapp.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.exposedapp.test.cluster.process.ComponentFailedException;
import io.exposedapp.test.tier.SampledTests;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@ControlPlane
@SampledTests(everyday = 0)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A test cluster of one's own")
class OwnClusterIT {

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private TestCluster cluster;

    /** The first port that it is given is taken, as if somebody had snatched it meanwhile. */
    @BeforeAll
    void start() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (ServerSocket snatched = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ClusterOptions options = ClusterOptions.defaults().withSimulatedNodes(0)
                    .withApiServerFlags("--service-node-port-range=30000-30009").withProgress(messages::add);
            cluster = TestCluster.start(options, () -> asked.getAndIncrement() == 0 ? snatched.getLocalPort() : FreePort.choose());
        }
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    @DisplayName("starts again with another port if somebody has taken the chosen one")
    void snatchedPort() {
        assertThat(messages).filteredOn(message -> message.contains("took the port")).hasSize(1);
        assertThat(cluster.kubectl("get", "--raw", "/readyz").orThrow()).isEqualTo("ok");
    }

    @Test
    @DisplayName("takes further flags for the API server: here a range of ten node ports")
    void furtherFlags() {
        // When
        KubectlResult outOfRange = cluster.kubectl("create", "service", "nodeport", "far-out", "--tcp=80:80", "--node-port=32222");

        // Then
        assertThat(outOfRange.exitCode()).isEqualTo(1);
        assertThat(outOfRange.stderr()).contains("The range of valid ports is 30000-30009");
    }

    @Test
    @DisplayName("runs beside the shared one, and neither sees what is in the other")
    void sideBySide(TestCluster shared, TestNamespace namespace) {
        assertThat(shared.server()).isNotEqualTo(cluster.server());
        assertThat(shared.kubectl("get", "namespace", namespace.name()).exitCode()).isZero();
        assertThat(cluster.kubectl("get", "namespace", namespace.name()).stderr()).contains("NotFound");
    }

    @Test
    @DisplayName("has the same data at the same address after its API server was killed and started again")
    void apiServerKilled() {
        // Given
        String uid = configMapUid("before-the-api-server");
        cluster.stopApiServer();
        assertThat(cluster.kubectl("get", "--raw", "/version").stderr()).contains("refused");

        // When
        cluster.startApiServer();

        // Then
        assertThat(uidOf("before-the-api-server")).isEqualTo(uid);
    }

    @Test
    @DisplayName("has the same data after etcd was killed and started again")
    void etcdKilled() {
        // Given
        String uid = configMapUid("before-etcd");
        cluster.stopEtcd();

        // When
        cluster.startEtcd();

        // Then
        assertThat(uidOf("before-etcd")).isEqualTo(uid);
    }

    @Test
    @DisplayName("deletes no namespace while its controller-manager is killed, and does when that is started again")
    void controllerManagerKilled() {
        // Given
        KubernetesClient client = cluster.client();
        TestNamespace doomed = TestNamespace.create(client, "controllerManagerKilled");
        cluster.stopControllerManager();
        doomed.close();
        Wait.until("the namespace is Terminating").seen(() -> client.namespaces().withName(doomed.name()).get(),
                namespace -> namespace.getStatus().getPhase().equals("Terminating"));

        // When
        cluster.startControllerManager();

        // Then
        Wait.until("the namespace is gone").gone(() -> client.namespaces().withName(doomed.name()).get());
    }

    @Test
    @DisplayName("fails with the component's name, its exit code and the end of its log; keeps the logs and nothing else")
    void failedStart(@TempDir Path logs) throws IOException {
        // Given
        ClusterOptions options = ClusterOptions.defaults().withApiServerFlags("--no-such-flag").withKeptLogs(logs)
                .withProgress(messages::add);

        // When
        Throwable failure = catchThrowable(() -> TestCluster.start(options));

        // Then
        assertThat(failure).isInstanceOf(ComponentFailedException.class).hasMessageContaining("kube-apiserver ended with exit code 1")
                .hasMessageContaining("unknown flag: --no-such-flag");
        try (Stream<Path> keptLogs = Files.list(logs)) {
            Path kept = keptLogs.findFirst().orElseThrow();
            assertThat(messages).contains("Cluster logs: " + kept);
            assertThat(kept.resolve("kube-apiserver.log")).content().contains("unknown flag: --no-such-flag");
            assertThat(Path.of(System.getProperty("java.io.tmpdir")).resolve(kept.getFileName())).doesNotExist();
        }
    }

    private String configMapUid(String name) {
        cluster.kubectl("create", "configmap", name).orThrow();
        return uidOf(name);
    }

    private String uidOf(String configMap) {
        return cluster.kubectl("get", "configmap", configMap, "-o", "jsonpath={.metadata.uid}").orThrow();
    }
}
