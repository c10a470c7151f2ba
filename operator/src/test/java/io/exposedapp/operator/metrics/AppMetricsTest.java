package io.exposedapp.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.cluster.AppReading;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The metrics of single apps")
class AppMetricsTest {

    private static final String STALLED = """
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {name: web, namespace: shop, uid: app-1, generation: 3}
            spec: {image: nginx, replicas: 4, ports: [{name: http, containerPort: 80}]}
            status:
              observedGeneration: 2
              replicas: 5
              readyReplicas: 3
              updatedReplicas: 1
              availableReplicas: 2
              conditions:
              - {type: Available, status: "False", reason: ReplicasUnavailable, message: "", lastTransitionTime: "2026-11-20T10:00:00Z"}
              - {type: Progressing, status: "False", reason: ProgressDeadlineExceeded, message: "", lastTransitionTime: "2026-11-20T10:00:00Z"}
            """;

    private final OperatorMetrics metrics = new OperatorMetrics("1.2.3");
    private final List<AppReading> apps = new ArrayList<>();
    private final AtomicBoolean acts = new AtomicBoolean(true);

    AppMetricsTest() {
        metrics.cluster(acts::get).apps(() -> apps, app -> app.name().length());
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    @DisplayName("tell what is asked for, what there is, and why not all of it")
    void tellsOfAnApp() {
        // Given
        apps.add(read(STALLED));

        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(samples(text)).containsExactlyInAnyOrder("exposedapp_app_metadata_generation{app=\"web\",namespace=\"shop\"} 3.0",
                "exposedapp_app_spec_replicas{app=\"web\",namespace=\"shop\"} 4.0",
                "exposedapp_app_status_condition{app=\"web\",condition=\"Available\",namespace=\"shop\",reason=\"ReplicasUnavailable\","
                        + "status=\"False\"} 1.0",
                "exposedapp_app_status_condition{app=\"web\",condition=\"Progressing\",namespace=\"shop\","
                        + "reason=\"ProgressDeadlineExceeded\",status=\"False\"} 1.0",
                "exposedapp_app_status_observed_generation{app=\"web\",namespace=\"shop\"} 2.0",
                "exposedapp_app_status_replicas{app=\"web\",namespace=\"shop\"} 5.0",
                "exposedapp_app_status_replicas_available{app=\"web\",namespace=\"shop\"} 2.0",
                "exposedapp_app_status_replicas_ready{app=\"web\",namespace=\"shop\"} 3.0",
                "exposedapp_app_status_replicas_updated{app=\"web\",namespace=\"shop\"} 1.0",
                "exposedapp_app_writes_total{app=\"web\",namespace=\"shop\"} 3.0");
    }

    @Test
    @DisplayName("tell of an app without a status only what it asks for, with the default of replicas")
    void withoutAStatus() {
        // Given
        apps.add(read("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: web, namespace: shop, uid: app-1, generation: 1}
                spec: {image: nginx, ports: [{name: http, containerPort: 80}]}
                """));

        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(samples(text)).containsExactlyInAnyOrder("exposedapp_app_metadata_generation{app=\"web\",namespace=\"shop\"} 1.0",
                "exposedapp_app_spec_replicas{app=\"web\",namespace=\"shop\"} 1.0",
                "exposedapp_app_writes_total{app=\"web\",namespace=\"shop\"} 3.0");
    }

    @Test
    @DisplayName("leave nothing of an app that is gone")
    void leavesNothing() {
        // Given
        apps.add(read(STALLED));
        var before = Scrapes.text(metrics);
        apps.clear();

        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(samples(before)).isNotEmpty();
        assertThat(samples(text)).isEmpty();
    }

    @Test
    @DisplayName("are not told by a replica that stands by")
    void standby() {
        // Given
        apps.add(read(STALLED));
        acts.set(false);

        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(samples(text)).isEmpty();
    }

    private static AppReading read(String yaml) {
        return AppReading.of(Serialization.unmarshal(yaml, ExposedApp.class));
    }

    private static List<String> samples(String text) {
        return text.lines().filter(line -> line.startsWith("exposedapp_app_")).toList();
    }
}
