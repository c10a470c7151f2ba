package io.exposedapp.operator.workload;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The app's own pods and revisions, by the part they play. What somebody else controls is not in it, nor is what still has to be adopted.
 *
 * @param desired the desired revision, once it is stored
 * @param stable the oldest revision, if that is not the desired one: older ones go as soon as one is available in full, so it is the last
 *            that was, and its lost pods are made again
 * @param others neither, in the order of their numbers: rollouts that were overtaken
 * @param pods all, terminating and finished ones included
 * @param current active pods of the desired revision
 * @param stablePods active pods of the stable revision
 * @param leftover active pods of any other
 */
record Census(
        Optional<SeenRevision> desired,
        Optional<SeenRevision> stable,
        List<SeenRevision> others,
        List<SeenPod> pods,
        List<SeenPod> current,
        List<SeenPod> stablePods,
        List<SeenPod> leftover) {

    static Census of(Situation seen) {
        var uid = seen.app().uid();
        var hash = seen.revision().hash();
        var pods = seen.pods().stream().filter(p -> p.owner(uid) == Owner.OURS).sorted(Comparator.comparing(SeenPod::name)).toList();
        var revisions = seen.revisions().stream().filter(r -> r.owner(uid) == Owner.OURS)
                .sorted(Comparator.comparingLong(SeenRevision::number).thenComparing(SeenRevision::name)).toList();
        var desired = revisions.stream().filter(r -> r.hash().equals(hash)).findFirst();
        // When the next revision begins, one without pods is forgotten: maybe the API server refuses its pods.
        var oldest = revisions.stream().filter(r -> desired.isPresent() || hasPods(r, pods)).findFirst();
        var stable = oldest.filter(r -> !r.hash().equals(hash));
        var others = revisions.stream().filter(r -> !r.hash().equals(hash) && !stable.equals(Optional.of(r))).toList();

        Predicate<SeenPod> isCurrent = p -> p.revision().equals(hash);
        Predicate<SeenPod> isStable = p -> stable.filter(r -> r.hash().equals(p.revision())).isPresent();
        return new Census(desired, stable, others, pods, active(pods, isCurrent), active(pods, isStable),
                active(pods, isCurrent.or(isStable).negate()));
    }

    private static List<SeenPod> active(List<SeenPod> pods, Predicate<SeenPod> which) {
        return pods.stream().filter(SeenPod::active).filter(which).toList();
    }

    private static boolean hasPods(SeenRevision revision, List<SeenPod> pods) {
        return pods.stream().anyMatch(p -> p.revision().equals(revision.hash()) && !p.finished());
    }

    /** Some that run or did, until they are gone; those that failed are no proof that it ever worked. */
    boolean hasPods(SeenRevision revision) {
        return hasPods(revision, pods);
    }

    /** Of all revisions. */
    List<SeenPod> active() {
        return active(pods, _ -> true);
    }

    /** All revisions in the order of their numbers. */
    List<SeenRevision> stored() {
        return Stream.of(desired.stream(), stable.stream(), others.stream()).flatMap(s -> s)
                .sorted(Comparator.comparingLong(SeenRevision::number).thenComparing(SeenRevision::name)).toList();
    }

    /** Pods whose process may still run: terminating ones too. */
    List<SeenPod> running() {
        return pods.stream().filter(p -> !p.finished()).toList();
    }

    /** Failed, evicted or run to their end, and still there. */
    List<SeenPod> finished() {
        return pods.stream().filter(p -> p.finished() && !p.terminating()).toList();
    }

    /** Above all others, and above those that have just been forgotten. */
    long nextNumber() {
        return Stream.concat(stable.stream(), others.stream()).mapToLong(SeenRevision::number).max().orElse(0) + 1;
    }

    boolean complete(Situation seen) {
        return desired.isPresent() && stablePods.isEmpty() && leftover.isEmpty() && current.size() == seen.app().replicas()
                && current.stream().allMatch(seen::available);
    }
}
