package io.exposedapp.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.operator.EndpointHistory;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithNodes;
import io.exposedapp.test.tier.SampledTests;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithNodes
@SampledTests(everyday = 1)
@DisplayName("A drain of a node")
class DrainIT {

    private static final String APP = "drained";

    private final TestCluster cluster;
    private User user;

    DrainIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    /** Its pods end soon: endpoints are counted here, and no requests. */
    @BeforeEach
    void app(User ofThisTest) {
        user = ofThisTest;
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: %s
                  args: ["8080"]
                  replicas: 4
                  ports: [{name: http, containerPort: 8080}]
                  availability: {minAvailable: 3}
                  rollout: {drainSeconds: 1}
                """.formatted(APP, LocalImages.ECHO));
        user.seesReady(APP);
    }

    @AfterEach
    void uncordon() {
        cluster.kubectl("uncordon", "node1").orThrow();
    }

    @Test
    @DisplayName("moves pods one by one, as the PodDisruptionBudget has it, and never are fewer reachable than it says")
    void drained() {
        // Given
        var there = NodePods.uids(NodePods.on(user, APP, "node1"));
        assertThat(there).isNotEmpty();
        try (var endpoints = EndpointHistory.of(cluster.client(), user.namespace(), APP, 4)) {

            // When
            drain();

            // Then
            user.awaits("all serve on the other node", () -> NodePods.serving(user, APP, "node2"), pods -> pods.size() == 4);
            assertThat(endpoints.fewest()).isGreaterThanOrEqualTo(3);
        }
        assertThat(NodePods.uids(user.pods(APP))).doesNotContainAnyElementsOf(there);
    }

    @Test
    @DisplayName("in the middle of a stalled rollout moves the old revision's pods, which serve on")
    void drainedWhileStalled() {
        // Given
        var good = Objects.requireNonNull(user.seesReady(APP).revision());
        try (var endpoints = EndpointHistory.of(cluster.client(), user.namespace(), APP, 4)) {
            user.kubectl("patch", "xapp", APP, "--type=merge", "-p",
                    "{\"spec\": {\"image\": \"exposedapp.test/nothing:1\", \"availability\": {\"minAvailable\": 2}}}");
            user.awaits("a pod of the new image cannot start", () -> user.pods(APP),
                    pods -> pods.stream().anyMatch(pod -> !ofRevision(pod, good)));

            // When
            drain();

            // Then
            user.awaits("the old revision serves on the other node", () -> NodePods.serving(user, APP, "node2"),
                    pods -> pods.stream().filter(pod -> ofRevision(pod, good)).count() >= 3);
            assertThat(endpoints.fewest()).isGreaterThanOrEqualTo(2);
        }
    }

    /** Of this app's pods alone: what earlier tests have left to end is no part of it. */
    private void drain() {
        cluster.kubectl("drain", "node1", "--ignore-daemonsets", "--timeout=100s", "--pod-selector=exposedapp.io/app=" + APP).orThrow();
    }

    private static boolean ofRevision(Pod pod, String revision) {
        return revision.equals(pod.getMetadata().getLabels().get("exposedapp.io/revision"));
    }
}
