package io.exposedapp.operator.controller;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.workload.Rollout.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * How long rollouts take, an app's first one too. One begins where the status does not name the desired revision yet, and ends where all
 * replicas are of that revision and available; images are pulled in between. Neither moment is written anywhere: the ControllerRevision of
 * a rollout that was turned back is an old one. So a rollout of which this process has not seen the beginning is not measured, and neither
 * is one that was paused.
 */
final class RolloutClock {

    private record Start(String uid, String revision, Instant at) {

        private boolean of(App app, String hash) {
            return uid.equals(app.uid()) && revision.equals(hash);
        }
    }

    private final Consumer<Duration> ended;
    private final Map<AppRef, Start> starts = new ConcurrentHashMap<>();

    RolloutClock(Consumer<Duration> ended) {
        this.ended = ended;
    }

    /**
     * What a pass has found, before it writes the status.
     *
     * @param revision the desired one
     */
    void seen(App app, String revision, State state, Instant now) {
        switch (state) {
            case PROGRESSING, DEADLINE_EXCEEDED -> {
                var status = app.status();
                if (status == null || !revision.equals(status.revision())) {
                    starts.compute(app.ref(),
                            (_, start) -> start != null && start.of(app, revision) ? start : new Start(app.uid(), revision, now));
                }
            }
            case COMPLETE -> {
                var start = starts.remove(app.ref());
                if (start != null && start.of(app, revision)) {
                    ended.accept(Duration.between(start.at(), now));
                }
            }
            case PAUSED -> starts.remove(app.ref());
        }
    }

    /** The app is gone. */
    void forget(AppRef app) {
        starts.remove(app);
    }
}
