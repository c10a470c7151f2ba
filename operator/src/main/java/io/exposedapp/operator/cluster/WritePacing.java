package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Alteration;
import io.exposedapp.operator.plan.Contest;
import io.exposedapp.operator.plan.Failure;
import io.exposedapp.operator.plan.Problem;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The one place that slows an app down whose writes do not lead anywhere, of each kind of object for itself. There are four reasons: the API server
 * answers with an error ({@link WriteBackoff}), it alters the Service that is written ({@link Alterations}), another client writes the Service as
 * well ({@link Contests}), and, below all of these, the same write is made again and again ({@link WriteRepeats}). Safety depends on none of it: a
 * new process begins with a write at once.
 */
public final class WritePacing {

    private final WriteBackoff failed = new WriteBackoff();
    private final WriteRepeats repeated = new WriteRepeats();
    private final Contests contests = new Contests();
    private final Alterations alterations = new Alterations();
    private final InstantSource clock;

    public WritePacing(InstantSource clock) {
        this.clock = clock;
    }

    /** The problem that keeps the write from being sent now; empty where it may be sent. */
    Optional<Problem> heldBack(App app, Action.OfApp action) {
        var now = clock.instant();
        return failed.of(app, action, now).or(() -> repeated.of(app, action, now));
    }

    /** The write was made. */
    void made(App app, Action.OfApp action) {
        failed.succeeded(app, action);
        repeated.wrote(app, action, clock.instant());
    }

    /** The write failed: the problem says when the next one is due. */
    Problem failed(App app, Action.OfApp action, Failure failure) {
        return failed.failed(app, action, failure, clock.instant());
    }

    /**
     * The write lost a race.
     *
     * @param answer the API server's words
     * @return the problem where the same write has lost again and again; empty before that
     */
    Optional<Problem> lost(App app, Action.OfApp action, String answer) {
        return failed.lost(app, action, answer, clock.instant());
    }

    /** The Service was made; the API server may have altered it on the way. */
    void created(App app, SeenService made, Action.CreateService create) {
        contests.created(app.ref(), made, clock.instant());
        ServiceChange.between(made, create.desired())
                .ifPresent(differs -> alterations.written(app.ref(), made, differs.asked(), clock.instant()));
    }

    /** True where the last write to the Service has asked for the same in vain: this one is not to be sent now. */
    boolean altered(App app, SeenService seen, ServiceChange change) {
        return alterations.altered(app, seen, change, clock.instant());
    }

    /** The Service was written. */
    void patched(App app, SeenService before, ServiceChange change, SeenService after) {
        contests.patched(app.ref(), before, change, after, clock.instant());
        alterations.written(app.ref(), after, change.asked(), clock.instant());
    }

    /** The contests over the app's Services, by their names. */
    SortedMap<String, Contest> contests(AppRef app) {
        return contests.of(app, clock.instant());
    }

    /** How the API server alters the app's Services, by their names. */
    SortedMap<String, Alteration> alterations(AppRef app) {
        return alterations.of(app);
    }

    /** Writes that were held back since the start of the process because they did not last; one that waits counts at each pass. */
    public long heldBack() {
        return repeated.heldBack();
    }
}
