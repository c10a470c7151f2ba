package io.exposedapp.test.scenario.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.exposedapp.test.scenario.pods.Web;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("While a webhook is down")
class DeadWebhookIT {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
            "pods, Progressing, PodWriteFailed, pod web-",
            "controllerrevisions, Progressing, PodWriteFailed, the ControllerRevision",
            "services, Exposed, ServiceWriteFailed, Service",
            "nodeportreservations, PortsReserved, ReservationWriteFailed, NodePortReservation"})
    @DisplayName("for what a new app needs, its status and an event say so in the API server's words; and all is well soon after")
    void newApp(String resource, String condition, String reason, String object, TestCluster cluster, User user) {
        // Given
        var webhook = DeadWebhook.on(cluster.client(), user.namespace(), resource);
        awaitsDead(cluster, user, resource);
        user.applies(Web.of("1", 2));
        var status = user.sees("web", "says what fails", s -> User.why(s, condition).startsWith(reason + ": "));
        assertThat(User.why(status, condition)).contains("the API server failed to write " + object, "failed calling webhook");
        assertThat(User.is(status, "Ready", "Unknown")).isTrue();
        assertThat(User.is(status, "Stalled", "False")).isTrue();
        user.awaits("an event", () -> user.events("web"), events -> events.stream().anyMatch(event -> event.startsWith(reason + ": ")));

        // When
        webhook.close();

        // Then
        assertThat(user.seesReady("web").ready()).isEqualTo("2/2");
    }

    @Test
    @DisplayName("for Services, the pods of a new app run all the same, and are served as soon as it is up")
    void podsRun(TestCluster cluster, User user) {
        // Given
        var webhook = DeadWebhook.on(cluster.client(), user.namespace(), "services");
        awaitsDead(cluster, user, "services");

        // When
        user.applies(Web.of("1", 2));

        // Then
        user.sees("web", "has its pods", s -> User.is(s, "Available", "True") && User.is(s, "Ready", "Unknown"));
        webhook.close();
        user.seesReady("web");
    }

    @Test
    @DisplayName("for pods, an app that loses its pods is not Ready for a moment longer, though it was")
    void lostPods(TestCluster cluster, User user) {
        // Given
        user.applies(Web.of("1", 3));
        user.seesReady("web");
        try (var _ = DeadWebhook.on(cluster.client(), user.namespace(), "pods")) {
            awaitsDead(cluster, user, "pods");

            // When
            user.kubectl("delete", "pods", "--selector=exposedapp.io/app=web", "--grace-period=0", "--force");

            // Then
            var status = user.sees("web", "is not Ready", s -> User.why(s, "Ready").startsWith("PodWriteFailed: "));
            assertThat(status.readyReplicas()).isZero();
            assertThat(User.is(status, "Available", "False")).isTrue();
        }
    }

    @Test
    @DisplayName("for budgets, an app that is served is Ready, and Progressing says what is tried again")
    void budget(TestCluster cluster, User user) {
        // Given
        var webhook = DeadWebhook.on(cluster.client(), user.namespace(), "poddisruptionbudgets");
        awaitsDead(cluster, user, "poddisruptionbudgets");
        user.applies(Web.of("1", 3, "availability: {minAvailable: 2}"));
        var status = user.sees("web", "says what is tried again",
                s -> User.is(s, "Ready", "True") && User.why(s, "Progressing").contains("failed to write PodDisruptionBudget"));
        assertThat(User.why(status, "Progressing")).startsWith("NewRevisionAvailable: ");

        // When
        webhook.close();

        // Then
        user.awaits("its budget",
                () -> cluster.client().policy().v1().podDisruptionBudget().inNamespace(user.namespace()).withName("web").get(),
                _ -> true);
        user.sees("web", "has nothing to say of it", s -> !User.why(s, "Progressing").contains("PodDisruptionBudget"));
    }

    @Test
    @DisplayName("for the status itself there is none, and the app is served; the status comes when it is up")
    void status(TestCluster cluster, User user) {
        // Given
        var webhook = DeadWebhook.on(cluster.client(), user.namespace(), "exposedapps/status");
        awaitsDead(cluster, user, "exposedapps/status");
        user.applies(Web.of("1", 2));
        user.awaits("its pods run", () -> user.pods("web"), pods -> pods.size() == 2);
        assertThat(Objects.requireNonNull(user.app("web")).getStatus().observedGeneration()).isEqualTo(-1);

        // When
        webhook.close();

        // Then
        user.seesReady("web");
    }

    @Test
    @DisplayName("the write that fails is sent ever more rarely, whatever wakes the app meanwhile")
    void slower(TestCluster cluster, User user) {
        // Given
        try (var _ = DeadWebhook.on(cluster.client(), user.namespace(), "pods")) {
            awaitsDead(cluster, user, "pods");
            user.applies(Web.of("1", 2));
            user.sees("web", "says what fails", s -> User.why(s, "Progressing").startsWith("PodWriteFailed: "));
            var mark = cluster.audit().mark();

            // When
            for (int i = 0; i < 20; i++) {
                user.kubectl("label", "service", "web", "--overwrite", "round=" + i);
            }

            // Then
            var creates = cluster.audit().since(mark, RunningOperator.USER).stream()
                    .filter(r -> r.resource().equals("pods") && r.verb().equals("create") && r.namespace().equals(user.namespace()))
                    .count();
            assertThat(creates).as("pods that were asked for").isLessThan(20);
        }
    }

    @Test
    @DisplayName("that hangs and is to be ignored, for all that an app needs, the app becomes Ready, and nothing is said to fail")
    void ignored(TestCluster cluster, User user) {
        // Given
        var webhooks = Stream.of("pods", "controllerrevisions", "services", "nodeportreservations", "poddisruptionbudgets",
                "exposedapps/status").map(resource -> HangingWebhook.on(cluster.client(), user.namespace(), resource)).toList();
        try {
            webhooks.forEach(webhook -> user.awaits("the API server asks the webhook of " + webhook.resource(), () -> {
                Probe.refusal(cluster, user, webhook.resource());
                return webhook.asked();
            }));

            // When
            user.applies(Web.of("1", 2, "availability: {minAvailable: 1}"));

            // Then
            assertThat(user.seesReady("web").ready()).isEqualTo("2/2");
            assertThat(user.events("web")).noneMatch(event -> event.contains("WriteFailed"));
        } finally {
            webhooks.forEach(HangingWebhook::close);
        }
    }

    /** The API server hears of a webhook by a watch of its own. */
    private static void awaitsDead(TestCluster cluster, User user, String resource) {
        user.awaits("the API server knows the webhook of " + resource,
                () -> Probe.refusal(cluster, user, resource).contains("failed calling webhook"));
    }
}
