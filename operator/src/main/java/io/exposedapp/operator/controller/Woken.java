package io.exposedapp.operator.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the three reconcilers share towards JOSDK: they are woken by {@link Wiring}, start behind the {@link Gate}, and write everything
 * themselves, status included, so that all writes pass one seam.
 *
 * @param <P> the primary
 */
abstract class Woken<P extends HasMetadata> {

    private final Gate<P> gate;
    private final SimpleInboundEventSource<P> poke;
    private final InstantSource clock;

    Woken(Gate<P> gate, SimpleInboundEventSource<P> poke, InstantSource clock) {
        this.gate = gate;
        this.poke = poke;
        this.clock = clock;
    }

    public List<EventSource<?, P>> prepareEventSources(EventSourceContext<P> context) {
        return List.of(poke, gate);
    }

    /** JOSDK tries again after an exception. An Error would end the worker's thread instead, and leave the object locked. */
    static <T extends @Nullable Object> T confined(Supplier<T> pass) {
        try {
            return pass.get();
        } catch (StackOverflowError e) {
            throw new IllegalStateException("the stack overflowed while the object was read or planned", e);
        }
    }

    UpdateControl<P> comeBack(@Nullable Instant at) {
        var control = UpdateControl.<P>noUpdate();
        if (at == null) {
            return control;
        }
        var delay = Duration.between(clock.instant(), at);
        return control.rescheduleAfter(delay.isNegative() ? Duration.ZERO : delay);
    }
}
