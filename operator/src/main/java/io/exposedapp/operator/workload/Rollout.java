package io.exposedapp.operator.workload;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The next moves of an app's pods towards its revision and its number of replicas. */
public final class Rollout {

    private Rollout() {
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
        DEADLINE_EXCEEDED,

        /** Not complete, and not to be completed for now. */
        PAUSED
    }

    /**
     * The app's pods in numbers.
     *
     * @param replicas pods that count, of all revisions
     * @param ready of these
     * @param updated of these, of the desired revision
     * @param available ready for long enough, of all revisions
     * @param worst the pod to look at first, if any says what is wrong
     * @param awaited what the next step waits for although nothing is wrong with the pods that it needs
     */
    public record Progress(int replicas, int ready, int updated, int available, State state, @Nullable InTrouble worst,
            @Nullable Awaited awaited) {
    }

    /** What a rollout waits for that is not in the app's hands. */
    public sealed interface Awaited {

        /** The pod is available, and the Service does not lead to it yet: until then no old pod goes for it. */
        record InEndpoints(String pod, String service) implements Awaited {
        }

        /** With strategy Recreate the next pod is not made before this one is gone. */
        record Gone(String pod) implements Awaited {
        }
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
        var pods = pods(seen, census);
        var revisions = seen.strategy().paused() ? Revisions.NONE : Revisions.of(seen, census, pods.oldRemain());
        var moves = Stream.of(Pause.memory(seen, census), revisions.before().stream(), pods.moves(), revisions.after().stream(),
                Budget.moves(seen.app(), seen.budgets()))
                .<Move>flatMap(m -> m).toList();
        var deadline = Deadline.of(seen, census, moves);
        var looks = Stream.of(deadline.nextLook().stream(), ripe(seen),
                pods.heldBack() ? Stream.of(Backoff.notBefore(seen.failures(), seen.now())) : Stream.<Instant>empty());
        return new Moves(moves, deadline.progress(), looks.<Instant>flatMap(l -> l).min(Comparator.naturalOrder()));
    }

    private static PodMoves.Result pods(Situation seen, Census census) {
        var strategy = seen.strategy();
        return strategy.paused()
                ? Pause.of(seen, census)
                : strategy.recreate() ? Recreation.of(seen, census) : Replacement.of(seen, census);
    }

    /** When pods will have been Ready for long enough. */
    private static Stream<Instant> ripe(Situation seen) {
        return seen.pods().stream().flatMap(pod -> seen.availableAt(pod).stream()).filter(at -> at.isAfter(seen.now()));
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
}
