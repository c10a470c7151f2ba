package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.AppRef;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** How many writes were made for each app since the start of the process. One that never stops is a quarrel with somebody. */
public final class AppWrites {

    private final Caches caches;
    private final Map<AppRef, Long> counts = new ConcurrentHashMap<>();

    public AppWrites(Caches caches) {
        this.caches = caches;
    }

    /**
     * That many more were made. For an app that is gone meanwhile nothing is begun that nobody would forget: the look and the count are one
     * step, so that {@link #forget} comes before both or after both.
     */
    public void add(AppRef app, int writes) {
        if (writes > 0) {
            counts.compute(app, (_, count) -> caches.app(app).isEmpty() ? null : Objects.requireNonNullElse(count, 0L) + writes);
        }
    }

    /** 0 for an app that none were made for. */
    public long of(AppRef app) {
        return counts.getOrDefault(app, 0L);
    }

    /** The app is gone. */
    public void forget(AppRef app) {
        counts.remove(app);
    }
}
