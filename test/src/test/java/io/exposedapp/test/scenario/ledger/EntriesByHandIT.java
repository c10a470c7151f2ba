package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("An entry that somebody")
class EntriesByHandIT {

    @Test
    @DisplayName("deletes comes back for the same app with the same number, pinned or not")
    void deleted(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80}", "{name: admin, containerPort: 81, nodePort: 32245}");
        var http = User.number(user.seesReady("shop"), "http");
        var uid = user.seesEntry(http, "Held").getMetadata().getUid();

        // When
        user.kubectl("delete", "npr", String.valueOf(http), "32245");

        // Then
        var back = user.awaits("the entry is back", () -> user.entry(http), e -> "Held".equals(e.getSpec().state()));
        assertThat(back.getMetadata().getUid()).isNotEqualTo(uid);
        assertThat(back.getSpec().holder().name()).isEqualTo("shop");
        user.awaits("the pinned one too", () -> user.entry(32245), e -> "admin/TCP".equals(e.getSpec().portList()));
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:" + http + "/TCP,81:32245/TCP");
    }

    @Test
    @DisplayName("edits is put right: its ports and its Service")
    void edited(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32246}");
        user.seesReady("shop");

        // When
        user.kubectl("patch", "npr", "32246", "--type=merge", "-p",
                """
                        {"spec": {"portList": "x/UDP", "holder": {"service": "elsewhere", "ports": [{"name": "x", "protocol": "UDP", "port": 9}]}}}""");

        // Then
        var right = user.awaits("the entry is right", () -> user.entry(32246), e -> "shop".equals(e.getSpec().holder().service())
                && "http".equals(e.getSpec().holder().ports().getFirst().name()));
        assertThat(right.getSpec().portList()).isEqualTo("http/TCP");
        assertThat(right.getSpec().state()).isEqualTo("Held");
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32246/TCP");
    }

    @Test
    @DisplayName("writes and nobody can read counts as taken until it is deleted")
    void unreadable(User user) {
        // Given
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: NodePortReservation
                metadata: {name: "32248"}
                spec:
                  ledger: default
                  state: Held
                  reclaimPolicy: CoolDown
                  since: 2026-11-21T10:30:27,5Z
                  holder: {namespace: shop, name: shop, uid: "1", service: shop, ports: [{name: http, protocol: TCP, port: 80}]}
                """);
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32248}");
        var refused = user.sees("shop", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(refused, "PortsReserved"))
                .startsWith("ReservationUnreadable: http: nodePort 32248 has a NodePortReservation that cannot be read")
                .contains("27,5Z");
        assertThat(user.service("shop")).isNull();

        // When
        user.kubectl("delete", "npr", "32248");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32248/TCP");
    }
}
