package io.exposedapp.operator.controller;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.cluster.AppWrites;
import io.exposedapp.operator.cluster.Repairs;

/** What this process remembers of apps, for metrics alone: nothing is decided by it. */
record AppMemory(Repairs repairs, AppWrites writes, RolloutClock rollouts) {

    /** The app is gone. */
    void forget(AppRef app) {
        repairs.forget(app);
        writes.forget(app);
        rollouts.forget(app);
    }
}
