package io.exposedapp.operator.controller;

import io.exposedapp.operator.app.AppRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which apps may have a pass at the same time. Those of one namespace have at most a quarter of the workers: a webhook that answers after
 * 20 seconds, or not at all, must not hold up the other namespaces. And only a few apps with large specs are worked on at once, one of a
 * namespace, since each spec takes several times its size while its pods are created.
 */
final class FairShare {

    /** Characters of a spec from which it counts as large. */
    static final int LARGE = 64 << 10;
    private static final int LARGE_AT_ONCE = 3;

    private final int ofNamespace;
    private final Map<AppRef, Boolean> running = new HashMap<>();
    private final Map<String, Integer> byNamespace = new HashMap<>();
    private final Map<AppRef, Boolean> waiting = new LinkedHashMap<>();

    FairShare(int workers) {
        ofNamespace = Math.max(1, workers / 4);
    }

    /**
     * True if the app may have its pass; {@link #leave} follows. Otherwise it is among those that {@link #leave} names later.
     *
     * @param size of its spec, in characters
     */
    synchronized boolean enter(AppRef app, int size) {
        var large = size >= LARGE;
        if (!mayEnter(app, large)) {
            waiting.put(app, large);
            return false;
        }
        waiting.remove(app);
        running.put(app, large);
        byNamespace.merge(app.namespace(), 1, Integer::sum);
        return true;
    }

    /** The app is gone, and waits no longer. */
    synchronized void forget(AppRef app) {
        waiting.remove(app);
    }

    /** The app's pass is over: answers the apps that waited for it, at most one of each size. */
    synchronized List<AppRef> leave(AppRef app) {
        running.remove(app);
        byNamespace.computeIfPresent(app.namespace(), (namespace, count) -> count == 1 ? null : count - 1);
        var next = new ArrayList<AppRef>();
        for (boolean large : List.of(false, true)) {
            waiting.entrySet().stream().filter(e -> e.getValue() == large && mayEnter(e.getKey(), large)).map(Map.Entry::getKey).findFirst()
                    .ifPresent(next::add);
        }
        waiting.keySet().removeAll(next);
        return next;
    }

    private boolean mayEnter(AppRef app, boolean large) {
        return byNamespace.getOrDefault(app.namespace(), 0) < ofNamespace && (!large || mayEnterLarge(app.namespace()));
    }

    private boolean mayEnterLarge(String namespace) {
        var now = running.entrySet().stream().filter(Map.Entry::getValue).map(e -> e.getKey().namespace()).toList();
        return now.size() < LARGE_AT_ONCE && !now.contains(namespace);
    }
}
