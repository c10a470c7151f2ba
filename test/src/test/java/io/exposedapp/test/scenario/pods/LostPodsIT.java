package io.exposedapp.test.scenario.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("A lost pod")
class LostPodsIT {

    @Test
    @DisplayName("that somebody deleted is replaced, and the other one stays")
    void deleted(User user) {
        // Given
        user.applies(Web.of("1", 2));
        var name = "web-" + user.seesReady("web").revision() + "-0";
        var before = Pods.uidsOf(user, "web");

        // When
        user.kubectl("delete", "pod", name);

        // Then
        var after = user.awaits("two pods again", () -> Pods.uidsOf(user, "web"), uids -> uids.size() == 2);
        assertThat(after).filteredOn(before::contains).as("what stayed").hasSize(1);
        assertThat(user.seesReady("web").ready()).isEqualTo("2/2");
    }

    @Test
    @DisplayName("that was evicted is replaced at once; when its successor is too, that one only after 10 s, and the status says why")
    void evicted(User user, TestCluster cluster) {
        // Given
        user.applies(Web.of("1", 2));
        user.seesReady("web");
        var both = user.pods("web");
        Pods.evict(user, both.getFirst().getMetadata().getName());
        var uids = Pods.uids(both);
        var successor = user.awaits("the evicted pod's successor runs for two seconds", () -> user.pods("web"),
                pods -> pods.size() == 2 && !Pods.uids(pods).equals(uids) && pods.stream().allMatch(LostPodsIT::runsForTwoSeconds)).stream()
                .filter(pod -> !uids.contains(Pods.uid(pod))).findFirst().orElseThrow().getMetadata();
        user.seesReady("web");
        var mark = cluster.audit().mark();

        // When
        var evictedAgain = Instant.now();
        Pods.evict(user, successor.getName());

        // Then
        var status = user.sees("web", "tells of the eviction",
                s -> User.condition(s, "Progressing").filter(c -> c.getMessage().contains("low on resource: memory")).isPresent());
        assertThat(User.condition(status, "Ready")).get().extracting(c -> c.getStatus(), c -> c.getReason()).containsExactly("Unknown",
                "RollingOut");
        user.seesReady("web");
        var removed = cluster.audit().writesSince(mark, RunningOperator.USER).stream()
                .filter(request -> request.verb().equals("delete") && request.resource().equals("pods")
                        && request.namespace().equals(user.namespace()) && request.name().equals(successor.getName()))
                .findFirst().orElseThrow().received();
        assertThat(Duration.between(evictedAgain, removed)).as("the evicted pod stays for people to look at")
                .isGreaterThan(Duration.ofSeconds(9));
        user.awaits("two pods run", () -> user.pods("web"),
                pods -> pods.size() == 2 && pods.stream().allMatch(pod -> pod.getStatus().getPhase().equals("Running")));
    }

    /** What fails within a second counts as one failure: a node that shuts down fails all its pods. */
    private static boolean runsForTwoSeconds(Pod pod) {
        return pod.getStatus().getPhase().equals("Running")
                && Instant.parse(pod.getMetadata().getCreationTimestamp()).isBefore(Instant.now().minusSeconds(3));
    }
}
