package io.exposedapp.test.scenario.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("A rollout that is paused")
class PausedRolloutIT {

    /** Its first pod is Ready at once, and available in no test. */
    private static final String CANARY = "rollout: {maxSurge: 1, maxUnavailable: 0, minReadySeconds: 500}";
    private static final String PAUSED = "rollout: {maxSurge: 1, maxUnavailable: 0, paused: true}";

    @Test
    @DisplayName("in the middle keeps its canary, which comes back as one, scales both shares, and goes on when it may")
    void inTheMiddle(User user, KubernetesClient client) {
        // Given
        user.applies(Web.of("1", 3, "rollout: {maxSurge: 1, maxUnavailable: 0}"));
        user.seesReady("web");
        user.applies(Web.of("2", 3, CANARY));
        var canary = "web-"
                + user.sees("web", "has its canary", s -> Objects.equals(s.updatedReplicas(), 1) && "4/3".equals(s.ready())).revision()
                + "-0";
        user.applies(Web.of("2", 3, PAUSED));
        var status = user.sees("web", "is paused", PausedRolloutIT::isPaused);
        assertThat(User.is(status, "Available", "True")).isTrue();
        assertThat(User.why(status, "Ready")).startsWith("RolloutPaused: the rollout is paused: ");
        assertThat(User.is(status, "Stalled", "False")).isTrue();
        var uid = user.kubectl("get", "pod", canary, "-o", "jsonpath={.metadata.uid}");

        // When
        user.kubectl("delete", "pod", canary);

        // Then
        user.awaits("it is gone", () -> Pods.uidsOf(user, "web"), uids -> !uids.contains(uid));
        user.awaits("the canary is back", () -> Pods.tags(user, "web"), List.of("1", "1", "1", "2")::equals);
        user.kubectl("scale", "xapp", "web", "--replicas=7");
        user.awaits("both shares have grown", () -> Pods.tags(user, "web"), List.of("1", "1", "1", "1", "1", "1", "2", "2")::equals);

        // and on
        user.applies(Web.of("2", 3));
        user.seesReady("web");
        user.awaits("only new pods", () -> Pods.tags(user, "web"), List.of("2", "2", "2")::equals);
        user.awaits("one revision is left, without a note",
                () -> client.apps().controllerRevisions().inNamespace(user.namespace()).list().getItems(),
                revisions -> revisions.size() == 1 && revisions.getFirst().getMetadata().getAnnotations().isEmpty());
    }

    @Test
    @DisplayName("before an edit does not begin with it, and says that it is paused; a lost pod comes back as it was")
    void beforeAnEdit(User user) {
        // Given
        user.applies(Web.of("1", 2));
        user.seesReady("web");
        user.applies(Web.of("1", 2, "rollout: {paused: true}"));
        var status = user.sees("web", "is paused", PausedRolloutIT::isPaused);
        assertThat(User.is(status, "Ready", "True")).as("as it was").isTrue();
        user.applies(Web.of("2", 2, "rollout: {paused: true}"));
        user.sees("web", "has an edit that waits", s -> Objects.equals(s.updatedReplicas(), 0) && isPaused(s));
        var pods = Pods.uidsOf(user, "web");

        // When
        user.kubectl("delete", "pod", Pods.namesOf(user, "web").iterator().next());

        // Then
        user.awaits("another pod", () -> Pods.uidsOf(user, "web"), uids -> uids.size() == 2 && !uids.equals(pods));
        user.awaits("two old pods", () -> Pods.tags(user, "web"), List.of("1", "1")::equals);
        user.applies(Web.of("2", 2, "rollout: {paused: false}"));
        user.seesReady("web");
        user.awaits("only new pods", () -> Pods.tags(user, "web"), List.of("2", "2")::equals);
    }

    private static boolean isPaused(ExposedAppStatus status) {
        return User.condition(status, "Progressing").filter(c -> c.getStatus().equals("Unknown") && c.getReason().equals("RolloutPaused"))
                .isPresent();
    }
}
