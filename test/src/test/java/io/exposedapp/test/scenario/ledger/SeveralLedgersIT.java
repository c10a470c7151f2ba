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
@DisplayName("With several ledgers")
class SeveralLedgersIT {

    private static final String HTTP = "{name: http, containerPort: 80}";

    private BareCluster cluster;
    private User blue;
    private User plain;

    @BeforeEach
    void start(BareCluster bare) {
        cluster = bare;
        blue = cluster.newcomer("team=blue");
        plain = cluster.newcomer();
        cluster.applyLedger("all", "{range: 20000-20002}");
        cluster.applyLedger("blue", "{range: 20003-20005, priority: 5, namespaceSelector: {matchLabels: {team: blue}}}");
        cluster.applyLedger("blues", "{range: 20006-20008, priority: 5, namespaceSelector: {matchLabels: {team: blue}}}");
        cluster.startOperator();
    }

    @Test
    @DisplayName("an app that names none gets its numbers from the one that admits its namespace, the highest priority first, then the first name")
    void choice() {
        // When
        blue.exposes("shop", HTTP);
        plain.exposes("shop", HTTP);

        // Then
        assertThat(User.number(blue.seesReady("shop"), "http")).isBetween(20003, 20005);
        assertThat(User.port(blue.seesReady("shop"), "http").ledger()).isEqualTo("blue");
        assertThat(User.number(plain.seesReady("shop"), "http")).isBetween(20000, 20002);
        assertThat(plain.entries("shop")).singleElement().satisfies(e -> assertThat(e.getSpec().ledger()).isEqualTo("all"));
    }

    @Test
    @DisplayName("an app that names another one keeps the numbers that it has, and gets new ones from that one")
    void named() {
        // Given
        blue.exposes("shop", HTTP);
        int before = User.number(blue.seesReady("shop"), "http");

        // When
        blue.exposesWith("shop", "{ledger: all}", HTTP, "{name: admin, containerPort: 81}");

        // Then
        var status = blue.sees("shop", "has both", s -> User.is(s, "Ready", "True") && User.port(s, "admin").nodePort() != null);
        assertThat(User.number(status, "http")).isEqualTo(before);
        assertThat(User.port(status, "http").ledger()).isEqualTo("blue");
        assertThat(User.number(status, "admin")).isBetween(20000, 20002);
        assertThat(User.port(status, "admin").ledger()).isEqualTo("all");
    }

    @Test
    @DisplayName("an app may not use one that does not admit its namespace: it is told which would, and a label on the namespace cures it at once")
    void notAdmitted() {
        // Given
        plain.exposesWith("shop", "{ledger: blue}", HTTP);
        var refused = plain.sees("shop", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(refused, "PortsReserved")).isEqualTo("NamespaceNotAllowed: http: ledger blue does not admit namespace "
                + plain.namespace() + "; set exposure.ledger to one that does (all), or leave it out");

        // When
        plain.kubectl("label", "namespace", plain.namespace(), "team=blue");

        // Then
        assertThat(User.number(plain.seesReady("shop"), "http")).isBetween(20003, 20005);
    }

    @Test
    @DisplayName("a namespace that loses its label keeps its numbers, and gets new ones from another ledger")
    void labelLost() {
        // Given
        blue.exposes("shop", HTTP);
        var before = blue.seesReady("shop").portMap();
        blue.exposes("late", "{name: http, containerPort: 80, nodePort: 20000}");
        blue.sees("late", "is refused", s -> User.is(s, "Stalled", "True"));

        // When
        blue.kubectl("label", "namespace", blue.namespace(), "team-");

        // Then
        assertThat(User.port(blue.seesReady("late"), "http").ledger()).isEqualTo("all");
        assertThat(blue.seesReady("shop").portMap()).isEqualTo(before);
    }

    @Test
    @DisplayName("one that is used up is not passed over for the next")
    void exhausted() {
        // Given
        blue.exposes("shop", HTTP, "{name: a, containerPort: 81}", "{name: b, containerPort: 82}");
        blue.seesReady("shop");

        // When
        blue.exposes("late", HTTP);

        // Then
        var refused = blue.sees("late", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(refused, "PortsReserved")).startsWith("LedgerExhausted: http: ledger blue has no free number: of 3, held 3, ");
    }

    @Test
    @DisplayName("a pin that another one has is refused with the name of that one")
    void pinElsewhere() {
        // When
        blue.exposes("shop", "{name: http, containerPort: 80, nodePort: 20007}");

        // Then
        var refused = blue.sees("shop", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(refused, "PortsReserved"))
                .startsWith("PortOutOfRange: http: nodePort 20007 is not in the valid range 20003-20005 of "
                        + "ledger blue; choose one in the range, set exposure.ledger to blues, which has it, ");
    }

    @Test
    @DisplayName("that overlap, both say so, and a number that one has granted is not to be had from the other")
    void overlap() {
        // Given
        cluster.applyLedger("all", "{range: 20000-20004}");
        blue.exposes("shop", "{name: http, containerPort: 80, nodePort: 20003}");
        blue.seesReady("shop");

        // When
        plain.exposes("web", "{name: http, containerPort: 80, nodePort: 20003}");

        // Then
        var refused = plain.sees("web", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(refused, "PortsReserved"))
                .startsWith("PortInUse: http: nodePort 20003 is held by " + blue.namespace() + "/shop ");
        assertThat(overlapping("all"))
                .isEqualTo("True, RangesOverlap: ledger blue has 20003-20004 too; no number is given twice, but give the "
                        + "ledgers ranges of their own");
        assertThat(overlapping("blue")).startsWith("True, RangesOverlap: ledger all has 20003-20004 too; ");
        assertThat(BareCluster.why(cluster.seesLedger("blues", "is compared", s -> s.conditions() != null), "Overlapping"))
                .startsWith("False, NoOverlap: ");
    }

    private String overlapping(String ledger) {
        return BareCluster.why(cluster.seesLedger(ledger, "overlaps", s -> BareCluster.why(s, "Overlapping").startsWith("True")),
                "Overlapping");
    }
}
