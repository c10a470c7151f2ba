package io.exposedapp.test.cluster.node;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One Ethernet wire from each node to the outside machine, which has the bridge. There is no way out of it. */
record Wire(Machine outside, List<Machine> nodes) {

    /** Name of a node's end. */
    static final String OF_NODE = "eth0";

    void lay() {
        batch(outside, outsideLines());
        for (int number = 1; number <= nodes.size(); number++) {
            batch(nodes.get(number - 1), nodeLines(number));
        }
    }

    private List<String> outsideLines() {
        List<String> lines = new ArrayList<>(List.of("link add br0 type bridge", "link set br0 up"));
        Stream.concat(Stream.of(Addresses.OUTSIDE), Addresses.clients().stream())
                .forEach(address -> lines.add("addr add " + address + "/" + Addresses.PREFIX + " dev br0"));
        for (int number = 1; number <= nodes.size(); number++) {
            Machine node = nodes.get(number - 1);
            lines.add("link add " + node.name() + " type veth peer name " + OF_NODE + " netns " + node.pid());
            lines.add("link set " + node.name() + " master br0 up");
            // For the API server's answers to pods; the addresses of Services have no route here.
            lines.add("route add " + Addresses.pods(number) + " via " + Addresses.node(number) + " onlink dev br0");
        }
        return lines;
    }

    private List<String> nodeLines(int number) {
        List<String> lines = new ArrayList<>(List.of("addr add " + Addresses.node(number) + "/" + Addresses.PREFIX + " dev " + OF_NODE,
                "link set " + OF_NODE + " up", "route add default via " + Addresses.OUTSIDE));
        for (int other = 1; other <= nodes.size(); other++) {
            if (other != number) {
                lines.add("route add " + Addresses.pods(other) + " via " + Addresses.node(other));
            }
        }
        return lines;
    }

    /** In the network of the machine and the process tree of this JVM: a peer is named by its pid there. */
    private static void batch(Machine machine, List<String> lines) {
        machine.vantage().runWithInput(String.join("\n", lines) + "\n", "ip", "-batch", "-").orThrow();
    }
}
