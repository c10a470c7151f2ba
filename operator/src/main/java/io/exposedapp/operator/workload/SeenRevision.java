package io.exposedapp.operator.workload;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposedapp.operator.app.AppRef;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An apps/v1 ControllerRevision that carries an app's label: what the user said, and the template that all pods of this revision are made
 * from, also after an upgrade of the operator.
 *
 * @param name {@code <app>-<hash>}
 * @param number its place in the sequence of the app's revisions, from 1
 * @param intent canonical, as {@link Revision} has it
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
        JsonNode intent,
        PodTemplateSpec template,
        Instant createdAt,
        @Nullable String controllerUid,
        @Nullable Split split) {

    public SeenRevision {
        intent = Canonical.of(intent);
    }

    public Owner owner(String appUid) {
        return Owner.of(controllerUid, appUid);
    }
}
