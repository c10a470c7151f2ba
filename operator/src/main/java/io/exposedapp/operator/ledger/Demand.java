package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Port;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an app wants of the ledger.
 *
 * @param service name of the Service that carries, or is to carry, its numbers
 * @param ports sorted by name
 * @param carried numbers on that Service, by port name; empty when it is not there or not the app's
 * @param rejected numbers that the API server refused to allocate for this Service, with the moment of the first refusal
 * @param outOfRange of these, those that the API server does not have in its range, with that range
 * @param wish what the app says of the ledger
 * @param proven of the carried numbers, those that a live read in this pass has shown on the Service as this operator wrote them: their entries
 * are the app's, whatever hand has written another holder, or nonsense, into them. What somebody wrote into the Service proves nothing
 */
public record Demand(
        AppRef app,
        String uid,
        String service,
        List<Port> ports,
        Map<String, Integer> carried,
        Map<Integer, Instant> rejected,
        Map<Integer, Range> outOfRange,
        Wish wish,
        Set<Integer> proven) {

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

    /** With nothing proven. */
    public Demand(AppRef app, String uid, String service, List<Port> ports, Map<String, Integer> carried, Map<Integer, Instant> rejected,
            Wish wish) {
        this(app, uid, service, ports, carried, rejected, Map.of(), wish, Set.of());
    }

    public Demand {
        ports = ports.stream().sorted().toList();
        carried = Map.copyOf(carried);
        rejected = Map.copyOf(rejected);
        outOfRange = Map.copyOf(outOfRange);
        proven = Set.copyOf(proven);
    }

    /** Why the API server would not have one of the rejected numbers on the app's Service. */
    Refusal rejection(int number, Instant since) {
        var range = outOfRange.get(number);
        return range == null ? new Refusal.TakenInApiServer(number, since) : new Refusal.OutsideApiServer(number, range);
    }
}
