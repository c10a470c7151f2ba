package io.exposedapp.test.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.crash.CutPoint.Moment;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.ShippedRoles;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** These writes concern no app, so each crash has the operator to itself. */
@ControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("An operator that dies while it keeps numbers for a ledger in the API server")
class CrashWhileKeepingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BEFORE = "{numbers: [\"30001\"]}, {numbers: [\"30002\"], note: old}, {numbers: [\"30003\"]}";
    private static final String AFTER = "{numbers: [\"30002\"], note: new}, {numbers: [\"30003\"]}, {numbers: [\"30004\"]}";

    private TestCluster cluster;
    private KubernetesClient client;
    private List<String> expected;
    private int writes;

    @BeforeAll
    void withoutACrash() {
        cluster = TestCluster.start(ClusterOptions.defaults().withSimulatedNodes(0).withCustomResources(CustomResources.manifests())
                .withKeptLogs(Path.of("target", "cluster-logs")));
        client = cluster.client();
        ShippedRoles.apply(cluster);
        begin();
        var connection = CutConnection.of(new CutPoint(Integer.MAX_VALUE, Moment.NEVER_SENT));
        try (var _ = RunningOperator.start(cluster, connection::install, Map.of())) {
            await("all is kept").atMost(PATIENCE).until(this::settled);
            expected = kept();
            writes = connection.writes(CutConnection.EVERYTHING);
        }
        assertThat(expected).as("what is kept").hasSize(3);
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @TestFactory
    @DisplayName("leaves what its successor makes whole")
    Stream<DynamicTest> sameEnd() {
        return IntStream.rangeClosed(1, writes).boxed()
                .flatMap(write -> Arrays.stream(Moment.values()).map(moment -> new CutPoint(write, moment))).map(cut -> DynamicTest
                        .dynamicTest("write %d %s".formatted(cut.write(), cut.moment().text()), () -> assertSameEnd(cut)));
    }

    private void assertSameEnd(CutPoint cut) {
        // Given
        begin();
        dieAt(cut);

        // When
        try (var _ = RunningOperator.start(cluster)) {

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(kept()).isEqualTo(expected));
            await("the status tells that all is kept").atMost(PATIENCE).until(this::settled);
        }
    }

    /** The ledger after an edit, with what was kept before it. */
    private void begin() {
        client.resources(NodePortLedger.class).delete();
        await("nothing is kept").atMost(PATIENCE).until(() -> kept().isEmpty());
        apply(BEFORE);
        try (var _ = RunningOperator.start(cluster)) {
            await("all is kept").atMost(PATIENCE).until(this::settled);
        }
        apply(AFTER);
    }

    private void dieAt(CutPoint cut) {
        var connection = CutConnection.of(cut);
        try (var _ = RunningOperator.start(cluster, connection::install, Map.of())) {
            await("it dies, or has less to write this time").atMost(PATIENCE)
                    .until(() -> connection.struck(CutConnection.EVERYTHING).isPresent() || settled());
            connection.kill();
        } catch (KubernetesClientException | OperatorException e) {
            // it died before it ran
            assertThat(connection.struck(CutConnection.EVERYTHING)).as("what it died of: " + e).isPresent();
        }
    }

    private void apply(String setAside) {
        cluster.kubectlWithInput("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: default}
                spec: {range: 30000-30009, setAside: [%s]}
                """.formatted(setAside), "apply", "-f", "-").orThrow();
    }

    private boolean settled() {
        var ledger = Objects.requireNonNull(client.resources(NodePortLedger.class).withName("default").get());
        var status = ledger.getStatus();
        return status != null && ledger.getMetadata().getGeneration().equals(status.observedGeneration())
                && Integer.valueOf(0).equals(status.unheld()) && kept().size() == 3;
    }

    /** What keeps numbers, and what it says that it is for. */
    private List<String> kept() {
        return client.services().inNamespace("exposedapp-system").list().getItems().stream()
                .map(service -> service.getMetadata().getName() + " " + service.getSpec().getPorts().getFirst().getNodePort() + " "
                        + service.getMetadata().getLabels() + " " + service.getMetadata().getAnnotations())
                .sorted().toList();
    }
}
