package io.exposedapp.test.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.prometheus.Prometheus;
import io.exposedapp.test.cluster.prometheus.ScrapeTarget;
import io.exposedapp.test.cluster.prometheus.WithPrometheus;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;

/** The rules that ship, with their durations shortened: {@link QuickRules}. The tests run at once: what takes time is that alerts clear. */
@WithOperator
@WithPrometheus
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Alerts on apps and numbers, on a real Prometheus")
class AppAlertsIT {

    private static final String PORT = "{name: http, containerPort: 80}";

    private final TestCluster cluster;
    private final TestLedger ledger;
    private final Prometheus prometheus;

    AppAlertsIT(TestCluster cluster, RunningOperator operator) {
        this.cluster = cluster;
        ledger = TestLedger.create(cluster, "alerts", "30200-30299", 0);
        prometheus = QuickRules.FORGETFUL.start(ScrapeTarget.operator(operator.httpPort(), "exposedapp-operator-0"));
    }

    @AfterAll
    void stop() {
        prometheus.close();
        ledger.close();
    }

    @Test
    @Execution(CONCURRENT)
    @DisplayName("ExposedAppPortRefused names the app in its namespace, and clears when the holder is gone")
    void portRefused(User user) {
        // Given
        user.exposesWith("first", ledger.exposure(), PORT);
        int number = User.number(user.seesReady("first"), "http");
        user.exposesWith("second", ledger.exposure(), "{name: http, containerPort: 80, nodePort: %d}".formatted(number));

        // When
        var alert = prometheus.awaitsFiring("ExposedAppPortRefused", of(user, "second"));

        // Then
        assertThat(alert.label("reason")).isEqualTo("PortInUse");
        assertThat(alert.annotations().get("description"))
                .isEqualTo(user.namespace() + "/second is refused: PortInUse. Its status names the port and the holder.");
        user.kubectl("delete", "xapp", "first");
        clears("ExposedAppPortRefused", user);
    }

    @Test
    @Execution(CONCURRENT)
    @DisplayName("ExposedAppLedgerNearlyFull and ExposedAppLedgerExhausted follow each other as the numbers are used up, and back")
    void ledger(User user) {
        var ofLedger = Map.of("ledger", "small");
        try (var small = TestLedger.create(cluster, "small", "30100-30110", 0)) {
            // Given
            for (int i = 0; i < 10; i++) {
                user.exposesWith("app-" + i, small.exposure(), PORT);
            }
            var nearly = prometheus.awaitsFiring("ExposedAppLedgerNearlyFull", ofLedger);

            // When
            user.exposesWith("app-10", small.exposure(), PORT);

            // Then
            assertThat(nearly.annotations().get("description")).isEqualTo("Only 9.091% of the numbers of ledger small are free.");
            prometheus.awaitsFiring("ExposedAppLedgerExhausted", ofLedger);
            prometheus.awaitsCleared("ExposedAppLedgerNearlyFull", ofLedger, Map.of());
            user.kubectl("delete", "xapp", "--all");
            prometheus.awaitsCleared("ExposedAppLedgerExhausted", ofLedger, Map.of());
        }
    }

    @Test
    @Execution(CONCURRENT)
    @DisplayName("ExposedAppLedgerStalled fires for a ledger whose range the API server has not, and clears when it is corrected")
    void ledgerStalled() {
        // Given
        var ofLedger = Map.of("ledger", "outside", "reason", "LedgerInvalid");
        try (var _ = TestLedger.create(cluster, "outside", "20000-20009", 0)) {
            prometheus.awaitsFiring("ExposedAppLedgerStalled", ofLedger);

            // When
            cluster.kubectl("patch", "npl", "outside", "--type=merge", "-p", "{\"spec\": {\"range\": \"30111-30119\"}}").orThrow();

            // Then
            prometheus.awaitsCleared("ExposedAppLedgerStalled", Map.of("ledger", "outside"), Map.of());
        }
    }

    @Test
    @Execution(CONCURRENT)
    @DisplayName("of a rollout whose pods find no node are three, and clear when the app asks for less")
    void stalled(User user) {
        // Given
        user.appliesWithKubectl(app("shop", "resources: {requests: {cpu: \"5000\"}}"));

        // When
        var stalled = prometheus.awaitsFiring("ExposedAppRolloutStalled", of(user, "shop"));

        // Then
        assertThat(stalled.label("reason")).isEqualTo("ProgressDeadlineExceeded");
        prometheus.awaitsFiring("ExposedAppNotReady", of(user, "shop"));
        prometheus.awaitsFiring("ExposedAppReplicasMismatch", of(user, "shop"));
        user.appliesWithKubectl(app("shop", "resources: {}"));
        clears("ExposedAppRolloutStalled", user);
        clears("ExposedAppNotReady", user);
        clears("ExposedAppReplicasMismatch", user);
    }

