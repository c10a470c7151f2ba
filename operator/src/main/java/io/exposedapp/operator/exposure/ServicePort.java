package io.exposedapp.operator.exposure;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Port;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A port of a Service, seen or desired.
 *
 * @param name null on a single-port Service that somebody else made
 * @param targetPort a container port's name, or its number as text
 * @param nodePort {@link #NO_NODE_PORT} or the number
 */
public record ServicePort(
        @Nullable String name,
        String protocol,
        int port,
        String targetPort,
        int nodePort,
        @Nullable String appProtocol) {

    /** As the API server spells it. */
    public static final int NO_NODE_PORT = 0;

    /** The app's port that it is, or is to become: the one of its number and protocol, whatever the names are. */
    public Optional<Port> declaredBy(App app) {
        return app.ports().stream().filter(this::is).findFirst();
    }

    /** Clients know a port by its number and protocol, whatever its name is. */
    boolean is(Port declared) {
        return port == declared.port() && protocol.equals(declared.protocol());
    }

    /** Clients know both as one port, whatever the names are. */
    boolean sameAs(ServicePort other) {
        return port == other.port && protocol.equals(other.protocol);
    }

    ServicePort named(@Nullable String otherName) {
        return new ServicePort(otherName, protocol, port, targetPort, nodePort, appProtocol);
    }

    public boolean hasNodePort() {
        return nodePort != NO_NODE_PORT;
    }
}
