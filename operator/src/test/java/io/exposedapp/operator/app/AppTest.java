package io.exposedapp.operator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An intent is parsed once, with every default applied. */
class AppTest {

    private static final String LEAST = """
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {namespace: shop, name: web, uid: app-1}
            spec:
              image: web:1
              ports:
              - {name: http, containerPort: 8080}
            """;

    private static final String MOST = """
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata:
              namespace: shop
              name: web
              uid: app-1
              generation: 4
              deletionTimestamp: "2026-11-21T12:00:00Z"
              annotations: {exposedapp.io/reconcile: disabled}
            spec:
              image: web:1
              replicas: 0
              ports:
              - {name: http, containerPort: 8080, port: 80, nodePort: 30001, appProtocol: http}
              - {name: dns, containerPort: 5353, port: 53, protocol: UDP}
              exposure:
                service: {name: front, labels: {b: "2", a: "1"}, annotations: {note: hello}}
                externalTrafficPolicy: Local
                internalTrafficPolicy: Local
                sessionAffinity: ClientIP
                ipFamilyPolicy: PreferDualStack
            """;

    @Test
    @DisplayName("What the user leaves out: one replica, TCP, port = containerPort, no pin, the Service named as the app, no policies")
    void defaults() {
        // When
        var app = read(LEAST);

        // Then
        assertThat(app.replicas()).isEqualTo(1);
        assertThat(app.generation()).isZero();
        assertThat(app.deleting()).isFalse();
        assertThat(app.reconcileDisabled()).isFalse();
        assertThat(app.ports()).containsExactly(new Port("http", "TCP", 8080, 8080, null, null, true));
        assertThat(app.service().name()).isEqualTo("web");
        assertThat(app.service().labels()).isEmpty();
        assertThat(app.service().annotations()).isEmpty();
        assertThat(app.service().externalTrafficPolicy()).isNull();
        assertThat(app.service().internalTrafficPolicy()).isNull();
        assertThat(app.service().sessionAffinity()).isNull();
        assertThat(app.service().ipFamilyPolicy()).isNull();
    }

    @Test
    @DisplayName("What the user says is taken as it is; ports are served by name and shown in the spec's order")
    void everything() {
        // When
        var app = read(MOST);

        // Then
        assertThat(app.ref()).hasToString("shop/web");
        assertThat(app.uid()).isEqualTo("app-1");
        assertThat(app.generation()).isEqualTo(4);
        assertThat(app.deleting()).isTrue();
        assertThat(app.reconcileDisabled()).isTrue();
        assertThat(app.replicas()).isZero();
        assertThat(app.ports()).containsExactly(new Port("dns", "UDP", 5353, 53, null, null, true),
                new Port("http", "TCP", 8080, 80, 30001, "http", true));
        assertThat(app.portOrder()).containsExactly("http", "dns");
        assertThat(app.service().name()).isEqualTo("front");
        assertThat(app.service().labels().sequencedKeySet()).containsExactly("a", "b");
        assertThat(app.service().annotations()).containsEntry("note", "hello");
        assertThat(List.of(String.valueOf(app.service().externalTrafficPolicy()), String.valueOf(app.service().internalTrafficPolicy()),
                String.valueOf(app.service().sessionAffinity()), String.valueOf(app.service().ipFamilyPolicy()))).containsExactly("Local",
                        "Local", "ClientIP", "PreferDualStack");
    }

    @Test
    @DisplayName("Only exposed: false keeps a port inside the cluster")
    void exposed() {
        // When
        var app = read("""
                metadata: {namespace: shop, name: web, uid: app-1}
                spec:
                  image: web:1
                  ports: [{name: http, containerPort: 8080, exposed: true}, {name: metrics, containerPort: 9090, exposed: false},
                    {name: grpc, containerPort: 9000}]
                """);

        // Then
        assertThat(app.exposedPorts()).extracting(Port::name).containsExactly("grpc", "http");
        assertThat(app.hidesPorts()).isTrue();
    }

    @Test
    @DisplayName("Only the value disabled disables")
    void reconcileAnnotation() {
        assertThat(read(MOST.replace("reconcile: disabled", "reconcile: enabled")).reconcileDisabled()).isFalse();
        assertThat(read(MOST.replace("reconcile: disabled", "reconcile: Disabled")).reconcileDisabled()).isFalse();
    }

    @Test
    @DisplayName("A port is found by its name")
    void portByName() {
        var app = read(MOST);

        assertThat(app.port("dns")).hasValueSatisfying(port -> assertThat(port.label()).isEqualTo("dns/UDP"));
        assertThat(app.port("http2")).isEmpty();
    }

    @Test
    @DisplayName("Two ports share a number if they are one Service port over two protocols")
    void sharing() {
        var tcp = new Port("a", "TCP", 1, 53, null, null, true);

        assertThat(tcp.sharesNumberWith(new Port("b", "UDP", 2, 53, null, null, true))).isTrue();
        assertThat(tcp.sharesNumberWith(new Port("b", "UDP", 1, 54, null, null, true))).isFalse();
        assertThat(tcp.sharesNumberWith(new Port("b", "TCP", 1, 53, null, null, true))).isFalse();
    }

    @Test
    @DisplayName("The longest pod name is a host name: 63 characters")
    void podName() {
        assertThat(Names.pod("a".repeat(52), "abc123", 999)).hasSize(63);
    }

    @Test
    @DisplayName("Children carry the operator's labels and never one that Argo CD tracks by")
    void labels() {
        assertThat(Labels.child("web")).containsOnlyKeys("app.kubernetes.io/managed-by", "exposedapp.io/app");
        assertThat(Labels.ofRevision("web", "abc123")).containsAllEntriesOf(Labels.child("web"))
                .containsAllEntriesOf(Labels.selector("web")).containsEntry("exposedapp.io/revision", "abc123").hasSize(3);
    }

    private static App read(String yaml) {
        return App.from(Serialization.unmarshal(yaml, ExposedApp.class));
    }
}
