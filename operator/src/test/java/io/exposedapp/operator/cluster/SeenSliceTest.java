package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.app.AppRef;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An EndpointSlice")
class SeenSliceTest {

    private static final String SLICE = """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata:
              namespace: shop
              name: web-x7k2p
              labels:
                exposedapp.io/app: web
                kubernetes.io/service-name: web-public
                endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io
            addressType: IPv4
            endpoints:
            - {addresses: [10.0.0.1], conditions: {ready: true}, targetRef: {kind: Pod, name: web-0, uid: ready}}
            - {addresses: [10.0.0.2], conditions: {ready: false}, targetRef: {kind: Pod, name: web-1, uid: not-ready}}
            - {addresses: [10.0.0.3], conditions: {}, targetRef: {kind: Pod, name: web-2, uid: unsaid}}
            - {addresses: [10.0.0.4], targetRef: {kind: Pod, name: web-3, uid: no-conditions}}
            - {addresses: [10.0.0.5], conditions: {ready: true}}
            """;

    @Test
    @DisplayName("tells which pods a Service leads to: those that are ready, or of which nothing is said")
    void pods() {
        // When
        var seen = SeenSlice.read(Serialization.unmarshal(SLICE, EndpointSlice.class));

        // Then
        assertThat(seen).hasValue(new SeenSlice(new AppRef("shop", "web"), "web-public", Set.of("ready", "unsaid", "no-conditions")));
    }

    @Test
    @DisplayName("of a Service that leads to nobody comes without endpoints")
    void empty() {
        // Given
        var slice = SLICE.substring(0, SLICE.indexOf("endpoints:\n")) + "endpoints: null\n";

        // When
        var seen = SeenSlice.read(Serialization.unmarshal(slice, EndpointSlice.class));

        // Then
        assertThat(seen).hasValue(new SeenSlice(new AppRef("shop", "web"), "web-public", Set.of()));
    }

    @ParameterizedTest(name = "without {0}")
    @ValueSource(strings = {"exposedapp.io/app: web", "kubernetes.io/service-name: web-public",
            "endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io"})
    @DisplayName("that Kubernetes did not make for an app's Service says nothing")
    void others(String label) {
        // When
        var seen = SeenSlice.read(Serialization.unmarshal(SLICE.replace(label, "a: b"), EndpointSlice.class));

        // Then
        assertThat(seen).isEmpty();
    }
}
