package io.exposedapp.operator.controller;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.controller.Wish.AnyNumber;
import io.exposedapp.operator.ledger.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Apps that were woken for a number and have not had their pass yet: what they are about to take is not there for the next. Only for a
 * while, since a pass may fail.
 */
final class UnderWay {

    private record Trip(Wish wish, Instant end) {
    }

    private final Duration courtesy;
    private final Map<AppRef, Trip> trips = new HashMap<>();

    UnderWay(Duration courtesy) {
        this.courtesy = courtesy;
    }

    void began(AppRef app, Wish wish, Instant now) {
        if (!wish.anyNumber().isEmpty()) {
            trips.put(app, new Trip(wish, now.plus(courtesy)));
        }
    }

    /** True when it was under way. */
    boolean ended(AppRef app) {
        return trips.remove(app) != null;
    }

    void expire(Instant now) {
        trips.values().removeIf(trip -> !now.isBefore(trip.end()));
    }

    boolean has(AppRef app) {
        return trips.containsKey(app);
    }

    /** When the first of them is given up; null when there is none. */
    @Nullable
    Instant first() {
        return trips.values().stream().map(Trip::end).min(Instant::compareTo).orElse(null);
    }

    /** There is room for this port beside all that they may take. */
    boolean leaves(AnyNumber any, AppRef app, Room room) {
        if (any.overQuota()) {
            return room.underQuota(any.ledger(), app.namespace()) > asked(any.ledger(), app.namespace());
        }
        return room.keptFor(any.ledger(), app, any.port()) || room.free(any.ledger()) > asked(any.ledger(), null);
    }

    private long asked(String ledger, @Nullable String namespace) {
        return trips.entrySet().stream().filter(trip -> namespace == null || trip.getKey().namespace().equals(namespace))
                .flatMap(trip -> trip.getValue().wish().anyNumber().stream()).filter(any -> any.ledger().equals(ledger)).count();
    }
}
