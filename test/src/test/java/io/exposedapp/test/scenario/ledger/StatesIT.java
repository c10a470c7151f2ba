package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.User;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@DisplayName("A number that is given up")
class StatesIT {

    private static final String RETAIN = "{reclaimPolicy: Retain}";
    private static final String PINNED = "{name: http, containerPort: 80, nodePort: 20005}";
    private static final String UNPINNED = "{name: http, containerPort: 80}";

    private BareCluster cluster;
    private User user;

    @BeforeEach
    void start(BareCluster bare) {
        cluster = bare;
        user = cluster.newcomer();
        cluster.startOperator();
    }

    @Test
    @DisplayName("by an app that says Retain waits without an end, as kubectl shows")
    void retained() {
        // Given
        user.exposesWith("shop", RETAIN, PINNED);
        user.seesReady("shop");

        // When
        user.kubectl("delete", "xapp", "shop");

        // Then
        var entry = user.seesEntry(20005, "Retained").getSpec();
        assertThat(entry.until()).isNull();
        assertThat(entry.reclaimPolicy()).isEqualTo("Retain");
        assertThat(user.kubectl("get", "npr", "20005", "--no-headers").split(" +")).startsWith("20005", "Retained", user.namespace(),
                "shop",
                "http/TCP", "default");
        var ledger = cluster.seesLedger("default", "counts it", s -> Integer.valueOf(1).equals(s.retained()));
        assertThat(ledger.coolingDown()).isZero();
        assertThat(ledger.free()).isEqualTo(10);
    }

    @Test
    @DisplayName("and retained is its app's again when the app comes back without a pin")
    void comesBack() {
        // Given
        user.exposesWith("shop", RETAIN, PINNED);
        user.seesReady("shop");
        user.kubectl("delete", "xapp", "shop");
        user.seesEntry(20005, "Retained");

        // When
        user.exposes("shop", UNPINNED);

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:20005/TCP");
        var entry = user.seesEntry(20005, "Held").getSpec();
        assertThat(entry.reclaimPolicy()).as("the app does not say Retain any more").isEqualTo("CoolDown");
    }

    @Test
    @DisplayName("and retained is granted at once to an app of the same namespace that pins it")
    void sameNamespace() {
        // Given
        user.exposesWith("shop", RETAIN, PINNED);
        user.seesReady("shop");
        user.kubectl("delete", "xapp", "shop");
        user.seesEntry(20005, "Retained");

        // When
        user.exposes("renamed", PINNED);

        // Then
        assertThat(user.seesReady("renamed").portMap()).isEqualTo("80:20005/TCP");
        assertThat(user.seesEntry(20005, "Held").getSpec().holder().name()).isEqualTo("renamed");
    }

    @Test
    @DisplayName("and retained is refused to another namespace, which must act, and is free when an administrator deletes the entry")
    void administratorFrees() {
        // Given
        user.exposesWith("shop", RETAIN, PINNED);
        user.seesReady("shop");
        user.kubectl("delete", "xapp", "shop");
        user.seesEntry(20005, "Retained");
        var stranger = cluster.newcomer();
        stranger.exposes("web", PINNED);
        var refused = stranger.sees("web", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.port(refused, "http").reason()).isEqualTo("PortRetained");
        assertThat(User.port(refused, "http").message()).startsWith("nodePort 20005 is retained for " + user.namespace() + "/shop since ")
                .endsWith("; choose another, or have an administrator delete NodePortReservation 20005");

        // When
        stranger.kubectl("delete", "npr", "20005");

        // Then
        assertThat(stranger.seesReady("web").portMap()).isEqualTo("80:20005/TCP");
    }

    @Test
    @DisplayName("is retained where the ledger says so, unless the app says otherwise")
    void ledgersDefault() {
        // Given
        cluster.applyLedger("default", "{defaultReclaimPolicy: Retain}");
        user.exposes("shop", PINNED);
        user.exposesWith("brief", "{reclaimPolicy: CoolDown}", "{name: http, containerPort: 80, nodePort: 20006}");
        user.seesReady("shop");
        user.seesReady("brief");

        // When
        user.kubectl("delete", "xapp", "shop", "brief");

        // Then
        user.seesEntry(20005, "Retained");
        user.seesEntry(20006, "CoolingDown");
    }

    @Test
    @DisplayName("is retained if the app said so last, whatever it said at the claim")
    void policyEdited() {
        // Given
        user.exposes("shop", PINNED);
        user.seesReady("shop");
        user.exposesWith("shop", RETAIN, PINNED);
        user.awaits("the entry has the new policy", () -> user.entry(20005), e -> "Retain".equals(e.getSpec().reclaimPolicy()));

        // When
        user.kubectl("delete", "xapp", "shop");

        // Then
        user.seesEntry(20005, "Retained");
    }

    @Test
    @DisplayName("is treated as the ledger's default says now, for it is kept current on what is held")
    void ledgersDefaultEdited() {
        // Given
        user.exposes("shop", PINNED);
        user.seesReady("shop");

        // When
        cluster.applyLedger("default", "{defaultReclaimPolicy: Retain}");

        // Then
        user.awaits("the entry has the new policy", () -> user.entry(20005),
                e -> "Retain".equals(e.getSpec().reclaimPolicy()));
        assertThat(user.seesEntry(20005, "Held").getSpec().holder().name()).isEqualTo("shop");
    }

    @Test
    @DisplayName("while the operator is down stays retained, for the entry says so and the app is gone")
    void retainedWhileDown() {
        // Given
        user.exposesWith("shop", RETAIN, PINNED);
        user.seesReady("shop");
        cluster.stopOperator();
        user.kubectl("delete", "xapp", "shop");
        user.seesNoService("shop");

        // When
        cluster.startOperator();

        // Then
        user.seesEntry(20005, "Retained");
    }

    @Test
    @DisplayName("is free at the next start when its time passed while the operator was down")
    void untilPassedWhileDown() {
        // Given
        user.exposes("shop", PINNED);
        user.seesReady("shop");
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 20006}");
        user.seesEntry(20005, "CoolingDown");
        cluster.stopOperator();
        // As if two days had passed.
        user.kubectl("patch", "npr", "20005", "--type=merge", "--patch", """
                {"spec": {"since": "%s", "until": "%s"}}""".formatted(daysAgo(2), daysAgo(1)));

        // When
        cluster.startOperator();

        // Then
        user.seesNoEntry(20005);
    }

    private static Instant daysAgo(int days) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(days));
    }
}
