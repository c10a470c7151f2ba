package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.plan.Action;
import java.time.InstantSource;

/** Writes to an app's Services; what they make of them is remembered, for it may be undone by somebody. */
final class ServiceWrites {

    private final Writes writes;
    private final Contests contests;
    private final Alterations alterations;
    private final InstantSource clock;

    ServiceWrites(Writes writes, Contests contests, Alterations alterations, InstantSource clock) {
        this.alterations = alterations;
        this.writes = writes;
        this.contests = contests;
        this.clock = clock;
    }

    /** False where the write is held back: the last one, which asked for the same, did not have that effect. */
    boolean perform(App app, Action.OfService write) {
        switch (write) {
            case Action.CreateService create -> {
                var made = writes.create(create);
                contests.created(app.ref(), made, clock.instant());
                ServiceChange.between(made, create.desired())
                        .ifPresent(differs -> alterations.written(app.ref(), made, differs.asked(), clock.instant()));
            }
            case Action.PatchService(SeenService seen, ServiceChange change) -> {
                if (alterations.altered(app, seen, change, clock.instant())) {
                    return false;
                }
                var after = writes.patch(seen, change);
                contests.patched(app.ref(), seen, change, after, clock.instant());
                alterations.written(app.ref(), after, change.asked(), clock.instant());
            }
            case Action.DeleteService(SeenService seen) -> writes.delete(seen);
        }
        return true;
    }
}
