package io.exposedapp.operator.workload;

import io.exposedapp.operator.app.App;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The next moves of an app's pods towards its revision and its number of replicas. */
public final class Rollout {

    private Rollout() {
    }

    /**
     * How fast a revision replaces another.
     *
     * @param maxSurge pods above the replicas while rolling
     * @param maxUnavailable replicas that may be missing while rolling
     * @param progressDeadline without any progress for this long, the rollout is told to be stuck
     */
    public record Strategy(int maxSurge, int maxUnavailable, Duration progressDeadline) {

        public static final Strategy ONE_AT_A_TIME = new Strategy(1, 0, Duration.ofMinutes(10));

        public Strategy {
            if (maxSurge < 0 || maxUnavailable < 0 || maxSurge + maxUnavailable == 0) {
                throw new IllegalArgumentException("maxSurge " + maxSurge + " with maxUnavailable " + maxUnavailable + " cannot roll");
            }
        }
    }

    /**
     * All that the plan looks at.
     *
     * @param revision the desired one, {@link Revision#of} this app and these revisions
     * @param pods with the app's label, whoever controls them
     * @param namesInUse pod names that cannot be created, whoever has them
     * @param failures the current streak, as {@link Backoff#remember} keeps it
     */
    public record Situation(
            App app,
            Revision revision,
            List<SeenRevision> revisions,
            List<SeenPod> pods,
            Set<String> namesInUse,
            List<Instant> failures,
            Instant now,
            Strategy strategy) {

        public Situation {
            revisions = List.copyOf(revisions);
            pods = List.copyOf(pods);
            namesInUse = Set.copyOf(namesInUse);
            failures = List.copyOf(failures);
        }
    }

    /**
     * What to do, in this order, and how far the rollout is.
     *
     * @param nextLook when to plan again although nothing has changed: a deadline or a back-off ends
     */
    public record Moves(List<Move> moves, Progress progress, Optional<Instant> nextLook) {

        public Moves {
            moves = List.copyOf(moves);
        }
    }

    /** How far the rollout is. */
    public enum State {

        /** All replicas are of the desired revision and available, and no other pod counts. */
        COMPLETE,

        PROGRESSING,

        /** Not complete, and nothing has changed for the better within the deadline. */
        DEADLINE_EXCEEDED
    }

    /**
     * The app's pods in numbers.
     *
     * @param replicas pods that count, of all revisions
     * @param ready of these
     * @param updated of these, of the desired revision
     * @param available ready for long enough, of all revisions
     * @param worst the pod to look at first, if any says what is wrong
     */
    public record Progress(int replicas, int ready, int updated, int available, State state, @Nullable InTrouble worst) {
    }

    /** A pod and what is wrong with it. */
    public record InTrouble(String pod, Trouble trouble) {
    }

    /** Moves that are valid on what was seen; none when all is as it should be. */
    public static Moves plan(Situation seen) {
        var census = Census.of(seen);
        var adoptions = adoptions(seen);
        if (!adoptions.isEmpty()) {
            // What is adopted counts from then on: to plan beside it would be to plan twice for one replica.
            return new Moves(adoptions, Deadline.of(seen, census, adoptions).progress(), Optional.empty());
        }
        if (waitsForPredecessor(seen)) {
            return new Moves(List.of(), Deadline.of(seen, census, List.of()).progress(), Optional.empty());
        }
        var pods = Replacement.of(seen, census);
        var moves = Stream.of(before(seen, census), pods.deletes(), pods.creates(), after(seen, census, pods.oldRemain()))
                .<Move>flatMap(List::stream).toList();
        var deadline = Deadline.of(seen, census, moves);
        var looks = Stream.concat(deadline.nextLook().stream(),
                pods.heldBack() ? Stream.of(Backoff.notBefore(seen.failures(), seen.now())) : Stream.empty());
        return new Moves(moves, deadline.progress(), looks.min(Comparator.naturalOrder()));
    }

    /** The app was made again, and garbage collection has not got to the revision of its predecessor yet. */
    private static boolean waitsForPredecessor(Situation seen) {
        return seen.revisions().stream()
                .anyMatch(r -> r.hash().equals(seen.revision().hash()) && r.owner(seen.app().uid()) == Owner.OTHER);
    }

    private static List<Move> adoptions(Situation seen) {
        var uid = seen.app().uid();
        var revisions = seen.revisions().stream().filter(r -> r.owner(uid) == Owner.NOBODY).sorted(Comparator.comparing(SeenRevision::name))
                .map(Move.AdoptRevision::new);
        // A pod without a revision was not made by an operator: somebody only sends it the app's traffic.
        var pods = seen.pods().stream().filter(p -> p.owner(uid) == Owner.NOBODY && !p.terminating() && !p.revision().isEmpty())
                .sorted(Comparator.comparing(SeenPod::name)).map(Move.AdoptPod::new);
        return Stream.<Move>concat(revisions, pods).toList();
    }

    /** Revisions, before the pods: none is made whose template is not stored. The last one goes when the next has its number from it. */
    private static List<Move> before(Situation seen, Census census) {
        if (census.desired().isPresent()) {
            return List.of();
        }
        var forgotten = census.others().stream().filter(r -> !census.hasPods(r)).map(Move.DeleteRevision::new);
        return Stream.<Move>concat(Stream.of(new Move.CreateRevision(seen.revision(), census.nextNumber())), forgotten).toList();
    }

    /** Revisions that no pod will be made from any more. */
    private static List<Move> after(Situation seen, Census census, boolean oldRemain) {
        if (census.desired().isEmpty()) {
            return List.of();
        }
        var current = census.current();
        var inFull = current.size() >= seen.app().replicas()
                && current.stream().filter(SeenPod::available).count() >= seen.app().replicas();
        var overtaken = census.others().stream().filter(r -> !census.hasPods(r));
        return (inFull && !oldRemain ? Stream.concat(census.stable().stream(), census.others().stream()) : overtaken)
                .<Move>map(Move.DeleteRevision::new).toList();
    }
}
