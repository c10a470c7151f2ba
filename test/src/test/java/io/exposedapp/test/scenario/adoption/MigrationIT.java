package io.exposedapp.test.scenario.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.EndpointHistory;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("A Service that nobody controls, and that the app asks for,")
class MigrationIT {

    @Test
    @DisplayName("keeps its numbers, its UID and its address, and always has a ready endpoint, while the app takes the Deployment's place")
    void oneCommit(User user, TestCluster cluster) {
        // Given
        Legacy.exposes(user, "shop", "{name: 8181-80, port: 80, targetPort: 8181, nodePort: 31000}");
        var before = user.seesService("shop");
        try (var endpoints = EndpointHistory.of(cluster.client(), user.namespace(), "shop", 2)) {

            // When
            user.applies(Legacy.successor("", "", "{name: http, containerPort: 8181, port: 80}"));
            user.seesReady("shop");
            user.kubectl("delete", "deployment", "legacy");

            // Then
            var pods = user.pods("shop").stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
            user.awaits("it leads to the app's pods and to no other", endpoints::ready, pods::equals);
            assertThat(endpoints.fewest()).as("fewest ready endpoints at any time").isEqualTo(2);
        }
        var after = user.seesService("shop");
        assertThat(after.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
        assertThat(after.getSpec().getClusterIP()).isEqualTo(before.getSpec().getClusterIP());
        assertThat(numbers(after)).isEqualTo(Map.of("http", 31000));
        assertThat(after.getSpec().getSelector()).isEqualTo(Map.of("exposedapp.io/app", "shop"));
        user.seesEntry(31000, "Held");
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31000/TCP");
        user.awaits("an event tells it", () -> user.events("shop"), events -> events.contains("Adopting: took over http on 31000"));
        assertThat(user.events("shop")).noneMatch(e -> e.startsWith("Exposed: opened http"));
    }

    @Test
    @DisplayName("is the app's, and not Argo CD's, before it leads to the app's pods; it does so when all of them are available")
    void twoSteps(User user) {
        // Given
        Legacy.exposes(user, "shop", "{port: 80, targetPort: 8181, nodePort: 31001}");
        user.applies(Legacy.successor("", Legacy.TOO_BIG, "{name: http, containerPort: 8181, port: 80}",
                "{name: admin, containerPort: 9000, nodePort: 31002}"));
        var status = user.sees("shop", "is being adopted", s -> User.why(s, "Ready").startsWith("Adopting: "));
        assertThat(status.portMap()).isEqualTo("80:31001/TCP,9000:?/TCP");
        assertThat(User.port(status, "http").reason()).isNull();
        assertThat(User.port(status, "admin").reason()).isEqualTo("Adopting");
        var meanwhile = user.seesService("shop");
        assertThat(meanwhile.getSpec().getSelector()).isEqualTo(Map.of("app", "legacy"));
        assertThat(meanwhile.getSpec().getPorts()).singleElement().satisfies(port -> assertThat(port.getName()).isNull());
        assertThat(meanwhile.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> assertThat(owner.getUid())
                .isEqualTo(Objects.requireNonNull(user.app("shop")).getMetadata().getUid()));
        assertThat(meanwhile.getMetadata().getLabels()).containsEntry("app", "legacy").containsEntry("exposedapp.io/app", "shop")
                .doesNotContainKeys("app.kubernetes.io/instance", "argocd.argoproj.io/instance");
        assertThat(meanwhile.getMetadata().getAnnotations()).containsEntry("exposedapp.io/adopting", "true")
                .containsEntry("example.com/note", "kept").doesNotContainKey("argocd.argoproj.io/tracking-id");
        user.seesEntry(31001, "Held");
        user.seesEntry(31002, "Held");

        // When
        user.applies(Legacy.successor("", "", "{name: http, containerPort: 8181, port: 80}",
                "{name: admin, containerPort: 9000, nodePort: 31002}"));

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31001/TCP,9000:31002/TCP");
        var after = user.seesService("shop");
        assertThat(numbers(after)).isEqualTo(Map.of("http", 31001, "admin", 31002));
        assertThat(after.getSpec().getSelector()).isEqualTo(Map.of("exposedapp.io/app", "shop"));
        assertThat(after.getMetadata().getAnnotations()).containsEntry("example.com/note", "kept")
                .doesNotContainKey("exposedapp.io/adopting");
    }

    @Test
    @DisplayName("may have another name than the app, and one number over TCP and UDP")
    void otherNameAndTwoProtocols(User user) {
        // Given
        Legacy.exposes(user, "hello-nginx-port-expose", "{name: 53-udp, port: 53, protocol: UDP, nodePort: 31003}",
                "{name: 53-tcp, port: 53, protocol: TCP, nodePort: 31003}", "{name: web, port: 80, nodePort: 31004}");
        var uid = user.seesService("hello-nginx-port-expose").getMetadata().getUid();

        // When
        user.applies(Legacy.successor(", name: hello-nginx-port-expose", "", "{name: dns, containerPort: 53, protocol: UDP}",
                "{name: dns-tcp, containerPort: 53}", "{name: http, containerPort: 80, nodePort: 31004}"));

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("53:31003/UDP,53:31003/TCP,80:31004/TCP");
        var after = user.seesService("hello-nginx-port-expose");
        assertThat(after.getMetadata().getUid()).isEqualTo(uid);
        assertThat(numbers(after)).isEqualTo(Map.of("dns", 31003, "dns-tcp", 31003, "http", 31004));
        assertThat(user.seesEntry(31003, "Held").getSpec().holder().ports()).extracting(p -> p.name()).containsExactly("dns", "dns-tcp");
        assertThat(user.service("shop")).isNull();
    }

    @Test
    @DisplayName("goes on leading to its former pods while the app has no replicas")
    void noReplicas(User user) {
        // Given
        Legacy.exposes(user, "shop", "{name: http, port: 80, nodePort: 31005}");
        user.applies(Legacy.successor("", "", "{name: http, containerPort: 80}").replace("replicas: 2", "replicas: 0"));
        var status = user.sees("shop", "is being adopted", s -> User.why(s, "Exposed").startsWith("Adopting: "));
        assertThat(User.why(status, "Exposed")).endsWith("with 0 replicas it goes on leading to its former pods: scale up to complete it");
        assertThat(user.seesService("shop").getSpec().getSelector()).isEqualTo(Map.of("app", "legacy"));

        // When
        user.kubectl("scale", "xapp", "shop", "--replicas=1");

        // Then
        user.seesReady("shop");
        assertThat(user.seesService("shop").getSpec().getSelector()).isEqualTo(Map.of("exposedapp.io/app", "shop"));
    }

    private static Map<String, Integer> numbers(Service service) {
        return service.getSpec().getPorts().stream().collect(Collectors.toMap(ServicePort::getName, ServicePort::getNodePort));
    }
}
