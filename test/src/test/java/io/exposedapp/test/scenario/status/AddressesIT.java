package io.exposedapp.test.scenario.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** With a node that KWOK does not care for, so that it stays as it is told to be; a taint keeps pods away from it. */
@WithOperator
@DisplayName("The addresses of an app")
class AddressesIT {

    private static final String NODE = "address-test";

    private static final String APP = """
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {name: web}
            spec:
              image: registry.example/web:1
              ports: [{name: http, containerPort: 8080}]
            """;

    @BeforeEach
    void addNode(TestCluster cluster) {
        cluster.kubectlWithInput("""
                apiVersion: v1
                kind: Node
                metadata: {name: %s}
                spec: {taints: [{key: exposedapp.test/no-pods, effect: NoSchedule}]}
                """.formatted(NODE), "apply", "-f", "-").orThrow();
        node(cluster, "True");
    }

    /** And waits until the operator knows: the apps of the next test are to have the usual addresses. */
    @AfterEach
    void removeNode(TestCluster cluster, User user) {
        cluster.kubectl("delete", "node", NODE).orThrow();
        user.sees("web", "has two addresses", s -> count(s) == 2);
    }

    @Test
    @DisplayName("are those of all Ready nodes, by the name of the node")
    void ofReadyNodes(User user) {
        // When
        user.applies(APP);

        // Then
        user.sees("web", "has three addresses", s -> List.of("198.51.100.250", "198.51.100.11", "198.51.100.12").equals(s.addresses()));
    }

    @Test
    @DisplayName("keep a node's that is cordoned, which stops no traffic, and lack it once the node is kept from load balancers")
    void cordoned(User user, TestCluster cluster) {
        // Given
        user.applies(APP);
        user.seesReady("web");
        cluster.kubectl("cordon", NODE).orThrow();

        // When
        cluster.kubectl("label", "node", NODE, "node.kubernetes.io/exclude-from-external-load-balancers=").orThrow();

        // Then
        user.sees("web", "has two addresses", s -> List.of("198.51.100.11", "198.51.100.12").equals(s.addresses()));
    }

    @Test
    @DisplayName("are written anew for no app that does not show the node's, whatever becomes of the node")
    void ofAnotherNode(User user, TestCluster cluster) {
        // Given
        node(cluster, "False");
        user.applies(APP);
        user.sees("web", "is Ready with two addresses", s -> User.is(s, "Ready", "True") && count(s) == 2);
        var version = Objects.requireNonNull(user.app("web")).getMetadata().getResourceVersion();

        // When
        for (int i = 0; i < 3; i++) {
            cluster.kubectl("cordon", NODE).orThrow();
            cluster.kubectl("uncordon", NODE).orThrow();
        }
        user.exposes("after", "{name: http, containerPort: 80}");

        // Then
        user.seesReady("after");
        assertThat(Objects.requireNonNull(user.app("web")).getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    @DisplayName("lack a node's that is not Ready")
    void notReady(User user, TestCluster cluster) {
        // Given
        user.applies(APP);
        user.seesReady("web");

        // When
        node(cluster, "False");

        // Then
        var status = user.sees("web", "has two addresses", s -> count(s) == 2);
        assertThat(status.addresses()).doesNotContain("198.51.100.250");
    }

    private static int count(ExposedAppStatus status) {
        return status.addresses() == null ? 0 : status.addresses().size();
    }

    private static void node(TestCluster cluster, String ready) {
        cluster.kubectl("patch", "node", NODE, "--subresource=status", "-p", """
                {"status": {"addresses": [{"type": "InternalIP", "address": "198.51.100.250"}],
                            "conditions": [{"type": "Ready", "status": "%s", "reason": "Told", "message": "by a test"}]}}
                """.formatted(ready)).orThrow();
    }
}
