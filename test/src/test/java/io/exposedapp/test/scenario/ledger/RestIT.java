package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@DisplayName("A number at rest")
class RestIT {

    private static final String PINNED = "{name: http, containerPort: 80, nodePort: 20005}";

    private BareCluster cluster;
    private User user;

    /** From the ledger as the operator makes it: a number rests for a day. */
    @BeforeEach
    void release(BareCluster bare) {
        cluster = bare;
        user = cluster.newcomer();
        cluster.startOperator();
        user.exposes("shop", PINNED);
        user.seesReady("shop");
        user.kubectl("delete", "xapp", "shop");
        user.seesEntry(20005, "CoolingDown");
    }

    @Test
    @DisplayName("rests for a day, as the entry and kubectl show, whatever becomes of the ledger meanwhile")
    void aDay() {
        // When
        cluster.applyLedger("default", "{coolDownSeconds: 60}");

        // Then
        cluster.seesLedger("default", "is read", s -> Long.valueOf(2).equals(s.observedGeneration()));
        assertThat(Duration.between(Instant.now(), Instant.parse(until()))).as("a day, rounded up to a second")
                .isBetween(Duration.ofHours(23), Duration.ofHours(24).plusSeconds(1));
        assertThat(user.kubectl("get", "npr", "20005", "--no-headers").split(" +")).startsWith("20005", "CoolingDown", user.namespace(),
                "shop", "http/TCP", "default", until());
    }

    @Test
    @DisplayName("is taken back by the app that had it")
    void theSameApp() {
        // When
        user.exposes("shop", "{name: http, containerPort: 80}");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:20005/TCP");
        user.awaits("20005 is held", () -> user.entry(20005), e -> "Held".equals(e.getSpec().state()) && e.getSpec().until() == null);
    }

    @Test
    @DisplayName("is granted at once to another app of its namespace that pins it")
    void theSameNamespace() {
        // When
        user.exposes("renamed", PINNED);

        // Then
        assertThat(user.seesReady("renamed").portMap()).isEqualTo("80:20005/TCP");
        user.awaits("20005 is the other's", () -> user.entry(20005), e -> "renamed".equals(e.getSpec().holder().name()));
    }

    @Test
    @DisplayName("is not granted to another app of its namespace that pins nothing")
    void noPin() {
        // When
        user.exposes("other", ports());

        // Then
        var status = user.sees("other", "has the ten that are free", s -> User.why(s, "PortsReserved").startsWith("LedgerExhausted"));
        assertThat(User.why(status, "PortsReserved")).contains("held 10, resting 1 (the first until " + until() + ")");
        assertThat(status.portMap()).doesNotContain("20005");
    }

    @Test
    @DisplayName("is refused to another namespace with its end, which is nothing to act on, and granted once an administrator frees it")
    void anotherNamespace() {
        // Given
        var stranger = cluster.newcomer();
        stranger.exposes("web", PINNED);
        var waiting = stranger.sees("web", "waits", s -> User.why(s, "Ready").startsWith("PortResting"));
        assertThat(User.is(waiting, "Ready", "Unknown")).isTrue();
        assertThat(User.is(waiting, "Stalled", "False")).isTrue();
        assertThat(User.port(waiting, "http").reason()).isEqualTo("PortResting");
        assertThat(User.port(waiting, "http").message())
                .startsWith("nodePort 20005 rests until " + until() + " after " + user.namespace() + "/shop gave it up");

        // When
        stranger.kubectl("delete", "npr", "20005");

        // Then
        assertThat(stranger.seesReady("web").portMap()).isEqualTo("80:20005/TCP");
    }

    @Test
    @DisplayName("is granted to another namespace by itself when its time is over, and not before: who waits has been told that time")
    void untilItIsOver() {
        // Given
        // So long that it is seen at rest on a busy machine too.
        cluster.applyLedger("default", "{coolDownSeconds: 8}");
        cluster.seesLedger("default", "is read", s -> Long.valueOf(2).equals(s.observedGeneration()));
        user.exposes("brief", "{name: http, containerPort: 80, nodePort: 20006}");
        user.seesReady("brief");
        var stranger = cluster.newcomer();
        stranger.exposes("web", "{name: http, containerPort: 80, nodePort: 20006}");
        stranger.sees("web", "is refused", s -> User.is(s, "Stalled", "True"));

        // When
        user.kubectl("delete", "xapp", "brief");

        // Then
        var until = Objects.requireNonNull(user.seesEntry(20006, "CoolingDown").getSpec().until());
        stranger.sees("web", "is told when",
                s -> User.why(s, "Ready").startsWith("PortResting: http: nodePort 20006 rests until " + until));
        assertThat(stranger.seesReady("web").portMap()).isEqualTo("80:20006/TCP");
        assertThat(Instant.now()).isAfterOrEqualTo(Instant.parse(until));
    }

    private String until() {
        return Objects.requireNonNull(user.seesEntry(20005, "CoolingDown").getSpec().until());
    }

    private static String[] ports() {
        return IntStream.rangeClosed(1, 11).mapToObj(n -> "{name: p%d, containerPort: %d}".formatted(n, 8000 + n))
                .toArray(String[]::new);
    }
}
