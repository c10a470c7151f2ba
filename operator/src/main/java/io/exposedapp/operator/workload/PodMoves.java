package io.exposedapp.operator.workload;

import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.workload.Move.CreatePod;
import io.exposedapp.operator.workload.Move.DeletePod;
import io.exposedapp.operator.workload.Move.Why;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Deletions and creations of pods in the making: which pod goes first, which name is free, and what a back-off holds back. */
final class PodMoves {

    private final Situation seen;
    private final Census census;
    private final List<DeletePod> deletes = new ArrayList<>();
    private final List<CreatePod> creates = new ArrayList<>();
    private final Set<String> namesInUse;
    private final boolean backingOff;
    private boolean heldBack;

    PodMoves(Situation seen, Census census) {
        this.seen = seen;
        this.census = census;
        this.namesInUse = new HashSet<>(seen.namesInUse());
        this.backingOff = Backoff.notBefore(seen.failures(), seen.now()).isAfter(seen.now());
    }

    /**
     * What came of it.
     *
     * @param heldBack a failed pod is not replaced before the back-off ends
     * @param oldRemain old pods are still active after the deletions
     */
    record Result(List<DeletePod> deletes, List<CreatePod> creates, boolean heldBack, boolean oldRemain) {

        /** Deletions first: what is created may need their room. */
        Stream<Move> moves() {
            return Stream.concat(deletes.stream(), creates.stream());
        }
    }

    Result result(boolean oldRemain) {
        return new Result(List.copyOf(deletes), List.copyOf(creates), heldBack, oldRemain);
    }

    /** What remains after at most so many have gone, those that are not available first. */
    List<SeenPod> without(List<SeenPod> pods, int count, Why why) {
        var inOrder = Victims.inOrder(pods, census.active()).stream().sorted(Comparator.comparing(seen::available)).toList();
        var going = Math.clamp(count, 0, pods.size());
        inOrder.subList(0, going).forEach(pod -> delete(pod, why));
        return inOrder.subList(going, pods.size());
    }

    /** The same, where only some of the pods may go. */
    List<SeenPod> without(List<SeenPod> pods, Predicate<SeenPod> which, int count, Why why) {
        var stay = pods.stream().filter(which.negate());
        return Stream.concat(stay, without(pods.stream().filter(which).toList(), count, why).stream()).toList();
    }

    /** How many of the wanted may be made now. A failed pod keeps its place, for people to look at, until its replacement is due. */
    int afterBackOff(String revision, int wanted) {
        var failed = census.finished().stream().filter(pod -> pod.revision().equals(revision)).toList();
        var kept = backingOff ? Math.clamp(wanted, 0, failed.size()) : 0;
        failed.stream().skip(kept).forEach(pod -> delete(pod, Why.FINISHED));
        heldBack |= kept > 0;
        return wanted - kept;
    }

    /** Finished pods of revisions that no pod is made of any more. */
    void cleanUpAllBut(List<String> revisions) {
        census.finished().stream().filter(pod -> !revisions.contains(pod.revision())).forEach(pod -> delete(pod, Why.FINISHED));
    }

    /** Answers how many could be made: a revision has a thousand names. */
    int make(String revision, int count) {
        var app = seen.app().ref().name();
        for (var made = 0; made < count; made++) {
            var slot = Slots.lowestFree(app, revision, namesInUse);
            if (slot.isEmpty()) {
                return made;
            }
            var name = Names.pod(app, revision, slot.getAsInt());
            namesInUse.add(name);
            creates.add(new CreatePod(revision, slot.getAsInt(), name));
        }
        return Math.max(0, count);
    }

    private void delete(SeenPod pod, Why why) {
        deletes.add(new DeletePod(pod, why));
    }
}
