package io.exposedapp.operator.app;

import io.exposedapp.api.v1.ExposedAppSpec;
import java.util.Optional;

/** The readiness probe of an app that declares none: without it a pod would get traffic before its process listens. */
public final class DefaultProbe {

    private DefaultProbe() {
    }

    /**
     * The port that it connects to: the first TCP port in the spec's order, exposed or not, since a change of {@code exposed} restarts no pod.
     * Empty where the spec declares a probe, or switches the default off.
     */
    public static Optional<Port> port(ExposedAppSpec spec) {
        return spec.readinessProbe() != null || Boolean.FALSE.equals(spec.defaultReadinessProbe())
                ? Optional.empty()
                : spec.ports().stream().map(Port::from).filter(port -> port.protocol().equals(Port.DEFAULT_PROTOCOL)).findFirst();
    }
}
