package io.exposedapp.test.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.audit.AuditLog.Mark;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.waiting.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A cluster in which nothing happens but what is measured, and at most one operator. */
final class Scene implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Longer than the pace of any status. */
    private static final Duration SETTLED = Duration.ofMillis(1500);

    private static final Duration OFTEN = Duration.ofMillis(250);

    private final TestCluster cluster;
    private final String namespace;
    private final Runnable end;
    private @Nullable RunningOperator operator;

    private Scene(QuietCluster quiet, Runnable end) {
        this.cluster = quiet.cluster();
        this.namespace = quiet.user().namespace();
        this.end = end;
    }

    /** On a cluster of its own, which ends with it. */
    static Scene open() {
        var quiet = QuietCluster.start();
        return new Scene(quiet, quiet::close);
    }

    /** On a cluster that goes on. */
    static Scene on(QuietCluster quiet) {
        return new Scene(quiet, () -> {
        });
    }

    TestCluster cluster() {
        return cluster;
    }

    String namespace() {
        return namespace;
    }

    void startOperator() {
        operator = RunningOperator.start(cluster, http -> {
        }, Map.of());
    }

    void stopOperator() {
        if (operator != null) {
            operator.close();
            operator = null;
        }
    }

    Mark mark() {
        return cluster.audit().mark();
    }

    /** What the operator has asked to change since then; leases, which it may have to renew, are not counted. */
    List<AuditedRequest> writesSince(Mark mark) {
        return cluster.audit().writesSince(mark, RunningOperator.USER);
    }

    /** Apps of two ports and two pods, created at the same time; returns when all are Ready. */
    void createApps(String prefix, int count) {
        create(prefix, count, Crowd::createApps);
    }

    /** The same, with one of the two ports for clients inside the cluster only. */
    void createAppsThatHideAPort(String prefix, int count) {
        create(prefix, count, Crowd::createAppsThatHideAPort);
    }

    private void create(String prefix, int count, Consumer<Crowd> create) {
        var crowd = new Crowd(cluster.client(), namespace, prefix, count);
        create.accept(crowd);
        crowd.awaitReadyApps(PATIENCE);
    }

    /** Waits until the ledger's status, which has the slowest pace, is true, and nothing is written. */
    void settle() {
        Wait.until("the ledger counts what is held").atMost(PATIENCE).every(OFTEN).holds(() -> assertThat(counted()).isEqualTo(held()));
        var mark = mark();
        Wait.until("the operator writes nothing").atMost(PATIENCE).every(OFTEN).unchanged(SETTLED, () -> writesSince(mark).size());
    }

    private long held() {
        return cluster.client().resources(NodePortReservation.class).list().getItems().stream()
                .filter(entry -> entry.getSpec().state().equals("Held")).count();
    }

    private long counted() {
        return cluster.client().resources(NodePortLedger.class).list().getItems().stream().map(NodePortLedger::getStatus)
                .filter(Objects::nonNull).mapToInt(status -> Objects.requireNonNull(status.held())).sum();
    }

    /** Lets that time pass, or less if something is written; answers with what was. */
    List<AuditedRequest> writesWithin(Duration time) {
        var mark = mark();
        long end = System.nanoTime() + time.toNanos();
        return Wait.until(time + " have passed").atMost(time.plus(PATIENCE)).every(OFTEN).seen(() -> writesSince(mark),
                writes -> System.nanoTime() >= end || !writes.isEmpty());
    }

    /** Waits until the operator, since its start, has looked at every app. */
    void awaitPassOverEveryApp() {
        var running = Objects.requireNonNull(operator, "it runs");
        int apps = cluster.client().resources(ExposedApp.class).inAnyNamespace().list().getItems().size();
        Wait.until("a pass has gone over each of " + apps + " apps").atMost(PATIENCE).every(OFTEN).seen(running::passesOverApps,
                passes -> passes >= apps);
    }

    /** How many watches an operator has, by kind. */
    Map<String, Integer> watchesOfTheOperator() {
        stopOperator();
        var without = Wait.until("the watches are those of others").every(OFTEN).unchanged(SETTLED, () -> cluster.metrics().watches());
        startOperator();
        awaitPassOverEveryApp();
        settle();
        var own = new TreeMap<String, Integer>();
        cluster.metrics().watches().forEach((kind, count) -> own.put(kind, count - without.getOrDefault(kind, 0)));
        own.values().removeIf(count -> count == 0);
        return own;
    }

    @Override
    public void close() {
        stopOperator();
        end.run();
    }
}
