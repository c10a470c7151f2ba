package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.ExposedAppSpec;
import java.time.Duration;
import java.time.Instant;

/**
 * An app's spec, as it was read past the caches before a plan was made.
 *
 * @param uid of the app, which was not being deleted
 * @param at when that was
 */
public record LiveSpec(String uid, ExposedAppSpec spec, Instant at) {

    /**
     * How long it is evidence. A process that is stopped in the middle of its plan must not go on with it when it wakes: the pass goes round
     * again instead, and looks again.
     */
    private static final Duration EVIDENCE = Duration.ofSeconds(5);

    boolean expired(Instant now) {
        return now.isAfter(at.plus(EVIDENCE));
    }
}
