package io.exposedapp.operator.controller;

import io.exposedapp.operator.cluster.ApiClient;
import io.exposedapp.operator.cluster.PlannedWrites;
import io.exposedapp.operator.cluster.StatusWriter.Written;
import io.exposedapp.operator.plan.Failure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the three reconcilers share towards JOSDK: they are woken by {@link Wiring}, start behind the {@link Gate}, and write everything
 * themselves, status included, so that all writes pass one seam.
 *
 * @param <P> the primary
 */
abstract class Woken<P extends HasMetadata> {

    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration LACKING = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Gate<P> gate;
    private final SimpleInboundEventSource<P> poke;
    private final InstantSource clock;
    private final ApiClient api;
    private final PlannedWrites planned;
    private final Map<String, Instant> pauses = new ConcurrentHashMap<>();

    Woken(Gate<P> gate, SimpleInboundEventSource<P> poke, InstantSource clock, ApiClient api, PlannedWrites planned) {
        this.gate = gate;
        this.poke = poke;
        this.clock = clock;
        this.api = api;
        this.planned = planned;
    }

    public List<EventSource<?, P>> prepareEventSources(EventSourceContext<P> context) {
        if (context.getPrimaryCache() instanceof InformerWrappingEventSourceHealthIndicator<?> primaries) {
            gate.waitFor(primaries);
        }
        return List.of(poke, gate);
    }

    /**
     * One pass, and when to come back. What the operator lacks is logged and counted where it is found, once: JOSDK's own retry would log each
     * pass. Where the API server asked for a pause (429 with Retry-After), no pass over this object begins before its end, whatever wakes it.
     *
     * @param pass answers when to look again, or null
     * @throws RuntimeException to be retried by JOSDK
     */
    UpdateControl<P> run(P primary, Supplier<@Nullable Instant> pass) {
        var uid = primary.getMetadata().getUid();
        var pause = pauses.get(uid);
        if (pause != null && clock.instant().isBefore(pause)) {
            return comeBack(pause);
        }
        pauses.remove(uid);
        try {
            var again = confined(() -> pass(primary, pass));
            planned.passed(primary);
            // Where writes are only planned, passes would come back to the same for ever.
            return comeBack(planned.only() ? null : again);
        } catch (KubernetesClientException e) {
            return comeBack(uid, e);
        }
    }

    private @Nullable Instant pass(P primary, Supplier<@Nullable Instant> pass) {
        try {
            return pass.get();
        } catch (KubernetesClientException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            if (Thread.currentThread().isInterrupted()) {
                // The operator is being stopped: whatever was cut off says nothing of the object.
                throw e;
            }
            var now = clock.instant();
            var report = failed(primary, e, now);
            var again = now.plus(AGAIN);
            return report instanceof Written.TooSoon(Instant notBefore) ? Pass.earlier(notBefore, again) : again;
        }
    }

    /**
     * One object that cannot be read or planned must not stop the others, and must not go on saying Ready: the failure is logged, counted and
     * reported on it.
     *
     * @return what came of the report; null where there is none to write
     */
    abstract @Nullable Written failed(P primary, Throwable failure, Instant now);

    /** JOSDK tries again after an exception. An Error would end the worker's thread instead, and leave the object locked. */
    static <T extends @Nullable Object> T confined(Supplier<T> pass) {
        try {
            return pass.get();
        } catch (StackOverflowError e) {
            throw new IllegalStateException("the stack overflowed while the object was read or planned", e);
        }
    }

    private UpdateControl<P> comeBack(String uid, KubernetesClientException e) {
        var failure = api.access().classify(e);
        if (failure instanceof Failure.OfOperator) {
            return comeBack(clock.instant().plus(LACKING));
        }
        if (failure instanceof Failure.Unavailable(String _, Duration retryAfter) && retryAfter != null) {
            var end = clock.instant().plus(retryAfter.compareTo(LONGEST_PAUSE) < 0 ? retryAfter : LONGEST_PAUSE);
            pauses.values().removeIf(old -> old.isBefore(clock.instant()));
            pauses.put(uid, end);
            return comeBack(end);
        }
        throw e;
    }

    private UpdateControl<P> comeBack(@Nullable Instant at) {
        var control = UpdateControl.<P>noUpdate();
        if (at == null) {
            return control;
        }
        var delay = Duration.between(clock.instant(), at);
        return control.rescheduleAfter(delay.isNegative() ? Duration.ZERO : delay);
    }
}
