package io.exposedapp.test.cluster.node;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The addresses of all clusters with real nodes: a block for documentation, which no machine has to reach. They stand in namespaces only, so
 * clusters side by side all have the same. Simulated nodes have another block.
 */
final class Addresses {

    /** The one wire between the machines. */
    static final int PREFIX = 24;
    /** Of the machine that stands outside; the API server listens here. */
    static final String OUTSIDE = "203.0.113.254";

    private static final String BLOCK = "203.0.113.";
    /** All between the nodes' and the one that stands outside. */
    private static final int CLIENTS = 154;

    private Addresses() {
    }

    /** From 1: "203.0.113.11". */
    static String node(int number) {
        return BLOCK + (10 + number);
    }

    /** "10.244.1.0/24". */
    static String pods(int number) {
        return "10.244." + number + ".0/24";
    }

    /** All that clients outside may call from. Not the machine's own: whatever else runs there uses any of its ports. */
    static List<String> clients() {
        return IntStream.range(0, CLIENTS).mapToObj(i -> BLOCK + (100 + i)).toList();
    }
}
