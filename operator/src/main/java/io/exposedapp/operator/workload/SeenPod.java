package io.exposedapp.operator.workload;

import io.exposedapp.operator.app.AppRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pod that carries an app's label, whoever controls it.
 *
 * @param app namespace, and the app that the label names
 * @param revision the hash in its revision label; empty without one
 * @param controllerUid of the controller owner reference, or null
 * @param readyChanged last transition of its Ready condition, as this process saw it: the node's clock, which the condition itself goes by,
 *        may be off
 * @param node that it is assigned to, or null
 * @param goneBy its deletionTimestamp: when its grace period ends; null while it is not being deleted
 * @param restarts of its container that restarted most
 * @param deletionCost {@code controller.kubernetes.io/pod-deletion-cost}, 0 without: the lower goes first
 */
public record SeenPod(
        AppRef app,
        String name,
        String uid,
        String resourceVersion,
        String revision,
        @Nullable String controllerUid,
        Phase phase,
        boolean ready,
        @Nullable Instant readyChanged,
        @Nullable String node,
        @Nullable Instant goneBy,
        Instant createdAt,
        int restarts,
        int deletionCost,
        @Nullable Trouble trouble) {

    /** {@code status.phase}, in the order in which a ReplicaSet gives up pods that still count. */
    public enum Phase {
        PENDING,
        UNKNOWN,
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    /**
     * The same pod, with its last transition timed by this process.
     *
     * @param before as it was known last, or null where it is seen for the first time: then the node's word counts, as far as it is possible: a
     *        node whose clock is off may say the future, or a time before the pod was created
     */
    public SeenPod after(@Nullable SeenPod before, Instant now) {
        if (readyChanged == null) {
            return this;
        }
        if (before == null || !before.uid().equals(uid)) {
            return readyChanged.isAfter(now) ? changed(now) : readyChanged.isBefore(createdAt) ? changed(createdAt) : this;
        }
        return changed(before.ready() == ready && before.readyChanged() != null ? before.readyChanged() : now);
    }

    private SeenPod changed(Instant at) {
        return new SeenPod(app, name, uid, resourceVersion, revision, controllerUid, phase, ready, at, node, goneBy, createdAt, restarts,
                deletionCost, trouble);
    }

    public Owner owner(String appUid) {
        return Owner.of(controllerUid, appUid);
    }

    /** It failed, was evicted or ran to its end, and will never run again. */
    public boolean finished() {
        return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    }

    /** It counts no more, but its name is still in use, and its process may still run. */
    public boolean terminating() {
        return goneBy != null;
    }

    /** It counts as one of the app's replicas. */
    public boolean active() {
        return !terminating() && !finished();
    }
}
