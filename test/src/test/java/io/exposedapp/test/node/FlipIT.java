package io.exposedapp.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.RealNodes;
import io.exposedapp.test.cluster.node.Traffic;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithNodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithNodes
@DisplayName("A port that is exposed or not, as requests find it")
class FlipIT {

    private final RealNodes nodes;

    FlipIT(RealNodes nodes) {
        this.nodes = nodes;
    }

    @BeforeEach
    void app(User user) {
        apply(user, true, false);
        user.seesReady("flip");
    }

    @Test
    @DisplayName("gets a number when it is exposed, and the other port answers on its own as before")
    void opened(User user) {
        // Given
        var before = User.number(user.seesReady("flip"), "http");
        var clusterIp = user.seesService("flip").getSpec().getClusterIP();

        // When
        apply(user, true, true);

        // Then
        var status = user.sees("flip", "has a number for metrics",
                s -> User.is(s, "Ready", "True") && User.port(s, "metrics").nodePort() != null);
        assertThat(User.number(status, "http")).isEqualTo(before);
        assertThat(user.seesService("flip").getSpec().getClusterIP()).isEqualTo(clusterIp);
        assertThat(fromOutside(User.number(status, "metrics"))).endsWith(" 9090 TCP\n");
        assertThat(fromOutside(before)).endsWith(" 8080 TCP\n");
        assertThat(Traffic.answer(nodes.all().getLast().vantage(), "http://" + clusterIp + ":9090/")).endsWith(" 9090 TCP\n");
    }

    @Test
    @DisplayName("is refused outside and answers inside when none is exposed any more, and its number rests")
    void closed(User user) {
        // Given
        var number = User.number(user.seesReady("flip"), "http");
        assertThat(fromOutside(number)).endsWith(" 8080 TCP\n");

        // When
        apply(user, false, false);

        // Then
        user.seesEntry(number, "CoolingDown");
        user.seesNoService("flip");
        for (var node : nodes.all()) {
            Article.seesRefused(nodes.outside(), "http://" + node.address() + ":" + number + "/");
        }
        var internal = user.seesService("flip-internal").getSpec().getClusterIP();
        assertThat(Traffic.answer(nodes.all().getFirst().vantage(), "http://" + internal + ":8080/")).endsWith(" 8080 TCP\n");
        assertThat(Traffic.answer(nodes.all().getFirst().vantage(), "http://" + internal + ":9090/")).endsWith(" 9090 TCP\n");
    }

    private String fromOutside(int number) {
        return Traffic.answer(nodes.outside(), "http://" + nodes.all().getFirst().address() + ":" + number + "/");
    }

    private static void apply(User user, boolean http, boolean metrics) {
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: flip}
                spec:
                  image: %s
                  args: ["8080", "9090"]
                  ports:
                  - {name: http, containerPort: 8080, exposed: %s}
                  - {name: metrics, containerPort: 9090, exposed: %s}
                """.formatted(LocalImages.ECHO, http, metrics));
    }
}
