package io.exposedapp.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.node.Callers;
import io.exposedapp.test.cluster.node.RealNodes;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithNodes;
import java.util.LinkedHashMap;
import java.util.Objects;
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
    @DisplayName("becomes an app on the same number and loses no request, though its port had no name; another one that is rolled out loses some")
    void losesNone(User user) {
        // Given
        var before = Predecessor.serves(user, "order-service");
        var control = Predecessor.serves(user, "control");
        var numbers = new LinkedHashMap<String, Integer>();
        numbers.put("migrated", Predecessor.number(before));
        numbers.put("control", Predecessor.number(control));
        try (var client = Callers.at(nodes, CONNECTIONS, numbers)) {

            // When
            user.applies(Predecessor.successor("order-service"));
            user.seesReady("order-service");
            user.kubectl("delete", "deployment", "order-service", "--cascade=foreground");

            // Then: the other one not before, since its changes would have kube-proxy see ours at another moment
            user.kubectl("rollout", "restart", "deployment/control");
            user.kubectl("rollout", "status", "deployment/control", "--timeout=60s");
            var requests = client.stop();
            var migrated = Objects.requireNonNull(requests.get("migrated"));
            assertThat(migrated.lost()).as("%s; lost: %s", requests, client.failures()).isZero();
            assertThat(migrated.sent()).isGreaterThan(100);
            assertThat(Objects.requireNonNull(requests.get("control")).lost()).as("the run is void: no request was lost here either")
                    .isPositive();
        }
        var after = user.seesService("order-service");
        assertThat(after.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
        assertThat(Predecessor.number(after)).isEqualTo(Predecessor.number(before));
    }
}
