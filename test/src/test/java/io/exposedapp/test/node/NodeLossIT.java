package io.exposedapp.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.KeepsLogs;
import io.exposedapp.test.cluster.Nodes;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.Heartbeat;
import io.exposedapp.test.cluster.node.Traffic;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.ShippedRoles;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.Node;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On a cluster of its own, which soon takes a silent node for lost, and whose pods leave one after a second instead of five minutes. */
@Nodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("When a node is lost")
class NodeLossIT {

    private final TestCluster cluster = TestCluster.start(ClusterOptions.defaults().withSimulatedNodes(0).withRealNodes(2)
            .withHeartbeat(Heartbeat.QUICK).withCustomResources(CustomResources.manifests())
            .withApiServerFlags("--default-not-ready-toleration-seconds=1", "--default-unreachable-toleration-seconds=1")
            .withKeptLogs(Path.of("target", "cluster-logs")));
    private RunningOperator operator;

    @RegisterExtension
    private final KeepsLogs logs = _ -> cluster.keepLogs();

    @BeforeAll
    void start() {
        LocalImages.loadInto(cluster.nodes());
        ShippedRoles.apply(cluster);
        operator = RunningOperator.start(cluster);
    }

    @AfterAll
    void stop() {
        operator.close();
        cluster.close();
    }

    @Test
    @DisplayName("its pods are replaced elsewhere; those that it cannot end neither count nor block, and it takes them down when it is back")
    void kubeletKilled() {
        try (var namespace = TestNamespace.create(cluster.client(), "node-loss")) {
            // Given
            var user = new User(cluster, namespace.name());
            user.applies("""
                    apiVersion: exposedapp.io/v1
                    kind: ExposedApp
                    metadata: {name: web}
                    spec:
                      image: %s
                      args: ["8080"]
                      replicas: 4
                      ports: [{name: http, containerPort: 8080}]
                    """.formatted(LocalImages.ECHO));
            user.seesReady("web");
            var lost = cluster.nodes().named("node2");
            var there = NodePods.uids(NodePods.on(user, "web", "node2"));
            assertThat(there).isNotEmpty();

            // When
            lost.stopKubelet();

            // Then
            user.awaits("four pods serve on the other node", () -> NodePods.serving(user, "web", "node1"), pods -> pods.size() == 4);
            assertThat(NodePods.uids(user.pods("web"))).as("no kubelet ends what was on the lost node").containsAll(there);
            var status = user.seesReady("web");
            assertThat(status.replicas()).isEqualTo(4);
            var number = User.number(status, "http");
            assertThat(Traffic.answer(cluster.nodes().outside(),
                    "http://" + cluster.nodes().named("node1").address() + ":" + number + "/")).endsWith(" 8080 TCP\n");
            lost.startKubelet();
            user.awaits("node2 has ended what was on it", () -> NodePods.uids(user.pods("web")),
                    uids -> there.stream().noneMatch(uids::contains));
            assertThat(user.pods("web")).hasSize(4);
            user.awaits("node2 is Ready", () -> conditions("node2"), conditions -> conditions.contains("Ready=True"));
        }
    }

    private List<String> conditions(String node) {
        Node found = cluster.client().nodes().withName(node).get();
        return found.getStatus().getConditions().stream().map(c -> c.getType() + "=" + c.getStatus()).toList();
    }
}
