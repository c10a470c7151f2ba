package io.exposedapp.test.chaos;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.node.RealNode;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What disturbances disturb.
 *
 * @param client of an administrator who does not try again
 * @param cordons that are still to be made, or to be lifted: the API server may be what is disturbed
 */
record Scene(TestCluster cluster, KubernetesClient client, SupervisedOperator operator, Chronicle chronicle,
        Map<RealNode, Boolean> cordons) {

    Scene(TestCluster cluster, KubernetesClient client, SupervisedOperator operator, Chronicle chronicle) {
        this(cluster, client, operator, chronicle, new LinkedHashMap<>());
    }

    /** Made now, or as soon as the API server answers. */
    void cordon(RealNode node, boolean cordoned) {
        cordons.put(node, cordoned);
        makeCordons();
    }

    private void makeCordons() {
        cordons.entrySet().removeIf(cordon -> {
            try {
                client.nodes().withName(cordon.getKey().name()).edit(found -> {
                    found.getSpec().setUnschedulable(cordon.getValue() ? true : null);
                    return found;
                });
                return true;
            } catch (KubernetesClientException e) {
                return false;
            }
        });
    }

    /** Starts again what ended by itself, as a machine does. */
    void supervise() {
        makeCordons();
        operator.supervise();
        cluster.nodes().all().forEach(
                node -> node.restartEnded().forEach(program -> chronicle.tell(program + " ended by itself and is started again")));
    }

    /** Until the API server answers, the operator runs and all nodes are Ready. */
    void awaitWhole() {
        operator.awaitRunning();
        Wait.until("the API server answers and all nodes are Ready").isSo(() -> {
            supervise();
            return cordons.isEmpty() && nodesAreReady();
        });
        operator.awaitRunning();
    }

    private boolean nodesAreReady() {
        try {
            List<Node> nodes = client.nodes().list().getItems();
            return nodes.stream().allMatch(Readiness::isNodeReady);
        } catch (KubernetesClientException e) {
            return false;
        }
    }
}
