package io.exposedapp.test.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The invariants of the chaos are broken")
class InvariantsTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Invariants invariants = new Invariants();

    @Test
    @DisplayName("by a number in two Services")
    void twoServices() {
        // When
        var broken = invariants.broken(look(List.of(), List.of(service("web", 31000), service("shop", 31000)), List.of(), 0), SECOND, true);

        // Then
        assertThat(broken).anyMatch(problem -> problem.startsWith("a number is in two Services: 31000"));
    }

    @Test
    @DisplayName("by a number that another app had before")
    void twoApps() {
        // Given
        assertThat(invariants.broken(look(List.of(), List.of(), List.of(entry(31000, "web")), 0), SECOND, true)).isEmpty();

        // When
        var broken = invariants.broken(look(List.of(), List.of(service("shop", 31000)), List.of(), 0), 2 * SECOND, true);

        // Then
        assertThat(broken).singleElement().asString().startsWith("a number has two apps");
    }

    @Test
    @DisplayName("by a number that changes in the same generation, and not by one that an edit changes")
    void changes() {
        // Given
        assertThat(invariants.broken(look(List.of(app(1)), List.of(service("web", 31000)), List.of(), 1), SECOND, true)).isEmpty();
        assertThat(invariants.broken(look(List.of(app(2)), List.of(service("web", 31001)), List.of(), 1), 2 * SECOND, true)).isEmpty();

        // When
        var broken = invariants.broken(look(List.of(app(2)), List.of(service("web", 31002)), List.of(), 1), 3 * SECOND, true);

        // Then
        assertThat(broken).singleElement().asString()
                .isEqualTo("the numbers of web changed in generation 2: from {http=31001} to {http=31002}");
    }

    @Test
    @DisplayName("by an app that is Ready with too few endpoints for longer than 10 s")
    void falselyReady() {
        // Given
        for (int second = 1; second <= 11; second++) {
            assertThat(broken(second, 0, true)).isEmpty();
        }

        // When
        var broken = broken(12, 0, true);

        // Then
        assertThat(broken).singleElement().asString().startsWith("web is Ready for 11.0 s with 0 ready endpoints of 1 replicas");
    }

    @Test
    @DisplayName("by no app whose endpoints came meanwhile, and none while the operator cannot write a status")
    void notFalselyReady() {
        // When
        for (int second = 1; second <= 60; second++) {
            int endpoints = second % 8 == 0 && second < 30 ? 1 : 0;
            boolean canReport = second < 30 || second % 9 != 0;

            // Then
            assertThat(broken(second, endpoints, canReport)).isEmpty();
        }
    }

    private List<String> broken(int second, int endpoints, boolean canReport) {
        return invariants.broken(look(List.of(app(1)), List.of(service("web", 31000)), List.of(), endpoints), second * SECOND, canReport);
    }

    private static Look look(List<ExposedApp> apps, List<Service> services, List<NodePortReservation> entries, int endpoints) {
        var slices = endpoints == 0 ? List.<EndpointSlice>of() : List.of(slice());
        return new Look("chaos", apps, services, entries, slices,
                apps.isEmpty() ? Map.of() : Map.of("uid-1", apps.getFirst().getMetadata().getGeneration()));
    }

    private static ExposedApp app(int generation) {
        return Serialization.unmarshal("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: web, namespace: chaos, uid: uid-1, generation: %1$d}
                spec: {image: web, ports: [{name: http, containerPort: 80}]}
                status:
                  observedGeneration: %1$d
                  conditions: [{type: Ready, status: "True"}]
                """.formatted(generation), ExposedApp.class);
    }

    private static Service service(String name, int number) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Service
                metadata: {name: %s, namespace: chaos}
                spec: {type: NodePort, ports: [{name: http, port: 80, nodePort: %d}]}
                """.formatted(name, number), Service.class);
    }

    private static NodePortReservation entry(int number, String app) {
        return Serialization.unmarshal("""
                apiVersion: exposedapp.io/v1
                kind: NodePortReservation
                metadata: {name: "%d"}
                spec: {ledger: default, state: Held, holder: {namespace: chaos, name: %s, uid: uid-1, service: %s, ports: []}}
                """.formatted(number, app, app), NodePortReservation.class);
    }

    private static EndpointSlice slice() {
        return Serialization.unmarshal("""
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: web-1, namespace: chaos, labels: {kubernetes.io/service-name: web}}
                addressType: IPv4
                ports: [{name: http, port: 80}]
                endpoints: [{addresses: [10.0.0.1], conditions: {ready: true}, targetRef: {kind: Pod, uid: pod-1}}]
                """, EndpointSlice.class);
    }
}
