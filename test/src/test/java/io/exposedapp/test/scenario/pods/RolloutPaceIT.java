package io.exposedapp.test.scenario.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.operator.EndpointHistory;
import io.exposedapp.test.operator.PodHistory;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("The pace of a rollout")
class RolloutPaceIT {

    @Test
    @DisplayName("is a quarter more and a quarter less where nothing is said, and clients reach as many pods as are to be available")
    void quarters(User user, KubernetesClient client) {
        // Given
        user.applies(Web.of("1", 8));
        user.seesReady("web");
        try (var endpoints = EndpointHistory.of(client, user.namespace(), "web", 8);
                var pods = PodHistory.of(client, user.namespace(), "web")) {

            // When
            user.applies(Web.of("2", 8));

            // Then
            var revision = user.seesReady("web").revision();
            user.awaits("only new pods", pods::names, names -> names.size() == 8 && names.stream().allMatch(p -> p.contains(revision)));
            assertThat(pods.mostActive()).isLessThanOrEqualTo(10).isGreaterThan(8);
            assertThat(pods.fewestReady()).isGreaterThanOrEqualTo(6);
            assertThat(endpoints.fewest()).isGreaterThanOrEqualTo(6);
        }
    }

    @Test
    @DisplayName("follows the endpoints: at no time does the Service lead to fewer pods than are to be available")
    void endpoints(User user, KubernetesClient client) {
        // Given
        user.applies(Web.of("1", 4, "rollout: {maxSurge: 1, maxUnavailable: 0}"));
        user.seesReady("web");
        try (var endpoints = EndpointHistory.of(client, user.namespace(), "web", 4)) {
            // When
            user.applies(Web.of("2", 4, "rollout: {maxSurge: 1, maxUnavailable: 0}"));

            // Then
            user.seesReady("web");
            assertThat(endpoints.fewest()).isEqualTo(4);
        }
    }

    @Test
    @DisplayName("waits until a new pod has been Ready for minReadySeconds")
    void minReadySeconds(User user) {
        // Given
        user.applies(Web.of("1", 1, "rollout: {minReadySeconds: 3}"));
        user.seesReady("web");
        var old = Pods.uidsOf(user, "web");

        // When
        user.applies(Web.of("2", 1, "rollout: {minReadySeconds: 3}"));

        // Then
        user.awaits("the old pod goes", () -> Pods.uids(Pods.active(user, "web")), uids -> uids.stream().noneMatch(old::contains));
        assertThat(Duration.between(readySince(Pods.active(user, "web").getFirst()), Instant.now()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        user.seesReady("web");
    }

    @Test
    @DisplayName("with Recreate has no new pod before the last old one is gone, however long that takes, and says which one it waits for")
    void recreate(User user) {
        // Given
        user.applies(Web.of("1", 2, "rollout: {strategy: Recreate}"));
        var old = user.seesReady("web").revision();
        var held = "web-" + old + "-1";
        user.kubectl("patch", "pod", held, "-p", "{\"metadata\": {\"finalizers\": [\"exposedapp.test/stays\"]}}");

        // When
        user.applies(Web.of("2", 2, "rollout: {strategy: Recreate}"));

        // Then
        try {
            var status = user.sees("web", "waits for the last old pod",
                    s -> User.why(s, "Progressing").contains("waits for pod " + held + " to be gone") && Objects.equals(s.replicas(), 0));
            assertThat(User.is(status, "Stalled", "False")).isTrue();
            user.awaits("no other pod is there", () -> Pods.namesOf(user, "web"), Set.of(held)::equals);
        } finally {
            user.kubectl("patch", "pod", held, "-p", "{\"metadata\": {\"finalizers\": null}}");
        }
        var revision = user.seesReady("web").revision();
        assertThat(Pods.namesOf(user, "web")).isEqualTo(Set.of("web-" + revision + "-0", "web-" + revision + "-1"));
    }

    @Test
    @DisplayName("has a deadline; past it the app is stalled, says so with the pod's own reason, and serves on")
    void deadline(User user) {
        // Given
        user.applies(Web.of("1", 2, "rollout: {progressDeadlineSeconds: 2}"));
        user.seesReady("web");

        // When
        user.applies(Web.of("2", 2, "rollout: {progressDeadlineSeconds: 2}", "resources: {requests: {cpu: \"5000\"}}"));

        // Then
        var status = user.sees("web", "is stalled", s -> User.why(s, "Ready").startsWith("ProgressDeadlineExceeded: no progress for 2 s"));
        assertThat(User.why(status, "Progressing")).contains("Unschedulable");
        assertThat(User.is(status, "Stalled", "True")).isTrue();
        assertThat(User.is(status, "Available", "True")).isTrue();
        assertThat(status.ready()).isEqualTo("2/2");
    }

    @Test
    @DisplayName("is that of restartedAt too: another time replaces every pod, though nothing else is said")
    void restartedAt(User user, KubernetesClient client) {
        // Given
        user.applies(Web.of("1", 2));
        var before = user.seesReady("web").revision();
        var pods = Pods.uidsOf(user, "web");
        try (var history = PodHistory.of(client, user.namespace(), "web")) {
            // When
            user.kubectl("patch", "xapp", "web", "--type=merge", "-p",
                    "{\"spec\": {\"rollout\": {\"restartedAt\": \"2026-11-21T12:00:00Z\"}}}");

            // Then
            user.kubectl("wait", "xapp", "web", "--for=condition=Ready", "--timeout=90s");
            assertThat(user.seesReady("web").revision()).isNotEqualTo(before);
            user.awaits("other pods", () -> Pods.uidsOf(user, "web"), uids -> uids.stream().noneMatch(pods::contains));
            assertThat(history.fewestReady()).isEqualTo(2);
        }
    }

    private static Instant readySince(Pod pod) {
        return pod.getStatus().getConditions().stream().filter(c -> c.getType().equals("Ready")).map(PodCondition::getLastTransitionTime)
                .map(Instant::parse).findFirst().orElseThrow();
    }
}
