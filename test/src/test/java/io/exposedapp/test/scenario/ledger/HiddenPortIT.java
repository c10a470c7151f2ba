package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.EndpointHistory;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@DisplayName("A port that is not exposed any more")
class HiddenPortIT {

    private static final String HTTP = "{name: http, containerPort: 8080, port: 80}";
    private static final String METRICS = "{name: metrics, containerPort: 9090}";
    private static final String HIDDEN = "{name: metrics, containerPort: 9090, exposed: false}";

    private BareCluster cluster;
    private User user;

    /** A number rests for a day, unless a test says otherwise. */
    @BeforeEach
    void start(BareCluster bare) {
        cluster = bare;
        user = cluster.newcomer();
        cluster.startOperator();
    }

    @Test
    @DisplayName("gives its number up, which rests; the other port stays on its number, the Service and the pod are the same, and inside the "
            + "cluster both ports are there")
    void hidden() {
        // Given
        user.exposes("shop", HTTP, METRICS);
        var before = user.seesReady("shop");
        var service = uid(user.seesService("shop"));
        var pod = uid(user.pods("shop").getFirst());

        // When
        user.exposes("shop", HTTP, HIDDEN);

        // Then
        var http = User.number(before, "http");
        var metrics = User.number(before, "metrics");
        assertThat(user.seesEntry(metrics, "CoolingDown").getSpec().portList()).isEqualTo("metrics/TCP");
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:" + http + "/TCP,9090/TCP");
        var outside = user.seesService("shop");
        assertThat(uid(outside)).isEqualTo(service);
        assertThat(outside.getSpec().getPorts()).extracting(ServicePort::getNodePort).containsExactly(http);
        assertThat(user.seesService("shop-internal").getSpec().getPorts()).extracting(ServicePort::getPort).containsExactly(80, 9090);
        assertThat(user.pods("shop")).singleElement().satisfies(p -> assertThat(uid(p)).isEqualTo(pod));
        user.seesEntry(http, "Held");
    }

    @Test
    @DisplayName("gets the number that rests for it when it is exposed again, and the Service inside the cluster goes")
    void exposedAgain() {
        // Given
        user.exposes("shop", HTTP, METRICS);
        var before = user.seesReady("shop");
        var service = uid(user.seesService("shop"));
        user.exposes("shop", HTTP, HIDDEN);
        user.seesEntry(User.number(before, "metrics"), "CoolingDown");
        user.seesService("shop-internal");

        // When
        user.exposes("shop", HTTP, METRICS);

        // Then
        user.seesNoService("shop-internal");
        var after = user.seesReady("shop");
        assertThat(after.portMap()).isEqualTo(before.portMap());
        assertThat(User.port(after, "metrics").exposed()).isTrue();
        assertThat(uid(user.seesService("shop"))).isEqualTo(service);
        assertThat(user.entries("shop")).hasSize(2).allSatisfy(entry -> assertThat(entry.getSpec().state()).isEqualTo("Held"));
    }

    @Test
    @DisplayName("takes no moment from the other port: while it comes and goes, the Service always leads to the pod")
    void flipped() {
        // Given
        user.exposes("shop", HTTP, METRICS);
        var before = user.seesReady("shop");
        try (var endpoints = EndpointHistory.of(cluster.client(), user.namespace(), "shop", 1)) {
            user.exposes("shop", HTTP, HIDDEN);
            user.awaits("the port is off the Service", () -> user.service("shop"), service -> service.getSpec().getPorts().size() == 1);

            // When
            user.exposes("shop", HTTP, METRICS);

            // Then
            user.seesNoService("shop-internal");
            assertThat(user.seesReady("shop").portMap()).isEqualTo(before.portMap());
            assertThat(endpoints.fewest()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("stays reachable inside the cluster while it is exposed again and has no number yet")
    void noNumberLeft() {
        // Given
        cluster.applyLedger("default", "{range: 20000-20001, coolDownSeconds: 0}");
        cluster.seesLedger("default", "has two numbers", s -> Integer.valueOf(2).equals(s.size()));
        user.exposes("shop", HTTP, METRICS);
        var metrics = User.number(user.seesReady("shop"), "metrics");
        user.exposes("shop", HTTP, HIDDEN);
        user.seesNoEntry(metrics);
        user.exposes("other", "{name: http, containerPort: 80}");
        assertThat(user.seesReady("other").portMap()).isEqualTo("80:" + metrics + "/TCP");
        var inside = uid(user.seesService("shop-internal"));
        user.exposes("shop", HTTP, METRICS);
        var refused = user.sees("shop", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.port(refused, "metrics").reason()).isEqualTo("LedgerExhausted");
        assertThat(uid(user.seesService("shop-internal"))).isEqualTo(inside);

        // When
        user.kubectl("delete", "xapp", "other");

        // Then
        assertThat(User.number(user.seesReady("shop"), "metrics")).isEqualTo(metrics);
        user.seesNoService("shop-internal");
    }

    @Test
    @DisplayName("leaves a number that it shared over two protocols to the other")
    void sharedNumber() {
        // Given
        var udp = "{name: dns, containerPort: 5353, port: 53, protocol: UDP}";
        user.exposes("dns", udp, "{name: dns-tcp, containerPort: 5353, port: 53}");
        var number = User.number(user.seesReady("dns"), "dns");

        // When
        user.exposes("dns", udp, "{name: dns-tcp, containerPort: 5353, port: 53, exposed: false}");

        // Then
        user.awaits("the entry is for the other alone", () -> user.entry(number),
                entry -> List.of("Held", "dns/UDP").equals(List.of(entry.getSpec().state(), entry.getSpec().portList())));
        assertThat(user.seesReady("dns").portMap()).isEqualTo("53:" + number + "/UDP,53/TCP");
    }

    private static String uid(HasMetadata object) {
        return object.getMetadata().getUid();
    }
}
