package io.exposedapp.operator.workload;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Intent;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An apps/v1 ControllerRevision that carries an app's label: what the user said, and the template that all pods of this revision are made
 * from, also after an upgrade of the operator. The template itself is read when a pod is created.
 *
 * @param name {@code <app>-<hash>}
 * @param number its place in the sequence of the app's revisions, from 1
 * @param portNames names of the container ports in its template
 * @param controllerUid of the controller owner reference, or null
 * @param split of the pods when the rollout was paused, as noted on this revision, or null
 */
public record SeenRevision(
        AppRef app,
        String name,
        String uid,
        String resourceVersion,
        String hash,
        long number,
        Intent intent,
        Set<String> portNames,
        Instant createdAt,
        @Nullable String controllerUid,
        @Nullable Split split) {

    public SeenRevision {
        portNames = Set.copyOf(portNames);
    }

    public Owner owner(String appUid) {
        return Owner.of(controllerUid, appUid);
    }
}
