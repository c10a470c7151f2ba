package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("A pin")
class PinsIT {

    @Test
    @DisplayName("outside the range is refused with the range, and the app's other ports are exposed all the same")
    void outsideTheRange(User user) {
        // When
        user.exposes("shop", "{name: admin, containerPort: 9000, nodePort: 9090}", "{name: http, containerPort: 80, nodePort: 32200}");

        // Then
        var status = user.sees("shop", "serves http", s -> Integer.valueOf(32200).equals(User.port(s, "http").nodePort()));
        assertThat(status.portMap()).isEqualTo("9000:!9090/TCP,80:32200/TCP");
        var admin = User.port(status, "admin");
        assertThat(admin.nodePort()).isNull();
        assertThat(admin.requestedNodePort()).isEqualTo(9090);
        assertThat(admin.reason()).isEqualTo("PortOutOfRange");
        assertThat(admin.message()).contains("9090 is not in the valid range 30000-32767");
        assertThat(User.port(status, "http").reason()).isNull();
        assertThat(User.why(status, "Exposed")).contains("http: outside 32200 -> inside the cluster 80 -> in the container 80")
                .contains("admin: not exposed (PortOutOfRange)");
        assertThat(User.is(status, "Ready", "False")).isTrue();
        assertThat(user.kubectl("get", "service", "shop")).contains("80:32200/TCP").doesNotContain("9000");
    }

    @Test
    @DisplayName("that another app holds is refused with that app's name in conditions, on the port, in an event and as STATUS")
    void heldByAnother(User user, TestCluster cluster) {
        try (var namespace = TestNamespace.create(cluster.client(), "heldByAnother")) {
            // Given
            user.exposes("first", "{name: http, containerPort: 80, nodePort: 32201}");
            user.seesReady("first");
            var stranger = new User(cluster, namespace.name());

            // When
            stranger.exposes("second", "{name: web, containerPort: 8080, nodePort: 32201}");

            // Then
            var status = stranger.sees("second", "is refused", s -> User.is(s, "Stalled", "True"));
            var day = user.seesEntry(32201, "Held").getSpec().since().substring(0, "2026-11-21".length());
            var words = "nodePort 32201 is held by " + user.namespace() + "/first (port http) since " + day
                    + "; choose another, or delete that app";
            assertThat(User.why(status, "PortsReserved")).isEqualTo("PortInUse: web: " + words);
            assertThat(User.why(status, "Ready")).startsWith("PortInUse: ").contains(words);
            assertThat(User.port(status, "web").reason()).isEqualTo("PortInUse");
            assertThat(User.port(status, "web").message()).isEqualTo(words);
            var events = stranger.awaits("an event tells it", () -> stranger.events("second"), all -> !all.isEmpty());
            assertThat(events).containsExactly("PortInUse: web: " + words);
            assertThat(stranger.kubectl("get", "xapp", "second", "--no-headers")).contains(" 8080:!32201/TCP ").contains(" PortInUse ");
        }
    }

    @Test
    @DisplayName("that is refused is granted as soon as the holder pins another number")
    void heldUntilTheHolderMoves(User user) {
        // Given
        user.exposes("first", "{name: http, containerPort: 80, nodePort: 32202}");
        user.seesReady("first");
        user.exposes("second", "{name: http, containerPort: 80, nodePort: 32202}");
        user.sees("second", "is refused", s -> User.is(s, "Stalled", "True"));

        // When
        user.exposes("first", "{name: http, containerPort: 80, nodePort: 32203}");

        // Then
        assertThat(user.seesReady("second").portMap()).isEqualTo("80:32202/TCP");
        assertThat(user.seesReady("first").portMap()).isEqualTo("80:32203/TCP");
    }

    @Test
    @DisplayName("of two apps that ask at once goes to one, and the other names it")
    void atOnce(User user) {
        // When
        user.applies(twoApps(32204));

        // Then
        user.awaits("one has it and the other is refused",
                () -> Stream.of("left", "right").map(user::app).filter(Objects::nonNull).toList(),
                apps -> count(apps, "Ready") == 1 && count(apps, "Stalled") == 1);
        var holder = user.seesEntry(32204, "Held").getSpec().holder().name();
        var other = holder.equals("left") ? "right" : "left";
        assertThat(User.why(user.seesReady(holder), "PortsReserved")).isEqualTo("PortsReserved: http: 32204");
        assertThat(User.why(user.sees(other, "is refused", s -> User.is(s, "Stalled", "True")), "PortsReserved"))
                .contains("32204 is held by " + user.namespace() + "/" + holder);
    }

    /** Of which that condition is True. */
    private static long count(List<ExposedApp> apps, String condition) {
        return apps.stream().filter(app -> app.getStatus() != null && User.is(app.getStatus(), condition, "True")).count();
    }

    private static String twoApps(int pin) {
        var app = """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: registry.example/test/app:1
                  ports: [{name: http, containerPort: 80, nodePort: %d}]
                """;
        return app.formatted("left", pin) + "---\n" + app.formatted("right", pin);
    }
}
