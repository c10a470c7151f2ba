package io.exposedapp.test.chaos;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.node.RealNode;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;

/**
 * What disturbances disturb.
 *
 * @param client of an administrator who does not try again
 */
record Scene(TestCluster cluster, KubernetesClient client, SupervisedOperator operator, Chronicle chronicle) {

    /** Repeated while the API server does not answer. */
    void cordon(RealNode node, boolean cordoned) {
        Wait.until(node + " is cordoned: " + cordoned).isSo(() -> {
            try {
                client.nodes().withName(node.name()).edit(found -> {
                    found.getSpec().setUnschedulable(cordoned ? true : null);
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
        operator.supervise();
        cluster.nodes().all().forEach(
                node -> node.restartEnded().forEach(program -> chronicle.tell(program + " ended by itself and is started again")));
    }

    /** Until the API server answers, the operator runs and all nodes are Ready. */
    void awaitWhole() {
        operator.awaitRunning();
        Wait.until("the API server answers and all nodes are Ready").isSo(() -> {
            supervise();
            return nodesAreReady();
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
