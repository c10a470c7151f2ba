package io.exposedapp.operator.plan;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.Adoption;
import io.exposedapp.operator.exposure.Ownership;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.Unfit;
import io.exposedapp.operator.ledger.Allocation;
import io.exposedapp.operator.ledger.Grant;
import io.exposedapp.operator.workload.Owner;
import io.exposedapp.operator.workload.Rollout;
import io.exposedapp.operator.workload.SeenPod;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where an adoption needs what the ledger, or the pods, say: whether it may begin, and when it may end. */
final class Takeover {

    /**
     * How long the app's pods are to have been ready before the Service leads to them. The controller of EndpointSlices has a watch of its
     * own, and would make an empty one of pods that it has not seen ready yet.
     */
    static final Duration SETTLED = Duration.ofSeconds(2);

    private Takeover() {
    }

    /** A Service is taken over with all of its numbers or not at all. */
    static Ownership checked(App app, Ownership ownership, Allocation allocation) {
        return ownership instanceof Ownership.Adoptable(SeenService service)
                && !Adoption.carried(app, service).entrySet().stream()
                        .allMatch(carried -> allocation.grants().get(carried.getKey()) instanceof Grant.Granted(Integer number, var _)
                                && number.equals(carried.getValue()))
                                        ? new Ownership.NotAdoptable(service, new Unfit.NotGranted())
                                        : ownership;
    }

    /** What the app is told and, until it may have the Service, must not claim. */
    static Allocation unclaimed(Allocation allocation) {
        return new Allocation(allocation.grants(), List.of());
    }

    /** The Service leads to the pods that are ready, as its EndpointSlices tell. */
    static boolean inEndpoints(AppObserved seen, SeenService service) {
        return seen.endpoints().getOrDefault(service.name(), Set.of()).containsAll(ready(seen).map(SeenPod::uid).toList());
    }

    private static Stream<SeenPod> ready(AppObserved seen) {
        return seen.pods().stream().filter(pod -> pod.owner(seen.app().uid()) == Owner.OURS && pod.active() && pod.ready());
    }

    /** When the Service may lead to the app's pods; empty while there are none, or not all of them are available. */
    static Optional<Instant> due(AppObserved seen, Rollout.Progress progress) {
        var replicas = seen.app().replicas();
        if (replicas == 0 || progress.available() < replicas) {
            return Optional.empty();
        }
        return Optional.of(ready(seen).map(SeenPod::readyChanged).filter(Objects::nonNull).max(Comparator.naturalOrder())
                .map(ready -> ready.plus(SETTLED)).orElse(seen.now()));
    }
}
