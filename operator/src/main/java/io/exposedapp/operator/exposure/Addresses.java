package io.exposedapp.operator.exposure;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Where node ports answer: candidates, for a firewall may stand before any of them.
 *
 * @param shown at most {@link #MOST}, of the nodes first by name: a status must not grow with the cluster
 * @param count of all of them
 */
public record Addresses(List<String> shown, int count) {

    public static final Addresses NONE = new Addresses(List.of(), 0);

    static final int MOST = 3;

    public Addresses {
        shown = List.copyOf(shown);
    }

    /** ExternalIPs if any node has one, else InternalIPs; of Ready and uncordoned nodes, the first address of each. */
    public static Addresses of(Collection<SeenNode> nodes) {
        var serving = nodes.stream().filter(SeenNode::serving).sorted(Comparator.comparing(SeenNode::name)).toList();
        var external = firstOfEach(serving, SeenNode::externalIps);
        var all = external.isEmpty() ? firstOfEach(serving, SeenNode::internalIps) : external;
        return new Addresses(all.stream().limit(MOST).toList(), all.size());
    }

    private static List<String> firstOfEach(List<SeenNode> nodes, Function<SeenNode, List<String>> addresses) {
        return nodes.stream().map(addresses).filter(list -> !list.isEmpty()).map(List::getFirst).toList();
    }
}
