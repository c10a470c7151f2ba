package io.exposedapp.operator.workload;

import io.exposedapp.operator.workload.Move.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rollout that is paused, as a Deployment's: no revision begins or makes room for another, each keeps its share of the pods. Lost pods are
 * made again in their own revision, and all are scaled alike.
 */
final class Pause {

    private final Situation seen;
    private final Census census;
    private final PodMoves moves;
    private final List<SeenRevision> stored;
    private final int atLeast;

    private Pause(Situation seen, Census census) {
        this.seen = seen;
        this.census = census;
        this.moves = new PodMoves(seen, census);
        this.stored = census.stored();
        this.atLeast = Math.max(0, seen.app().replicas() - seen.strategy().maxUnavailable());
    }

    /**
     * What is to be done to the memory of a pause before anything else: the split is stored while it is still to be seen, and forgotten when the
     * rollout goes on, so that the next pause does not find it. One revision alone needs no memory.
     */
    static Stream<Move> memory(Situation seen, Census census) {
        var stored = census.stored();
        if (!seen.strategy().paused()) {
            return stored.stream().filter(revision -> revision.split() != null).map(Move.ForgetSplit::new);
        }
        return stored.size() < 2 || remembered(stored).isPresent()
                ? Stream.empty()
                : Stream.of(new Move.RememberSplit(stored.getLast(), split(seen, census)));
    }

    private static Optional<Split> remembered(List<SeenRevision> stored) {
        return stored.stream().map(SeenRevision::split).flatMap(Stream::ofNullable).findFirst();
    }

    private static Split split(Situation seen, Census census) {
        return remembered(census.stored()).orElseGet(() -> Split.of(seen.app().replicas(), census.stored(), census.pods()));
    }

    static PodMoves.Result of(Situation seen, Census census) {
        return new Pause(seen, census).run();
    }

    private PodMoves.Result run() {
        if (stored.isEmpty()) {
            return moves.result(false);
        }
        var split = split(seen, census);
        var hashes = stored.stream().map(SeenRevision::hash).toList();
        var strays = census.active().stream().filter(pod -> !hashes.contains(pod.revision())).toList();
        var total = split.total(seen.app().replicas(), seen.strategy().maxSurge());
        var staying = moves.without(strays, strays.size() - total, Why.SURPLUS);
        var wanted = split.of(total - staying.size(), hashes);
        var active = new ArrayList<>(staying);
        active.addAll(shrink(wanted));
        create(wanted, moves.without(active, pod -> !seen.available(pod), active.size() - total, Why.UNHEALTHY), total);
        moves.cleanUpAllBut(hashes);
        return moves.result(true);
    }

    /** Scaled down; what is available goes only as far as enough others are. */
    private List<SeenPod> shrink(Map<String, Integer> wanted) {
        var excess = (int) census.active().stream().filter(seen::available).count() - atLeast;
        var staying = new ArrayList<SeenPod>();
        for (SeenRevision revision : stored) {
            var pods = of(census.active(), revision);
            var surplus = pods.size() - wanted.getOrDefault(revision.hash(), 0);
            var idleGone = moves.without(pods, pod -> !seen.available(pod), surplus, Why.SURPLUS);
            var still = Math.min(surplus - (pods.size() - idleGone.size()), excess);
            var rest = moves.without(idleGone, seen::available, still, Why.SURPLUS);
            excess -= idleGone.size() - rest.size();
            staying.addAll(rest);
        }
        return staying;
    }

    private void create(Map<String, Integer> wanted, List<SeenPod> staying, int total) {
        var recreate = seen.strategy().recreate();
        var room = total - staying.size() - (recreate ? Recreation.leaving(census).size() : 0);
        for (SeenRevision revision : stored) {
            var hash = revision.hash();
            var mayMake = moves.afterBackOff(hash, wanted.getOrDefault(hash, 0) - of(staying, revision).size());
            var alone = census.running().stream().allMatch(pod -> pod.revision().equals(hash));
            if (alone || !recreate) {
                room -= moves.make(hash, Math.min(mayMake, room));
            }
        }
    }

    private static List<SeenPod> of(List<SeenPod> pods, SeenRevision revision) {
        return pods.stream().filter(pod -> pod.revision().equals(revision.hash())).toList();
    }
}
