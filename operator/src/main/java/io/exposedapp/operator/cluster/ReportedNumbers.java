package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.api.v1.PortStatus;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Node ports of which an app's status said, when this process saw the app first, that a reservation of a ledger is the app's:
 * {@code status.ports[].nodePort} with {@code status.ports[].ledger}. Under the roles that ship only this operator writes a status, while any client
 * may use its name as a field manager. A number that the Service carries and the ledger denies is in the status too, without a ledger.
 */
final class ReportedNumbers {

    private record Reported(String uid, Set<Integer> numbers) {
    }

    private final Map<AppRef, Reported> first = new ConcurrentHashMap<>();

    /** The app has a pass: its first one in this process finds the status that another process left. */
    void seen(App app) {
        first.compute(app.ref(), (_, before) -> before != null && before.uid().equals(app.uid())
                ? before
                : new Reported(app.uid(), in(app.status())));
    }

    /** This process has written the app's Service: what it carries no longer has no witness from before. */
    void carried(AppRef app, Set<Integer> numbers) {
        first.computeIfPresent(app, (_, before) -> new Reported(before.uid(),
                before.numbers().stream().filter(numbers::contains).collect(Collectors.toSet())));
    }

    Set<Integer> of(App app) {
        var reported = first.get(app.ref());
        return reported != null && reported.uid().equals(app.uid()) ? reported.numbers() : Set.of();
    }

    void forget(AppRef app) {
        first.remove(app);
    }

    static Set<Integer> in(@Nullable ExposedAppStatus status) {
        var ports = status == null ? null : status.ports();
        return Objects.requireNonNullElse(ports, List.<PortStatus>of()).stream()
                .filter(port -> port.nodePort() != null && port.ledger() != null && !port.ledger().isEmpty())
                .map(PortStatus::nodePort).collect(Collectors.toSet());
    }
}
