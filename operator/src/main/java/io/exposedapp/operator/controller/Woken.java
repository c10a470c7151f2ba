package io.exposedapp.operator.controller;

import io.exposedapp.operator.cluster.OperatorAccess;
import io.exposedapp.operator.plan.Failure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the three reconcilers share towards JOSDK: they are woken by {@link Wiring}, start behind the {@link Gate}, and write everything
 * themselves, status included, so that all writes pass one seam.
 *
 * @param <P> the primary
 */
abstract class Woken<P extends HasMetadata> {

    private static final Duration LACKING = Duration.ofSeconds(10);

    private final Gate<P> gate;
    private final SimpleInboundEventSource<P> poke;
    private final InstantSource clock;
    private final OperatorAccess access;

    Woken(Gate<P> gate, SimpleInboundEventSource<P> poke, InstantSource clock, OperatorAccess access) {
        this.gate = gate;
        this.poke = poke;
        this.clock = clock;
        this.access = access;
    }

    public List<EventSource<?, P>> prepareEventSources(EventSourceContext<P> context) {
        return List.of(poke, gate);
    }

    /**
     * After a pass that failed. What the operator lacks is logged and counted where it is found, once: JOSDK's own retry would log each pass.
     *
     * @throws KubernetesClientException to be retried by JOSDK
     */
    UpdateControl<P> comeBack(KubernetesClientException e) {
        if (access.classify(e) instanceof Failure.OfOperator) {
            return comeBack(clock.instant().plus(LACKING));
        }
        throw e;
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
