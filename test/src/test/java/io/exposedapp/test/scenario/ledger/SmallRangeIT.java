package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.User;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@DisplayName("A ledger over eleven numbers")
class SmallRangeIT {

    @BeforeEach
    void ledger(BareCluster cluster) {
        cluster.applyLedger("default", "{coolDownSeconds: 0}");
        cluster.startOperator();
    }

    @Test
    @DisplayName("refuses the twelfth with its counts, and grants it the first that comes free")
    void exhausted(BareCluster cluster) {
        // Given
        var user = cluster.newcomer();
        user.exposes("big", ports(11));
        user.seesReady("big");
        user.exposes("late", "{name: http, containerPort: 80}");
        var refused = user.sees("late", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(refused, "PortsReserved")).startsWith("LedgerExhausted: http: ledger default has no free number: of 11, "
                + "held 11, resting 0, retained 0, set aside 0, on Services of others 0; ");
        assertThat(User.port(refused, "http").reason()).isEqualTo("LedgerExhausted");
        assertThat(user.service("late")).isNull();
        var full = cluster.seesLedger("default", "is exhausted", s -> BareCluster.why(s, "Exhausted").startsWith("True"));
        assertThat(full.held()).isEqualTo(11);
        assertThat(full.free()).isZero();

        // When
        user.exposes("big", ports(10));

        // Then
        assertThat(User.number(user.seesReady("late"), "http")).isBetween(20000, 20010);
    }

    @Test
    @DisplayName("counts what is held, what rests, and what others have")
    void counts(BareCluster cluster) {
        // Given
        cluster.applyLedger("default", "{coolDownSeconds: 3600}");
        var user = cluster.newcomer();
        user.kubectl("create", "service", "nodeport", "legacy", "--tcp=80:80", "--node-port=20010");
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 20000}", "{name: admin, containerPort: 81, nodePort: 20001}",
                "{name: grpc, containerPort: 82, nodePort: 20002}");
        user.seesReady("shop");

        // When
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 20000}", "{name: admin, containerPort: 81, nodePort: 20001}");

        // Then
        var status = cluster.seesLedger("default", "has one at rest", s -> Integer.valueOf(1).equals(s.coolingDown()));
        assertThat(status.held()).isEqualTo(2);
        assertThat(status.foreign()).isEqualTo(1);
        assertThat(status.outOfRange()).isZero();
        assertThat(status.free()).isEqualTo(11 - 2 - 1 - 1);
    }

    @Test
    @DisplayName("that is edited moves no holder: numbers that are out of range or excluded by now are kept and counted, and new pins on such refused")
    void edited(BareCluster cluster) {
        // Given
        var user = cluster.newcomer();
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 20009}", "{name: admin, containerPort: 81, nodePort: 20001}");
        user.seesReady("shop");

        // When
        cluster.applyLedger("default", "{range: 20000-20005, excluded: [\"20001-20002\"]}");

        // Then
        var status = cluster.seesLedger("default", "has the range", s -> "20000-20005".equals(s.range()));
        assertThat(status.size()).isEqualTo(4);
        assertThat(status.held()).isEqualTo(2);
        assertThat(status.outOfRange()).isEqualTo(2);
        user.exposes("late", "{name: a, containerPort: 80, nodePort: 20008}", "{name: b, containerPort: 81, nodePort: 20002}");
        var refused = user.sees("late", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.port(refused, "a").message()).startsWith("nodePort 20008 is not in the valid range 20000-20005");
        assertThat(User.port(refused, "b").message()).startsWith("nodePort 20002 is excluded by ledger default");
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:20009/TCP,81:20001/TCP");
    }

    @Test
    @DisplayName("wakes who waits for it when it is edited")
    void widened(BareCluster cluster) {
        // Given
        cluster.applyLedger("default", "{range: 20000-20005, excluded: [\"20002\"]}");
        cluster.seesLedger("default", "has the range", s -> "20000-20005".equals(s.range()));
        var user = cluster.newcomer();
        user.exposes("shop", "{name: a, containerPort: 80, nodePort: 20008}", "{name: b, containerPort: 81, nodePort: 20002}");
        user.sees("shop", "is refused", s -> User.is(s, "Stalled", "True"));

        // When
        cluster.applyLedger("default", "{coolDownSeconds: 0}");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:20008/TCP,81:20002/TCP");
    }

    @Test
    @DisplayName("says so when its range lies outside the API server's, grants nothing then, and takes nothing away")
    void outside(BareCluster cluster) {
        // Given
        var user = cluster.newcomer();
        user.exposes("shop", "{name: http, containerPort: 80}");
        var before = user.seesReady("shop").portMap();

        // When
        cluster.applyLedger("default", "{range: 30000-30010}");

        // Then
        var status = cluster.seesLedger("default", "is not Ready", s -> BareCluster.why(s, "Ready").startsWith("False"));
        assertThat(BareCluster.why(status, "Ready")).contains("LedgerInvalid: nothing new is granted: ")
                .contains("range 30000-30010 lies outside the API server's own, 20000-20010");
        user.exposes("late", "{name: http, containerPort: 80}");
        assertThat(User.why(user.sees("late", "is refused", s -> User.is(s, "Stalled", "True")), "Ready")).startsWith("LedgerNotFound: ");
        assertThat(user.seesReady("shop").portMap()).isEqualTo(before);
        assertThat(user.entries("shop")).singleElement()
                .satisfies(e -> assertThat(Objects.requireNonNull(e.getSpec()).state()).isEqualTo("Held"));
    }

    private static String[] ports(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "{name: p%d, containerPort: %d}".formatted(n, 8000 + n))
                .toArray(String[]::new);
    }
}
