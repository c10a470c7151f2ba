package io.exposedapp.test.monitoring;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** A ledger of one test or class, with numbers that no app of another one gets. It ends with its apps and its reservations. */
record TestLedger(KubernetesClient client, String name) implements AutoCloseable {

    /**
     * Creates it.
     *
     * @param range apart from that of the others
     * @param coolDownSeconds of its numbers
     */
    static TestLedger create(TestCluster cluster, String name, String range, long coolDownSeconds) {
        cluster.kubectlWithInput("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: %s}
                spec: {range: %s, coolDownSeconds: %d, priority: -1}
                """.formatted(name, range, coolDownSeconds), "apply", "-f", "-").orThrow();
        return new TestLedger(cluster.client(), name);
    }

    /** What an app says to get its numbers from it. */
    String exposure() {
        return "{ledger: " + name + "}";
    }

    @Override
    public void close() {
        Wait.until("ledger " + name + " has no reservation").seen(() -> {
            reservations().forEach(this::release);
            return reservations();
        }, List::isEmpty);
        client.resources(NodePortLedger.class).withName(name).delete();
    }

    /** An app that was refused a number may hold it as soon as its holder is gone, so each holder is deleted in its turn. */
    private void release(NodePortReservation reservation) {
        var holder = reservation.getSpec().holder();
        if (reservation.getSpec().state().equals("Held")) {
            client.resources(ExposedApp.class).inNamespace(holder.namespace()).withName(holder.name()).delete();
        } else {
            client.resource(reservation).delete();
        }
    }

    private List<NodePortReservation> reservations() {
        return client.resources(NodePortReservation.class).list().getItems().stream()
                .filter(reservation -> reservation.getSpec().ledger().equals(name)).toList();
    }
}
