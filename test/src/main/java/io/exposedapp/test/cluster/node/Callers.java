package io.exposedapp.test.cluster.node;

import io.exposedapp.test.traffic.Group;
import io.exposedapp.test.traffic.RunningClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Clients outside of the cluster, who call numbers on every node, one request after another. */
public final class Callers {

    /** For 50,000 requests each. A cluster has enough for nine clients. */
    private static final int ADDRESSES = 16;

    /** Closed connections stay in a node's connection table for two minutes, and at this speed they would fill it. No source port comes back. */
    private static final String FORGET_SOON = "net.netfilter.nf_conntrack_tcp_timeout_time_wait=10";

    private Callers() {
    }

    /** The same for one number, counted under {@code "app"}. */
    public static RunningClient at(RealNodes nodes, int connections, int number) {
        var numbers = new LinkedHashMap<String, Integer>();
        numbers.put("app", number);
        return at(nodes, connections, numbers);
    }

    /**
     * Returns when every node has answered at every number, and the client has begun. Its failures are kept in {@code target}.
     *
     * @param connections at a time, for each number
     * @param numbers by the name under which their requests are counted
     */
    public static RunningClient at(RealNodes nodes, int connections, SequencedMap<String, Integer> numbers) {
        nodes.all().forEach(node -> node.vantage().run("sysctl", "-qw", FORGET_SOON).orThrow());
        var hosts = nodes.all().stream().map(RealNode::address).toList();
        var groups = new ArrayList<Group>();
        numbers.forEach((name, number) -> {
            hosts.forEach(host -> Traffic.answer(nodes.outside(), "http://" + host + ":" + number + "/"));
            groups.add(Group.of(name, hosts, number));
        });
        return RunningClient.start(new RunningClient.Place(nodes.outside().line(), nodes.unusedClientAddresses(ADDRESSES), connections),
                failures(), List.copyOf(groups));
    }

    private static Path failures() {
        try {
            return Files.createTempFile(Path.of("target"), "lost-requests", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
