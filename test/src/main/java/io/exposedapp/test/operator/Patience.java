package io.exposedapp.test.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for something to become so. What is awaited is shown as it was last seen when it does not come.
 *
 * @param most how long, at most
 */
record Patience(Duration most) {

    static final Patience USUAL = new Patience(Duration.ofSeconds(30));

    /** Answers with the object as soon as it fits; null is "there is none". */
    <T extends HasMetadata> T until(String what, Supplier<@Nullable T> look, Predicate<T> fits) {
        var last = new AtomicReference<@Nullable T>();
        try {
            waiting(what).until(() -> {
                var seen = look.get();
                last.set(seen);
                return seen != null && fits.test(seen);
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(what + ": did not come within " + most + ". Last seen:\n" + Serialization.asYaml(last.get()), e);
        }
        return Objects.requireNonNull(last.get());
    }

    void until(String what, Callable<Boolean> condition) {
        waiting(what).until(condition);
    }

    private ConditionFactory waiting(String what) {
        return Awaitility.await(what).atMost(most).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50));
    }
}
