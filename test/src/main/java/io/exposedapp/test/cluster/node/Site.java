package io.exposedapp.test.cluster.node;

import io.exposedapp.test.cluster.process.Component;
import io.exposedapp.test.cluster.process.WorkDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The machines of a cluster, wired, before anything of Kubernetes runs: one for each node, and one outside of the cluster, where the API
 * server stands too, so that it reaches kubelets and pods, and they reach it. This JVM and its children reach it through a pair of socats:
 * a Unix socket crosses networks.
 */
public final class Site {

    /** The API server's address there. */
    public static final String API_SERVER_ADDRESS = Addresses.OUTSIDE;
    /** The API server's port there. */
    public static final int API_SERVER_PORT = 6443;

    private final WorkDirectory directory;
    private final Machine outside;
    private final List<Machine> nodes;
    private final List<Component> bridge;

    private Site(WorkDirectory directory, Machine outside, List<Machine> nodes, List<Component> bridge) {
        this.directory = directory;
        this.outside = outside;
        this.nodes = nodes;
        this.bridge = bridge;
    }

    /**
     * Makes the machines and the wire.
     *
     * @param nodes how many
     * @param port of this machine's loopback interface that leads to the API server
     */
    public static Site open(WorkDirectory directory, int nodes, int port) {
        List<CompletableFuture<Machine>> machines = new ArrayList<>();
        machines.add(CompletableFuture.supplyAsync(() -> Machine.start("outside", directory)));
        IntStream.rangeClosed(1, nodes)
                .forEach(number -> machines.add(CompletableFuture.supplyAsync(() -> Machine.start("node" + number, directory))));
        List<Machine> started = machines.stream().map(CompletableFuture::join).toList();
        Machine outside = started.getFirst();
        List<Machine> others = started.subList(1, started.size());
        new Wire(outside, others).lay();
        Path socket = directory.path().resolve("api.sock");
        List<Component> bridge = List.of(
                new Component("api-there", outside.vantage().line("socat", "UNIX-LISTEN:" + socket + ",fork,backlog=128",
                        "TCP:" + API_SERVER_ADDRESS + ":" + API_SERVER_PORT), directory),
                new Component("api-here", List.of("socat", "TCP-LISTEN:" + port + ",bind=127.0.0.1,fork,reuseaddr,backlog=128",
                        "UNIX-CONNECT:" + socket), directory));
        bridge.forEach(Component::start);
        return new Site(directory, outside, others, bridge);
    }

    /** "https://203.0.113.254:6443": for those that are in there. */
    public String apiServer() {
        return "https://" + API_SERVER_ADDRESS + ":" + API_SERVER_PORT;
    }

    /** The command line of a program that runs outside of the cluster. */
    public List<String> outside(List<String> command) {
        return outside.vantage().line(command.toArray(String[]::new));
    }

    /** Throws what {@link Component#requireRunning} throws if the way to the API server is cut. */
    void requireRunning() {
        bridge.forEach(Component::requireRunning);
    }

    Vantage vantage() {
        return outside.vantage();
    }

    List<Machine> nodes() {
        return nodes;
    }

    WorkDirectory directory() {
        return directory;
    }
}
