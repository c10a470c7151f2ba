package io.exposedapp.operator.app;

import io.exposedapp.api.v1.PortSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A port of an app with every default applied. Its identity is its name.
 *
 * @param protocol TCP, UDP or SCTP
 * @param containerPort where the process listens, 1-65535
 * @param port the Service's port, 1-65535
 * @param pin the node port asked for, or null for one from the ledger
 * @param exposed it is to have a node port; otherwise it is for clients inside the cluster only
 */
public record Port(String name, String protocol, int containerPort, int port, @Nullable Integer pin, @Nullable String appProtocol,
        boolean exposed)
        implements
            Comparable<Port> {

    public static final String DEFAULT_PROTOCOL = "TCP";

    static Port from(PortSpec spec) {
        return new Port(spec.name(), Objects.requireNonNullElse(spec.protocol(), DEFAULT_PROTOCOL), spec.containerPort(),
                Objects.requireNonNullElse(spec.port(), spec.containerPort()), spec.nodePort(), spec.appProtocol(),
                !Boolean.FALSE.equals(spec.exposed()));
    }

    /** Two ports of one Service port over two protocols (DNS) share a number on first grant. */
    public boolean sharesNumberWith(Port other) {
        return port == other.port && !protocol.equals(other.protocol);
    }

    /** As columns print it: {@code http/TCP}. */
    public String label() {
        return name + "/" + protocol;
    }

    @Override
    public int compareTo(Port other) {
        return name.compareTo(other.name);
    }
}
