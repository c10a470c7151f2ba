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
import io.exposedapp.test.scenario.contract.DeadWebhook;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The rules that ship, with their durations shortened: {@link QuickRules}. The shared operator goes on; the replicas that a test starts and stops
 * have a label {@code cluster} of their own, by which the rules tell one installation from the other.
 */
@WithOperator
@WithPrometheus
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Alerts on the operator, on a real Prometheus")
class OperatorAlertsIT {

    /** An operator looks at its permissions when it starts. */
    private static final String PERMISSIONS = "permissions";

    private final TestCluster cluster;
    private final Replica alone;
    private final Replica standby;
    private final Replica second;
    private final Prometheus prometheus;

    OperatorAlertsIT(TestCluster cluster, RunningOperator operator) {
        this.cluster = cluster;
        alone = Replica.of(cluster, "absent");
        standby = Replica.of(cluster, "leaderless");
        second = Replica.of(cluster, "led-twice");
        var shared = ScrapeTarget.operator(operator.httpPort(), "exposedapp-operator-0");
        prometheus = QuickRules.REMEMBERING.start(shared, shared.inCluster(second.installation()), alone.target(), standby.target(),
                second.target());
    }

    @AfterAll
    void stop() {
        prometheus.close();
    }

    @Test
    @Execution(CONCURRENT)
    @ResourceLock(value = PERMISSIONS, mode = ResourceAccessMode.READ)
    @DisplayName("ExposedAppOperatorAbsent fires when it stops and clears when it is back, and no number is said to be free meanwhile")
    void absent(User user) {
        // Given
        var numbers = "exposedapp_number_info{cluster=\"%s\", namespace=\"%s\"}".formatted(alone.installation(), user.namespace());
        try (var _ = alone.start()) {
            user.exposes("shop", "{name: http, containerPort: 80}");
            user.seesReady("shop");
            prometheus.awaitsSome(numbers);
            prometheus.awaitsCleared("ExposedAppOperatorAbsent", alone.labels(), alone.labels());

            // When: it stops
        }

        // Then
        prometheus.awaitsFiring("ExposedAppOperatorAbsent", alone.labels());
        assertThat(prometheus.query(numbers)).isEmpty();
        try (var _ = alone.start()) {
            prometheus.awaitsSome(numbers);
            prometheus.awaitsCleared("ExposedAppOperatorAbsent", alone.labels(), alone.labels());
            assertThat(
                    prometheus.query("last_over_time(ALERTS{alertname=\"ExposedAppNumberCameFree\", alertstate=\"firing\", cluster=\"%s\", "
                            .formatted(alone.installation()) + "namespace=\"%s\"}[1h])".formatted(user.namespace())))
                    .isEmpty();
        }
    }

    @Test
    @Execution(CONCURRENT)
    @ResourceLock(value = PERMISSIONS, mode = ResourceAccessMode.READ)
    @DisplayName("ExposedAppNoLeader fires while the lease is held by a process that does nothing, and clears when a replica gets it")
    void noLeader() {
        try (var lease = ForeignLease.in(cluster)) {
            // When
            try (var _ = standby.start(Map.of("LEADER_ELECTION", "true", "POD_NAME", "standby"))) {

                // Then
                prometheus.awaitsFiring("ExposedAppNoLeader", standby.labels());
                lease.delete();
                prometheus.awaitsCleared("ExposedAppNoLeader", standby.labels(), standby.labels());
            }
        }
    }

    @Test
    @Execution(CONCURRENT)
    @ResourceLock(value = PERMISSIONS, mode = ResourceAccessMode.READ)
    @DisplayName("ExposedAppSeveralLeaders fires when a second installation acts, and clears when it is removed")
    void severalLeaders() {
        // Given
        prometheus.awaitsCleared("ExposedAppSeveralLeaders", second.labels(), second.labels());

        // When
        try (var _ = second.start()) {

            // Then
            assertThat(prometheus.awaitsFiring("ExposedAppSeveralLeaders", second.labels()).annotations().get("description"))
                    .startsWith("2 replicas say");
        }
        prometheus.awaitsCleared("ExposedAppSeveralLeaders", second.labels(), second.labels());
    }

    @Test
    @Execution(CONCURRENT)
    @ResourceLock(PERMISSIONS)
    @DisplayName("ExposedAppPermissionMissing fires while a permission is missing, and clears when the roles are applied again")
    void permission(User user) {
        // Given
        prometheus.awaitsCleared("ExposedAppPermissionMissing", Map.of(), Map.of());
        try (var _ = MissingPermission.of(cluster, "exposedapps/status")) {

            // When
            user.exposes("shop", "{name: http, containerPort: 80}");

            // Then
            prometheus.awaitsFiring("ExposedAppPermissionMissing", Map.of());
        }
        user.seesReady("shop");
        prometheus.awaitsCleared("ExposedAppPermissionMissing", Map.of(), Map.of());
    }

    @Test
    @Execution(CONCURRENT)
    @DisplayName("ExposedAppReconcileErrors fires while a webhook for statuses is down, and clears when it is gone")
    void errors(User user) {
        // Given
        var apps = Map.of("controller_name", "exposedapp");
        prometheus.awaitsCleared("ExposedAppReconcileErrors", apps, Map.of());
        try (var _ = DeadWebhook.on(cluster.client(), user.namespace(), "exposedapps/status")) {

            // When
            user.exposes("shop", "{name: http, containerPort: 80}");

            // Then
            prometheus.awaitsFiring("ExposedAppReconcileErrors", apps);
        }
        user.seesReady("shop");
        prometheus.awaitsCleared("ExposedAppReconcileErrors", apps, Map.of());
    }
}
