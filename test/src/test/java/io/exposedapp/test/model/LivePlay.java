package io.exposedapp.test.model;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.model.Laws;
import io.exposedapp.model.Promises;
import io.exposedapp.model.Snapshot;
import io.exposedapp.model.Step;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Plays steps on a cluster of its own: after each it waits until all laws hold, and says which do not if they do not come to. */
final class LivePlay implements AutoCloseable {

    private static final Duration OFTEN = Duration.ofMillis(40);

    private final TestCluster cluster;
    private final KubernetesClient client;
    private final Promises promises = new Promises();
    private final History history;
    private final ClusterHands hands;
    private Fuse fuse = new Fuse();
    private RunningOperator operator;
    private Snapshot before;
    private int deaths;

    LivePlay(TestCluster cluster) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.history = new History(client, promises);
        this.hands = new ClusterHands(client, promises, history, at -> fuse.light(at));
        this.operator = start();
        this.before = look();
    }

    private RunningOperator start() {
        return RunningOperator.start(cluster, fuse::install, Map.of());
    }

    /** Does the step, and waits until everything is as it must be. */
    void play(Step step) {
        step.perform(hands);
        Wait.until("no law is broken").every(OFTEN).seen(() -> {
            replaceTheDead();
            return broken();
        }, List::isEmpty);
        history.read();
        promises.settled();
        before = look();
    }

    private List<String> broken() {
        var now = look();
        var late = now.ledgers().values().stream().filter(ledger -> !known(ledger))
                .map(ledger -> "ledger " + ledger.getMetadata().getName() + " has no status of its present spec").toList();
        return late.isEmpty() ? Laws.broken(before, now) : late;
    }

    private static boolean known(NodePortLedger ledger) {
        var status = ledger.getStatus();
        return status != null && Objects.equals(status.observedGeneration(), ledger.getMetadata().getGeneration());
    }

    private void replaceTheDead() {
        if (fuse.burnt()) {
            operator.close();
            deaths++;
            fuse = new Fuse();
            operator = start();
        }
    }

    /** How often the operator died. */
    int deaths() {
        return deaths;
    }

    private Snapshot look() {
        var services = client.services().inAnyNamespace().list().getItems().stream().filter(LivePlay::concerns).toList();
        return Snapshot.of(client.resources(ExposedApp.class).inAnyNamespace().list().getItems(),
                client.resources(NodePortReservation.class).list().getItems(), services,
                client.resources(NodePortLedger.class).list().getItems(), Instant.now());
    }

    /** The cluster has Services of its own. */
    private static boolean concerns(Service service) {
        return service.getSpec().getType().equals("NodePort") || service.getMetadata().getName().endsWith("-internal");
    }

    @Override
    public void close() {
        operator.close();
        history.close();
    }
}
