package io.exposedapp.test.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.prometheus.Alert;
import io.exposedapp.test.cluster.prometheus.Prometheus;
import io.exposedapp.test.cluster.prometheus.WithPrometheus;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.Service;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rules that ship, with their durations shortened: {@link QuickRules}. */
@ControlPlane
@WithPrometheus
@ExtendWith(MonitoredCluster.Provider.class)
@DisplayName("Alerts on apps and numbers, on a real Prometheus")
class AppAlertsIT {

    private final MonitoredCluster monitored;
    private final Prometheus prometheus;
    private final User user;

    AppAlertsIT(MonitoredCluster monitored) {
        this.monitored = monitored;
        prometheus = monitored.prometheus();
        user = monitored.newcomer();
    }

    @Test
    @DisplayName("ExposedAppPortRefused names the app in its namespace, and clears when the holder is gone")
    void portRefused() {
        // Given
        user.exposes("first", "{name: http, containerPort: 80, nodePort: 31100}");
        user.seesReady("first");
        user.exposes("second", "{name: http, containerPort: 80, nodePort: 31100}");

        // When
        var alert = fires("ExposedAppPortRefused", "second");

        // Then
        assertThat(alert.label("reason")).isEqualTo("PortInUse");
        assertThat(alert.annotations().get("description"))
                .isEqualTo(user.namespace() + "/second is refused: PortInUse. Its status names the port and the holder.");
        user.kubectl("delete", "xapp", "first");
        clears("ExposedAppPortRefused");
    }

