package io.exposedapp.test.scenario.pods;

import static org.assertj.core.api.Assertions.assertThat;

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
        user.awaits("two pods again", () -> Pods.active(user, "web").size() == 2);
        var after = Pods.uidsOf(user, "web");
        assertThat(after).hasSize(2);
        after.retainAll(before);
        assertThat(after).as("what stayed").hasSize(1);
        assertThat(user.seesReady("web").ready()).isEqualTo("2/2");
    }

    @Test
    @DisplayName("that was evicted is replaced at once; when its successor is too, that one only after 10 s, and the status says why")
    void evicted(User user) {
        // Given
        user.applies(Web.of("1", 2));
        var first = "web-" + user.seesReady("web").revision() + "-0";
        Pods.evict(user, first);
        user.awaits("the evicted pod's successor runs for two seconds", () -> Pods.active(user, "web").size() == 2
                && user.pods("web").stream().allMatch(LostPodsIT::runsForTwoSeconds));
        user.seesReady("web");
        var second = Pods.namesOf(user, "web").stream().filter(name -> !name.endsWith("-1")).findFirst().orElseThrow();

        // When
        var evictedAgain = Instant.now();
        Pods.evict(user, second);

        // Then
        var status = user.sees("web", "tells of the eviction",
                s -> User.condition(s, "Progressing").filter(c -> c.getMessage().contains("low on resource: memory")).isPresent());
        assertThat(User.condition(status, "Ready")).get().extracting(c -> c.getStatus(), c -> c.getReason()).containsExactly("Unknown",
                "RollingOut");
        assertThat(Pods.namesOf(user, "web")).as("the evicted pod stays for people to look at").contains(second);
        user.seesReady("web");
        assertThat(Duration.between(evictedAgain, Instant.now())).isGreaterThan(Duration.ofSeconds(9));
        assertThat(user.pods("web")).hasSize(2).allMatch(pod -> pod.getStatus().getPhase().equals("Running"));
    }

    /** What fails within a second counts as one failure: a node that shuts down fails all its pods. */
    private static boolean runsForTwoSeconds(Pod pod) {
        return pod.getStatus().getPhase().equals("Running")
                && Instant.parse(pod.getMetadata().getCreationTimestamp()).isBefore(Instant.now().minusSeconds(3));
    }
}
