package io.exposedapp.operator.workload;

import io.exposedapp.operator.workload.Move.Why;
import java.util.List;
import java.util.stream.Stream;

/**
 * The arithmetic of a rolling update, as a Deployment does it, but without a size of each ReplicaSet to remember: how many old pods there
 * should be follows from how many new ones serve. So a lost pod of either revision is made again, also while a rollout is stuck.
 */
final class Replacement {

    private final Situation seen;
    private final Census census;
    private final PodMoves moves;
    private final int replicas;
    private final int atLeast;
    private final int atMost;

    private Replacement(Situation seen, Census census) {
        this.seen = seen;
        this.census = census;
        this.moves = new PodMoves(seen, census);
        this.replicas = seen.app().replicas();
        this.atLeast = Math.max(0, replicas - seen.strategy().maxUnavailable());
        this.atMost = replicas + seen.strategy().maxSurge();
    }

    static PodMoves.Result of(Situation seen, Census census) {
        return new Replacement(seen, census).run();
    }

    private PodMoves.Result run() {
        var current = moves.without(census.current(), census.current().size() - replicas, Why.SURPLUS);
        var overtaken = moves.without(census.leftover(), pod -> !seen.available(pod), census.leftover().size(), Why.UNHEALTHY);
        var old = idleGone(current, new Old(overtaken, census.stablePods()));
        var staying = servingGone(current, old);
        create(current, staying);
        return moves.result(!staying.all().isEmpty());
    }

    /** Old pods: those of overtaken revisions go before those of the stable one. */
    private record Old(List<SeenPod> overtaken, List<SeenPod> stable) {

        List<SeenPod> all() {
            return Stream.concat(overtaken.stream(), stable.stream()).toList();
        }

        int size() {
            return overtaken.size() + stable.size();
        }
    }

    /**
     * Old pods that do not serve may go (a Deployment's maxScaledDown) as long as those that are left could still make up for what the new ones
     * do not serve yet.
     */
    private Old idleGone(List<SeenPod> current, Old old) {
        var needed = atLeast - serving(current);
        var stable = moves.without(old.stable(), pod -> !seen.available(pod), old.size() - needed, Why.UNHEALTHY);
        var without = new Old(old.overtaken(), stable);
        var overtaken = moves.without(without.overtaken(), pod -> !seen.serves(pod), without.size() - needed, Why.UNHEALTHY);
        var rest = new Old(overtaken, stable);
        return new Old(overtaken, moves.without(stable, pod -> seen.available(pod) && !seen.serves(pod), rest.size() - needed,
                Why.UNHEALTHY));
    }

    private Old servingGone(List<SeenPod> current, Old old) {
        var excess = serving(current) + serving(old.all()) - atLeast;
        var overtaken = moves.without(old.overtaken(), seen::serves, excess, Why.REPLACED);
        var gone = old.overtaken().size() - overtaken.size();
        return new Old(overtaken, moves.without(old.stable(), seen::serves, excess - gone, Why.REPLACED));
    }

    /** That endpoints lag behind is no reason to make an old pod again. */
    private void create(List<SeenPod> current, Old old) {
        var room = atMost - current.size() - old.size();
        var hash = seen.revision().hash();
        var stableHash = census.stable().map(SeenRevision::hash).orElse(hash);
        var oldWanted = atLeast - (int) current.stream().filter(seen::available).count() - old.size();
        var oldMade = census.stable().map(revision -> moves.make(revision.hash(),
                Math.min(moves.afterBackOff(stableHash, oldWanted), room))).orElse(0);
        moves.make(hash, Math.min(moves.afterBackOff(hash, replicas - current.size()), room - oldMade));
        moves.cleanUpAllBut(List.of(hash, stableHash));
    }

    private int serving(List<SeenPod> pods) {
        return (int) pods.stream().filter(seen::serves).count();
    }
}
