package io.exposedapp.test.benchmark;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.audit.AuditLog.Mark;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.ShippedRoles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A cluster in which nothing happens but what is measured, and at most one operator. */
final class Scene implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Longer than the pace of any status. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final TestCluster cluster;
    private final String namespace;
    private @Nullable RunningOperator operator;

    private Scene(TestCluster cluster) {
        this.cluster = cluster;
        ShippedRoles.apply(cluster);
        namespace = TestNamespace.create(cluster.client(), "measured").name();
    }

    static Scene open() {
        return new Scene(TestCluster.start(
                ClusterOptions.defaults().withCustomResources(CustomResources.manifests())
                        .withKeptLogs(Path.of("target", "cluster-logs"))));
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

    /** Waits until nothing is written any more. */
    void settle() {
        Awaitility.await("the operator writes nothing").atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> {
            var mark = mark();
            stillFor(SETTLED, mark);
            return writesSince(mark).isEmpty();
        });
    }

    /** Lets that time pass, or less if something is written. */
    void stillFor(Duration time, Mark mark) {
        long end = System.nanoTime() + time.toNanos();
        Awaitility.await().atMost(time.plusSeconds(10)).pollInterval(Duration.ofMillis(500))
                .until(() -> System.nanoTime() >= end || !writesSince(mark).isEmpty());
    }

    /** Waits until the operator, since its start, has looked at every app. */
    void awaitPassOverEveryApp() {
        var running = Objects.requireNonNull(operator, "it runs");
        int apps = cluster.client().resources(ExposedApp.class).inAnyNamespace().list().getItems().size();
        Awaitility.await("a pass over each of " + apps + " apps").atMost(PATIENCE).until(() -> running.passesOverApps() >= apps);
    }

    /** How many watches the running operator has, by kind. */
    Map<String, Integer> watchesOfTheOperator() {
        var with = cluster.metrics().watches();
        stopOperator();
        var own = new TreeMap<String, Integer>();
        Awaitility.await("the operator's watches end").atMost(PATIENCE).until(() -> {
            var without = cluster.metrics().watches();
            own.clear();
            with.forEach((kind, count) -> own.put(kind, count - without.getOrDefault(kind, 0)));
            own.values().removeIf(count -> count == 0);
            return own.containsKey("exposedapps.exposedapp.io") && own.containsKey("nodes");
        });
        startOperator();
        return own;
    }

    @Override
    public void close() {
        stopOperator();
        cluster.close();
    }
}
