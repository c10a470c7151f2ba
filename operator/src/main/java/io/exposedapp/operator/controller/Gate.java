package io.exposedapp.operator.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds a controller's start until every controller has its primaries cached: every holder is loaded before anything is granted. JOSDK
 * starts the primaries' source before this one and the controllers beside each other, so it cannot deadlock.
 *
 * @param <P> the controller's primary
 */
final class Gate<P extends HasMetadata> extends AbstractEventSource<Void, P> {

    private static final Duration POLL = Duration.ofMillis(20);

    private final CountDownLatch synced;
    private final Duration patience;
    private @Nullable InformerWrappingEventSourceHealthIndicator<?> primaries;

    Gate(CountDownLatch synced, Duration patience) {
        super(Void.class, "gate");
        this.synced = synced;
        this.patience = patience;
    }

    @Override
    public void start() {
        super.start();
        try {
            awaitPrimaries();
            synced.countDown();
            if (!synced.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new OperatorException("the caches of all controllers were not filled within " + patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatorException(e);
        }
    }

    /** JOSDK goes on without the list of a kind that it could not get in time; nothing may be granted then. */
    private void awaitPrimaries() throws InterruptedException {
        var informers = Objects.requireNonNull(primaries, "the primaries are known before any source starts").informerHealthIndicators()
                .values();
        for (long end = System.nanoTime() + patience.toNanos(); !informers.stream().allMatch(InformerHealthIndicator::hasSynced);) {
            if (System.nanoTime() - end > 0) {
                throw new OperatorException("the primaries could not be listed within " + patience);
            }
            Thread.sleep(POLL);
        }
    }

    /** The source of the controller's own kind. */
    void waitFor(InformerWrappingEventSourceHealthIndicator<?> ofPrimaries) {
        primaries = ofPrimaries;
    }

    @Override
    public Set<Void> getSecondaryResources(P primary) {
        return Set.of();
    }
}
