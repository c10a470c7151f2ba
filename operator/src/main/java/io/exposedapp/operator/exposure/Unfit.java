package io.exposedapp.operator.exposure;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Port;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a Service cannot be taken over, although the app asks for it. */
public sealed interface Unfit {

    /** Somebody controls it, and would write it back or be orphaned of it. */
    record Controlled(SeenService.Controller controller) implements Unfit {
    }

    /** A LoadBalancer: as a NodePort Service it would lose its load balancer. */
    record LoadBalancer() implements Unfit {
    }

    /**
     * It has no node ports.
     *
     * @param type ClusterIP or ExternalName
     * @param headless such a one can never get any
     */
    record WithoutNodePorts(String type, boolean headless) implements Unfit {
    }

    /** The app would close them. */
    record Undeclared(List<ServicePort> ports) implements Unfit {

        public Undeclared {
            ports = List.copyOf(ports);
        }
    }

    /** The app declares them for clients inside the cluster only, so it would close them. */
    record NotExposed(List<ServicePort> ports) implements Unfit {

        public NotExposed {
            ports = List.copyOf(ports);
        }
    }

    /** The app would move the port, which is not what a takeover is for. */
    record PinnedElsewhere(String port, int pin, int carried) implements Unfit {
    }

    /** The ledger does not give the app what the Service carries; the allocation says why, port by port. */
    record NotGranted() implements Unfit {
    }

    /** What the Service itself has against it; its numbers are the ledger's to judge. */
    static Optional<Unfit> of(App app, SeenService service) {
        return Optional.ofNullable(find(app, service));
    }

    private static @Nullable Unfit find(App app, SeenService service) {
        var controller = service.controller();
        if (controller != null) {
            return new Controlled(controller);
        }
        if (service.type().equals("LoadBalancer")) {
            return new LoadBalancer();
        }
        if (!service.type().equals(DesiredService.TYPE)) {
            return new WithoutNodePorts(service.type(), service.headless());
        }
        var undeclared = service.ports().stream().filter(p -> p.declaredBy(app).isEmpty()).toList();
        if (!undeclared.isEmpty()) {
            return new Undeclared(undeclared);
        }
        var hidden = service.ports().stream().filter(p -> p.declaredBy(app).filter(Port::exposed).isEmpty()).toList();
        return hidden.isEmpty() ? pinnedElsewhere(app, service) : new NotExposed(hidden);
    }

    private static @Nullable Unfit pinnedElsewhere(App app, SeenService service) {
        var carried = Adoption.carried(app, service);
        for (Port port : app.exposedPorts()) {
            var pin = port.pin();
            var number = carried.get(port.name());
            if (pin != null && number != null && !Objects.equals(pin, number)) {
                return new PinnedElsewhere(port.name(), pin, number);
            }
        }
        return null;
    }
}
