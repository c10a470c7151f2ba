package io.exposedapp.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.Callers;
import io.exposedapp.test.cluster.node.RealNodes;
import io.exposedapp.test.operator.RenameHistory;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithNodes;
import io.exposedapp.test.tier.SampledTests;
import io.exposedapp.test.traffic.Evidence;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nothing else happens in the cluster: a kube-proxy makes rules at once then, and would make them for a name that has no endpoints yet. */
@WithNodes
@SampledTests(everyday = 0)
@DisplayName("A port that is called from outside at full speed")
class RenamedPortOnNodesIT {

    private static final int CONNECTIONS = 4;

    /** Of the port, one after the other. */
    private static final List<Port> NAMES = List.of(new Port("www", 9090), new Port("http", 8080));

    private record Port(String name, int containerPort) {
    }

    private final RealNodes nodes;

    RenamedPortOnNodesIT(RealNodes nodes) {
        this.nodes = nodes;
    }

    @Test
    @DisplayName("gets another name and another containerPort, and then its former ones, on the same number, and no request is lost")
    void losesNone(User user, KubernetesClient api) {
        // Given
        user.applies(app("http", 8080));
        var number = User.number(user.seesReady("web"), "http");
        user.seesQuiet();
        try (var renames = RenameHistory.of(api, user.namespace(), "web"); var client = Callers.at(nodes, CONNECTIONS, number)) {

            // When
            for (var renamed : NAMES) {
                user.applies(app(renamed.name(), renamed.containerPort()));
                seesNamed(user, renamed.name());
            }

            // Then
            var requests = client.stop().firstEntry().getValue();
            assertThat(renames.unexplained(client.failures())).as("%s", requests).isEmpty();
            assertThat(requests.sent()).isPositive();
            new Evidence("a renamed port", requests).print();
        }
        assertThat(User.number(user.seesReady("web"), NAMES.getLast().name())).isEqualTo(number);
    }

    private static void seesNamed(User user, String name) {
        user.seesReady("web");
        user.awaits("the Service has the new name", () -> user.service("web"),
                service -> service.getSpec().getPorts().getFirst().getName().equals(name));
        user.awaits("two pods are left", () -> user.pods("web"), pods -> pods.size() == 2);
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
