package io.exposedapp.test.scenario.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.operator.PodHistory;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("A new revision")
class RolloutIT {

    private static final String ONE_MORE = "rollout: {maxSurge: 1, maxUnavailable: 0}";

    /** More than any node has: its pods are never scheduled. */
    private static final String TOO_LARGE = "resources: {requests: {cpu: \"5000\"}}";

    @Test
    @DisplayName("replaces the pods one at a time, and at no time are fewer ready than wanted")
    void oneAtATime(User user, KubernetesClient client) {
        // Given
        user.applies(Web.of("1", 4, ONE_MORE));
        var first = user.seesReady("web").revision();

        try (var history = PodHistory.of(client, user.namespace(), "web")) {
            // When
            user.applies(Web.of("2", 4, ONE_MORE));

            // Then
            var second = user.seesReady("web").revision();
            assertThat(second).isNotEqualTo(first);
            user.awaits("only pods of the new revision", history::names,
                    Set.of("web-" + second + "-0", "web-" + second + "-1", "web-" + second + "-2", "web-" + second + "-3")::equals);
            assertThat(history.fewestReady()).isEqualTo(4);
            assertThat(history.mostActive()).isEqualTo(5);
            user.awaits("no pod will be made from the old revision again", () -> revisions(user, client), Set.of("web-" + second)::equals);
        }
    }

    @Test
    @DisplayName("whose pod never gets ready leaves the old ones serving, a lost one is made again as it was, and a corrected spec goes on")
    void stuck(User user, KubernetesClient client) {
        // Given
        user.applies(Web.of("1", 2));
        var good = user.seesReady("web").revision();
        user.applies(Web.of("2", 2, TOO_LARGE));
        var status = user.sees("web", "waits for a node",
                s -> User.condition(s, "Progressing").orElseThrow().getMessage().contains("Unschedulable"));
        assertThat(User.condition(status, "Ready")).get().extracting(c -> c.getStatus(), c -> c.getReason()).containsExactly("Unknown",
                "RollingOut");
        assertThat(User.is(status, "Available", "True")).isTrue();
        assertThat(status.updatedReplicas()).isEqualTo(1);
        var bad = status.revision();

        // When
        user.kubectl("delete", "pod", "web-" + good + "-1");

        // Then
        user.awaits("the lost pod is made again as it was", () -> Pods.tags(user, "web"), List.of("1", "1", "2")::equals);
        user.sees("web", "has two ready pods again", s -> "2/2".equals(s.ready()) && User.is(s, "Available", "True"));
        assertThat(revisions(user, client)).isEqualTo(Set.of("web-" + good, "web-" + bad));

        // and the corrected one
        try (var history = PodHistory.of(client, user.namespace(), "web")) {
            user.applies(Web.of("3", 2));
            var corrected = user.seesReady("web").revision();
            user.awaits("only pods of the corrected revision", history::names,
                    Set.of("web-" + corrected + "-0", "web-" + corrected + "-1")::equals);
            assertThat(history.fewestReady()).isEqualTo(2);
            user.awaits("only the corrected revision", () -> revisions(user, client), Set.of("web-" + corrected)::equals);
        }
    }

    @Test
    @DisplayName("that does not start is in nobody's way: an evicted old pod is replaced as it was, and the old revision is scaled")
    void scaledWhileStuck(User user) {
        // Given
        user.applies(Web.of("1", 2, ONE_MORE));
        var good = user.seesReady("web").revision();
        user.applies(Web.of("2", 2, TOO_LARGE, ONE_MORE));
        user.sees("web", "waits for a node", s -> User.condition(s, "Progressing").orElseThrow().getMessage().contains("Unschedulable"));

        // When
        Pods.evict(user, "web-" + good + "-0");
        user.kubectl("scale", "xapp", "web", "--replicas=4");

        // Then
        user.sees("web", "has four ready pods", s -> "4/4".equals(s.ready()) && User.is(s, "Available", "True"));
        user.awaits("four of them of the old revision, and the evicted one is gone", () -> Pods.tags(user, "web"),
                List.of("1", "1", "1", "1", "2")::equals);
    }

    @Test
    @DisplayName("that is rolled back while it is stuck goes away, and the old pods were never touched")
    void rolledBack(User user, KubernetesClient client) {
        // Given
        user.applies(Web.of("1", 2));
        var good = user.seesReady("web").revision();
        var before = Pods.uidsOf(user, "web");
        user.applies(Web.of("2", 2, TOO_LARGE));
        user.sees("web", "waits for a node", s -> User.condition(s, "Progressing").orElseThrow().getMessage().contains("Unschedulable"));

        // When
        user.applies(Web.of("1", 2));

        // Then
        assertThat(user.seesReady("web").revision()).isEqualTo(good);
        user.awaits("the stuck pod is gone", () -> Pods.uidsOf(user, "web"), before::equals);
        user.awaits("its revision too", () -> revisions(user, client), Set.of("web-" + good)::equals);
    }

    @Test
    @DisplayName("is none when number, Service and replicas change: nothing restarts")
    void notForNumbers(User user) {
        // Given
        user.applies(Web.of("1", 2));
        var revision = user.seesReady("web").revision();
        var before = Pods.uidsOf(user, "web");

        // When
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: web, labels: {team: shop}}
                spec:
                  image: registry.example/web:1
                  replicas: 3
                  ports: [{name: http, containerPort: 8080, port: 80, nodePort: 32300, appProtocol: http}]
                  exposure:
                    service: {labels: {a: b}, annotations: {c: d}}
                    externalTrafficPolicy: Local
                    sessionAffinity: ClientIP
                """);

        // Then
        var status = user.seesReady("web");
        assertThat(status.portMap()).isEqualTo("80:32300/TCP");
        assertThat(status.revision()).isEqualTo(revision);
        assertThat(Pods.uidsOf(user, "web")).hasSize(3).containsAll(before);
    }

    private static Set<String> revisions(User user, KubernetesClient client) {
        return Pods.names(client.apps().controllerRevisions().inNamespace(user.namespace()).list().getItems());
    }
}
