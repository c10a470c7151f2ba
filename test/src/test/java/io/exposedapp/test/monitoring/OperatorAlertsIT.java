package io.exposedapp.test.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.prometheus.Alert;
import io.exposedapp.test.cluster.prometheus.Prometheus;
import io.exposedapp.test.cluster.prometheus.WithPrometheus;
import io.exposedapp.test.operator.ShippedRoles;
import io.exposedapp.test.operator.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rules that ship, with their durations shortened: {@link QuickRules}. */
@ControlPlane
@WithPrometheus
@ExtendWith(MonitoredCluster.Provider.class)
@DisplayName("Alerts on the operator, on a real Prometheus")
class OperatorAlertsIT {

    private final MonitoredCluster monitored;
    private final Prometheus prometheus;
    private final User user;

    OperatorAlertsIT(MonitoredCluster monitored) {
        this.monitored = monitored;
        prometheus = monitored.prometheus();
        user = monitored.newcomer();
    }

    @Test
    @DisplayName("ExposedAppOperatorAbsent fires when it stops and clears when it is back, and no number is said to be free meanwhile")
    void absent() {
        // Given
        var numbers = "exposedapp_number_info{namespace=\"" + user.namespace() + "\"}";
        user.exposes("shop", "{name: http, containerPort: 80}");
        user.seesReady("shop");
        // The other one forgets numbers before the operator is back, and could not be wrong about them.
        try (var remembering = monitored.remembering()) {
            remembering.awaitsSome(numbers);
            // It fires until the new Prometheus has found the operator, too.
            remembering.awaitsCleared("ExposedAppOperatorAbsent");

            // When
            monitored.stopOperator();

            // Then
            remembering.awaitsFiring("ExposedAppOperatorAbsent");
            assertThat(remembering.query(numbers)).isEmpty();
            assertThat(saysFree(remembering.alerts())).isFalse();
            monitored.startOperator();
            remembering.scrape(monitored.targets());
            var meanwhile = remembering.awaitsAlerts(alerts -> saysFree(alerts) || !remembering.query(numbers).isEmpty());
            assertThat(saysFree(meanwhile)).isFalse();
            remembering.awaitsCleared("ExposedAppOperatorAbsent");
            assertThat(saysFree(remembering.alerts())).isFalse();
        }
    }

    @Test
    @DisplayName("ExposedAppNoLeader fires while the lease is somebody's who does nothing, and clears when a replica gets it")
    void noLeader() {
        // Given
        prometheus.awaitsCleared("ExposedAppNoLeader");
        monitored.stopOperator();
        monitored.leaseToNobody();

        // When
        monitored.startOperator(Map.of("LEADER_ELECTION", "true", "POD_NAME", "standby"));

        // Then
        prometheus.awaitsFiring("ExposedAppNoLeader");
        monitored.deleteLease();
        prometheus.awaitsCleared("ExposedAppNoLeader");
    }

    @Test
    @DisplayName("ExposedAppSeveralLeaders fires when a second installation acts, and clears when it is removed")
    void severalLeaders() {
        // Given
        prometheus.awaitsCleared("ExposedAppSeveralLeaders");

        // When
        monitored.startOperator();

        // Then
        assertThat(prometheus.awaitsFiring("ExposedAppSeveralLeaders").annotations().get("description")).startsWith("2 replicas say");
        monitored.stopOperator();
        prometheus.awaitsCleared("ExposedAppSeveralLeaders");
    }

    @Test
    @DisplayName("ExposedAppReconcileErrors fires while a permission is missing, and clears when the roles are applied again")
    void errors() {
        // Given
        prometheus.awaitsCleared("ExposedAppReconcileErrors");
        monitored.forbid("exposedapps/status");

        // When
        user.exposes("shop", "{name: http, containerPort: 80}");

        // Then
        assertThat(prometheus.awaitsFiring("ExposedAppReconcileErrors").label("controller_name")).isEqualTo("exposedapp");
        ShippedRoles.apply(monitored.cluster());
        user.seesReady("shop");
        prometheus.awaitsCleared("ExposedAppReconcileErrors");
    }

    private boolean saysFree(List<Alert> alerts) {
        return alerts.stream().anyMatch(alert -> alert.name().equals("ExposedAppNumberCameFree") && alert.firing()
                && alert.label("namespace").equals(user.namespace()));
    }
}
