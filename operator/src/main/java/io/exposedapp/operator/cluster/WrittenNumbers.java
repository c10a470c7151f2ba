package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.Names;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Numbers on a Service that this operator wrote into it, and nobody has changed since: the API server remembers the last writer of each
 * field. It writes none that the ledger has not granted, so they prove a grant; a number that somebody else wrote proves nothing.
 */
final class WrittenNumbers {

    private WrittenNumbers() {
    }

    static Set<Integer> of(Service service) {
        var managed = Objects.requireNonNullElse(service.getMetadata().getManagedFields(), List.<ManagedFieldsEntry>of());
        return Objects.requireNonNullElse(service.getSpec().getPorts(), List.<ServicePort>of()).stream()
                .filter(port -> port.getNodePort() != null && managed.stream().anyMatch(entry -> wrote(entry, port)))
                .map(ServicePort::getNodePort).collect(Collectors.toSet());
    }

    private static boolean wrote(ManagedFieldsEntry entry, ServicePort port) {
        if (!Names.OPERATOR.equals(entry.getManager()) || entry.getFieldsV1() == null) {
            return false;
        }
        var ports = under(under(entry.getFieldsV1().getAdditionalProperties(), "f:spec"), "f:ports");
        var key = "k:{\"port\":%d,\"protocol\":\"%s\"}".formatted(port.getPort(), Objects.requireNonNullElse(port.getProtocol(), "TCP"));
        return under(under(ports, key), "f:nodePort") != null;
    }

    private static @Nullable Object under(@Nullable Object fields, String field) {
        return fields instanceof Map<?, ?> map ? map.get(field) : null;
    }
}