    @Test
    @DisplayName("ExposedAppLedgerNearlyFull and ExposedAppLedgerExhausted follow each other as the numbers are used up, and back")
    void ledger() {
        // Given
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: small}
                spec: {range: 30100-30110, coolDownSeconds: 0, priority: -1}
                """);
        for (int i = 0; i < 10; i++) {
            user.exposesWith("app-" + i, "{ledger: small}", "{name: http, containerPort: 80}");
        }
        var nearly = prometheus.awaitsFiring("ExposedAppLedgerNearlyFull");

        // When
        user.exposesWith("app-10", "{ledger: small}", "{name: http, containerPort: 80}");

        // Then
        assertThat(nearly.annotations().get("description")).isEqualTo("Only 9.091% of the numbers of ledger small are free.");
        assertThat(prometheus.awaitsFiring("ExposedAppLedgerExhausted").label("ledger")).isEqualTo("small");
        prometheus.awaitsCleared("ExposedAppLedgerNearlyFull");
        user.kubectl("delete", "xapp", "--all");
        prometheus.awaitsCleared("ExposedAppLedgerExhausted");
    }

    @Test
    @DisplayName("of a rollout whose pods find no node are three, and clear when the app asks for less")
    void stalled() {
        // Given
        user.applies(app("shop", "resources: {requests: {cpu: \"5000\"}}"));

        // When
        var stalled = fires("ExposedAppRolloutStalled", "shop");

        // Then
        assertThat(stalled.label("reason")).isEqualTo("ProgressDeadlineExceeded");
        fires("ExposedAppNotReady", "shop");
        fires("ExposedAppReplicasMismatch", "shop");
        user.applies(app("shop", "resources: {}"));
        clears("ExposedAppRolloutStalled");
        clears("ExposedAppNotReady");
        clears("ExposedAppReplicasMismatch");
    }

    @Test
    @DisplayName("ExposedAppRepairsSeen tells what kind of edit was put right, and clears after a while")
    void repairs() {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80}");
        user.seesReady("shop");
        prometheus.awaitsSome("exposedapp_number_info{namespace=\"" + user.namespace() + "\"}");

        // When
        user.kubectl("patch", "service", "shop", "-p", "{\"spec\": {\"selector\": {\"exposedapp.io/app\": \"stranger\"}}}");

        // Then
        prometheus.awaitsAlerts(alerts -> alerts.stream().anyMatch(alert -> alert.name().equals("ExposedAppRepairsSeen")
                && alert.firing() && alert.label("kind").equals("service_selector")));
        prometheus.awaitsCleared("ExposedAppRepairsSeen");
    }

    @Test
    @DisplayName("ExposedAppNumberResting says until when; ExposedAppNumberCameFree follows, and clears after a while")
    void cameFree() {
        // Given: a rest that is long enough to be noticed where a scrape fails
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: slow}
                spec: {range: 30120-30129, coolDownSeconds: 15, priority: -1}
                """);
        user.exposesWith("shop", "{ledger: slow}", "{name: http, containerPort: 80, nodePort: 30125}");
        user.seesReady("shop");
        prometheus.awaitsSome("exposedapp_number_info{node_port=\"30125\", state=\"held\"}");

        // When
        user.kubectl("delete", "xapp", "shop");

        // Then
        var resting = fires("ExposedAppNumberResting", "shop");
        assertThat(resting.label("node_port")).isEqualTo("30125");
        assertThat(resting.annotations().get("description")).startsWith(
                user.namespace() + "/shop does not use node port 30125/TCP (port http) any more. It rests until 20");
        var free = fires("ExposedAppNumberCameFree", "shop");
        assertThat(free.label("node_port")).isEqualTo("30125");
        assertThat(user.entry(30125)).isNull();
        clears("ExposedAppNumberCameFree");
    }

    @Test
    @DisplayName("ExposedAppAdoptionContested names the app whose Service is written back, and goes with the app")
    void contested() {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80}");
        user.seesReady("shop");
        var applied = monitored.cluster().client().getKubernetesSerialization().unmarshal("""
                apiVersion: v1
                kind: Service
                metadata: {name: shop, namespace: %s}
                spec: {selector: {app: legacy}}
                """.formatted(user.namespace()), Service.class);

        // When
        try (var selfHeal = Executors.newSingleThreadScheduledExecutor()) {
            var healing = selfHeal.scheduleWithFixedDelay(() -> monitored.cluster().client().resource(applied)
                    .fieldManager("argocd-controller").forceConflicts().serverSideApply(), 0, 100, TimeUnit.MILLISECONDS);

            // Then
            fires("ExposedAppAdoptionContested", "shop");
            healing.cancel(false);
        }
        user.kubectl("delete", "xapp", "shop");
        clears("ExposedAppAdoptionContested");
    }

    @Test
    @DisplayName("ExposedAppWriteLoop names the app for which is written on and on, and clears when that ends")
    void writeLoop() {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80}");
        user.seesReady("shop");
        // What it took to make it would look like a loop, in a hurry.
        var writes = "exposedapp_app_writes_total{namespace=\"" + user.namespace() + "\"}";
        prometheus.awaitsSome("changes(" + writes + "[10s]) == 0 and " + writes + " offset 10s");
        clears("ExposedAppWriteLoop");

        // When
        try (var pipeline = Executors.newSingleThreadScheduledExecutor()) {
            var edits = pipeline.scheduleWithFixedDelay(() -> user.kubectl("patch", "xapp", "shop", "--type=merge", "-p",
                    "{\"spec\": {\"exposure\": {\"service\": {\"annotations\": {\"edited\": \"" + System.nanoTime() + "\"}}}}}"), 0, 300,
                    TimeUnit.MILLISECONDS);

            // Then
            fires("ExposedAppWriteLoop", "shop");
            edits.cancel(false);
        }
        clears("ExposedAppWriteLoop");
    }

    /** Waits until the alert fires for an app of this test. */
    private Alert fires(String name, String app) {
        return prometheus.awaitsAlerts(alerts -> alerts.stream().anyMatch(alert -> alert.firing() && concerns(alert, name, app))).stream()
                .filter(alert -> alert.firing() && concerns(alert, name, app)).findFirst().orElseThrow();
    }

    /** Waits until there is no such alert for this test's namespace. */
    private void clears(String name) {
        prometheus.awaitsCleared(alert -> alert.name().equals(name) && alert.label("namespace").equals(user.namespace()));
    }

    private boolean concerns(Alert alert, String name, String app) {
        return alert.name().equals(name) && alert.label("namespace").equals(user.namespace()) && alert.label("app").equals(app);
    }

    private static String app(String name, String field) {
        return """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: registry.example/test/app:1
                  rollout: {progressDeadlineSeconds: 2}
                  ports: [{name: http, containerPort: 80}]
                  %s
                """.formatted(name, field);
    }
}
