package io.exposedapp.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.SourceTree;
import io.exposedapp.test.cluster.argocd.ArgoCd;
import io.exposedapp.test.cluster.argocd.WithArgoCd;
import io.exposedapp.test.cluster.node.Callers;
import io.exposedapp.test.cluster.node.RealNodes;
import io.exposedapp.test.operator.RenameHistory;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithNodes;
import io.exposedapp.test.tier.SampledTests;
import io.exposedapp.test.traffic.Evidence;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every day {@link MigrationOnNodesIT} has the requests, and {@code OneCommitIT} the commit. */
@WithNodes
@WithArgoCd
@SampledTests(everyday = 0)
@DisplayName("One commit that replaces a Deployment and its NodePort Service by an app, under Argo CD with self-heal and prune,")
class OneCommitOnNodesIT {

    /** At a time: more only take the processors from the pods. */
    private static final int CONNECTIONS = 4;

    private final RealNodes nodes;
    private final ArgoCd argoCd;

    OneCommitOnNodesIT(RealNodes nodes, ArgoCd argoCd) {
        this.nodes = nodes;
        this.argoCd = argoCd;
    }

    @Test
    @DisplayName("loses no request of those that come from outside at full speed")
    void losesNone(User user, KubernetesClient api) {
        // Given
        argoCd.configure(SourceTree.at("deploy/argocd/argocd-cm.yaml"));
        var repository = argoCd.repository();
        var deployed = repository.commit("Deploy", files -> files.write("shop/legacy.yaml", Predecessor.manifest("order-service")));
        try (var application = argoCd.application(user.namespace(), repository, "shop", user.namespace())) {
            application.seesSettled(deployed);
            var before = user.seesService("order-service");
            user.seesQuiet();
            try (var renames = RenameHistory.of(api, user.namespace(), "order-service");
                    var client = Callers.at(nodes, CONNECTIONS, Predecessor.number(before))) {

                // When
                var migrated = repository.commit("Migrate", files -> files.remove("shop/legacy.yaml").write("shop/order-service.yaml",
                        Predecessor.successor("order-service")));
                application.seesSettled(migrated);
                user.awaits("the Deployment's pods are gone", () -> user.kubectl("get", "pods", "-l", "app=order-service"),
                        String::isEmpty);

                // Then
                var requests = client.stop().firstEntry().getValue();
                assertThat(renames.unexplained(client.failures())).as("%s", requests).isEmpty();
                assertThat(requests.sent()).isPositive();
                new Evidence("a migration by one commit", requests).print();
            }
            var after = user.seesService("order-service");
            assertThat(after.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
            assertThat(Predecessor.number(after)).isEqualTo(Predecessor.number(before));
        }
    }

}
