package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Failure;
import io.exposedapp.operator.plan.Problem;
import io.exposedapp.operator.workload.Doubling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The last net below every loop: a write of the same content to the same object that succeeds more than 12 times within 10 minutes does not
 * last, so another client undoes it. From there on it is held back, longer each time. A rollout is no such thing, since each of its pods has a
 * name of its own, and a change of the spec begins anew.
 */
public final class WriteRepeats {

    private static final int MOST = 12;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Doubling PAUSES = new Doubling(Duration.ofSeconds(5), Duration.ofMinutes(5));

    private record Key(AppRef app, String write) {
    }

    private record Times(long generation, List<Instant> at) {

        Times within(Instant now) {
            return new Times(generation, at.stream().filter(time -> time.plus(WINDOW).isAfter(now)).toList());
        }

        Times and(Instant now) {
            return new Times(generation, Stream.concat(at.stream(), Stream.of(now)).toList());
        }

        Optional<Instant> notBefore() {
            return at.size() < MOST ? Optional.empty() : Optional.of(at.getLast().plus(PAUSES.after(at.size() - MOST)));
        }
    }

    private final Map<Key, Times> series = new ConcurrentHashMap<>();
    private final AtomicLong heldBack = new AtomicLong();

    /** The problem that keeps the write from being sent now; empty where it may be sent. */
    Optional<Problem> of(App app, Action.OfApp action, Instant now) {
        return Optional.ofNullable(series.get(key(app, action))).filter(times -> times.generation() == app.generation())
                .map(times -> times.within(now))
                .flatMap(times -> times.notBefore().filter(now::isBefore).map(at -> {
                    heldBack.incrementAndGet();
                    return new Problem(action, new Failure.NotConverging(times.at().size(), WINDOW), at);
                }));
    }

    /** The write succeeded. */
    void wrote(App app, Action.OfApp action, Instant now) {
        series.values().removeIf(times -> times.within(now).at().isEmpty());
        series.compute(key(app, action), (_, before) -> (before == null || before.generation() != app.generation()
                ? new Times(app.generation(), List.of())
                : before.within(now)).and(now));
    }

    /** Writes that were held back since the start of the process; one that waits counts at each pass. */
    public long heldBack() {
        return heldBack.get();
    }

    private static Key key(App app, Action.OfApp action) {
        return new Key(app.ref(), WriteLog.content(action));
    }
}
