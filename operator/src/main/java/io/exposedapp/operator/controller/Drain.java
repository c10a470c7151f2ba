package io.exposedapp.operator.controller;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.controller.Candidate.Turn;
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
 * app that waits at that moment. Whom there is no room for is told the new counts at leisure. It looks only when something has changed, and
 * keeps nothing that safety or progress depends on.
 */
final class Drain {

    /** Runs a task later; with virtual time in tests. */
    interface Timer {

        void after(Duration delay, Runnable task);
    }

    /** What an app is to be woken for, the more urgent the later. */
    private enum Call {
        /** There may be room; if there is none, what it was told of the ledger has changed all the same. */
        ROOM,
        /** A ledger or a namespace was edited: what it was told may be wrong, whether there is room or not. */
        NEWS,
        /** The very number that it waits for. */
        NUMBER
    }

    private static final int LEAST_GAP_MILLIS = 20;
    private static final int MOST_GAP_MILLIS = 50;

    /** For so long nobody else is woken for the number that an app was woken for and has not taken yet. */
    private static final Duration COURTESY = Duration.ofMillis(500);

    /** Between two that are told new counts and nothing else: no more than the safety net costs anyway, however many wait. */
    private static final Duration LEISURE = Duration.ofSeconds(1);

    private final Waiting waiting;
    private final Supplier<Room> room;
    private final Consumer<AppRef> wake;
    private final Timer timer;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final Map<AppRef, Call> calls = new HashMap<>();
    private final UnderWay underWay = new UnderWay(COURTESY);
    private Instant notBefore = Instant.MIN;
    private Instant tellNotBefore = Instant.MIN;
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
        if (calls.isEmpty()) {
            // Not amid the change: the counts that are told should last.
            tellNotBefore = clock.instant().plus(LEISURE);
        }
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
        var first = calls.entrySet().stream().map(call -> candidate(call.getKey(), call.getValue(), looked, now))
                .filter(c -> c.turn() != Turn.NOT_NOW).min(Comparator.naturalOrder()).orElse(null);
        if (first == null) {
            waitFor(now);
            return null;
        }
        calls.remove(first.app());
        if (first.turn().compareTo(Turn.THERE_IS_ROOM) <= 0) {
            waiting.of(first.app()).ifPresent(wish -> underWay.began(first.app(), wish, now));
        } else if (first.turn() == Turn.AT_LEISURE) {
            tellNotBefore = now.plus(LEISURE);
        }
        stepSoon();
        return first.app();
    }

    /** Nobody's turn has come: the next may when somebody is told, or when one that is under way is given up. */
    private void waitFor(Instant now) {
        var end = underWay.first();
        if (!calls.isEmpty()) {
            if (tellNotBefore.isAfter(now)) {
                schedule(now, end == null || tellNotBefore.isBefore(end) ? tellNotBefore : end);
            } else if (end != null) {
                schedule(now, end);
            }
        }
    }

    private Candidate candidate(AppRef app, Call call, Room looked, Instant now) {
        var wish = waiting.of(app).orElse(null);
        return wish == null ? new Candidate(Turn.NOT_NOW, "", app) : new Candidate(turn(app, wish, call, looked, now), wish.created(), app);
    }

    private Turn turn(AppRef app, Wish wish, Call call, Room looked, Instant now) {
        if (call == Call.NUMBER) {
            return Turn.ITS_NUMBER;
        }
        if (underWay.has(app)) {
            return Turn.NOT_NOW;
        }
        if (wish.anyNumber().stream().anyMatch(any -> underWay.leaves(any, app, looked))) {
            return Turn.THERE_IS_ROOM;
        }
        if (call == Call.NEWS) {
            return Turn.AN_EDIT;
        }
        return now.isBefore(tellNotBefore) ? Turn.NOT_NOW : Turn.AT_LEISURE;
    }
}
