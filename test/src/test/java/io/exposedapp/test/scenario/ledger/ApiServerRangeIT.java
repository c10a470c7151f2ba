package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@DisplayName("A number that is not in the API server's range")
class ApiServerRangeIT {

    @Test
    @DisplayName("is granted to nobody by a ledger whose range is wider: a port gets one that both have, and the ledger says what it can never grant")
    void widerLedger(BareCluster cluster) {
        // Given
        cluster.applyLedger("default", "{range: 20008-20099, coolDownSeconds: 0}");
        cluster.startOperator();
        var user = cluster.newcomer();
        var mark = cluster.audit().mark();

        // When
        for (int i = 0; i < 3; i++) {
            user.exposes("app-" + i, "{name: http, containerPort: 80}");
        }

        // Then
        for (int i = 0; i < 3; i++) {
            assertThat(User.number(user.seesReady("app-" + i), "http")).isBetween(20008, 20010);
        }
        var ledger = cluster.seesLedger("default", "knows its part", s -> "20008-20010".equals(s.range()));
        assertThat(BareCluster.why(ledger, "Ready")).contains("of spec.range 20008-20099 the API server has 20008-20010");
        assertThat(cluster.audit().writesSince(mark, RunningOperator.USER).stream().filter(w -> w.resource().equals("services")))
                .as("Service writes for three apps").hasSizeLessThan(20);
    }

    @Test
    @DisplayName("and is pinned is refused with that range, the app's other ports are served, and nothing is asked for again and again")
    void pinned(BareCluster cluster) {
        // Given
        cluster.applyLedger("default", "{range: 20008-20099}");
        cluster.startOperator();
        var user = cluster.newcomer();
        user.exposes("web", "{name: http, containerPort: 80, nodePort: 20050}", "{name: admin, containerPort: 81, nodePort: 20009}");
        var status = user.sees("web", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.port(status, "http").reason()).isEqualTo("PortOutOfRange");
        assertThat(User.port(status, "http").message()).contains("nodePort 20050 is not in the");
        assertThat(User.number(status, "admin")).isEqualTo(20009);
        var mark = cluster.audit().mark();

        // When
        user.kubectl("annotate", "service", "web", "round=1");
        user.exposes("web", "{name: http, containerPort: 80, nodePort: 20050}", "{name: admin, containerPort: 81, nodePort: 20009}",
                "{name: third, containerPort: 82, nodePort: 20008}");

        // Then
        user.sees("web", "has its third port", s -> User.port(s, "third").nodePort() != null);
        assertThat(cluster.audit().writesSince(mark, RunningOperator.USER)).as("writes for one more port").hasSizeLessThan(20);
    }
}
