package io.exposedapp.operator.workload;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.RolloutStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that the plan for an app's pods looks at.
 *
 * @param revision the desired one, {@link Revision#of} this app and these revisions
 * @param pods with the app's label, whoever controls them
 * @param namesInUse pod names that cannot be created, whoever has them
 * @param failures the current streak, as {@link Backoff#remember} keeps it
 * @param budgets with the app's label, whoever controls them
 * @param endpoints of each Service of the app's own that leads to its pods; none, and nobody waits for endpoints
 * @param aliases further names for container ports of a new revision: by alias, the name of the app's port
 */
public record Situation(
        App app,
        Revision revision,
        List<SeenRevision> revisions,
        List<SeenPod> pods,
        Set<String> namesInUse,
        List<Instant> failures,
        List<SeenBudget> budgets,
        List<Endpoints> endpoints,
        SortedMap<String, String> aliases,
        Instant now) {

    public Situation {
        revisions = List.copyOf(revisions);
        pods = List.copyOf(pods);
        namesInUse = Set.copyOf(namesInUse);
        failures = List.copyOf(failures);
        budgets = List.copyOf(budgets);
        endpoints = List.copyOf(endpoints);
        aliases = new TreeMap<>(aliases);
    }

    /**
     * Where the clients of a Service are led to.
     *
     * @param pods UIDs of its ready endpoints
     */
    public record Endpoints(String service, Set<String> pods) {

        public Endpoints {
            pods = Set.copyOf(pods);
        }
    }

    RolloutStrategy strategy() {
        return app.rollout();
    }

    /** It is Ready, and has been for minReadySeconds. */
    boolean available(SeenPod pod) {
        return availableAt(pod).filter(at -> !at.isAfter(now)).isPresent();
    }

    /** When it is available unless something happens to it; empty while it is not Ready. */
    Optional<Instant> availableAt(SeenPod pod) {
        if (!pod.active() || !pod.ready()) {
            return Optional.empty();
        }
        var minReady = strategy().minReady();
        return minReady.isZero() ? Optional.of(now) : Optional.ofNullable(pod.readyChanged()).map(ready -> ready.plus(minReady));
    }

    /**
     * It is available, and clients reach it: an old pod may go for it. The controller of EndpointSlices has a watch of its own, so a pod can be
     * Ready for a while before a single connection is led to it.
     */
    boolean serves(SeenPod pod) {
        return available(pod) && missingFrom(pod).isEmpty();
    }

    /** The first Service that does not lead to the pod yet. */
    Optional<String> missingFrom(SeenPod pod) {
        return endpoints.stream().filter(e -> !e.pods().contains(pod.uid())).map(Endpoints::service).findFirst();
    }
}
