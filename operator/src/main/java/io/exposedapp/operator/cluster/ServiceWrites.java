package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.plan.Action;

/** Writes to an app's Services; what they make of them is remembered, for it may be undone by somebody. */
final class ServiceWrites {

    private final Writes writes;
    private final WritePacing pacing;

    ServiceWrites(Writes writes, WritePacing pacing) {
        this.writes = writes;
        this.pacing = pacing;
    }

    /** False where the write is held back: the last one, which asked for the same, did not have that effect. */
    boolean perform(App app, Action.OfService write) {
        switch (write) {
            case Action.CreateService create -> pacing.created(app, writes.create(create), create);
            case Action.PatchService(SeenService seen, ServiceChange change) -> {
                if (pacing.altered(app, seen, change)) {
                    return false;
                }
                pacing.patched(app, seen, change, writes.patch(seen, change));
            }
            case Action.DeleteService(SeenService seen) -> writes.delete(seen);
        }
        return true;
    }
}
