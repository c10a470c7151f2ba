package io.exposedapp.operator.status;

import io.exposedapp.api.v1.PortStatus;
import io.exposedapp.operator.exposure.PortMap;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.plan.AppObserved;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ports as {@code status.ports[]} and the PORTS column tell them, in the spec's order. */
final class PortReport {

    private PortReport() {
    }

    /**
     * One a port.
     *
     * @param hindrance what keeps ports from being served on the number that they were granted, or off the one that they are not to have
     * @param inside what keeps those that are not exposed from being served inside the cluster
     */
    static List<PortStatus> statuses(AppObserved seen, List<PortView> ports, Verdict hindrance, Verdict inside) {
        return ports.stream().map(view -> status(seen, view, view.exposed() || view.reachable() != null ? hindrance : inside)).toList();
    }

    static String map(List<PortView> ports) {
        return PortMap.print(ports.stream().map(v -> new PortMap.Line(v.port().port(), v.port().protocol(), v.reachable(),
                v.refused() ? v.port().pin() : null, v.exposed())).toList());
    }

    private static PortStatus status(AppObserved seen, PortView view, Verdict hindrance) {
        var port = view.port();
        var complaint = complaint(view, hindrance);
        return new PortStatus(port.name(), port.protocol(), port.containerPort(), port.port(), port.exposed(), ledger(seen, view),
                view.reachable(),
                port.pin(), complaint == null ? null : complaint.reason().text(),
                complaint == null ? null : Text.capped(complaint.message()));
    }

    private static @Nullable Complaint complaint(PortView view, Verdict hindrance) {
        if (view.served()) {
            return null;
        }
        return view.refusal() == null ? new Complaint(hindrance.reason(), hindrance.message()) : view.refusal();
    }

    /** Of the number that the app has for the port, served or only claimed. */
    private static @Nullable String ledger(AppObserved seen, PortView view) {
        var number = view.reachable() == null ? view.granted() : view.reachable();
        return number == null
                ? null
                : seen.book().entry(number).filter(Entry::held).filter(e -> e.holder().app().equals(seen.app().ref())).map(Entry::ledger)
                        .orElse(null);
    }
}
