package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.User;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@DisplayName("A number that a ledger sets aside")
class SetAsideIT {

    private BareCluster cluster;
    private User user;
    private User stranger;

    @BeforeEach
    void start(BareCluster bare) {
        cluster = bare;
        user = cluster.newcomer();
        stranger = cluster.newcomer();
        cluster.applyLedger("default", "{coolDownSeconds: 0}");
        cluster.startOperator();
    }

    @Test
    @DisplayName("for a namespace, an app or a port that need not exist yet is granted without a pin, to the one that it is meant for most closely")
    void withoutAPin() {
        // Given
        cluster.applyLedger("default", """
                {setAside: [{numbers: ["20000"], for: {namespace: %1$s}}, {numbers: ["20001"], for: {namespace: %1$s, app: shop}},
                {numbers: ["20002"], for: {namespace: %1$s, app: shop, port: grpc}}]}""".formatted(user.namespace()));
        cluster.seesLedger("default", "counts them", s -> Integer.valueOf(3).equals(s.setAside()));

        // When
        user.exposes("shop", "{name: grpc, containerPort: 81}", "{name: http, containerPort: 80}", "{name: web, containerPort: 82}");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("81:20002/TCP,80:20001/TCP,82:20000/TCP");
        var ledger = cluster.seesLedger("default", "counts them", s -> Integer.valueOf(0).equals(s.setAside()));
        assertThat(ledger.held()).isEqualTo(3);
        assertThat(cluster.client().resources(NodePortLedger.class).withName("default").get().getMetadata().getGeneration())
                .as("the spec is people's to write").isEqualTo(2);
    }

    @Test
    @DisplayName("for somebody else, or for nobody, is refused to whoever pins it, in the ledger's words")
    void refused() {
        // Given
        cluster.applyLedger("default", """
                {setAside: [{numbers: ["20003"], for: {namespace: %s, app: shop}, note: "moves in on Monday"},
                {numbers: ["20004-20005"], note: "the old firewall eats it"}]}""".formatted(user.namespace()));
        cluster.seesLedger("default", "counts them", s -> Integer.valueOf(3).equals(s.setAside()));

        // When
        stranger.exposes("web", "{name: a, containerPort: 80, nodePort: 20003}", "{name: b, containerPort: 81, nodePort: 20005}",
                "{name: c, containerPort: 82}");

        // Then
        var status = stranger.sees("web", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(status, "Ready")).startsWith("PortSetAside: ");
        assertThat(User.port(status, "a").message()).isEqualTo("nodePort 20003 is set aside for " + user.namespace()
                + "/shop by ledger default (moves in on Monday); choose another, or leave nodePort out");
        assertThat(User.port(status, "b").message())
                .isEqualTo("nodePort 20005 is blocked by ledger default (the old firewall eats it); choose another, or leave nodePort out");
        assertThat(User.number(status, "c")).isBetween(20000, 20010).isNotIn(20003, 20004, 20005);
    }

    @Test
    @DisplayName("is granted to an app that waits for it when the ledger drops the item")
    void dropped() {
        // Given
        cluster.applyLedger("default", "{setAside: [{numbers: [\"20000-20010\"]}]}");
        cluster.seesLedger("default", "counts them", s -> Integer.valueOf(11).equals(s.setAside()));
        stranger.exposes("web", "{name: a, containerPort: 80, nodePort: 20003}", "{name: b, containerPort: 81}");
        var refused = stranger.sees("web", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.port(refused, "b").message()).contains("ledger default has no free number: of 11, held 0", "set aside 11, ");

        // When
        cluster.applyLedger("default", "{}");

        // Then
        var status = stranger.seesReady("web");
        assertThat(User.number(status, "a")).isEqualTo(20003);
        assertThat(User.number(status, "b")).isBetween(20000, 20010);
    }

    @Test
    @DisplayName("while an app has it stays with that app, which is told, as is who looks at the ledger")
    void heldAlready() {
        // Given
        stranger.exposes("web", "{name: http, containerPort: 80, nodePort: 20003}");
        stranger.seesReady("web");

        // When
        cluster.applyLedger("default", "{setAside: [{numbers: [\"20003\"], for: {namespace: %s}}]}".formatted(user.namespace()));

        // Then
        var remark = "20003 stays though ledger default has set it aside for namespace " + user.namespace();
        var status = stranger.sees("web", "is told", s -> User.why(s, "PortsReserved").contains(remark));
        assertThat(User.is(status, "Ready", "True")).isTrue();
        assertThat(status.portMap()).isEqualTo("80:20003/TCP");
        cluster.seesLedger("default", "tells it", s -> BareCluster.why(s, "Ready")
                .equals("True, Ready: numbers of 20000-20010 are granted; " + remark + " (" + stranger.namespace() + "/web)"));
    }

    @Test
    @DisplayName("while another app has it goes to its beneficiary when that app gives it up")
    void handedOver() {
        // Given
        stranger.exposes("web", "{name: http, containerPort: 80, nodePort: 20003}");
        stranger.seesReady("web");
        cluster.applyLedger("default", "{coolDownSeconds: 0, setAside: [{numbers: [\"20003\"], for: {namespace: %s}}]}".formatted(
                user.namespace()));
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 20003}");
        user.sees("shop", "is refused", s -> User.is(s, "Stalled", "True"));

        // When
        stranger.kubectl("delete", "xapp", "web");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:20003/TCP");
    }

    @Test
    @DisplayName("is nobody else's though all others are gone, and its beneficiary gets others when its own are used up")
    void others() {
        // Given
        cluster.applyLedger("default", "{setAside: [{numbers: [\"20000-20008\"], for: {namespace: %s}}]}".formatted(user.namespace()));
        cluster.seesLedger("default", "counts them", s -> Integer.valueOf(9).equals(s.setAside()));
        user.exposes("shop", ports(10));
        var status = user.seesReady("shop");
        assertThat(IntStream.rangeClosed(20000, 20008)).allMatch(number -> user.entry(number) != null);
        assertThat(status.portMap()).containsAnyOf("20009", "20010");

        // When
        stranger.exposes("web", ports(2));

        // Then
        var refused = stranger.sees("web", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(stranger.entries("web")).singleElement()
                .satisfies(entry -> assertThat(entry.getMetadata().getName()).isIn("20009", "20010"));
        assertThat(User.why(refused, "PortsReserved")).startsWith("LedgerExhausted: p2: ");
    }

    private static String[] ports(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "{name: p%d, containerPort: %d}".formatted(n, 8000 + n))
                .toArray(String[]::new);
    }
}
