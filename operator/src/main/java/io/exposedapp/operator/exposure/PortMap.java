package io.exposedapp.operator.exposure;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The PORTS column, as {@code kubectl get service} prints it, with refused pins marked; without a number where none is to be. */
public final class PortMap {

    private PortMap() {
    }

    /**
     * One port of the map.
     *
     * @param nodePort what it is reachable on, or null
     * @param refusedPin the number asked for and not granted, or null
     * @param exposed it is to have a number
     */
    public record Line(int port, String protocol, @Nullable Integer nodePort, @Nullable Integer refusedPin, boolean exposed) {

        @Override
        public String toString() {
            return port + where() + "/" + protocol;
        }

        private String where() {
            if (refusedPin == null) {
                return nodePort == null ? exposed ? ":?" : "" : ":" + nodePort;
            }
            return nodePort == null ? ":!" + refusedPin : ":" + nodePort + "(!" + refusedPin + ")";
        }
    }

    public static String print(List<Line> lines) {
        return lines.stream().map(Objects::toString).collect(Collectors.joining(","));
    }
}
