package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.PortStatus;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Node ports of which the app's status says that a reservation of a ledger is the app's: {@code status.ports[].nodePort} with
 * {@code status.ports[].ledger}. Under the roles that ship nobody but this operator writes a status, while anybody may call himself by its
 * name as a field manager. A number that the Service carries and the ledger denies is in the status too, without a ledger.
 */
final class ReportedNumbers {

    private ReportedNumbers() {
    }

    static Set<Integer> of(ExposedApp app) {
        var ports = app.getStatus() == null ? null : app.getStatus().ports();
        return Objects.requireNonNullElse(ports, List.<PortStatus>of()).stream()
                .filter(port -> port.nodePort() != null && port.ledger() != null && !port.ledger().isEmpty())
                .map(PortStatus::nodePort).collect(Collectors.toSet());
    }
}
