package io.exposedapp.operator.controller;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.ledger.Room;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the apps that wait, one after another and the oldest first, so that one number that comes free costs one pass and not one for each
 * app that waits. It looks only when something has changed, and keeps nothing that safety or progress depends on: who is not woken for want
 * of room hears of the next change.
 */
final class Drain {

    /** Runs a task later; with virtual time in tests. */
    interface Timer {

        void after(Duration delay, Runnable task);
    }

    /** What an app is to be woken for, the more urgent the later. */
    private enum Call {
        /** There may be room: it is woken if there is. */
        ROOM,
        /** A ledger or a namespace was edited: what it was told may be wrong, whether there is room or not. */
        NEWS,
        /** The very number that it waits for. */
        NUMBER
    }

    private record Candidate(int turn, String created, AppRef app) implements Comparable<Candidate> {

        private static final Comparator<Candidate> ORDER = Comparator.comparingInt(Candidate::turn).thenComparing(Candidate::created)
                .thenComparing(Candidate::app);

        @Override
        public int compareTo(Candidate other) {
            return ORDER.compare(this, other);
        }
    }

    private static final int LEAST_GAP_MILLIS = 20;
    private static final int MOST_GAP_MILLIS = 50;

    /** For so long nobody else is woken for the number that an app was woken for and has not taken yet. */
    private static final Duration COURTESY = Duration.ofSeconds(2);

    private final Waiting waiting;
    private final Supplier<Room> room;
    private final Consumer<AppRef> wake;
    private final Timer timer;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final Map<AppRef, Call> calls = new HashMap<>();
    private final UnderWay underWay = new UnderWay(COURTESY);
    private Instant notBefore = Instant.MIN;
    private @Nullable Instant nextStep;

    /** @param room what the caches know at the moment of the call */
    Drain(Waiting waiting, Supplier<Room> room, Consumer<AppRef> wake, Timer timer, InstantSource clock, RandomGenerator chance) {
        this.waiting = waiting;
        this.room = room;
        this.wake = wake;
        this.timer = timer;
        this.clock = clock;
        this.chance = chance;
    }

    /** Something happened to the number: those that wait for it are woken, of the others as many as there is room for. */
    synchronized void number(int number) {
        waiting.forEach((app, wish) -> {
            if (wish.numbers().contains(number)) {
                call(app, Call.NUMBER);
            } else if (!wish.anyNumber().isEmpty()) {
                call(app, Call.ROOM);
            }
        });
        stepSoon();
    }

    /** What the apps were told rests on a ledger, a range or a namespace that was changed: all of these hear of it. */
    synchronized void news(Predicate<AppRef> whom) {
        waiting.forEach((app, _) -> {
            if (whom.test(app)) {
                call(app, Call.NEWS);
            }
        });
        stepSoon();
    }

    /** The app has had its pass: it took what it was woken for, or could not. */
    synchronized void reported(AppRef app) {
        if (underWay.ended(app)) {
            stepSoon();
        }
    }

    private void call(AppRef app, Call call) {
        calls.merge(app, call, (a, b) -> a.compareTo(b) < 0 ? b : a);
    }

    private void stepSoon() {
        if (!calls.isEmpty()) {
            var now = clock.instant();
            schedule(now, now.isBefore(notBefore) ? notBefore : now);
        }
    }

    private void schedule(Instant now, Instant at) {
        if (nextStep == null || at.isBefore(nextStep)) {
            nextStep = at;
            timer.after(Duration.between(now, at), () -> step(at));
        }
    }

    private void step(Instant at) {
        var next = next(at);
        if (next != null) {
            wake.accept(next);
        }
    }

    private synchronized @Nullable AppRef next(Instant at) {
        if (!at.equals(nextStep)) {
            return null;
        }
        nextStep = null;
        var now = clock.instant();
        // A look costs too, so looks keep the distance even when they wake nobody.
        notBefore = now.plusMillis(chance.nextInt(LEAST_GAP_MILLIS, MOST_GAP_MILLIS + 1));
        calls.keySet().removeIf(app -> waiting.of(app).isEmpty());
        underWay.expire(now);
        var looked = room.get();
        var end = underWay.first();
        var first = calls.entrySet().stream().map(call -> candidate(call.getKey(), call.getValue(), looked)).filter(c -> c.turn() >= 0)
                .min(Comparator.naturalOrder()).map(Candidate::app).orElse(null);
        if (first != null) {
            calls.remove(first);
            waiting.of(first).ifPresent(wish -> underWay.began(first, wish, now));
            stepSoon();
        } else if (end != null) {
            schedule(now, end);
        } else {
            calls.clear();
        }
        return first;
    }

    private Candidate candidate(AppRef app, Call call, Room looked) {
        var wish = waiting.of(app).orElse(null);
        return new Candidate(wish == null ? -1 : turn(app, wish, call, looked), wish == null ? "" : wish.created(), app);
    }

    /** The lower the earlier; -1 = not now. */
    private int turn(AppRef app, Wish wish, Call call, Room looked) {
        if (call == Call.NUMBER) {
            return 0;
        }
        if (underWay.has(app)) {
            return -1;
        }
        if (wish.anyNumber().stream().anyMatch(any -> underWay.leaves(any, app, looked))) {
            return 1;
        }
        return call == Call.NEWS ? 2 : -1;
    }
}
