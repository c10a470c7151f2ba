package io.exposedapp.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.Nodes;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.Traffic;
import io.exposedapp.test.operator.EndpointHistory;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.ShippedRoles;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On a cluster of its own: nodes are lost here. Its pods give a lost node up after a second, where others wait for five minutes. */
@Nodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("When a node is lost or drained")
class NodeLossIT {

    /** A node is lost when it has not been heard of for 50 s. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestCluster cluster = TestCluster.start(ClusterOptions.defaults().withSimulatedNodes(0).withRealNodes(2)
            .withCustomResources(CustomResources.manifests()).withKeptLogs(Path.of("target", "cluster-logs"))
            .withApiServerFlags("--default-not-ready-toleration-seconds=1", "--default-unreachable-toleration-seconds=1"));
    private final RunningOperator operator;
    private User user;

    NodeLossIT() {
        ShippedRoles.apply(cluster);
        operator = RunningOperator.start(cluster);
        user = new User(cluster, "default").within(PATIENCE);
    }

    @BeforeAll
    void images() {
        LocalImages.loadInto(cluster.nodes());
    }

    @BeforeEach
    void app() {
        user = new User(cluster, TestNamespace.create(cluster.client(), "node-loss").name()).within(PATIENCE);
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: web}
                spec:
                  image: %s
                  args: ["8080"]
                  replicas: 4
                  ports: [{name: http, containerPort: 8080}]
                  availability: {minAvailable: 3}
                """.formatted(LocalImages.ECHO));
        user.seesReady("web");
    }

    @AfterAll
    void stop() {
        operator.close();
        cluster.close();
    }

    @Test
    @DisplayName("its pods are replaced elsewhere; those that it cannot end neither count nor block, and it takes them down when it is back")
    void kubeletKilled() {
        // Given
        var lost = cluster.nodes().named("node2");
        var there = names(podsOn("node2"));
        assertThat(there).isNotEmpty();

        // When
        lost.stopKubelet();

        // Then
        user.awaits("four new pods serve on the other node", () -> serving("node1").size() == 4);
        assertThat(names(user.pods("web"))).as("nobody can end what was on it").containsAll(there);
        var status = user.seesReady("web");
        assertThat(status.replicas()).isEqualTo(4);
        var number = User.number(status, "http");
        assertThat(Traffic.answer(cluster.nodes().outside(), "http://" + cluster.nodes().named("node1").address() + ":" + number + "/"))
                .endsWith(" 8080 TCP\n");
        lost.startKubelet();
        user.awaits("it ends what was on it", () -> user.pods("web").size() == 4);
        assertThat(names(user.pods("web"))).doesNotContainAnyElementsOf(there);
        user.awaits("node2 is Ready", () -> isReady("node2"));
    }

    @Test
    @DisplayName("a drain moves pods one by one, as the PodDisruptionBudget has it, and never are fewer reachable than it says")
    void drained() {
        // Given
        var there = names(podsOn("node1"));
        assertThat(there).isNotEmpty();
        try (var endpoints = EndpointHistory.of(cluster.client(), user.namespace(), "web")) {

            // When
            cluster.kubectl("drain", "node1", "--ignore-daemonsets", "--timeout=60s", "--pod-selector=exposedapp.io/app=web").orThrow();

            // Then
            user.awaits("all serve on the other node", () -> serving("node2").size() == 4);
            assertThat(endpoints.fewest()).isGreaterThanOrEqualTo(3);
        } finally {
            cluster.kubectl("uncordon", "node1").orThrow();
        }
        assertThat(names(user.pods("web"))).doesNotContainAnyElementsOf(there);
    }

    @Test
    @DisplayName("a drain in the middle of a stalled rollout moves the old revision's pods, which serve on")
    void drainedWhileStalled() {
        // Given
        var good = Objects.requireNonNull(user.seesReady("web").revision());
        user.kubectl("patch", "xapp", "web", "--type=merge", "-p",
                "{\"spec\": {\"image\": \"exposedapp.test/nothing:1\", \"availability\": {\"minAvailable\": 2}}}");
        user.awaits("a pod of the new image cannot start", () -> user.pods("web").stream().anyMatch(pod -> !ofRevision(pod, good)));
        try (var endpoints = EndpointHistory.of(cluster.client(), user.namespace(), "web")) {

            // When
            cluster.kubectl("drain", "node1", "--ignore-daemonsets", "--timeout=60s", "--pod-selector=exposedapp.io/app=web").orThrow();

            // Then
            user.awaits("the old revision serves on the other node",
                    () -> serving("node2").stream().filter(pod -> ofRevision(pod, good)).count() >= 3);
            assertThat(endpoints.fewest()).isGreaterThanOrEqualTo(2);
        } finally {
            cluster.kubectl("uncordon", "node1").orThrow();
        }
    }

    private List<Pod> podsOn(String node) {
        return user.pods("web").stream().filter(pod -> node.equals(pod.getSpec().getNodeName())).toList();
    }

    /** Ready ones that do not terminate. */
    private List<Pod> serving(String node) {
        return podsOn(node).stream().filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> pod.getStatus().getConditions().stream()
                        .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True")))
                .toList();
    }

    private boolean isReady(String node) {
        return cluster.client().nodes().withName(node).get().getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    private static boolean ofRevision(Pod pod, String revision) {
        return revision.equals(pod.getMetadata().getLabels().get("exposedapp.io/revision"));
    }

    private static Set<String> names(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getName()).collect(Collectors.toSet());
    }
}
