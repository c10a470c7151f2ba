package io.exposedapp.test.operator;

import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import org.jspecify.annotations.Nullable;

/** Whether a watch was heard all the time: what it did not tell may be what a test asks for. */
final class WatchEnd {

    private volatile @Nullable WatcherException broken;

    void broke(WatcherException cause) {
        broken = cause;
    }

    /** An event that tells of no object. */
    void broke(Watcher.Action action, Object told) {
        broke(new WatcherException("the watch was told " + action + ": " + told));
    }

    void requireNone() {
        var cause = broken;
        if (cause != null) {
            throw new IllegalStateException("the watch broke, and what was seen may lack something", cause);
        }
    }
}
