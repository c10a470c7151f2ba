package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Port;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an app wants of the ledger.
 *
 * @param service name of the Service that carries, or is to carry, its numbers
 * @param ports sorted by name
 * @param carried numbers on that Service, by port name; empty when it is not there or not the app's
 * @param rejected numbers that the API server refused to allocate for this Service, with the moment of the first refusal
 * @param wish what the app says of the ledger
 */
public record Demand(
        AppRef app,
        String uid,
        String service,
        List<Port> ports,
        Map<String, Integer> carried,
        Map<Integer, Instant> rejected,
        Wish wish) {

    /**
     * What the app says of the ledger.
     *
     * @param ledger by name; null = the one that admits the namespace
     * @param reclaimPolicy of its numbers; null = as their ledger says
     * @param namespaceLabels of its namespace, by which ledgers admit it
     */
    public record Wish(@Nullable String ledger, @Nullable String reclaimPolicy, Map<String, String> namespaceLabels) {

        /** Nothing is said. */
        public static final Wish NONE = new Wish(null, null, Map.of());

        public Wish {
            namespaceLabels = Map.copyOf(namespaceLabels);
        }
    }

    public Demand {
        ports = ports.stream().sorted().toList();
        carried = Map.copyOf(carried);
        rejected = Map.copyOf(rejected);
    }
}
