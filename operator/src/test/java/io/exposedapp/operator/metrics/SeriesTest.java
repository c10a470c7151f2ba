package io.exposedapp.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.cluster.AppReading;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Entries;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.HeldPort;
import io.exposedapp.operator.ledger.Holder;
import io.exposedapp.operator.ledger.Ledgers;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The number of series")
class SeriesTest {

    private static final int APPS = 1000;

    /** Six conditions, four counts of pods and one that is wanted, two generations, the writes. */
    private static final int AN_APP = 14;

    private static final ExposedApp SETTLED = Serialization.unmarshal("""
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {name: settled, namespace: shop}
            spec: {image: nginx, replicas: 2, ports: [{name: http, containerPort: 80}, {name: grpc, containerPort: 90}]}
            status:
              observedGeneration: 1
              replicas: 2
              readyReplicas: 2
              updatedReplicas: 2
              availableReplicas: 2
              conditions:
              - {type: PortsReserved, status: "True", reason: PortsReserved}
              - {type: Exposed, status: "True", reason: Exposed}
              - {type: Available, status: "True", reason: Available}
              - {type: Progressing, status: "True", reason: NewRevisionAvailable}
              - {type: Ready, status: "True", reason: Ready}
              - {type: Stalled, status: "False", reason: NotStalled}
            """, ExposedApp.class);

    @Test
    @DisplayName("is 14 an app and one a port that has a number")
    void ofAThousandApps() {
        // Given
        var apps = new ArrayList<AppReading>();
        var entries = new TreeMap<Integer, Entry>();
        try (var metrics = new OperatorMetrics("1.2.3")) {
            var cluster = metrics.cluster(() -> true);
            cluster.apps(() -> apps, _ -> 1);
            cluster.numbers(() -> new Book(entries, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), Ledgers.of()));
            var without = series(Scrapes.text(metrics));
            for (int i = 0; i < APPS; i++) {
                apps.add(AppReading.of(app("app-" + i)));
                entries.put(30000 + 2 * i, entry(30000 + 2 * i, "app-" + i, "http"));
                entries.put(30001 + 2 * i, entry(30001 + 2 * i, "app-" + i, "grpc"));
            }

            // When
            var with = series(Scrapes.text(metrics));

            // Then
            assertThat(with - without).isEqualTo(APPS * (AN_APP + 2));
        }
    }

    private static long series(String text) {
        return text.lines().filter(line -> line.startsWith("exposedapp_")).count();
    }

    private static Entry entry(int number, String app, String port) {
        return Entries.entry(number, "uid", "1", "default", Entry.State.HELD,
                new Holder(new AppRef("shop", app), "uid", app, List.of(new HeldPort(port, "TCP", 80))), "CoolDown",
                Instant.parse("2026-11-21T12:00:00Z"), null);
    }

    private static ExposedApp app(String name) {
        var app = new ExposedApp();
        app.setMetadata(new ObjectMetaBuilder().withNamespace("shop").withName(name).withGeneration(1L).build());
        app.setSpec(SETTLED.getSpec());
        app.setStatus(SETTLED.getStatus());
        return app;
    }
}
