package io.exposedapp.operator.exposure;

import io.exposedapp.api.v1.ExposedAppStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where clients outside reach node ports: candidates, for a firewall may stand before any of them.
 *
 * @param shown at most {@link #MOST}: a status must not grow with the cluster
 * @param more there are good ones that are not shown
 * @param stale no node is good now, and the last ones stay: that every address vanishes at once is an incident, not news
 */
public record Addresses(List<String> shown, boolean more, boolean stale) {

    public static final Addresses NONE = new Addresses(List.of(), false, false);

    static final int MOST = 3;

    public Addresses {
        shown = List.copyOf(shown);
    }

    /**
     * ExternalIPs if any good node has one, else InternalIPs; the first address of each good node, by the name of the node. Those that were
     * shown before stay as long as they are good, so that what happens to another node changes no status.
     *
     * @param before what was shown last
     */
    public static Addresses of(Collection<SeenNode> nodes, List<String> before) {
        var good = good(nodes);
        if (good.isEmpty()) {
            return before.isEmpty() ? NONE : new Addresses(before, false, true);
        }
        var kept = before.stream().filter(good::contains).distinct().limit(MOST).toList();
        var shown = Stream.concat(kept.stream(), good.stream().filter(address -> !kept.contains(address))).limit(MOST).toList();
        return new Addresses(shown, good.size() > shown.size(), false);
    }

    /** What a status shows. */
    public static List<String> shownIn(@Nullable ExposedAppStatus status) {
        return status == null || status.addresses() == null ? List.of() : status.addresses();
    }

    private static List<String> good(Collection<SeenNode> nodes) {
        var serving = nodes.stream().filter(SeenNode::serving).sorted(Comparator.comparing(SeenNode::name)).toList();
        var external = firstOfEach(serving, SeenNode::externalIps);
        return external.isEmpty() ? firstOfEach(serving, SeenNode::internalIps) : external;
    }

    private static List<String> firstOfEach(List<SeenNode> nodes, Function<SeenNode, List<String>> addresses) {
        return nodes.stream().map(addresses).filter(list -> !list.isEmpty()).map(List::getFirst).distinct().toList();
    }
}
