package io.exposedapp.test.scenario.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("The Service of an app")
class OwnServiceIT {

    private static final String APP = """
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {name: shop}
            spec:
              image: registry.example/test/app:1
              ports: [{name: http, containerPort: 8170, port: 80, nodePort: %d, appProtocol: http}]
              exposure: %s
            """;

    @Test
    @DisplayName("has every nodePort as granted, targetPorts by name, and the app as its controller, and blocks a foreground deletion")
    void asItIsMade(User user) {
        // When
        user.exposes("shop", "{name: http, containerPort: 8170, port: 80, nodePort: 32260}",
                "{name: grpc, containerPort: 9000, appProtocol: kubernetes.io/h2c}");

        // Then
        var status = user.seesReady("shop");
        var service = service(user);
        var uid = Objects.requireNonNull(user.app("shop")).getMetadata().getUid();
        assertThat(service.getSpec().getType()).isEqualTo("NodePort");
        assertThat(service.getSpec().getSelector()).containsOnly(Map.entry("exposedapp.io/app", "shop"));
        assertThat(service.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getUid()).isEqualTo(uid);
            assertThat(owner.getController()).isTrue();
            assertThat(owner.getBlockOwnerDeletion()).isTrue();
        });
        assertThat(service.getSpec().getPorts()).hasSize(2).allSatisfy(port -> {
            assertThat(port.getTargetPort().getValue()).isEqualTo(port.getName());
            assertThat(port.getNodePort()).isEqualTo(User.port(status, port.getName()).nodePort());
        });
        assertThat(port(service, "http").getPort()).isEqualTo(80);
        assertThat(port(service, "grpc").getAppProtocol()).isEqualTo("kubernetes.io/h2c");
    }

    @Test
    @DisplayName("loses a port that somebody adds to it, and that port's number")
    void portAdded(User user) {
        // Given
        ready(user, 32261);

        // When
        user.kubectl("patch", "service", "shop", "-p", """
                {"spec": {"ports": [{"name": "debug", "port": 5005, "nodePort": 32262}]}}""");

        // Then
        user.awaits("it has its one port", () -> user.service("shop"), s -> numbers(s).equals(List.of(32261)));
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32261/TCP");
    }

    @Test
    @DisplayName("gets its number back when somebody changes it")
    void numberChanged(User user) {
        // Given
        ready(user, 32263);
        var uid = service(user).getMetadata().getUid();

        // When
        user.kubectl("patch", "service", "shop", "--type=json", "-p", """
                [{"op": "replace", "path": "/spec/ports/0/nodePort", "value": 32264}]""");

        // Then
        var back = user.awaits("it has its number", () -> user.service("shop"), s -> numbers(s).equals(List.of(32263)));
        assertThat(back.getMetadata().getUid()).isEqualTo(uid);
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32263/TCP");
        user.seesEntry(32263, "Held");
    }

    @Test
    @DisplayName("is a NodePort Service again, on its number, when somebody makes it ClusterIP")
    void typeChanged(User user) {
        // Given
        ready(user, 32265);

        // When
        user.kubectl("patch", "service", "shop", "-p", """
                {"spec": {"type": "ClusterIP"}}""");

        // Then
        user.awaits("it has its number", () -> user.service("shop"),
                s -> s.getSpec().getType().equals("NodePort") && numbers(s).equals(List.of(32265)));
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32265/TCP");
    }

    @Test
    @DisplayName("is made anew with the same number when somebody deletes it")
    void deleted(User user) {
        // Given
        ready(user, 32266);
        var uid = service(user).getMetadata().getUid();

        // When
        user.kubectl("delete", "service", "shop");

        // Then
        user.awaits("there is another one", () -> user.service("shop"),
                s -> !s.getMetadata().getUid().equals(uid) && numbers(s).equals(List.of(32266)));
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32266/TCP");
    }

    @Test
    @DisplayName("selects the app's pods again when somebody changes its selector")
    void selectorChanged(User user) {
        // Given
        ready(user, 32267);

        // When
        user.kubectl("patch", "service", "shop", "--type=merge", "-p", """
                {"spec": {"selector": {"app": "evil"}}}""");

        // Then
        user.awaits("it selects the app's pods and nothing else", () -> user.service("shop"),
                s -> s.getSpec().getSelector().equals(Map.of("exposedapp.io/app", "shop")));
    }

    @Test
    @DisplayName("has the user's labels and annotations, loses those that the user drops, and keeps those that somebody else set")
    void labels(User user) {
        // Given
        user.applies(APP.formatted(32268, "{service: {labels: {team: web, tier: front}, annotations: {example.com/note: hello}}}"));
        user.seesReady("shop");
        assertThat(service(user).getMetadata().getLabels()).containsEntry("team", "web").containsEntry("tier", "front");
        assertThat(service(user).getMetadata().getAnnotations()).containsEntry("example.com/note", "hello");
        user.kubectl("label", "service", "shop", "audit=yes");
        user.kubectl("annotate", "service", "shop", "example.com/seen=today");

        // When
        user.applies(APP.formatted(32268, "{service: {labels: {team: shop}}}"));

        // Then
        var service = user.awaits("tier is gone", () -> user.service("shop"), s -> !s.getMetadata().getLabels().containsKey("tier"));
        assertThat(service.getMetadata().getLabels()).containsEntry("team", "shop").containsEntry("audit", "yes")
                .containsEntry("exposedapp.io/app", "shop");
        assertThat(service.getMetadata().getAnnotations()).containsEntry("example.com/seen", "today").doesNotContainKey("example.com/note");
    }

    @Test
    @DisplayName("has the user's policies, and Kubernetes' defaults again when the user drops them")
    void policies(User user) {
        // Given
        user.appliesWithKubectl(APP.formatted(32269,
                "{externalTrafficPolicy: Local, internalTrafficPolicy: Local, sessionAffinity: ClientIP, ipFamilyPolicy: PreferDualStack}"));
        user.seesReady("shop");
        var local = service(user).getSpec();
        assertThat(List.of(local.getExternalTrafficPolicy(), local.getInternalTrafficPolicy(), local.getSessionAffinity(),
                local.getIpFamilyPolicy())).containsExactly("Local", "Local", "ClientIP", "PreferDualStack");

        // When
        user.appliesWithKubectl(APP.formatted(32269, "{}"));

        // Then
        var service = user.awaits("it has the defaults", () -> user.service("shop"),
                s -> s.getSpec().getExternalTrafficPolicy().equals("Cluster"));
        var plain = service.getSpec();
        assertThat(List.of(plain.getInternalTrafficPolicy(), plain.getSessionAffinity(), plain.getIpFamilyPolicy()))
                .containsExactly("Cluster", "None", "SingleStack");
        assertThat(plain.getSessionAffinityConfig()).isNull();
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32269/TCP");
    }

    @Test
    @DisplayName("is not there while no port is granted a number, and is made when one is")
    void noPortGranted(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 9090}");
        var refused = user.sees("shop", "is refused with a pod", s -> User.is(s, "Stalled", "True") && "1/1".equals(s.ready()));
        assertThat(User.why(refused, "Exposed")).isEqualTo("NoPortGranted: no port has a number, so there is no NodePort Service");
        assertThat(user.service("shop")).isNull();

        // When
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32270}");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32270/TCP");
        assertThat(numbers(service(user))).containsExactly(32270);
    }

    @Test
    @DisplayName("goes when the last port that had a number is dropped, and then the number rests")
    void noPortLeft(User user) {
        // Given
        ready(user, 32271);

        // When
        user.exposes("shop", "{name: grpc, containerPort: 9000, nodePort: 9090}");

        // Then
        user.seesEntry(32271, "CoolingDown");
        assertThat(user.service("shop")).isNull();
        assertThat(user.sees("shop", "is refused", s -> User.is(s, "Stalled", "True")).portMap()).isEqualTo("9000:!9090/TCP");
    }

    private static void ready(User user, int number) {
        user.applies(APP.formatted(number, "{}"));
        user.seesReady("shop");
    }

    private static Service service(User user) {
        return user.seesService("shop");
    }

    private static ServicePort port(Service service, String name) {
        return service.getSpec().getPorts().stream().filter(p -> p.getName().equals(name)).findFirst().orElseThrow();
    }

    private static List<Integer> numbers(Service service) {
        return service.getSpec().getPorts().stream().map(ServicePort::getNodePort).toList();
    }
}
