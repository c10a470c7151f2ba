package io.exposedapp.test.cluster.node;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The nodes of a cluster on which pods really run, and the world outside of it, which has no way out. */
public final class RealNodes {

    /** As many as two cores bear. */
    public static final int MOST = 3;

    private final Site site;
    private final List<RealNode> nodes;
    private final AtomicInteger clientAddressesGiven = new AtomicInteger();

    private RealNodes(Site site, List<RealNode> nodes) {
        this.site = site;
        this.nodes = nodes;
    }

    /**
     * Starts their containerds, which do not wait for the API server, and gives them the image that sandboxes need.
     *
     * @param binaries directory of kubelet and kube-proxy
     * @param access of each node, by its name
     * @param pause archive of an image {@code exposedapp.test/pause:1}
     */
    public static RealNodes start(Site site, Path binaries, Function<String, NodeAccess> access, Path pause, Heartbeat heartbeat) {
        IntFunction<RealNode> node = i -> {
            Machine machine = site.nodes().get(i);
            return new RealNode(machine, i + 1, site.directory(), binaries, access.apply(machine.name()), heartbeat);
        };
        RealNodes nodes = new RealNodes(site, IntStream.range(0, site.nodes().size()).mapToObj(node).toList());
        nodes.onEach(RealNode::startContainerd);
        nodes.load(pause);
        return nodes;
    }

    /** Starts kubelets and kube-proxies: the API server must serve. The nodes register themselves. */
    public void join() {
        nodes.forEach(node -> {
            node.startKubelet();
            node.startProxy();
        });
    }

    /** In order: node1 first. */
    public List<RealNode> all() {
        return nodes;
    }

    /** The node of that name; throws {@link IllegalArgumentException} if it is none of these. */
    public RealNode named(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is none of " + nodes));
    }

    /** Where clients are that do not belong to the cluster; the API server stands there too. */
    public Vantage outside() {
        return site.vantage();
    }

    /**
     * Drops packets that a process outside sends to the API server, until {@link #letPacketsOutsidePass()}.
     *
     * @param group of the process, by which its packets are known
     * @param percent of them, by chance
     */
    public void dropPacketsToApiServer(int group, int percent) {
        PacketRules.at(outside()).dropOfGroup(group, Site.API_SERVER_PORT, percent);
    }

    /** Drops no packets outside from now on. */
    public void letPacketsOutsidePass() {
        PacketRules.at(outside()).remove();
    }

    /** Addresses that a client outside may bind to: one has 28,000 ports, and a test may need more that nobody used before. */
    public List<String> clientAddresses() {
        return Addresses.clients();
    }

    /** So many of them that none before were given to anybody: what an earlier client left in the connection tables is not in this one's way. */
    List<String> unusedClientAddresses(int count) {
        var all = clientAddresses();
        var from = clientAddressesGiven.getAndAdd(count);
        if (from + count > all.size()) {
            throw new IllegalStateException("of the " + all.size() + " addresses of clients that this cluster has, " + from
                    + " are given, and " + count + " are asked for; take fewer a client, or a cluster of its own for this test");
        }
        return all.subList(from, from + count);
    }

    /** Imports an image archive, of Docker's format or OCI's, on every node. */
    public void load(Path archive) {
        onEach(node -> node.load(archive));
    }

    /** Throws {@link io.exposedapp.test.cluster.process.ComponentFailedException} if a program of theirs has ended by itself. */
    public void requireRunning() {
        site.requireRunning();
        nodes.forEach(RealNode::requireRunning);
    }

    private void onEach(Consumer<RealNode> action) {
        nodes.stream().map(node -> CompletableFuture.runAsync(() -> action.accept(node))).toList().forEach(CompletableFuture::join);
    }
}
