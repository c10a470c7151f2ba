package io.exposedapp.operator.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A write that the API server refused or failed in this pass: not a lost race, and nothing that another look would change.
 *
 * @param retryAt when the write is tried again; null = with the next pass
 */
public record Problem(Action.OfApp action, Failure failure, @Nullable Instant retryAt) {

    public Problem(Action.OfApp action, Failure failure) {
        this(action, failure, null);
    }
}
