package io.exposedapp.test.scenario.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("Events about an app")
class EventsIT {

    private static final String APP = """
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {name: %s}
            spec:
              image: registry.example/web:1
              replicas: %d
              ports:
              - {name: http, containerPort: 8080, nodePort: %d}
              - {name: admin, containerPort: 9090, nodePort: %d}
            """;

    @Test
    @DisplayName("tell once, and in one, which numbers were opened; becoming Ready is none, nor is scaling")
    void opened(User user, KubernetesClient client) {
        // Given
        user.applies(APP.formatted("web", 1, 32330, 32331));
        user.seesReady("web");

        // When
        user.kubectl("scale", "xapp", "web", "--replicas=3");
        user.seesReady("web");

        // Then
        assertThat(user.awaits("an event", () -> told(user, client, "web"), told -> !told.isEmpty()))
                .containsExactly("Normal Exposed: opened http on 32330, admin on 32331");
    }

    @Test
    @DisplayName("tell of a number that moved, what it was before")
    void moved(User user, KubernetesClient client) {
        // Given
        user.applies(APP.formatted("web", 1, 32332, 32333));
        user.seesReady("web");

        // When
        user.applies(APP.formatted("web", 1, 32334, 32333));

        // Then
        assertThat(user.seesReady("web").portMap()).contains("8080:32334/TCP");
        assertThat(user.awaits("a second event", () -> told(user, client, "web"), told -> told.size() == 2)).containsExactly(
                "Normal Exposed: opened http on 32332, admin on 32333",
                "Normal Exposed: opened http on 32334 (was 32332)");
    }

    @Test
    @DisplayName("warn of a refused pin once, naming the holder; no later pass says it again, another pin does")
    void refused(User user, KubernetesClient client) {
        // Given
        user.applies(APP.formatted("holder", 1, 32335, 32336));
        user.seesReady("holder");
        user.applies(APP.formatted("late", 1, 32335, 32337));
        user.sees("late", "is refused", s -> User.is(s, "Ready", "False"));

        // When
        user.kubectl("scale", "xapp", "late", "--replicas=2");
        user.sees("late", "has two pods", s -> "2/2".equals(s.ready()));
        user.applies(APP.formatted("late", 2, 32336, 32337));
        user.sees("late", "is refused the other one", s -> s.portMap() != null && s.portMap().contains("!32336"));

        // Then
        var told = user.awaits("three events", () -> told(user, client, "late"), all -> all.size() >= 3);
        assertThat(told).hasSize(3);
        assertThat(told).filteredOn(line -> line.startsWith("Normal Exposed")).containsExactly("Normal Exposed: opened admin on 32337");
        assertThat(told).filteredOn(line -> line.startsWith("Warning PortInUse")).hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("http: nodePort 32335 is held by " + user.namespace() + "/holder (port http) since"),
                        line -> assertThat(line)
                                .contains("http: nodePort 32336 is held by " + user.namespace() + "/holder (port admin) since"));
    }

    @Test
    @DisplayName("are shown by kubectl describe, with who reports them")
    void described(User user, KubernetesClient client) {
        // When
        user.applies(APP.formatted("web", 1, 32338, 32339));

        // Then
        user.seesReady("web");
        user.awaits("the event is there", () -> told(user, client, "web"), told -> !told.isEmpty());
        assertThat(user.kubectl("describe", "xapp", "web").lines().map(line -> line.strip().replaceAll("\\s+", " ")))
                .anyMatch(line -> line.startsWith("Normal Exposed ") && line.contains(" opened http on 32338, admin on 32339"));
    }

    /** {@code TYPE REASON: NOTE}, the oldest first. */
    private static List<String> told(User user, KubernetesClient client, String app) {
        return client.events().v1().events().inNamespace(user.namespace()).list().getItems().stream()
                .filter(event -> "ExposedApp".equals(event.getRegarding().getKind()) && app.equals(event.getRegarding().getName()))
                .sorted(Comparator.comparing((Event event) -> event.getEventTime().getTime()))
                .map(event -> event.getType() + " " + event.getReason() + ": " + event.getNote()).toList();
    }
}
