package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.waiting.Wait;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A crowd that waits for more than one number is told in the test of contention. */
@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@DisplayName("A ledger that has no number left")
class ExhaustionIT {

    private static final String HTTP = "{name: http, containerPort: 80}";
    private static final String LEDGER = "{range: 20000-20004, setAside: [{numbers: [\"20004\"]}], coolDownSeconds: 3600}";

    private BareCluster cluster;
    private User user;

    /** One number held, one at rest, one retained, one somebody else's, one set aside. */
    @BeforeEach
    void fill(BareCluster bare) {
        cluster = bare;
        user = cluster.newcomer();
        cluster.applyLedger("default", LEDGER);
        cluster.startOperator();
        user.kubectl("create", "service", "nodeport", "legacy", "--tcp=80:80", "--node-port=20000");
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 20001}");
        user.exposes("brief", "{name: http, containerPort: 80, nodePort: 20002}");
        user.exposesWith("kept", "{reclaimPolicy: Retain}", "{name: http, containerPort: 80, nodePort: 20003}");
        List.of("shop", "brief", "kept").forEach(user::seesReady);
        user.kubectl("delete", "xapp", "brief", "kept");
        user.seesEntry(20002, "CoolingDown");
        user.seesEntry(20003, "Retained");
    }

    @Test
    @DisplayName("refuses with the count of each kind and the end of the first rest, on the app as on the ledger")
    void counts() {
        // When
        user.exposes("late", HTTP);

        // Then
        var counts = "ledger default has no free number: of 5, held 1, resting 1 (the first until "
                + user.seesEntry(20002, "CoolingDown").getSpec().until()
                + "), retained 1, set aside 1, on Services of others 1; delete apps that nobody needs, or have an administrator widen the range";
        var refused = user.sees("late", "is refused with the counts",
                s -> User.why(s, "PortsReserved").equals("LedgerExhausted: http: " + counts));
        assertThat(User.is(refused, "Stalled", "True")).isTrue();
        assertThat(User.is(refused, "Ready", "False")).isTrue();
        cluster.seesLedger("default", "is exhausted",
                s -> BareCluster.why(s, "Exhausted").equals("True, LedgerExhausted: " + counts));
    }

    @Test
    @DisplayName("is not asked again and again, and gives the number that comes free to one of those who wait, and the truth to the others")
    void oneComesFree() {
        // Given
        var waiting = List.of("a", "b", "c");
        waiting.forEach(app -> user.exposes(app, HTTP));
        waiting.forEach(app -> user.sees(app, "is refused and runs", s -> User.is(s, "Stalled", "True") && "1/1".equals(s.ready())));
        cluster.seesLedger("default", "is counted",
                s -> List.of(1, 1, 1, 0).equals(List.of(s.held(), s.coolingDown(), s.retained(), s.unheld())));
        var quiet = cluster.audit().mark();
        Wait.until("the operator has nothing to write for three seconds").every(Duration.ofMillis(500)).unchanged(Duration.ofSeconds(3),
                () -> cluster.audit().writesSince(quiet, RunningOperator.USER));

        // When
        user.kubectl("delete", "npr", "20002");

        // Then
        user.awaits("one of them has it", () -> waiting.stream().filter(app -> user.service(app) != null).toList(),
                apps -> apps.size() == 1);
        assertThat(user.seesEntry(20002, "Held").getSpec().holder().name()).isIn(waiting);
        waiting.forEach(app -> user.sees(app, "is told the truth", s -> User.is(s, "Ready", "True")
                || User.why(s, "PortsReserved").contains("of 5, held 2, resting 0, retained 1, set aside 1, on Services of others 1;")));
    }
}
