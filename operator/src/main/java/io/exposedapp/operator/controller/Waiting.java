package io.exposedapp.operator.controller;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.status.Refusals;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Which apps wait for what. Nothing rests on it for safety: it is rebuilt by the first pass over each app after a start, and an app that is
 * gone or has all that it asks for is not in it.
 */
final class Waiting {

    private final Map<AppRef, Wish> wishes = new ConcurrentHashMap<>();

    /** Notes what the app was refused in its last pass; true when that is anything. */
    boolean put(AppRef app, Wish wish) {
        if (wish.none()) {
            wishes.remove(app);
            return false;
        }
        wishes.put(app, wish);
        return true;
    }

    void forget(AppRef app) {
        wishes.remove(app);
    }

    Optional<Wish> of(AppRef app) {
        return Optional.ofNullable(wishes.get(app));
    }

    void forEach(BiConsumer<AppRef, Wish> action) {
        wishes.forEach(action);
    }

    /** Ports that have no number now. */
    int ports() {
        return wishes.values().stream().mapToInt(Wish::unserved).sum();
    }

    /** Ports that are refused a number now, by reason; every reason that there can be, so that a rule can tell none from not asked. */
    SortedMap<String, Integer> refusals() {
        var counts = new TreeMap<String, Integer>();
        Refusals.REASONS.forEach(reason -> counts.put(reason.text(), 0));
        wishes.values().forEach(wish -> wish.reasons().forEach(reason -> counts.merge(reason.text(), 1, Integer::sum)));
        return counts;
    }
}
