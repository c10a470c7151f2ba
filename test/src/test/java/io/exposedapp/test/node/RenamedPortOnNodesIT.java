package io.exposedapp.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.Callers;
import io.exposedapp.test.cluster.node.RealNodes;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithNodes;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nothing else happens in the cluster: a kube-proxy makes rules at once then, and would make them for a name that has no endpoints yet. */
@WithNodes
@DisplayName("A port that is called from outside at full speed")
class RenamedPortOnNodesIT {

    private static final int CONNECTIONS = 4;

    private final RealNodes nodes;

    RenamedPortOnNodesIT(RealNodes nodes) {
        this.nodes = nodes;
    }

    @Test
    @DisplayName("gets another name and another containerPort, and then its former ones, on the same number, and no request is lost")
    void losesNone(User user) {
        // Given
        user.applies(app("http", 8080));
        var number = User.number(user.seesReady("web"), "http");
        try (var client = Callers.at(nodes, CONNECTIONS, number)) {

            // When
            user.applies(app("www", 9090));
            seesNamed(user, "www");
            user.applies(app("http", 8080));
            seesNamed(user, "http");

            // Then
            var requests = client.stop();
            assertThat(client.failures()).as("%s", requests).isEmpty();
            assertThat(Objects.requireNonNull(requests.get("app")).sent()).isGreaterThan(100);
        }
        assertThat(User.number(user.seesReady("web"), "http")).isEqualTo(number);
    }

    private static void seesNamed(User user, String name) {
        user.seesReady("web");
        user.awaits("the Service has it, and only new pods",
                () -> Objects.requireNonNull(user.service("web")).getSpec().getPorts().getFirst()
                        .getName().equals(name) && user.pods("web").size() == 2);
    }

    private static String app(String port, int containerPort) {
        return """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: web}
                spec:
                  image: %s
                  args: ["%d"]
                  replicas: 2
                  ports: [{name: %s, containerPort: %d, port: 80}]
                """.formatted(LocalImages.ECHO, containerPort, port, containerPort);
    }
}
