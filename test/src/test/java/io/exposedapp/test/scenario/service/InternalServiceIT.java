package io.exposedapp.test.scenario.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.operator.EndpointHistory;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("The Service of an app for clients inside the cluster")
class InternalServiceIT {

    private static final String HTTP = "{name: http, containerPort: 8080, port: 80, nodePort: %d, appProtocol: http}";
    private static final String METRICS = "{name: metrics, containerPort: 9090, exposed: false}";

    @Test
    @DisplayName("has every port, none of them with a nodePort, the app as its controller, and the user's policies, but not their labels")
    void asItIsMade(User user) {
        // When
        user.exposesWith("shop", "{service: {labels: {team: web}, annotations: {example.com/note: hello}}, externalTrafficPolicy: Local, "
                + "internalTrafficPolicy: Local, sessionAffinity: ClientIP}", HTTP.formatted(32600), METRICS);

        // Then
        var status = user.seesReady("shop");
        assertThat(User.why(status, "Exposed")).isEqualTo("Exposed: http: outside 32600 -> inside the cluster 80 -> in the container 8080. "
                + "metrics: inside the cluster only, shop-internal:9090 -> in the container 9090");
        assertThat(user.kubectl("get", "xapp", "shop", "--no-headers").split(" +")).startsWith("shop", "1/1", "80:32600/TCP,9090/TCP");
        assertThat(User.port(status, "metrics").exposed()).isFalse();
        assertThat(User.port(status, "metrics").nodePort()).isNull();
        assertThat(status.serviceName()).isEqualTo("shop");
        var service = internal(user);
        assertThat(service.getSpec().getType()).isEqualTo("ClusterIP");
        assertThat(service.getSpec().getSelector()).containsOnly(Map.entry("exposedapp.io/app", "shop"));
        assertThat(service.getSpec().getPorts()).extracting(ServicePort::getName).containsExactly("http", "metrics");
        assertThat(service.getSpec().getPorts()).allSatisfy(port -> {
            assertThat(port.getTargetPort().getValue()).isEqualTo(port.getName());
            assertThat(port.getNodePort()).isNull();
        });
        assertThat(List.of(service.getSpec().getInternalTrafficPolicy(), service.getSpec().getSessionAffinity()))
                .containsExactly("Local", "ClientIP");
        assertThat(service.getMetadata().getLabels()).containsEntry("exposedapp.io/app", "shop").doesNotContainKey("team");
        assertThat(service.getMetadata().getOwnerReferences()).singleElement()
                .satisfies(owner -> assertThat(owner.getUid()).isEqualTo(Objects.requireNonNull(user.app("shop")).getMetadata().getUid()));
        assertThat(user.entries("shop")).singleElement().satisfies(entry -> assertThat(entry.getSpec().portList()).isEqualTo("http/TCP"));
    }