    @Test
    @Execution(CONCURRENT)
    @DisplayName("ExposedAppRepairsSeen tells what kind of edit was put right, and clears after a while")
    void repairs(User user) {
        // Given: an edit of a kind that no other test makes, for the alert has no other label
        var edits = Map.of("kind", "service_policies");
        user.exposesWith("shop", ledger.exposure(), PORT);
        user.seesReady("shop");

        // When
        try (var _ = Repeated.every(Duration.ofSeconds(1),
                () -> user.kubectl("patch", "service", "shop", "-p", "{\"spec\": {\"sessionAffinity\": \"ClientIP\"}}"))) {

            // Then
            prometheus.awaitsFired("ExposedAppRepairsSeen", edits);
        }
        prometheus.awaitsCleared("ExposedAppRepairsSeen", edits, Map.of());
    }

    @Test
    @Execution(CONCURRENT)
    @DisplayName("ExposedAppNumberResting says until when; ExposedAppNumberCameFree follows, and clears after a while")
    void cameFree(User user) {
        // Given: a cool-down that does not end before the alert is seen
        try (var slow = TestLedger.create(cluster, "slow", "30120-30129", 3600)) {
            user.exposesWith("shop", slow.exposure(), "{name: http, containerPort: 80, nodePort: 30125}");
            user.seesReady("shop");
            prometheus.awaitsSome("exposedapp_number_info{ledger=\"slow\", node_port=\"30125\", state=\"held\"}");

            // When
            user.kubectl("delete", "xapp", "shop");

            // Then
            var number = Map.of("namespace", user.namespace(), "app", "shop", "node_port", "30125");
            var resting = prometheus.awaitsFiring("ExposedAppNumberResting", number);
            assertThat(resting.annotations().get("description")).startsWith(
                    user.namespace() + "/shop does not use node port 30125/TCP (port http) any more. It rests until 20");
            user.kubectl("delete", "npr", "30125");
            prometheus.awaitsFired("ExposedAppNumberCameFree", number);
            assertThat(user.entry(30125)).isNull();
            clears("ExposedAppNumberCameFree", user);
        }
    }

    @Test
    @Execution(CONCURRENT)
    @DisplayName("ExposedAppAdoptionContested names the app whose Service is written back, and goes with the app")
    void contested(User user) {
        // Given
        user.exposesWith("shop", ledger.exposure(), PORT);
        user.seesReady("shop");
        var applied = cluster.client().getKubernetesSerialization().unmarshal("""
                apiVersion: v1
                kind: Service
                metadata: {name: shop, namespace: %s}
                spec: {selector: {app: legacy}}
                """.formatted(user.namespace()), Service.class);

        // When
        try (var _ = Repeated.every(Duration.ofMillis(100),
                () -> cluster.client().resource(applied).fieldManager("argocd-controller").forceConflicts().serverSideApply())) {

            // Then
            prometheus.awaitsFiring("ExposedAppAdoptionContested", of(user, "shop"));
        }
        user.kubectl("delete", "xapp", "shop");
        clears("ExposedAppAdoptionContested", user);
    }

    @Test
    @Execution(CONCURRENT)
    @DisplayName("ExposedAppWriteLoop names the app for which is written on and on, and clears when that ends")
    void writeLoop(User user) {
        // Given
        user.exposesWith("shop", ledger.exposure(), PORT);
        user.seesReady("shop");

        // When
        try (var _ = Repeated.every(Duration.ofSeconds(1), () -> user.kubectl("patch", "xapp", "shop", "--type=merge", "-p",
                "{\"spec\": {\"exposure\": {\"service\": {\"annotations\": {\"edited\": \"" + System.nanoTime() + "\"}}}}}"))) {

            // Then: also when what it took to make the app is out of the window
            var shop = "namespace=\"" + user.namespace() + "\", app=\"shop\"";
            prometheus.awaitsSome(("ALERTS{alertname=\"ExposedAppWriteLoop\", alertstate=\"firing\", %s} and on (namespace, app) "
                    + "exposedapp_app_status_condition{condition=\"Ready\", status=\"True\", %s} offset %s")
                    .formatted(shop, shop, QuickRules.WINDOW));
        }
        clears("ExposedAppWriteLoop", user);
    }

    private static Map<String, String> of(User user, String app) {
        return Map.of("namespace", user.namespace(), "app", app);
    }

    /** Waits until there is no such alert for this test's namespace. */
    private void clears(String name, User user) {
        prometheus.awaitsCleared(name, Map.of("namespace", user.namespace()), Map.of());
    }

    private String app(String name, String field) {
        return """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: registry.example/test/app:1
                  rollout: {progressDeadlineSeconds: 2}
                  exposure: %s
                  ports: [%s]
                  %s
                """.formatted(name, ledger.exposure(), PORT, field);
    }
}
