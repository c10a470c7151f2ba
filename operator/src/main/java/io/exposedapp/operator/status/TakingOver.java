package io.exposedapp.operator.status;

import static io.exposedapp.operator.status.ConditionType.EXPOSED;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.Adoption;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServicePort;
import io.exposedapp.operator.exposure.Unfit;
import io.exposedapp.operator.ledger.Allocation;
import io.exposedapp.operator.ledger.EntryText;
import io.exposedapp.operator.ledger.Grant;
import io.exposedapp.operator.plan.Contest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is told of a Service that others made, or keep making: taken over, not to be had, or fought over. */
final class TakingOver {

    private static final String NO = " cannot be taken over: ";

    private TakingOver() {
    }

    static Verdict goesOn(App app, SeenService service, List<PortView> ports) {
        var numbers = ports.stream().filter(view -> view.reachable() != null).map(view -> view.port().name() + ": " + view.reachable())
                .collect(Collectors.joining(", "));
        return Verdict.of(EXPOSED, Reason.ADOPTING,
                name(service) + " is being taken over with its numbers (" + numbers + "); " + leadsTo(app, service));
    }

    private static String leadsTo(App app, SeenService service) {
        if (Adoption.led(app, service)) {
            return "it leads to this app's pods, and its ports get this app's names as soon as all of these are its endpoints";
        }
        return app.replicas() == 0
                ? "with 0 replicas it goes on leading to its former pods: scale up to complete it"
                : "it leads to its former pods until all replicas are available, so leave those running";
    }

    /** @param then when every node leads to the app's pods */
    static Verdict followed(SeenService service, Instant then) {
        return Verdict.of(EXPOSED, Reason.ADOPTING, name(service)
                + " was taken over and leads to this app's pods; nodes may lead to its former pods until " + EntryText.text(then)
                + ", so leave those running till then");
    }

    /** @param service {@code namespace/name} */
    static Verdict contested(String service, Contest contest) {
        var when = contest.wroteAt() == null ? "" : " (last at " + EntryText.text(contest.wroteAt()) + ")";
        return Verdict.of(EXPOSED, Reason.ADOPTION_CONTESTED, "Service " + service
                + " is written back by field manager " + contest.manager() + when + ": " + String.join(", ", contest.fields())
                + " had to be put right "
                + contest.repairs() + " times in a row, and will be at a slower pace; take the Service out of what that manager applies");
    }

    static Verdict refused(SeenService service, Unfit unfit, App app, Allocation allocation, List<PortView> ports) {
        var subject = name(service) + NO;
        return switch (unfit) {
            case Unfit.Controlled(var controller) -> no(subject + controller + " controls it; delete that one with --cascade=orphan, or "
                    + "re-create this app with another exposure.service.name");
            case Unfit.LoadBalancer() -> no(subject + "it is of type LoadBalancer, and would lose its load balancer; change it to type "
                    + "NodePort first if that is what you want, or re-create this app with another exposure.service.name");
            case Unfit.WithoutNodePorts(String type, boolean headless) -> no(subject + withoutNodePorts(type, headless));
            case Unfit.Undeclared(var undeclared) -> no(subject + "this app does not declare its "
                    + undeclared.stream().map(TakingOver::label).collect(Collectors.joining(", "))
                    + "; add to spec.ports what is to stay open, or remove from the Service what is not");
            case Unfit.NotExposed(var hidden) -> no(subject + "this app does not expose its "
                    + hidden.stream().map(TakingOver::label).collect(Collectors.joining(", "))
                    + "; take exposed: false away until the Service is this app's, or remove from the Service what is not to stay open");
            case Unfit.PinnedElsewhere(String port, int pin, int carried) -> no(subject + "port " + port + " is pinned to " + pin
                    + ", and the Service has " + carried + " for it; pin it to " + carried
                    + " or leave nodePort out, and change it when the Service is this app's");
            case Unfit.NotGranted() -> notGranted(service, app, allocation, ports);
        };
    }

    private static String withoutNodePorts(String type, boolean headless) {
        return (headless ? "it is headless" : "it is of type " + type) + ", so it has no node ports to take over; "
                + (headless || type.equals("ExternalName") ? "delete it" : "delete it, change it to type NodePort")
                + ", or re-create this app with another exposure.service.name";
    }

    /** What is only at rest comes by itself, and PortsReserved says when. */
    private static Verdict notGranted(SeenService service, App app, Allocation allocation, List<PortView> ports) {
        if (Reservation.waitsForNumbers(ports)) {
            return Verdict.of(EXPOSED, Reason.WAITING_FOR_SERVICE, name(service) + " is taken over as soon as its numbers can be claimed");
        }
        var carried = Adoption.carried(app, service);
        var sentences = ports.stream().filter(view -> carried.containsKey(view.port().name())).sorted(PortView.BY_NAME)
                .flatMap(view -> sentence(view, Objects.requireNonNull(carried.get(view.port().name())), allocation).stream()).toList();
        return no(name(service) + NO + Text.sentences(sentences));
    }

    private static Optional<String> sentence(PortView view, Integer carried, Allocation allocation) {
        var port = view.port().name();
        return switch (allocation.grants().get(port)) {
            case Grant.Granted(Integer number, var _) when !number.equals(carried) -> Optional.of(
                    port + ": this app has " + number + " for it, and the Service " + carried + "; pin it to " + carried);
            case Grant.Refused _ -> Optional.of(port + ": " + Objects.requireNonNull(view.refusal()).message());
            case Grant.Granted _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    private static String label(ServicePort port) {
        var number = port.port() + (port.nodePort() == 0 ? "" : ":" + port.nodePort()) + "/" + port.protocol();
        return port.name() == null ? "port " + number : "port " + port.name() + " (" + number + ")";
    }

    private static Verdict no(String message) {
        return Verdict.of(EXPOSED, Reason.ADOPTION_REFUSED, message);
    }

    private static String name(SeenService service) {
        return "Service " + service.namespace() + "/" + service.name();
    }
}
