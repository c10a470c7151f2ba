package io.exposedapp.operator.workload;

import io.exposedapp.operator.app.AppRef;
import org.jspecify.annotations.Nullable;

/**
 * A PodDisruptionBudget that carries an app's label.
 *
 * @param controllerUid of the controller owner reference, or null
 * @param minAvailable as the operator would have made it; null where it says anything else
 */
public record SeenBudget(AppRef app, String name, String uid, String resourceVersion, @Nullable String controllerUid,
        @Nullable Integer minAvailable) {
}
