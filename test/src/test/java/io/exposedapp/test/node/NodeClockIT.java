package io.exposedapp.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.RealNode;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithNodes;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.Thorough;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Its pods become Ready once the test has written so into a file of theirs: the time for which they have to be Ready begins no earlier. */
@WithNodes
@Thorough
@DisplayName("A node whose clock is off")
class NodeClockIT {

    private static final Duration MIN_READY = Duration.ofSeconds(5);

    private final TestCluster cluster;
    private final RealNode node;

    NodeClockIT(TestCluster cluster) {
        this.cluster = cluster;
        node = cluster.nodes().named("node2");
    }

    static List<Long> offsets() {
        return Sample.ofThisRun().of("nodes' clocks that are off", List.of(900L, -900L, 40L, -40L), 1);
    }

    @BeforeEach
    void noOtherNode() {
        cluster.kubectl("cordon", "node1").orThrow();
    }

    @AfterEach
    void asBefore() {
        node.setClock(Duration.ZERO);
        cluster.kubectl("uncordon", "node1").orThrow();
    }

    @ParameterizedTest(name = "by {0} seconds")
    @MethodSource("offsets")
    @DisplayName("runs pods that count as available neither too soon nor too late, and no rollout is said to be stuck for it")
    void skewed(long seconds, User user) {
        // Given
        node.setClock(Duration.ofSeconds(seconds));
        apply(user, "1");
        var first = runningPod(user, "1");

        // When
        var availableFirst = timeFrom(() -> say(user, first, "ready"), () -> user.seesReady("web"));
        apply(user, "2");
        var second = runningPod(user, "2");
        var availableSecond = timeFrom(() -> say(user, second, "ready"), () -> user.sees("web", "is rolled out", NodeClockIT::rolledOut));
        say(user, second, "busy");
        user.sees("web", "has no pod that is ready", status -> !User.is(status, "Ready", "True"));
        var availableAgain = timeFrom(() -> say(user, second, "ready"), () -> user.seesReady("web"));

        // Then
        assertThat((double) wayOff(first) / seconds).as("what the pod's times differ by, of what the clocks do").isGreaterThan(0.25);
        assertThat(List.of(availableFirst, availableSecond, availableAgain)).allMatch(time -> time.compareTo(MIN_READY) >= 0);
        assertThat(user.events("web")).noneMatch(event -> event.startsWith("ProgressDeadlineExceeded"));
        assertThat(cluster.client().nodes().withName(node.name()).get().getStatus().getConditions())
                .anyMatch(condition -> condition.getType().equals("Ready") && condition.getStatus().equals("True"));
    }

    private static void apply(User user, String version) {
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: web}
                spec:
                  image: %s
                  args: ["8080"]
                  env: [{name: VERSION, value: "%s"}]
                  ports: [{name: http, containerPort: 8080}]
                  readinessProbe:
                    exec: {command: [sh, -c, 'read -r said < /dev/shm/said && [ "$said" = ready ]']}
                    periodSeconds: 1
                    failureThreshold: 1
                  rollout: {minReadySeconds: %d, progressDeadlineSeconds: 120, drainSeconds: 1}
                """.formatted(LocalImages.ECHO, version, MIN_READY.toSeconds()));
    }

    private Pod runningPod(User user, String version) {
        return user.awaits("the pod of version " + version + " runs",
                () -> NodePods.on(user, "web", node.name()).stream().filter(pod -> isOf(pod, version))
                        .filter(pod -> pod.getStatus().getPhase().equals("Running")).findFirst().orElse(null),
                pod -> true);
    }

    private static boolean isOf(Pod pod, String version) {
        return pod.getSpec().getContainers().getFirst().getEnv().stream()
                .anyMatch(variable -> variable.getName().equals("VERSION") && version.equals(variable.getValue()));
    }

    /** The API server says when it was created, and kubelet when it began with it. */
    private static long wayOff(Pod pod) {
        return Duration.between(Instant.parse(pod.getMetadata().getCreationTimestamp()), Instant.parse(pod.getStatus().getStartTime()))
                .toSeconds();
    }

    private void say(User user, Pod pod, String word) {
        cluster.kubectl("exec", "-n", user.namespace(), pod.getMetadata().getName(), "--", "sh", "-c", "echo " + word + " > /dev/shm/said")
                .orThrow();
    }

    private static Duration timeFrom(Runnable beginning, Runnable end) {
        var start = System.nanoTime();
        beginning.run();
        end.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static boolean rolledOut(ExposedAppStatus status) {
        return User.is(status, "Ready", "True") && User.why(status, "Progressing").startsWith("NewRevisionAvailable: ");
    }
}
