package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The last net below every loop: a write of the same content to the same object that has succeeded 12 times within 10 minutes does not last, so
 * another client undoes it. From there on it is held back, longer each time, until 10 minutes pass without it. A rollout is no such thing, since
 * each of its pods has a name of its own, and a change of the spec begins anew.
 */
final class WriteRepeats {

    private static final int MOST = 12;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final Doubling PAUSES = new Doubling(Duration.ofSeconds(5), Duration.ofMinutes(5));

    /** Of one app: another one of its name begins anew, as a change of its spec does. */
    private record Key(String uid, String write) {
    }

    /**
     * How often a write was made.
     *
     * @param recent the last of them, at most {@link #MOST}
     * @param times in all
     * @param held how often it was made after it had been made too often; 0 = not too often yet
     */
    private record Series(long generation, Instant first, List<Instant> recent, int times, int held) {

        static Series begin(long generation, Instant now) {
            return new Series(generation, now, List.of(now), 1, 0);
        }

        Series and(Instant now) {
            var last = Stream.concat(recent.stream(), Stream.of(now)).skip(Math.max(0, recent.size() + 1 - MOST)).toList();
            var often = last.size() == MOST && last.getFirst().plus(WINDOW).isAfter(now);
            return new Series(generation, first, last, times + 1, held > 0 || often ? held + 1 : 0);
        }

        boolean over(Instant now) {
            return recent.getLast().plus(WINDOW).isBefore(now);
        }

        Optional<Instant> notBefore() {
            return held == 0 ? Optional.empty() : Optional.of(recent.getLast().plus(PAUSES.after(held - 1)));
        }
    }

    private final Map<Key, Series> series = new ConcurrentHashMap<>();
    private final AtomicLong heldBack = new AtomicLong();
    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);

    /** The problem that keeps the write from being sent now; empty where it may be sent. */
    Optional<Problem> of(App app, Action.OfApp action, Instant now) {
        return Optional.ofNullable(series.get(key(app, action)))
                .filter(known -> known.generation() == app.generation() && !known.over(now))
                .flatMap(known -> known.notBefore().filter(now::isBefore).map(at -> {
                    heldBack.incrementAndGet();
                    return new Problem(action, new Failure.NotConverging(known.times(), Duration.between(known.first(), now)), at);
                }));
    }

    /** The write succeeded. */
    void wrote(App app, Action.OfApp action, Instant now) {
        sweep(now);
        series.compute(key(app, action), (_, before) -> before == null || before.generation() != app.generation() || before.over(now)
                ? Series.begin(app.generation(), now)
                : before.and(now));
    }

    private void sweep(Instant now) {
        var due = nextSweep.get();
        if (now.isAfter(due) && nextSweep.compareAndSet(due, now.plus(SWEEP))) {
            series.values().removeIf(known -> known.over(now));
        }
    }

    /** Writes that were held back since the start of the process; one that waits counts at each pass. */
    long heldBack() {
        return heldBack.get();
    }

    private static Key key(App app, Action.OfApp action) {
        return new Key(app.uid(), WriteLog.content(action));
    }
}
