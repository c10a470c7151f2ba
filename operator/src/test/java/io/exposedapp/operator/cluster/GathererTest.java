package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.ledger.EntryText;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a pass over a reservation sees")
class GathererTest {

    private final Caches caches = new Caches("exposedapp-system", InstantSource.system(), () -> true);
    private final Gatherer gatherer = new Gatherer(caches, InstantSource.system());

    @Test
    @DisplayName("is nothing while its holder cannot be read, and the reservation again once it can")
    void unreadableHolder() {
        // Given
        var reservation = Serialization.unmarshal("""
                metadata: {name: "30001", uid: r1, resourceVersion: "1"}
                spec:
                  ledger: default
                  state: Held
                  reclaimPolicy: CoolDown
                  since: "2026-01-01T00:00:00Z"
                  portList: http/TCP
                  holder: {namespace: shop, name: web, uid: app-1, service: web, ports: [{name: http, protocol: TCP, port: 80}]}
                """, NodePortReservation.class);
        caches.entries.written(reservation, EntryText.read(reservation));
        assertThat(gatherer.entry(30001)).as("without a holder").isPresent();

        // When
        holder("1", "");

        // Then
        assertThat(gatherer.entry(30001)).isEmpty();
        holder("2", "spec: {image: nginx, ports: [{name: http, containerPort: 80}]}");
        assertThat(gatherer.entry(30001)).isPresent();
    }

    private void holder(String version, String spec) {
        var app = Serialization.unmarshal("""
                metadata: {name: web, namespace: shop, uid: app-1, generation: 1, resourceVersion: "%s"}
                %s
                """.formatted(version, spec), ExposedApp.class);
        caches.apps.written(app, AppReading.of(app));
    }
}
