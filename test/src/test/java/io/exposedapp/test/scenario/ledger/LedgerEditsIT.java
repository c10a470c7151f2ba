package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@DisplayName("A ledger in use")
class LedgerEditsIT {

    private static final String HTTP = "{name: http, containerPort: 80}";

    private BareCluster cluster;
    private User user;

    @BeforeEach
    void start(BareCluster bare) {
        cluster = bare;
        user = cluster.newcomer();
        cluster.applyLedger("default", "{range: 20000-20002}");
        cluster.startOperator();
    }

    @Test
    @DisplayName("that is suspended grants and releases nothing until that is lifted, and serves on what it has granted")
    void suspended() {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 20000}");
        user.exposes("old", "{name: http, containerPort: 80, nodePort: 20001}");
        user.seesReady("shop");
        user.seesReady("old");
        cluster.applyLedger("default", "{range: 20000-20002, suspended: true}");
        cluster.seesLedger("default", "is suspended", s -> BareCluster.why(s, "Ready").startsWith("True, LedgerSuspended"));
        user.kubectl("delete", "xapp", "old");
        user.exposes("late", HTTP);
        var waiting = user.sees("late", "waits", s -> User.why(s, "Ready").startsWith("LedgerSuspended: "));
        assertThat(User.is(waiting, "Stalled", "False")).as("it passes without the user").isTrue();
        user.seesNoService("old");
        assertThat(user.seesEntry(20001, "Held").getSpec().holder().name()).isEqualTo("old");
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:20000/TCP");

        // When
        cluster.applyLedger("default", "{range: 20000-20002, suspended: false}");

        // Then
        user.seesEntry(20001, "CoolingDown");
        assertThat(User.number(user.seesReady("late"), "http")).isEqualTo(20002);
    }

    @Test
    @DisplayName("that is shrunk moves nobody, and the app and the ledger tell of what has stayed")
    void shrunk() {
        // Given
        user.exposes("shop", "{name: a, containerPort: 80, nodePort: 20000}", "{name: b, containerPort: 81, nodePort: 20001}");
        var before = user.seesReady("shop").portMap();

        // When
        cluster.applyLedger("default", "{range: 20001-20002, excluded: [\"20001\"]}");

        // Then
        var status = user.sees("shop", "is told", s -> User.why(s, "PortsReserved")
                .contains("20000 stays though it is not in range 20001-20002 of ledger default any more")
                && User.why(s, "PortsReserved").contains("20001 stays though ledger default excludes it by now"));
        assertThat(User.is(status, "Ready", "True")).isTrue();
        assertThat(status.portMap()).isEqualTo(before);
        var ledger = cluster.seesLedger("default", "counts them", s -> Integer.valueOf(2).equals(s.outOfRange()));
        assertThat(BareCluster.why(ledger, "Ready")).contains("20000 stays though ", "20001 stays though ", user.namespace() + "/shop");
        assertThat(ledger.size()).isEqualTo(1);
    }

    @Test
    @DisplayName("that is deleted leaves its entries and says so on their apps, and takes them back when it is made again")
    void deleted() {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 20000}");
        var before = user.seesReady("shop").portMap();
        var entry = user.seesEntry(20000, "Held").getMetadata().getUid();
        cluster.deleteLedger("default");
        var told = user.sees("shop", "is told", s -> User.why(s, "PortsReserved")
                .contains("NodePortLedger default is gone: its numbers stay with their apps; create it again, and it takes them back"));
        assertThat(User.is(told, "Ready", "True")).isTrue();
        assertThat(told.portMap()).isEqualTo(before);

        // When
        cluster.applyLedger("default", "{range: 20000-20002}");

        // Then
        assertThat(cluster.seesLedger("default", "counts it", s -> Integer.valueOf(1).equals(s.held())).outOfRange()).isZero();
        user.sees("shop", "is told no more", s -> !User.why(s, "PortsReserved").contains("is gone"));
        assertThat(user.seesEntry(20000, "Held").getMetadata().getUid()).isEqualTo(entry);
    }
}
