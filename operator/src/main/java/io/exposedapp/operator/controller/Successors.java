package io.exposedapp.operator.controller;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.cluster.Caches;
import java.time.Duration;
import java.util.List;

/**
 * Apps that are created under the name of one that was just deleted. When its call for the deleted app returns, JOSDK forgets all that it knows of
 * the name, the events of the successor included: that would have no pass until its spec is edited.
 */
final class Successors {

    /** After JOSDK has forgotten the name; the second look is for a machine on which that takes long. */
    private static final List<Duration> LOOKS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(15));

    private final Caches caches;
    private final AppPoke poke;
    private final WakeThread wakeThread;

    Successors(Caches caches, AppPoke poke, WakeThread wakeThread) {
        this.caches = caches;
        this.poke = poke;
        this.wakeThread = wakeThread;
    }

    /** JOSDK reports that the app of this name is gone. */
    void gone(AppRef app) {
        LOOKS.forEach(delay -> wakeThread.after(delay, () -> {
            if (caches.app(app).isPresent()) {
                poke.exists(app);
            }
        }));
    }
}
