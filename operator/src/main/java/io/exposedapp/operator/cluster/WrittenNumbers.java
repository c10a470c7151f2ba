package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Numbers on a Service that this operator wrote into it, and that no other writer has changed since. It writes none that the ledger has not granted, so
 * with {@link ReportedNumbers} they prove a grant; a number that another writer put there proves nothing.
 */
final class WrittenNumbers {

    private WrittenNumbers() {
    }

    static Set<Integer> of(Service service) {
        var ours = ManagedFields.of(service);
        return Objects.requireNonNullElse(service.getSpec().getPorts(), List.<ServicePort>of()).stream()
                .filter(port -> port.getNodePort() != null && ours.has("f:spec", "f:ports", key(port), "f:nodePort"))
                .map(ServicePort::getNodePort).collect(Collectors.toSet());
    }

    private static String key(ServicePort port) {
        return "k:{\"port\":%d,\"protocol\":\"%s\"}".formatted(port.getPort(), Objects.requireNonNullElse(port.getProtocol(), "TCP"));
    }
}
