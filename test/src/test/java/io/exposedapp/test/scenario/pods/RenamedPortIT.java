package io.exposedapp.test.scenario.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.operator.EndpointHistory;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("A port that gets another name and another containerPort")
class RenamedPortIT {

    private static final String APP = """
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {name: web}
            spec:
              image: registry.example/web:1
              replicas: 2
              ports: [{name: %s, containerPort: %d, port: 80, nodePort: 32310}]
              rollout: %s
            """;

    private static final String ONE_MORE = "{maxSurge: 1, maxUnavailable: 0}";

    @Test
    @DisplayName("keeps its number, and the Service leads to as many pods at any time; in the end it leads to the new name")
    void renamed(User user, KubernetesClient client) {
        // Given
        user.applies(APP.formatted("http", 8080, ONE_MORE));
        user.seesReady("web");
        try (var endpoints = EndpointHistory.of(client, user.namespace(), "web", 2)) {
            // When
            user.applies(APP.formatted("www", 9090, ONE_MORE));

            // Then
            var status = user.seesReady("web");
            assertThat(status.portMap()).isEqualTo("80:32310/TCP");
            user.awaits("the Service has the new name, and leads to it", () -> port(user),
                    port -> port.getName().equals("www") && port.getTargetPort().getValue().equals("www"));
            user.awaits("two pods are left", () -> user.pods("web"), pods -> pods.size() == 2);
            assertThat(endpoints.fewest()).isEqualTo(2);
            assertThat(user.pods("web")).allSatisfy(pod -> assertThat(pod.getSpec().getContainers().getFirst().getPorts())
                    .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
                    .containsExactly(tuple("www", 9090), tuple("http", 9090)));
        }
    }

    @Test
    @DisplayName("is found by its old name until all replicas are new, however long that takes; rolled back, nothing has changed")
    void stuck(User user) {
        // Given
        user.applies(APP.formatted("http", 8080, ONE_MORE));
        user.seesReady("web");
        var before = Pods.uidsOf(user, "web");

        // When
        user.applies(APP.formatted("www", 9090, ONE_MORE) + "  resources: {requests: {cpu: \"5000\"}}\n");

        // Then
        user.sees("web", "waits for a node", s -> User.why(s, "Progressing").contains("Unschedulable"));
        assertThat(port(user)).extracting(ServicePort::getName, p -> p.getTargetPort().getValue()).containsExactly("http", "http");
        user.applies(APP.formatted("http", 8080, ONE_MORE));
        user.seesReady("web");
        user.awaits("the stuck pod is gone", () -> Pods.uidsOf(user, "web"), before::equals);
        assertThat(port(user)).extracting(ServicePort::getName, p -> p.getTargetPort().getValue()).containsExactly("http", "http");
    }

    private static ServicePort port(User user) {
        return Objects.requireNonNull(user.service("web")).getSpec().getPorts().getFirst();
    }
}
