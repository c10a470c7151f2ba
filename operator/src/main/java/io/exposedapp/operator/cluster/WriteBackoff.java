package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Action.Section;
import io.exposedapp.operator.plan.Failure;
import io.exposedapp.operator.plan.Problem;
import io.exposedapp.operator.workload.Doubling;
import io.exposedapp.operator.workload.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes of apps that the API server answered with an error, by app and kind of object: until a back-off ends, a write of that kind is not sent
 * again for that app, however often an event wakes it. A change of the spec ends the back-off. Safety does not depend on it: a new process
 * begins with a write at once.
 */
final class WriteBackoff {

    /** So short that an app is well within half a minute of the end of a fault. */
    private static final Doubling PAUSES = new Doubling(Duration.ofSeconds(1), Duration.ofSeconds(20));

    /** Of an app that is gone, or that nothing was to be written for since. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    /** Objects whose writes one fault hits together: the kinds that webhooks and quotas tell apart. */
    private enum Kind {
        RESERVATION,
        PLACEHOLDER,
        SERVICE,
        INTERNAL_SERVICE,
        POD,
        POD_DELETION,
        REVISION,
        BUDGET
    }

    private record Key(String uid, Kind kind) {
    }

    private record Streak(long generation, int failures, Problem problem, Instant notBefore) {
    }

    /** Rounds in which the same write may lose its race: after that nothing has changed but what the API server answers. */
    private static final int RACES = 3;

    private record Race(Action.OfApp action, int times, Instant at) {
    }

    private final Map<Key, Streak> streaks = new ConcurrentHashMap<>();
    private final Map<Key, Race> races = new ConcurrentHashMap<>();

    /** The problem that keeps the write from being sent now; empty where it may be sent. */
    Optional<Problem> of(App app, Action.OfApp action, Instant now) {
        return Optional.ofNullable(streaks.get(key(app, action)))
                .filter(streak -> streak.generation() == app.generation() && now.isBefore(streak.notBefore())).map(Streak::problem);
    }

    /** The write failed: the problem says when the next one is due. */
    Problem failed(App app, Action.OfApp action, Failure failure, Instant now) {
        streaks.values().removeIf(streak -> streak.notBefore().plus(FORGOTTEN).isBefore(now));
        return streaks.compute(key(app, action), (_, before) -> {
            int failures = failures(before, app, now);
            var notBefore = now.plus(PAUSES.after(failures - 1));
            return new Streak(app.generation(), failures, new Problem(action, failure, notBefore), notBefore);
        }).problem();
    }

    /** Before its time none is sent, so one that fails then was sent together with the one that failed first: of many pods, all count as one. */
    private static int failures(@Nullable Streak before, App app, Instant now) {
        if (before == null || before.generation() != app.generation()) {
            return 1;
        }
        return now.isBefore(before.notBefore()) ? before.failures() : before.failures() + 1;
    }

    /**
     * The write lost a race, by the API server's answer. The winner has changed something, and the next plan is another one; where the same
     * write loses again and again it has failed, and the problem says so. Empty before that.
     */
    Optional<Problem> lost(App app, Action.OfApp action, String answer, Instant now) {
        races.values().removeIf(race -> race.at().plus(FORGOTTEN).isBefore(now));
        var race = races.compute(key(app, action),
                (_, before) -> new Race(action, before != null && same(before.action(), action) ? before.times() + 1 : 1, now));
        return race.times() < RACES
                ? Optional.empty()
                : Optional.of(failed(app, action, new Failure.Failed(answer + ", but a look shows no change"), now));
    }

    /** A reservation that is asked for has the time of its round. */
    private static boolean same(Action.OfApp before, Action.OfApp now) {
        return before.equals(now) || (before instanceof Action.CreateEntry(Entry first) && now instanceof Action.CreateEntry(Entry second)
                && first.number() == second.number());
    }

    void succeeded(App app, Action.OfApp action) {
        streaks.remove(key(app, action));
        races.remove(key(app, action));
    }

    private static Key key(App app, Action.OfApp action) {
        return new Key(app.uid(), switch (action) {
            case Action.CreateEntry _,Action.AmendEntry _,Action.RewriteEntry _,Action.DiscardClaim _ -> Kind.RESERVATION;
            case Action.OfService write -> write.section(app) == Section.INTERNAL ? Kind.INTERNAL_SERVICE : Kind.SERVICE;
            case Action.RemoveHold _ -> Kind.PLACEHOLDER;
            case Action.Pods(Move move) -> kind(move);
        });
    }

    private static Kind kind(Move move) {
        return switch (move) {
            case Move.CreatePod _,Move.AdoptPod _ -> Kind.POD;
            case Move.DeletePod _ -> Kind.POD_DELETION;
            case Move.CreateRevision _,Move.DeleteRevision _,Move.AdoptRevision _,Move.RememberSplit _,Move.ForgetSplit _ -> Kind.REVISION;
            case Move.CreateBudget _,Move.ResizeBudget _,Move.DeleteBudget _ -> Kind.BUDGET;
        };
    }
}
