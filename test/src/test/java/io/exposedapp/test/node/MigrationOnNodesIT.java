package io.exposedapp.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.node.Callers;
import io.exposedapp.test.cluster.node.RealNodes;
import io.exposedapp.test.operator.RenameHistory;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithNodes;
import io.exposedapp.test.traffic.Evidence;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithNodes
@DisplayName("A Deployment with a NodePort Service, called from outside at full speed,")
class MigrationOnNodesIT {

    /** At a time: more only take the processors from the pods. */
    private static final int CONNECTIONS = 4;

    private final RealNodes nodes;

    MigrationOnNodesIT(RealNodes nodes) {
        this.nodes = nodes;
    }

    @Test
    @DisplayName("becomes an app on the same number and loses no request, though its port had no name")
    void losesNone(User user, KubernetesClient api) {
        // Given
        var before = Predecessor.serves(user, "order-service");
        user.seesQuiet();
        try (var renames = RenameHistory.of(api, user.namespace(), "order-service");
                var client = Callers.at(nodes, CONNECTIONS, Predecessor.number(before))) {

            // When
            user.applies(Predecessor.successor("order-service"));
            user.seesReady("order-service");
            user.kubectl("delete", "deployment", "order-service", "--cascade=foreground");

            // Then
            var requests = client.stop().firstEntry().getValue();
            assertThat(renames.unexplained(client.failures())).as("%s", requests).isEmpty();
            assertThat(requests.sent()).isPositive();
            new Evidence("a migration", requests).print();
        }
        var after = user.seesService("order-service");
        assertThat(after.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
        assertThat(Predecessor.number(after)).isEqualTo(Predecessor.number(before));
    }
}
