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
    private final InstantSource clock;

    ServiceWrites(Writes writes, Contests contests, InstantSource clock) {
        this.writes = writes;
        this.contests = contests;
        this.clock = clock;
    }

    void perform(App app, Action.OfService write) {
        switch (write) {
            case Action.CreateService create -> contests.created(app.ref(), writes.create(create), clock.instant());
            case Action.PatchService(SeenService seen, ServiceChange change) ->
                contests.patched(app.ref(), seen, change, writes.patch(seen, change), clock.instant());
            case Action.DeleteService(SeenService seen) -> writes.delete(seen);
        }
    }
}
