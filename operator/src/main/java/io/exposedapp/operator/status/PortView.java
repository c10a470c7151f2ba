package io.exposedapp.operator.status;

import io.exposedapp.operator.app.Port;
import io.exposedapp.operator.exposure.Ownership;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServicePort;
import io.exposedapp.operator.ledger.Grant;
import io.exposedapp.operator.plan.AppObserved;
import io.exposedapp.operator.plan.AppPlan;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One port: what it should have and what it has.
 *
 * @param granted the number that it is to be served on, or null for none
 * @param reachable the number that the app's Service really carries for it, or null
 * @param inside the Service for clients inside the cluster has the port
 * @param refusal why it does not get what it asked for; null when it does
 */
record PortView(Port port, @Nullable Integer granted, @Nullable Integer reachable, boolean inside, @Nullable Complaint refusal) {

    static final Comparator<PortView> BY_NAME = Comparator.comparing(PortView::port);

    /** All ports, in the spec's order. */
    static List<PortView> of(AppObserved seen, AppPlan plan) {
        var service = ours(plan.ownership());
        var internal = ours(plan.internal());
        return seen.app().portOrder().stream().map(name -> of(seen.app().port(name).orElseThrow(), service, internal, seen, plan)).toList();
    }

    /** The Service, where it serves the app's ports; null when there is none, or when it is about to go. */
    static @Nullable SeenService ours(Ownership ownership) {
        return switch (ownership) {
            case Ownership.Ours(SeenService service) -> service;
            case Ownership.Orphan(SeenService service) -> service;
            case Ownership.Adopting(SeenService service) -> service;
            case Ownership.Absent _,Ownership.Leaving _,Ownership.NotOurs _,Ownership.Adoptable _,Ownership.NotAdoptable _ -> null;
        };
    }

    boolean exposed() {
        return port.exposed();
    }

    /** It is served on the number that it asked for, or on one of the ledger's choice if it asked for none; or inside the cluster alone. */
    boolean served() {
        return exposed() ? refusal == null && reachable != null && reachable.equals(granted) : inside && reachable == null;
    }

    boolean refused() {
        return refusal != null;
    }

    private static PortView of(Port port, @Nullable SeenService service, @Nullable SeenService internal, AppObserved seen, AppPlan plan) {
        var grant = plan.allocation().grants().get(port.name());
        var refusal = grant instanceof Grant.Refused refused ? Refusals.of(refused.refusal(), seen.app().ref(), seen.now()) : null;
        return new PortView(port, grant == null ? null : grant.number(), service == null ? null : carried(service, port),
                internal != null && internal.port(port).isPresent(), refusal);
    }

    /** The Service port must be the same one: a number that leads to another port is not where this one is reachable. */
    private static @Nullable Integer carried(SeenService service, Port port) {
        return service.port(port).filter(ServicePort::hasNodePort).map(ServicePort::nodePort).orElse(null);
    }
}
