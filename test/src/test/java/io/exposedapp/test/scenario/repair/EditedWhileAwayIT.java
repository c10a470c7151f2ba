package io.exposedapp.test.scenario.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(QuietCluster.Provider.class)
@DisplayName("While no operator runs, what is edited by hand is judged by the last writer of the Service and by the app's status:")
class EditedWhileAwayIT {

    private final QuietCluster cluster;
    private final User user;

    EditedWhileAwayIT(QuietCluster cluster) {
        this.cluster = cluster;
        this.user = cluster.user();
    }

    @Test
    @DisplayName("a reservation that was given to another app is its app's again")
    void reservation() {
        // Given
        try (var _ = RunningOperator.start(cluster.cluster())) {
            ready("shop", 31140);
            ready("till", 31141);
        }
        var till = Objects.requireNonNull(user.app("till")).getMetadata().getUid();
        user.kubectl("patch", "npr", "31140", "--type=merge", "--patch", """
                {"spec": {"holder": {"name": "till", "uid": "%s", "service": "till"}}}
                """.formatted(till));

        // When
        try (var _ = RunningOperator.start(cluster.cluster())) {

            // Then
            user.awaits("shop holds it again", () -> user.entry(31140), entry -> entry.getSpec().holder().name().equals("shop"));
            assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31140/TCP");
            assertThat(user.seesReady("till").portMap()).isEqualTo("80:31141/TCP");
        }
    }

    @Test
    @DisplayName("a number that was written into a Service under the operator's name, and is in no status, stays its holder's")
    void service() {
        // Given
        int number;
        try (var _ = RunningOperator.start(cluster.cluster())) {
            user.exposes("shop", "{name: http, containerPort: 80}");
            number = User.number(user.seesReady("shop"), "http");
            ready("till", 31142);
        }
        user.kubectl("delete", "service", "till");
        user.kubectl("patch", "service", "shop", "--type=json", "--field-manager=exposedapp-operator", "--patch",
                "[{op: replace, path: /spec/ports/0/nodePort, value: 31142}]");
        user.kubectl("delete", "npr", String.valueOf(number));

        // When
        try (var _ = RunningOperator.start(cluster.cluster())) {

            // Then
            var refused = user.sees("shop", "is refused", status -> User.is(status, "Stalled", "True"));
            assertThat(User.why(refused, "PortsReserved")).contains("31142 is held by " + user.namespace() + "/till");
            assertThat(user.seesEntry(31142, "Held").getSpec().holder().name()).isEqualTo("till");
            user.kubectl("delete", "service", "shop");
            assertThat(user.seesReady("till").portMap()).isEqualTo("80:31142/TCP");
            assertThat(user.seesReady("shop").portMap()).doesNotContain("31142");
        }
    }

    private void ready(String app, int number) {
        user.exposes(app, "{name: http, containerPort: 80, nodePort: %d}".formatted(number));
        user.seesReady(app);
    }
}
