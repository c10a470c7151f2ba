package io.exposedapp.operator.workload;

import io.exposedapp.operator.workload.Rollout.Awaited;
import io.exposedapp.operator.workload.Rollout.InTrouble;
import io.exposedapp.operator.workload.Rollout.Progress;
import io.exposedapp.operator.workload.Rollout.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the rollout is, and whether it still moves. It needs no memory: the last progress is read off the pods of the desired revision
 * themselves.
 *
 * @param nextLook when the deadline passes, if it is still to come
 */
record Deadline(Progress progress, Optional<Instant> nextLook) {

    static Deadline of(Situation seen, Census census, List<Move> moves) {
        if (census.complete(seen)) {
            return new Deadline(progress(seen, census, State.COMPLETE), Optional.empty());
        }
        if (seen.strategy().paused()) {
            return new Deadline(progress(seen, census, State.PAUSED), Optional.empty());
        }
        var due = lastProgress(seen, census).plus(seen.strategy().progressDeadline());
        if (due.isAfter(seen.now())) {
            return new Deadline(progress(seen, census, State.PROGRESSING), Optional.of(due));
        }
        var stuck = moves.stream().noneMatch(move -> advances(seen, move));
        return new Deadline(progress(seen, census, stuck ? State.DEADLINE_EXCEEDED : State.PROGRESSING), Optional.empty());
    }

    /**
     * The replacements of pods that fail again and again are no progress, however young they are: then only the time since the first
     * failure counts.
     */
    private static Instant lastProgress(Situation seen, Census census) {
        var streak = Backoff.over(seen.failures(), seen.now()) ? Optional.<Instant>empty() : Optional.of(seen.failures().getFirst());
        var stored = census.desired().map(SeenRevision::createdAt).orElse(seen.now());
        var created = census.current().stream().map(SeenPod::createdAt)
                .filter(at -> streak.isEmpty() || at.isBefore(streak.get()));
        var ready = census.current().stream().map(SeenPod::readyChanged).filter(Objects::nonNull);
        // Until then a pod that is waited for keeps nobody waiting.
        var leaving = seen.strategy().recreate()
                ? Recreation.leaving(census).stream().map(SeenPod::goneBy).filter(Objects::nonNull)
                : Stream.<Instant>empty();
        return Stream.of(Stream.of(stored), created, ready, streak.stream(), leaving).flatMap(s -> s).max(Comparator.naturalOrder())
                .orElse(stored);
    }

    private static boolean advances(Situation seen, Move move) {
        return switch (move) {
            case Move.CreatePod create -> create.revision().equals(seen.revision().hash()) && Backoff.over(seen.failures(), seen.now());
            case Move.DeletePod delete -> delete.why() != Move.Why.FINISHED;
            case Move.AdoptPod _,Move.AdoptRevision _,Move.CreateRevision _ -> true;
            case Move.DeleteRevision _,Move.RememberSplit _,Move.ForgetSplit _,Move.CreateBudget _,Move.ResizeBudget _,Move.DeleteBudget _ ->
                false;
        };
    }

    private static Progress progress(Situation seen, Census census, State state) {
        var active = census.active();
        var ready = (int) active.stream().filter(SeenPod::ready).count();
        var available = (int) active.stream().filter(seen::available).count();
        return new Progress(active.size(), ready, census.current().size(), available, state, worst(seen, census),
                state == State.COMPLETE ? null : awaited(seen, census).orElse(null));
    }

    /** Of the desired revision, if one of these has trouble: it is the one that people wait for. */
    private static @Nullable InTrouble worst(Situation seen, Census census) {
        return Stream.concat(census.finished().stream(), census.active().stream().filter(p -> !p.ready())).filter(p -> p.trouble() != null)
                .min(Comparator.comparing((SeenPod p) -> !p.revision().equals(seen.revision().hash()))
                        .thenComparing(SeenPod::restarts, Comparator.reverseOrder()).thenComparing(SeenPod::name))
                .map(p -> new InTrouble(p.name(), Objects.requireNonNull(p.trouble()))).orElse(null);
    }

    private static Optional<Awaited> awaited(Situation seen, Census census) {
        if (seen.strategy().recreate()) {
            return Recreation.predecessor(seen, census).or(() -> Recreation.leaving(census).stream().findFirst())
                    .map(pod -> new Awaited.Gone(pod.name()));
        }
        return census.stablePods().isEmpty() && census.leftover().isEmpty()
                ? Optional.empty()
                : census.current().stream().filter(pod -> seen.available(pod) && !seen.serves(pod)).findFirst()
                        .flatMap(pod -> seen.missingFrom(pod).map(service -> new Awaited.InEndpoints(pod.name(), service)));
    }
}
