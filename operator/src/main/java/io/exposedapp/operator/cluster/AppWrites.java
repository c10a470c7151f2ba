package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.AppRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many writes were made for each app since the start of the process. One that never stops is a quarrel with somebody. */
public final class AppWrites {

    private final Caches caches;
    private final Map<AppRef, LongAdder> counts = new ConcurrentHashMap<>();

    public AppWrites(Caches caches) {
        this.caches = caches;
    }

    /** That many more were made; for an app that is gone meanwhile nothing is begun that nobody would forget. */
    public void add(AppRef app, int writes) {
        if (writes > 0 && caches.app(app).isPresent()) {
            counts.computeIfAbsent(app, _ -> new LongAdder()).add(writes);
        }
    }

    /** 0 for an app that none were made for. */
    public long of(AppRef app) {
        var count = counts.get(app);
        return count == null ? 0 : count.sum();
    }

    /** The app is gone. */
    public void forget(AppRef app) {
        counts.remove(app);
    }
}