    @Test
    @DisplayName("leads to a pod at any time while a port is renamed, and to its new name in the end")
    void portRenamed(User user, KubernetesClient client) {
        // Given
        user.exposes("shop", HTTP.formatted(32606), METRICS);
        user.seesReady("shop");
        try (var endpoints = EndpointHistory.of(client, user.namespace(), "shop-internal", 1)) {
            // When
            user.exposes("shop", HTTP.formatted(32606), "{name: stats, containerPort: 9191, port: 9090, exposed: false}");

            // Then
            user.awaits("it leads to the new name", () -> user.service("shop-internal"),
                    s -> s.getSpec().getPorts().stream().anyMatch(port -> "stats".equals(port.getTargetPort().getValue())));
            assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32606/TCP,9090/TCP");
            assertThat(endpoints.fewest()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("is put right when somebody edits it, whatever they make of it")
    void editedByHand(User user) {
        // Given
        user.exposesWith("shop", "{externalTrafficPolicy: Local}", HTTP.formatted(32601), METRICS);
        user.seesReady("shop");
        var uid = internal(user).getMetadata().getUid();

        // When
        user.kubectl("patch", "service", "shop-internal", "--type=json", "--patch", """
                [{op: replace, path: /spec/type, value: NodePort}, {op: add, path: /spec/externalTrafficPolicy, value: Local},
                 {op: replace, path: /spec/selector, value: {app: evil}}, {op: remove, path: /spec/ports/0}]""");

        // Then
        var back = user.awaits("it is as it was", () -> user.service("shop-internal"),
                s -> s.getSpec().getType().equals("ClusterIP") && s.getSpec().getPorts().size() == 2);
        assertThat(back.getMetadata().getUid()).isEqualTo(uid);
        assertThat(back.getSpec().getSelector()).containsOnly(Map.entry("exposedapp.io/app", "shop"));
        assertThat(back.getSpec().getPorts()).extracting(ServicePort::getNodePort).containsOnlyNulls();
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32601/TCP,9090/TCP");
    }

    @Test
    @DisplayName("is made anew when somebody deletes it")
    void deletedByHand(User user) {
        // Given
        user.exposes("shop", HTTP.formatted(32602), METRICS);
        user.seesReady("shop");
        var uid = internal(user).getMetadata().getUid();

        // When
        user.kubectl("delete", "service", "shop-internal");

        // Then
        user.awaits("there is another one", () -> user.service("shop-internal"), s -> !s.getMetadata().getUid().equals(uid));
        user.seesReady("shop");
    }

    @Test
    @DisplayName("is not made where somebody has one of its name, which is never written: the app says so, and serves its number all the same")
    void somebodyElses(User user) {
        // Given
        user.applies("""
                apiVersion: v1
                kind: Service
                metadata: {name: shop-internal}
                spec: {selector: {app: legacy}, ports: [{port: 80}]}
                """);
        var before = internal(user);
        user.exposes("shop", HTTP.formatted(32603), METRICS);
        var refused = user.sees("shop", "is refused with a pod", s -> User.is(s, "Stalled", "True") && "1/1".equals(s.ready()));
        assertThat(User.why(refused, "Exposed")).isEqualTo("ServiceNotOwned: Service " + user.namespace() + "/shop-internal is not this "
                + "app's: nobody controls it; delete or rename it, so that clients inside the cluster reach what is not exposed (metrics)");
        assertThat(User.is(refused, "PortsReserved", "True")).isTrue();
        assertThat(User.port(refused, "http").reason()).isNull();
        assertThat(User.number(refused, "http")).isEqualTo(32603);
        assertThat(User.port(refused, "metrics").reason()).isEqualTo("ServiceNotOwned");
        assertThat(internal(user).getMetadata().getResourceVersion()).isEqualTo(before.getMetadata().getResourceVersion());

        // When
        user.kubectl("delete", "service", "shop-internal");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32603/TCP,9090/TCP");
        assertThat(internal(user).getSpec().getSelector()).containsOnly(Map.entry("exposedapp.io/app", "shop"));
    }

    @Test
    @DisplayName("goes with the app, as the other one does")
    void appDeleted(User user) {
        // Given
        user.exposes("shop", HTTP.formatted(32604), METRICS);
        user.seesReady("shop");
        user.seesService("shop-internal");

        // When
        user.kubectl("delete", "xapp", "shop");

        // Then
        user.seesEntry(32604, "CoolingDown");
        user.seesNoService("shop");
        user.seesNoService("shop-internal");
    }

    @Test
    @DisplayName("stays when the app is deleted as an orphan's parent, and is the app's again when it is back")
    void orphaned(User user) {
        // Given
        user.exposes("shop", HTTP.formatted(32605), METRICS);
        user.seesReady("shop");
        var uid = internal(user).getMetadata().getUid();
        user.kubectl("delete", "xapp", "shop", "--cascade=orphan");
        user.awaits("nobody controls it", () -> user.service("shop-internal"), s -> s.getMetadata().getOwnerReferences().isEmpty());

        // When
        user.exposes("shop", HTTP.formatted(32605), METRICS);

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32605/TCP,9090/TCP");
        var owner = Objects.requireNonNull(user.app("shop")).getMetadata().getUid();
        assertThat(internal(user).getMetadata().getUid()).isEqualTo(uid);
        assertThat(internal(user).getMetadata().getOwnerReferences()).singleElement()
                .satisfies(reference -> assertThat(reference.getUid()).isEqualTo(owner));
    }

    private static Service internal(User user) {
        return user.seesService("shop-internal");
    }
}
