package io.exposedapp.test.benchmark;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.Callers;
import io.exposedapp.test.operator.RenameHistory;
import io.exposedapp.test.traffic.RunningClient;
import io.exposedapp.test.traffic.Tally;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** An app and a Deployment with a NodePort Service, on two real nodes, each called from outside at full speed. */
final class Duel implements AutoCloseable {

    private static final String APP = "app";
    private static final String DEPLOYMENT = "deployment";
    private static final Side.Program ECHO = new Side.Program(LocalImages.ECHO, "\"8080\"");
    private static final int REPLICAS = 4;
    /** At a time, for each side: more only take the processors from the pods. */
    private static final int CONNECTIONS = 4;

    private final TestCluster cluster;
    private final List<TestNamespace> namespaces;
    private final Side.OfApp app;
    private final Side.OfDeployment deployment;
    private final RunningClient client;

    private Duel(TestCluster cluster, List<TestNamespace> namespaces) {
        this.cluster = cluster;
        this.namespaces = namespaces;
        app = new Side.OfApp(cluster.client(), namespaces.getFirst().name(), ECHO);
        deployment = new Side.OfDeployment(cluster.client(), namespaces.getLast().name(), ECHO);
        for (Side side : List.of(app, deployment)) {
            side.create();
            side.scale(REPLICAS);
        }
        var numbers = new LinkedHashMap<String, Integer>();
        numbers.put(APP, app.nodePort());
        numbers.put(DEPLOYMENT, deployment.nodePort());
        client = Callers.at(cluster.nodes(), CONNECTIONS, numbers);
    }

    /** Returns when both serve, all of their requests are answered, and the client is at work. An operator runs. */
    static Duel begin(TestCluster cluster) {
        var namespaces = Stream.of(APP, DEPLOYMENT).map(side -> TestNamespace.create(cluster.client(), side)).toList();
        try {
            return new Duel(cluster, namespaces);
        } catch (RuntimeException | Error e) {
            namespaces.forEach(TestNamespace::close);
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

    /** Ends the requests; answers with what became of them since the beginning. */
    Map<String, Tally> end() {
        return client.stop();
    }

    /** From now on. */
    RenameHistory renamesOfApp() {
        return RenameHistory.of(cluster.client(), app.namespace(), Side.NAME);
    }

    Tally app(Map<String, Tally> tallies) {
        return of(tallies, APP);
    }

    Tally deployment(Map<String, Tally> tallies) {
        return of(tallies, DEPLOYMENT);
    }

    /** Requests to the app that were lost, a line each. */
    List<String> failuresOfApp() {
        return client.failures(APP);
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
        namespaces.forEach(TestNamespace::close);
    }
}
