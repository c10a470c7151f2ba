package io.exposedapp.test.benchmark;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.Callers;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.ShippedRoles;
import io.exposedapp.test.traffic.RunningClient;
import io.exposedapp.test.traffic.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** An app and a Deployment with a NodePort Service, on two real nodes of a cluster of their own, each called from outside at full speed. */
final class Duel implements AutoCloseable {

    private static final String APP = "app";
    private static final String DEPLOYMENT = "deployment";
    private static final Side.Program ECHO = new Side.Program(LocalImages.ECHO, "\"8080\"");
    private static final int REPLICAS = 4;
    /** At a time, for each side: more only take the processors from the pods. */
    private static final int CONNECTIONS = 4;

    private final TestCluster cluster;
    private final Side.OfApp app;
    private final Side.OfDeployment deployment;
    private final RunningClient client;
    private RunningOperator operator;

    private Duel(TestCluster cluster) {
        this.cluster = cluster;
        LocalImages.loadInto(cluster.nodes());
        ShippedRoles.apply(cluster);
        operator = RunningOperator.start(cluster);
        app = new Side.OfApp(cluster.client(), TestNamespace.create(cluster.client(), APP).name(), ECHO);
        deployment = new Side.OfDeployment(cluster.client(), TestNamespace.create(cluster.client(), DEPLOYMENT).name(), ECHO);
        for (Side side : List.of(app, deployment)) {
            side.create();
            side.scale(REPLICAS);
        }
        var numbers = new LinkedHashMap<String, Integer>();
        numbers.put(APP, app.nodePort());
        numbers.put(DEPLOYMENT, deployment.nodePort());
        client = Callers.at(cluster.nodes(), CONNECTIONS, numbers);
    }

    /** Returns when both serve, all of their requests are answered, and the client is at work. */
    static Duel begin() {
        var cluster = TestCluster.start(ClusterOptions.defaults().withSimulatedNodes(0).withRealNodes(2)
                .withCustomResources(CustomResources.manifests()).withKeptLogs(Path.of("target", "cluster-logs")));
        try {
            return new Duel(cluster);
        } catch (RuntimeException | Error e) {
            cluster.keepLogs();
            cluster.close();
            throw e;
        }
    }

    Side.OfApp app() {
        return app;
    }

    Side.OfDeployment deployment() {
        return deployment;
    }

    /** What a step cost one side: what became of the requests meanwhile, and what was asked to change in its namespace, by anybody. */
    record Cost(Tally requests, double seconds, long writes) {
    }

    /** Both sides at the same time; the app's cost first. */
    List<Cost> step(Runnable ours, Runnable theirs) {
        var before = client.tally();
        var mark = cluster.audit().mark();
        var seconds = atTheSameTime(ours, theirs);
        var after = client.tally();
        var writes = cluster.audit().since(mark);
        return List.of(new Cost(app(after).since(app(before)), seconds.getFirst(), countOf(writes, app)),
                new Cost(deployment(after).since(deployment(before)), seconds.getLast(), countOf(writes, deployment)));
    }

    /** Not in the pool that all share: with two processors it has one thread, and whoever waits there for an operator keeps it from starting. */
    private static List<Double> atTheSameTime(Runnable ours, Runnable theirs) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = List.of(CompletableFuture.supplyAsync(() -> seconds(ours), threads),
                    CompletableFuture.supplyAsync(() -> seconds(theirs), threads));
            return running.stream().map(CompletableFuture::join).toList();
        }
    }

    private static long countOf(List<AuditedRequest> requests, Side side) {
        return requests.stream().filter(AuditedRequest::isWrite).filter(request -> request.namespace().equals(side.namespace())).count();
    }

    /** The cluster's logs stay if it fails. */
    void keepingLogs(Runnable story) {
        try {
            story.run();
        } catch (RuntimeException | Error e) {
            cluster.keepLogs();
            throw e;
        }
    }

    /** The operator ends, and another one starts. */
    void restartOperator() {
        operator.close();
        operator = RunningOperator.start(cluster);
    }

    /** Since the beginning. */
    Map<String, Tally> total() {
        return client.tally();
    }

    Tally app(Map<String, Tally> tallies) {
        return of(tallies, APP);
    }

    Tally deployment(Map<String, Tally> tallies) {
        return of(tallies, DEPLOYMENT);
    }

    /** Requests to the app that were lost, a line each. */
    List<String> failuresOfApp() {
        return client.failures().stream().filter(line -> line.contains(" " + APP + " ")).toList();
    }

    private static Tally of(Map<String, Tally> tallies, String name) {
        return Objects.requireNonNull(tallies.get(name), name);
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    }

    @Override
    public void close() {
        client.close();
        operator.close();
        cluster.close();
    }
}
