package io.exposedapp.operator.workload;

import io.exposedapp.operator.workload.Move.Why;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Strategy Recreate: the old pods go all at once, and no new one is made before the last of them is gone. A terminating pod counts, also on a
 * node that is lost: its process may still write to the volume that the next one would write to. For the same reason a lost pod is replaced
 * only when it is gone, and not while it terminates.
 */
final class Recreation {

    private Recreation() {
    }

    static PodMoves.Result of(Situation seen, Census census) {
        var moves = new PodMoves(seen, census);
        var hash = seen.revision().hash();
        var current = moves.without(census.current(), census.current().size() - seen.app().replicas(), Why.SURPLUS);
        var old = census.active().stream().filter(pod -> !pod.revision().equals(hash)).toList();
        moves.without(old, old.size(), Why.REPLACED);
        var wanted = moves.afterBackOff(hash, seen.app().replicas() - current.size());
        if (predecessor(seen, census).isEmpty()) {
            moves.make(hash, wanted - leaving(census, hash));
        }
        moves.cleanUpAllBut(List.of(hash));
        return moves.result(false);
    }

    /** A pod of another revision, or of the app's predecessor of the same name, that is not gone yet: the one to wait for. */
    static Optional<SeenPod> predecessor(Situation seen, Census census) {
        return census.running().stream().filter(pod -> !pod.revision().equals(seen.revision().hash())).findFirst()
                .or(() -> seen.pods().stream().filter(pod -> pod.owner(seen.app().uid()) == Owner.OTHER)
                        .filter(pod -> !pod.revision().isEmpty() && !pod.finished()).min(Comparator.comparing(SeenPod::name)));
    }

    /** Pods of a revision that terminate, and run until they are gone. */
    static int leaving(Census census, String revision) {
        return (int) leaving(census).stream().filter(pod -> pod.revision().equals(revision)).count();
    }

    static List<SeenPod> leaving(Census census) {
        return census.running().stream().filter(SeenPod::terminating).toList();
    }
}
